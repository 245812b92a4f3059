import Button from '@atlaskit/button/default/button';
import { useState, type ReactElement } from 'react';
import type { DecisionView, GatesView, ReviewView } from '../../../src/contract';
import { useNow } from '../../shared/clock';
import { useHost } from '../../shared/host';
import { counted } from '../../shared/words';
import { WordsField } from '../../shared/words-field';
import { personWords } from '../waiver-words';
import { DecideForm } from './decide-form';
import { DECISION_WORDS } from './gate-words';
import { useGateStep } from './gates-query';
import { LONGEST_TEXT, ReasonField } from './reason-field';
import { StepForm } from './step-form';

const A_MINUTE = 60_000;

interface Properties {
  readonly review: ReviewView;
  readonly today: string;
}

/** A review that waits for deciders: who asked, what they said, what has been said since, and one's own part. */
export function ReviewSection({ review, today }: Properties): ReactElement {
  const { format } = useHost();
  const now = useNow(A_MINUTE);
  const [open, setOpen] = useState<'decide' | 'withdraw' | null>(null);
  const { requestedBy, requestedAt, note, changed, decisions, quorum, mayDecide, mayWithdraw } = review;
  return (
    <section className="card gate-review" aria-labelledby="review-heading">
      <h3 className="gate-heading" id="review-heading">
        In review
      </h3>
      <p>
        {personWords(requestedBy)} asked for it at {format.clock(requestedAt, now)}.{' '}
        {counted(quorum, 'decider has', 'deciders have', format.count)} to agree;{' '}
        {decisions.length === 0 ? 'nobody has' : counted(decisions.length, 'has', 'have', format.count)} decided so far.
      </p>
      {note !== '' && <p>“{note}”</p>}
      <p>
        {changed.length === 0
          ? 'Nothing reads differently than when it was requested.'
          : `${counted(changed.length, 'criterion reads', 'criteria read', format.count)} differently than when it was requested; the list says how.`}
      </p>
      <Decisions decisions={decisions} />
      {open === null && (
        <div className="gate-actions">
          {mayDecide && (
            <Button appearance="primary" onClick={() => setOpen('decide')}>
              Decide
            </Button>
          )}
          {mayWithdraw && <Button onClick={() => setOpen('withdraw')}>Withdraw the request</Button>}
        </div>
      )}
      {open === 'decide' && <DecideForm review={review} today={today} onDone={() => setOpen(null)} />}
      {open === 'withdraw' && <WithdrawForm review={review.id} onDone={() => setOpen(null)} />}
    </section>
  );
}

/** What each decider said; empty where nobody has. */
export function Decisions({ decisions }: { readonly decisions: readonly DecisionView[] }): ReactElement | null {
  const { format } = useHost();
  const now = useNow(A_MINUTE);
  if (decisions.length === 0) return null;
  return (
    <ul className="gate-decisions">
      {decisions.map(({ decision, reason, by, at }) => (
        <li key={`${at} ${decision}`}>
          <span className="strong">{DECISION_WORDS[decision]}</span> · {personWords(by)}, {format.clock(at, now)}: “
          {reason}”
        </li>
      ))}
    </ul>
  );
}

function WithdrawForm({ review, onDone }: { readonly review: string; readonly onDone: () => void }): ReactElement {
  const [reason, setReason] = useState('');
  const withdraw = useGateStep('withdrawReview');
  return (
    <StepForm
      label="Withdraw the request"
      verb="Withdraw"
      isPending={withdraw.isPending}
      error={withdraw.error}
      fields={['reason']}
      onCancel={onDone}
      onSubmit={() => withdraw.mutate({ review, reason }, { onSuccess: onDone })}
    >
      <ReasonField value={reason} onChange={setReason} />
    </StepForm>
  );
}

interface RequestProperties {
  readonly gate: string;
  readonly figures: NonNullable<GatesView['tracker']>['gateReady'];
}

/** Asks the deciders to review the next gate; what is missing may be conditioned, and is said before. */
export function RequestReview({ gate, figures: { settled, asked } }: RequestProperties): ReactElement {
  const { format } = useHost();
  const [isOpen, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const request = useGateStep('requestReview');
  const missing = asked - settled;
  if (!isOpen) {
    return (
      <div className="gate-actions">
        <Button appearance={missing === 0 ? 'primary' : 'default'} onClick={() => setOpen(true)}>
          Request review
        </Button>
      </div>
    );
  }
  return (
    <StepForm
      label="Request review"
      verb="Send request"
      isPending={request.isPending}
      error={request.error}
      fields={['note']}
      onCancel={() => setOpen(false)}
      onSubmit={() => request.mutate({ gate, note }, { onSuccess: () => setOpen(false) })}
    >
      <p>
        {missing === 0
          ? 'All that is mandatory is met or waived. '
          : `${counted(missing, 'mandatory criterion is', 'mandatory criteria are', format.count)} not met: deciders can let the gate be passed with conditions only. `}
        How everything stands now is kept with the request. You cannot decide on it yourself.
      </p>
      <WordsField
        path="note"
        label="What the deciders should know (optional)"
        maxLength={LONGEST_TEXT}
        value={note}
        onChange={setNote}
      />
    </StepForm>
  );
}
