import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading/heading';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useMemo, useState, type ReactElement } from 'react';
import type { FieldProblem, LifecycleView, Refusal } from '../../src/contract';
import { refusalOf } from '../shared/call';
import { ProblemOf, ProblemsOfForm, TextField } from '../shared/field';
import { useHost } from '../shared/host';
import { usePath } from '../shared/page-history';
import { RefusalMessage } from '../shared/refusal-message';
import { saveFile } from '../shared/save-file';
import { StageLine } from '../shared/stage-line';
import {
  moved,
  placeOfProblem,
  problemsById,
  takenOver,
  withFreshIds,
  withNewStage,
  withoutStage,
  withStage,
  type Lifecycle,
} from './lifecycle-edits';
import { NamesProvider, type Names } from './names';
import { PlaybookPart } from './playbook-part';
import { call, useLifecycle, usePreview } from './queries';
import { overviewPath, stageOfPath, stagePath } from './routes';
import { Consequence, SavePart, type Edits } from './save-part';
import { StageEditor } from './stage-editor';
import { StartPart } from './start-part';
import './settings.css';

const LONGEST_TITLE = 120;
const REPLACED = 'The gates that are there are replaced once you save; what was decided about them stays on record.';
const FREE = 'Start from what is closest to how you work; everything can be changed before anything is saved.';
const BOUND = 'Its playbook says which it has; when they are, who decides and who confirms is yours.';

interface Properties {
  readonly projectId: string;
  readonly skeleton: ReactElement;
  readonly refused: (refusal: Refusal, onTryAgain: () => void) => ReactElement;
}

/** The project's lifecycle: picks the state to show. */
export function SettingsPage({ projectId, skeleton, refused }: Properties): ReactElement {
  const { data, error, refetch } = useLifecycle(projectId);
  if (data !== undefined) return <LifecyclePage projectId={projectId} view={data} />;
  return error === null ? skeleton : refused(refusalOf(error), () => void refetch());
}

interface PageProperties {
  readonly projectId: string;
  readonly view: LifecycleView;
}

function LifecyclePage({ projectId, view }: PageProperties): ReactElement {
  const { history } = useHost();
  const [edits, setAllEdits] = useState<Edits | null>(null);
  const [refused, setRefused] = useState<readonly FieldProblem[]>([]);
  const [isStarting, setStarting] = useState(false);
  const names = useNamesOf(projectId, view);
  const lifecycle = edits?.mine ?? view.lifecycle;
  const { query, previewed } = usePreview(projectId, edits?.mine ?? null);
  useAskBeforeLeaving(edits !== null);
  const isUpToDate = edits !== null && previewed === edits.mine && !query.isPlaceholderData && query.data !== undefined;
  const known = query.data !== undefined && previewed !== null ? problemsById(query.data.problems, previewed) : [];
  const problems = edits === null ? [] : refused.length > 0 ? refused : known;
  function put(next: Edits | null): void {
    setRefused([]);
    setStarting(false);
    setAllEdits(next);
  }
  function change(next: Lifecycle): void {
    put({ base: edits?.base ?? view, mine: next });
  }
  function start(from: Lifecycle): void {
    // Where a lifecycle is in use, what was decided about its gates says nothing of the new ones.
    const fresh = view.version === 0 ? from : withFreshIds(from);
    change(fresh);
    history.go(fresh.stages[0] ? stagePath(fresh.stages[0].id) : overviewPath);
  }
  function takeOver(given: Lifecycle): void {
    const taken = takenOver(given, lifecycle);
    change(taken);
    history.go(taken.stages[0] ? stagePath(taken.stages[0].id) : overviewPath);
  }
  return (
    <ProblemsOfForm.Provider value={problems}>
      <NamesProvider value={names}>
        <main className="page">
          <header className="settings-head">
            <div>
              <Heading as="h1" size="large">
                Stage gates
              </Heading>
              <p className="subtle">What each gate of this project asks, who decides, and when it is planned</p>
            </div>
            {view.lifecycle !== null && (
              <div className="settings-actions">
                <ExportButton projectId={projectId} />
                <Button aria-expanded={isStarting} onClick={() => setStarting(!isStarting)}>
                  Start anew…
                </Button>
              </div>
            )}
          </header>
          <SavePart
            projectId={projectId}
            view={view}
            edits={edits}
            onEdits={put}
            preview={isUpToDate ? query.data : null}
            problems={problems}
            onProblems={setRefused}
          />
          <RefusalMessage error={edits === null ? null : query.error} />
          <PlaybookPart projectId={projectId} view={view} isSaved={edits === null} onTakeOver={takeOver} />
          {(lifecycle === null || isStarting) && (
            <section className="settings-part" aria-label="Start from">
              <p>
                {view.version === 0 ? 'This project has no gates yet. ' : REPLACED}
                {view.version === 0 && (view.playbook.given?.mayDiffer === false ? BOUND : FREE)}
              </p>
              <StartPart
                projectId={projectId}
                templates={view.templates}
                playbook={view.playbook}
                onStart={start}
                onTakeOver={takeOver}
              />
            </section>
          )}
          {lifecycle !== null && (
            <Editor
              lifecycle={lifecycle}
              problems={problems}
              onChange={change}
              live={
                query.data?.migration && edits !== null && edits.base.version === view.version ? (
                  <aside className="card settings-live" aria-label="How the project would stand">
                    <h2 className="card-title">With these changes</h2>
                    <Consequence migration={query.data.migration} isFirst={view.version === 0} />
                  </aside>
                ) : null
              }
            />
          )}
        </main>
      </NamesProvider>
    </ProblemsOfForm.Provider>
  );
}

interface EditorProperties {
  readonly lifecycle: Lifecycle;
  readonly problems: readonly FieldProblem[];
  readonly onChange: (lifecycle: Lifecycle) => void;
  readonly live: ReactElement | null;
}

/** The line of stages, and the one that the address names, else the first. */
function Editor({ lifecycle, problems, onChange, live }: EditorProperties): ReactElement {
  const { history } = useHost();
  const named = stageOfPath(usePath(history));
  const { stages } = lifecycle;
  const stage = stages.find(({ id }) => id === named) ?? stages[0];
  const place = stage === undefined ? -1 : stages.indexOf(stage);
  const incomplete = new Set(problems.map(({ field }) => placeOfProblem(field).stage));
  function addBehind(id: string | null): void {
    const added = withNewStage(lifecycle, id);
    onChange(added.lifecycle);
    history.go(stagePath(added.id));
  }
  const move = (by: 1 | -1) => () => onChange({ ...lifecycle, stages: moved(stages, stage.id, by) });
  return (
    <>
      <TextField
        path="title"
        label="Lifecycle"
        maxLength={LONGEST_TITLE}
        value={lifecycle.title}
        onChange={(title) => onChange({ ...lifecycle, title })}
      />
      <ProblemOf path="stages" />
      <StageLine
        label="Stages and gates"
        stages={stages.map((each) => ({
          ...{ id: each.id, title: each.title || 'Without a name', gate: each.gate.title || 'Gate without a name' },
          words: incomplete.has(each.id) ? 'to be completed' : `${each.criteria.length} criteria`,
          tone: each.id === stage?.id ? ('next' as const) : ('ahead' as const),
          isCurrent: each.id === stage?.id,
        }))}
        onOpen={(id) => history.go(stagePath(id))}
      />
      {live}
      {stage === undefined ? (
        <div>
          <Button onClick={() => addBehind(null)}>Add a stage</Button>
        </div>
      ) : (
        <StageEditor
          key={stage.id}
          stage={stage}
          onChange={(changed) => onChange(withStage(lifecycle, stage.id, changed))}
          onMove={{
            left: place > 0 ? move(-1) : undefined,
            right: place < stages.length - 1 ? move(1) : undefined,
          }}
          onAddBehind={() => addBehind(stage.id)}
          onRemove={() => onChange(withoutStage(lifecycle, stage.id))}
        />
      )}
    </>
  );
}

function ExportButton({ projectId }: { readonly projectId: string }): ReactElement {
  const file = useMutation({
    mutationFn: () => call('exportLifecycle', { projectId }),
    onSuccess: ({ fileName, text }) => saveFile(fileName, new Blob([text], { type: 'application/json' })),
  });
  return (
    <>
      <Button isLoading={file.isPending} onClick={() => file.mutate()}>
        Export
      </Button>
      <RefusalMessage error={file.error} />
    </>
  );
}

/** What the back end names, and what the reader has found since. */
function useNamesOf(projectId: string, { people, groups, roles, rules }: LifecycleView): Names {
  const [learnt, setLearnt] = useState<readonly (readonly ['people' | 'groups', string, string])[]>([]);
  return useMemo(() => {
    const named = Object.entries(people).flatMap(([id, { name }]) => (name === null ? [] : [[id, name] as const]));
    const found = (kind: 'people' | 'groups'): (readonly [string, string])[] =>
      learnt.flatMap(([of, id, name]) => (of === kind ? [[id, name] as const] : []));
    return {
      people: new Map([...named, ...found('people')]),
      groups: new Map([...Object.entries(groups), ...found('groups')]),
      ...{ roles, rules, projectId },
      learn: (kind, id, name) => setLearnt((before) => [...before, [kind, id, name]]),
    };
  }, [projectId, people, groups, roles, rules, learnt]);
}

/** Has the browser ask before what is unsaved is left. */
function useAskBeforeLeaving(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isUnsaved]);
}
