import Button from '@atlaskit/button/default/button';
import SectionMessage from '@atlaskit/section-message/section-message';
import { useState, type ReactElement } from 'react';
import type { LifecycleView } from '../../src/contract';
import { Check } from '../shared/field';
import { RefusalMessage } from '../shared/refusal-message';
import type { Lifecycle } from './lifecycle-edits';
import { useGive } from './queries';

interface Properties {
  readonly projectId: string;
  readonly view: LifecycleView;
  /** Nothing is unsaved: what is in force is what is seen. */
  readonly isSaved: boolean;
  readonly onTakeOver: (given: Lifecycle) => void;
}

/** What the project's playbook gives, whether the project has it, and for those who may, giving what is in force. */
export function PlaybookPart({ projectId, view, isSaved, onTakeOver }: Properties): ReactElement | null {
  const [isAsking, setAsking] = useState(false);
  const { title, given, isFollowed, mayGive } = view.playbook;
  const mayAsk = mayGive && isSaved && view.lifecycle !== null;
  const isTold = given !== null && (isFollowed ? view.lifecycle !== null : isSaved);
  if (!isTold && !mayAsk) return null;
  return (
    <section className="settings-part" aria-label="What the playbook gives">
      {given !== null && isFollowed && view.lifecycle !== null && (
        <p className="small subtle">
          Stages and criteria are those of the playbook {title}
          {!given.mayDiffer && ', and stay so; dates, deciders and who confirms are yours'}.
        </p>
      )}
      {given !== null && !isFollowed && isSaved && (
        <SectionMessage
          appearance={given.mayDiffer ? 'information' : 'warning'}
          title={
            given.mayDiffer
              ? `The playbook ${title} has other stages and gates`
              : `The playbook ${title} asks for its own stages and gates`
          }
        >
          <p>
            {given.mayDiffer
              ? 'Yours stay as they are unless you take over those of the playbook.'
              : 'What you have stays in force until you save again; then it has to be as the playbook has it.'}{' '}
            Stages of the same name keep their dates and deciders.
          </p>
          <Button onClick={() => onTakeOver(given.lifecycle)}>Take over the playbook’s</Button>
        </SectionMessage>
      )}
      {mayAsk && !isAsking && (
        <div>
          <Button spacing="compact" onClick={() => setAsking(true)}>
            Give to a playbook…
          </Button>
        </div>
      )}
      {mayAsk && isAsking && <Giving projectId={projectId} view={view} onDone={() => setAsking(false)} />}
    </section>
  );
}

interface GivingProperties {
  readonly projectId: string;
  readonly view: LifecycleView;
  readonly onDone: () => void;
}

function Giving({ projectId, view, onDone }: GivingProperties): ReactElement {
  const { title, given, givenVersion } = view.playbook;
  const [mayDiffer, setMayDiffer] = useState(given?.mayDiffer ?? true);
  const give = useGive(projectId);
  const send = (what: boolean | null): void =>
    give.mutate(
      { mayDiffer: what, version: view.version, givenVersion },
      { onSuccess: (reply) => reply.given && onDone() },
    );
  return (
    <div className="settings-question" role="group" aria-label="Give to a playbook?">
      <p>
        Every project that follows the playbook {title} is offered the stages, gates and criteria of this one, as they
        are saved here; without people and dates. Nothing changes for a project before its admin takes them over.
      </p>
      <Check isChecked={mayDiffer} onChange={setMayDiffer}>
        Projects may change them, or set up their own
      </Check>
      {give.data?.given === false && (
        <p role="alert">Somebody has changed them since. Look at what there is now, and try again.</p>
      )}
      <RefusalMessage error={give.error} />
      <div className="settings-actions">
        <Button appearance="primary" autoFocus isLoading={give.isPending} onClick={() => send(mayDiffer)}>
          Give to {title}
        </Button>
        {given !== null && <Button onClick={() => send(null)}>Take back what it gives</Button>}
        <Button appearance="subtle" onClick={onDone}>
          Not now
        </Button>
      </div>
    </div>
  );
}
