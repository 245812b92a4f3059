import Button from '@atlaskit/button/default/button';
import { useState, type ReactElement } from 'react';
import type { WaiverView } from '../../src/contract';
import { MOST_CHARACTERS_OF_A_REASON } from '../../src/contract/limits';
import { useNow } from '../shared/clock';
import { useHost } from '../shared/host';
import { AuditTrail } from './audit-trail';
import { RefusalMessage } from '../shared/refusal-message';
import { findingPath } from './routes';
import { ViewLink } from './view-link';
import { WaiverLozenge } from './waiver-lozenge';
import { personWords } from './waiver-words';
import { useWaivers, useWaiverStep } from './waivers-query';
import { WordsField } from '../shared/words-field';
import './waivers.css';

const A_MINUTE = 60_000;

/** The project's waivers: what is to be decided, what is waived at the moment, and every step that was taken. */
export function Waivers({ waiverSteps }: { readonly waiverSteps: number }): ReactElement {
  const { data: view, error } = useWaivers(waiverSteps);
  return (
    <div className="waivers">
      <section aria-labelledby="waivers-heading">
        <h2 id="waivers-heading" className="waivers-heading">
          Waivers
        </h2>
        <RefusalMessage error={error} />
        {view?.waivers.length === 0 && (
          <p className="subtle">
            Nothing is waived, and nothing waits for a decision. Open a finding to request a waiver.
          </p>
        )}
        <ul className="waivers-list">
          {view?.waivers.map((waiver) => (
            <WaiverCard key={`${waiver.id} ${waiver.state}`} waiver={waiver} />
          ))}
        </ul>
      </section>
      {waiverSteps > 0 && <AuditTrail steps={waiverSteps} />}
    </div>
  );
}

type Act = 'grant' | 'refuse' | 'withdraw';

function WaiverCard({ waiver }: { readonly waiver: WaiverView }): ReactElement {
  const { format } = useHost();
  const now = useNow(A_MINUTE);
  const [act, setAct] = useState<Act | null>(null);
  const { id, rule, title, state, reason, mitigation, owner, requestedAt, until, decision } = waiver;
  return (
    <li className="card waiver" aria-labelledby={`waiver-${id}`}>
      <p className="small subtle">
        <WaiverLozenge state={state} />{' '}
        {state === 'expired' ? `ended ${format.day(until)}; the rule counts again` : `until ${format.day(until)}`}
      </p>
      <h3 id={`waiver-${id}`} className="waiver-title">
        <ViewLink to={findingPath(rule)}>{title}</ViewLink>
      </h3>
      <dl className="waiver-words">
        <Words term="Why" words={reason} />
        <Words term="Meanwhile" words={mitigation} />
        <Words term="Owner" words={`${personWords(owner)}, asked ${format.clock(requestedAt, now)}`} />
        {decision !== null && (
          <Words
            term="Granted"
            words={`${personWords(decision.by)}, ${format.clock(decision.at, now)}: ${decision.reason}`}
          />
        )}
      </dl>
      {act === null ? (
        <div className="waiver-actions">
          {waiver.mayDecide && state === 'waiting' && (
            <>
              <Button appearance="primary" onClick={() => setAct('grant')}>
                Grant
              </Button>
              <Button onClick={() => setAct('refuse')}>Refuse</Button>
            </>
          )}
          {waiver.mayWithdraw && (
            <Button onClick={() => setAct('withdraw')}>{state === 'waiting' ? 'Withdraw' : 'End'}</Button>
          )}
        </div>
      ) : (
        <StepForm waiver={waiver} act={act} onCancel={() => setAct(null)} />
      )}
    </li>
  );
}

const ACT_WORDS: Readonly<Record<Act, string>> = { grant: 'Grant', refuse: 'Refuse', withdraw: 'End' };

interface StepFormProperties {
  readonly waiver: WaiverView;
  readonly act: Act;
  readonly onCancel: () => void;
}

/** Asks for the reason; the card goes, or shows what it led to, once the step is taken. */
function StepForm({ waiver, act, onCancel }: StepFormProperties): ReactElement {
  const [reason, setReason] = useState('');
  const decide = useWaiverStep('decideWaiver');
  const withdraw = useWaiverStep('withdrawWaiver');
  const isPending = decide.isPending || withdraw.isPending;
  return (
    <form
      className="waiver-form"
      aria-label={`${ACT_WORDS[act]}: ${waiver.title}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (act === 'withdraw') withdraw.mutate({ waiver: waiver.id, reason });
        else decide.mutate({ waiver: waiver.id, decision: act, reason });
      }}
    >
      <WordsField
        path="reason"
        label="Reason"
        hint="It stays in the audit trail."
        isRequired
        maxLength={MOST_CHARACTERS_OF_A_REASON}
        value={reason}
        onChange={setReason}
      />
      <RefusalMessage error={decide.error ?? withdraw.error} />
      <div className="waiver-actions">
        <Button type="submit" appearance="primary" isDisabled={isPending}>
          {act === 'withdraw' && waiver.state === 'waiting' ? 'Withdraw' : ACT_WORDS[act]}
        </Button>
        <Button appearance="subtle" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

function Words({ term, words }: { readonly term: string; readonly words: string }): ReactElement {
  return (
    <div>
      <dt className="small subtle">{term}</dt>
      <dd>{words}</dd>
    </div>
  );
}
