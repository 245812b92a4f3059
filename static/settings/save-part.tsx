import Button from '@atlaskit/button/default/button';
import SectionMessage from '@atlaskit/section-message/section-message';
import { useState, type ReactElement } from 'react';
import type { FieldProblem, LifecycleView } from '../../src/contract';
import { TextButton } from '../dependencies/text-button';
import { useNow } from '../shared/clock';
import { useHost } from '../shared/host';
import { RefusalMessage } from '../shared/refusal-message';
import { counted } from '../shared/words';
import { changesInWords, placeOfProblem, problemsById, type Lifecycle } from './lifecycle-edits';
import { useSave, type ReplyValue } from './queries';
import { stagePath } from './routes';

const A_MINUTE = 60_000;

/** What the reader has changed and not saved. */
export interface Edits {
  /** What they began with; its version says whether somebody else has saved since. */
  readonly base: LifecycleView;
  readonly mine: Lifecycle;
}

interface Properties {
  readonly projectId: string;
  /** What is in force. */
  readonly view: LifecycleView;
  readonly edits: Edits | null;
  readonly onEdits: (edits: Edits | null) => void;
  /** Of what is edited now; `null` while it is asked for. */
  readonly preview: ReplyValue<'previewLifecycle'> | null;
  readonly problems: readonly FieldProblem[];
  readonly onProblems: (problems: readonly FieldProblem[]) => void;
}

/** What saving does, said before it is done; saving, undoing, and what somebody else has saved meanwhile. */
export function SavePart(properties: Properties): ReactElement {
  const { projectId, view, edits, onEdits, preview, problems, onProblems } = properties;
  const { format } = useHost();
  const now = useNow(A_MINUTE);
  const [asking, setAsking] = useState<'save' | 'undo' | null>(null);
  const save = useSave(projectId);
  if (edits === null) {
    const by = view.savedBy?.name ? ` by ${view.savedBy.name}` : '';
    return (
      <p role="status" className="small subtle">
        {view.savedAt !== null && `Version ${view.version}, saved${by}, ${format.clock(view.savedAt, now)}`}
      </p>
    );
  }
  if (edits.base.version !== view.version) return <Overtaken view={view} edits={edits} onEdits={onEdits} />;
  function send({ mine, base }: Edits): void {
    save.mutate(
      { lifecycle: mine, version: base.version },
      {
        onSuccess(reply) {
          setAsking(null);
          if (reply.saved) onEdits(null);
          else if ('problems' in reply) onProblems(problemsById(reply.problems, mine));
        },
      },
    );
  }
  return (
    <div className="settings-save">
      {asking === null && (
        <div className="settings-actions">
          <Button
            appearance="primary"
            isDisabled={preview === null || problems.length > 0}
            onClick={() => setAsking('save')}
          >
            Save…
          </Button>
          <Button appearance="subtle" onClick={() => setAsking('undo')}>
            Undo my changes
          </Button>
          <span role="status" className="small subtle">
            {stateOf(preview, problems.length, format.count)}
          </span>
        </div>
      )}
      {asking === 'undo' && (
        <div className="settings-question" role="group" aria-label="Undo your changes?">
          <p>
            Everything that you changed since {view.version === 0 ? 'you started' : `version ${view.version}`} goes.
          </p>
          <div className="settings-actions">
            <Button appearance="danger" autoFocus onClick={() => onEdits(null)}>
              Undo my changes
            </Button>
            <Button appearance="subtle" onClick={() => setAsking(null)}>
              Keep them
            </Button>
          </div>
        </div>
      )}
      {asking === 'save' && (
        <div className="settings-question" role="group" aria-label="Save?">
          {preview?.migration && <Consequence migration={preview.migration} isFirst={view.version === 0} />}
          <div className="settings-actions">
            <Button appearance="primary" autoFocus isLoading={save.isPending} onClick={() => send(edits)}>
              Save version {view.version + 1}
            </Button>
            <Button appearance="subtle" onClick={() => setAsking(null)}>
              Not yet
            </Button>
          </div>
        </div>
      )}
      <RefusalMessage error={save.error} />
      {problems.length > 0 && <Problems problems={problems} lifecycle={edits.mine} />}
    </div>
  );
}

function stateOf(preview: Properties['preview'], problems: number, count: (value: number) => string): string {
  if (problems > 0) {
    return `${counted(problems, 'thing is', 'things are', count)} to be completed before it can be saved.`;
  }
  return preview === null ? 'Looking at what it would do …' : 'You have changes that are not saved.';
}

type Migration = NonNullable<ReplyValue<'previewLifecycle'>['migration']>;

/** Where the project would stand, and what changes for it. */
export function Consequence({
  migration,
  isFirst,
}: {
  readonly migration: Migration;
  readonly isFirst: boolean;
}): ReactElement {
  const { stageAfter, nextAfter, effects, gateReady } = migration;
  return (
    <>
      <p>
        The project stands {stageAfter === null ? 'behind the last gate' : `in “${stageAfter}”`}
        {nextAfter !== null && `; its next gate is “${nextAfter}”, ${gateReady.settled} of ${gateReady.asked} met`}.
      </p>
      {effects.length > 0 ? (
        <ul className="settings-effects">
          {effects.map((effect) => (
            <li key={effect}>{effect}</li>
          ))}
        </ul>
      ) : (
        !isFirst && <p>Nothing else changes for it.</p>
      )}
    </>
  );
}

/** What keeps it from being saved, each with the way there. */
function Problems({
  problems,
  lifecycle,
}: {
  readonly problems: readonly FieldProblem[];
  readonly lifecycle: Lifecycle;
}): ReactElement {
  const { format, history } = useHost();
  return (
    <details className="settings-problems">
      <summary>{counted(problems.length, 'thing', 'things', format.count)} to be completed</summary>
      <ul className="settings-effects">
        {problems.map(({ field, problem, remedy }) => {
          const { stage: id, criterion: at } = placeOfProblem(field);
          const stage = lifecycle.stages.find((each) => each.id === id);
          const criterion = stage?.criteria.find((each) => each.id === at);
          return (
            <li key={`${field} ${problem}`}>
              {stage && (
                <TextButton onClick={() => history.go(stagePath(stage.id))}>
                  {stage.title === '' ? 'Stage without a name' : stage.title}
                  {criterion && ` › ${criterion.title === '' ? 'criterion without words' : criterion.title}`}
                </TextButton>
              )}
              {stage && ': '}
              {problem} {remedy}
            </li>
          );
        })}
      </ul>
    </details>
  );
}

interface OvertakenProperties {
  readonly view: LifecycleView;
  readonly edits: Edits;
  readonly onEdits: (edits: Edits | null) => void;
}

/** Another admin saved first: says what they changed, and lets the reader choose. */
function Overtaken({ view, edits, onEdits }: OvertakenProperties): ReactElement {
  const { format } = useHost();
  const now = useNow(A_MINUTE);
  const changes = changesInWords(edits.base.lifecycle, view.lifecycle);
  return (
    <div role="alert">
      <SectionMessage appearance="warning" title="Your changes are not saved: another admin saved first">
        <p>
          {view.savedBy?.name ?? 'Somebody else'} saved version {view.version}
          {view.savedAt !== null && ` at ${format.clock(view.savedAt, now)}`}. Nothing of yours is lost. They changed:
        </p>
        <ul className="settings-effects">
          {changes.length === 0 && <li>Nothing that shows.</li>}
          {changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
        <div className="settings-actions">
          <Button onClick={() => onEdits({ base: view, mine: edits.mine })}>Go on with mine instead of theirs</Button>
          <Button appearance="subtle" onClick={() => onEdits(null)}>
            Drop my changes
          </Button>
        </div>
      </SectionMessage>
    </div>
  );
}
