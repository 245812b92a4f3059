import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading/heading';
import SectionMessage from '@atlaskit/section-message/section-message';
import Skeleton from '@atlaskit/skeleton';
import { useState, type ReactElement } from 'react';
import type {
  DraftView,
  EditedPlaybook,
  PlaybookChoices,
  PlaybookProblemView,
  PlaybooksView,
} from '../../../src/contract';
import { TextButton } from '../../dependencies/text-button';
import { ViewTabs } from '../../dependencies/view-tabs';
import { refusalOf } from '../../shared/call';
import { useNow } from '../../shared/clock';
import { useHost } from '../../shared/host';
import { asTitle, counted } from '../../shared/words';
import { personName } from '../project-name';
import { Question } from '../question';
import { DRAFT_PARTS, draftPath, playbooksPath, type DraftPart } from '../routes';
import { editedOf, problemsByPath, useDraftEdits, type Edits } from './draft-edits';
import { Field, ProblemsOfForm } from '../../shared/field';
import { FollowersEditor } from './followers-editor';
import { FieldsEditor, LinksEditor } from './meanings-editor';
import { Overtaken } from './overtaken';
import { namesOf, pathInWords, type Names } from './playbook-words';
import { PracticeEditor } from './practice-editor';
import { PreviewPart } from './preview-part';
import { useChoices, useDraftChange, usePreview } from './queries';
import { RulesEditor } from './rules-editor';
import { TypesEditor } from './types-editor';

const LONGEST_NAME = 100;

const PART_WORDS: Readonly<Record<DraftPart, string>> = {
  rules: 'Rules',
  followers: 'Followers',
  practice: 'Calendar and practice',
  types: 'Issue types and risks',
  links: 'Link types',
  fields: 'Fields',
  preview: 'Preview and publish',
};

interface Properties {
  readonly view: PlaybooksView;
  readonly draft: DraftView;
  readonly part: DraftPart;
}

/** The editor of the draft, part by part, each with an address of its own. */
export function DraftPage({ view, draft, part }: Properties): ReactElement {
  const { history } = useHost();
  const { edits, setEdits, refused, setRefused } = useDraftEdits();
  const choices = useChoices();
  const names = namesOf(view.rules, choices.data);
  const stored = editedOf(draft.playbook);
  const playbook = edits?.mine ?? stored;
  const isOvertaken = edits !== null && edits.revision !== view.revision;
  const problems = edits === null ? problemsByPath(draft.problems, stored) : refused;
  function change(changed: Partial<EditedPlaybook>): void {
    setEdits({ ...(edits ?? { base: stored, revision: view.revision }), mine: { ...playbook, ...changed } });
  }
  function put(next: Edits | null): void {
    setRefused([]);
    setEdits(next);
  }
  return (
    <ProblemsOfForm.Provider value={problems}>
      <section aria-labelledby="draft-title" className="admin-section">
        <div className="admin-section-head">
          <Heading as="h2" size="medium" id="draft-title">
            Draft: {draft.playbook.title}
          </Heading>
          <Button appearance="subtle" spacing="compact" onClick={() => history.go(playbooksPath)}>
            All playbooks
          </Button>
        </div>
        <Field path="title" label="Name">
          {(attributes) => (
            <input
              {...attributes}
              className="field-input playbook-name"
              maxLength={LONGEST_NAME}
              value={playbook.title}
              onChange={({ currentTarget }) => change({ title: currentTarget.value })}
            />
          )}
        </Field>
        {isOvertaken ? (
          <Overtaken edits={edits} theirs={draft} revision={view.revision} names={names} onEdits={put} />
        ) : (
          <SaveBar draft={draft} revision={view.revision} edits={edits} onEdits={put} onRefused={setRefused} />
        )}
        {problems.length > 0 && <Problems problems={problems} names={names} isSaved={edits === null} />}
        <ViewTabs
          label="Parts of the draft"
          views={DRAFT_PARTS.map((each) => ({ view: each, words: PART_WORDS[each] }))}
          current={part}
          onGo={(next) => history.go(draftPath(next))}
        />
        <Part part={part} view={view} draft={draft} playbook={playbook} onChange={change} choices={choices} />
      </section>
    </ProblemsOfForm.Provider>
  );
}

interface PartProperties extends Properties {
  readonly playbook: EditedPlaybook;
  readonly onChange: (changed: Partial<EditedPlaybook>) => void;
  readonly choices: ReturnType<typeof useChoices>;
}

function Part({ part, view, draft, playbook, onChange, choices }: PartProperties): ReactElement {
  const preview = usePreview();
  const { edits } = useDraftEdits();
  const result = preview.data?.fits === true ? preview.data.result : null;
  switch (part) {
    case 'rules':
      return (
        <RulesEditor
          playbook={playbook}
          onChange={onChange}
          view={view}
          trials={edits === null ? (result?.trials ?? null) : null}
        />
      );
    case 'practice':
      return <PracticeEditor playbook={playbook} onChange={onChange} />;
    case 'types':
      return <TypesEditor playbook={playbook} onChange={onChange} />;
    case 'preview':
      return <PreviewPart view={view} draft={draft} preview={preview} isUnsaved={edits !== null} />;
    case 'followers':
      return withChoices(choices, (found) => (
        <FollowersEditor
          playbook={playbook}
          onChange={onChange}
          choices={found}
          hidden={draft.playbook.followers.hidden}
        />
      ));
    case 'links':
      return withChoices(choices, (found) => <LinksEditor playbook={playbook} onChange={onChange} choices={found} />);
    case 'fields':
      return withChoices(choices, (found) => <FieldsEditor playbook={playbook} onChange={onChange} choices={found} />);
  }
}

/** What is chosen from is asked of Jira, which may take a moment or fail. */
function withChoices(
  { data, error, refetch }: ReturnType<typeof useChoices>,
  show: (choices: PlaybookChoices) => ReactElement,
): ReactElement {
  if (data !== undefined) return show(data);
  if (error === null) {
    return (
      <div role="status" aria-label="Asking Jira what there is to choose from">
        {['90%', '75%', '82%', '60%'].map((width) => (
          <Skeleton key={width} width={width} height="1.75rem" isShimmering />
        ))}
      </div>
    );
  }
  const { message, remedy } = refusalOf(error);
  return (
    <SectionMessage appearance="error" title={asTitle(message)}>
      <p>{remedy}</p>
      <Button onClick={() => void refetch()}>Try again</Button>
    </SectionMessage>
  );
}

interface SaveBarProperties {
  readonly draft: DraftView;
  readonly revision: number;
  readonly edits: Edits | null;
  readonly onEdits: (edits: Edits | null) => void;
  readonly onRefused: (problems: readonly PlaybookProblemView[]) => void;
}

/** Whether all is saved; saving, undoing and throwing away. */
function SaveBar({ draft, revision, edits, onEdits, onRefused }: SaveBarProperties): ReactElement {
  const { format, history } = useHost();
  const now = useNow(60_000);
  const [isAsking, setAsking] = useState(false);
  const save = useDraftChange('saveDraft');
  const discard = useDraftChange('discardDraft');
  const error = save.error ?? discard.error;
  const by = draft.changedBy ? ` by ${personName(draft.changedBy)}` : '';
  const state =
    edits === null ? `Saved${by}, ${format.clock(draft.changedAt, now)}` : 'You have changes that are not saved.';
  if (isAsking) {
    return (
      <Question
        label="Discard the draft?"
        yes="Discard the draft"
        no="Keep it"
        isDangerous
        isLoading={discard.isPending}
        onYes={() =>
          discard.mutate(
            { revision },
            {
              onSuccess({ outcome }) {
                setAsking(false);
                if (outcome !== 'saved') return;
                onEdits(null);
                history.go(playbooksPath);
              },
            },
          )
        }
        onNo={() => setAsking(false)}
      >
        This throws the whole draft away, for every administrator. What is published stays as it is.
      </Question>
    );
  }
  function saveAll(mine: EditedPlaybook): void {
    save.mutate(
      { revision, playbook: mine },
      {
        onSuccess({ outcome, problems }) {
          if (outcome === 'saved') onEdits(null);
          if (outcome === 'refused') onRefused(problemsByPath(problems, mine));
        },
      },
    );
  }
  return (
    <div className="admin-actions playbook-save">
      {edits !== null && (
        <>
          <Button appearance="primary" isLoading={save.isPending} onClick={() => saveAll(edits.mine)}>
            Save draft
          </Button>
          <Button appearance="subtle" onClick={() => onEdits(null)}>
            Undo my changes
          </Button>
        </>
      )}
      <Button appearance="subtle" onClick={() => setAsking(true)}>
        Discard draft…
      </Button>
      <span role="status" className={`small ${error ? 'admin-refused' : 'subtle'}`}>
        {error ? `${asTitle(refusalOf(error).message)}. ${refusalOf(error).remedy}` : state}
      </span>
    </div>
  );
}

/** All that speaks against the draft, each with the part in which it is mended. */
function Problems({
  problems,
  names,
  isSaved,
}: {
  readonly problems: readonly PlaybookProblemView[];
  readonly names: Names;
  /** What is stored is kept; it only cannot be published so. */
  readonly isSaved: boolean;
}): ReactElement {
  const { format, history } = useHost();
  const values = counted(problems.length, 'value does', 'values do', format.count);
  return (
    <div role="alert">
      <SectionMessage
        appearance={isSaved ? 'warning' : 'error'}
        title={`${isSaved ? 'Saved, but cannot be published yet' : 'Not saved'}: ${values} not fit`}
      >
        <ul className="playbook-list">
          {problems.map(({ field, problem, remedy }) => {
            const path = field.split('.');
            const part = partOf(path[0] ?? '');
            return (
              <li key={`${field} ${problem}`}>
                <strong>{pathInWords(path, names)}</strong>: {problem} {remedy}{' '}
                {part !== null && (
                  <TextButton onClick={() => history.go(draftPath(part))}>
                    Go to {PART_WORDS[part].toLowerCase()}
                  </TextButton>
                )}
              </li>
            );
          })}
        </ul>
      </SectionMessage>
    </div>
  );
}

/** Where a field is edited; `null` for the name, which every part shows. */
function partOf(field: string): DraftPart | null {
  if (field === 'title') return null;
  if (field === 'rules' || field === 'followers' || field === 'fields') return field;
  if (field === 'requiredTypes' || field === 'risks') return 'types';
  return field === 'linkMeanings' ? 'links' : 'practice';
}
