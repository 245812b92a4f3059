import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading/heading';
import ProgressBar from '@atlaskit/progress-bar/progress-bar';
import SectionMessage from '@atlaskit/section-message/section-message';
import { useState, type ReactElement } from 'react';
import type { DraftView, PlaybookProblemView, PlaybooksView, PreviewView } from '../../../src/contract';
import { refusalOf } from '../../shared/call';
import { useNow } from '../../shared/clock';
import type { Format } from '../../shared/format';
import { useHost } from '../../shared/host';
import { asTitle, counted } from '../../shared/words';
import { ProjectName } from '../project-name';
import { Question } from '../question';
import { playbooksPath } from '../routes';
import { FIELD_WORDS, LEVEL_WORDS } from './playbook-words';
import { usePublish, useStartPreview, type usePreview } from './queries';
import { signed } from './rules-editor';

const SHOWN_AT_FIRST = 20;
const SHOWN_MORE = 100;
const RULES_NAMED = 3;

type Result = NonNullable<PreviewView['result']>;
type Move = Result['moves'][number];

interface Properties {
  readonly view: PlaybooksView;
  readonly draft: DraftView;
  readonly preview: ReturnType<typeof usePreview>;
  readonly isUnsaved: boolean;
}

/** What publishing the draft would do, project by project; then publishing it. */
export function PreviewPart({ view, draft, preview, isUnsaved }: Properties): ReactElement {
  const found = preview.data ?? null;
  const fitting = found?.fits === true && !isUnsaved ? found : null;
  return (
    <>
      {isUnsaved && (
        <SectionMessage appearance="information" title="Save the draft first">
          <p>The preview and what is published are of the draft as it is saved.</p>
        </SectionMessage>
      )}
      <section aria-labelledby="preview-title" className="admin-section">
        <Heading as="h3" size="small" id="preview-title">
          What publishing would do
        </Heading>
        {preview.error !== null && <p className="admin-refused">{refusalOf(preview.error).message}</p>}
        {fitting === null && !isUnsaved && (
          <p className="subtle">
            {found === null
              ? 'Nobody has looked yet. The preview evaluates every project that would follow the draft by both playbooks, on the same issues and day; it asks nothing of Jira.'
              : 'The last preview is of another draft, or of what was in force before.'}
          </p>
        )}
        <StartPreview revision={view.revision} preview={fitting} isUnsaved={isUnsaved} />
        {fitting?.result && <ResultView result={fitting.result} preview={fitting} rules={view.rules} />}
      </section>
      <Publish
        draft={draft}
        revision={view.revision}
        isPreviewed={fitting?.result !== null && fitting !== null}
        isUnsaved={isUnsaved}
      />
    </>
  );
}

function StartPreview({
  revision,
  preview,
  isUnsaved,
}: {
  readonly revision: number;
  readonly preview: PreviewView | null;
  readonly isUnsaved: boolean;
}): ReactElement {
  const { format } = useHost();
  const start = useStartPreview();
  if (preview !== null && preview.finishedAt === null) {
    const { done, projects } = preview;
    return (
      <div>
        <p role="status">
          Looking: {format.count(done)} of {counted(projects, 'project', 'projects', format.count)}
        </p>
        <ProgressBar ariaLabel="Projects previewed" value={projects === 0 ? 1 : done / projects} />
      </div>
    );
  }
  return (
    <div className="admin-actions">
      <Button
        appearance={preview === null ? 'primary' : 'default'}
        isDisabled={isUnsaved}
        isLoading={start.isPending}
        onClick={() => start.mutate({ revision })}
      >
        {preview === null ? 'Preview' : 'Preview again'}
      </Button>
      <span role="status" className="small admin-refused">
        {start.error !== null && `${asTitle(refusalOf(start.error).message)}. ${refusalOf(start.error).remedy}`}
        {start.data?.outcome === 'stale' && 'Another administrator has changed the draft; what you see now is theirs.'}
      </span>
    </div>
  );
}

interface ResultProperties {
  readonly result: Result;
  readonly preview: PreviewView;
  readonly rules: PlaybooksView['rules'];
}

function ResultView({ result, preview, rules }: ResultProperties): ReactElement {
  const { format } = useHost();
  const now = useNow(60_000);
  const titles = new Map(rules.map(({ id, title }) => [id, title]));
  const { hidden, unread, changedSince, notForeseen } = result;
  return (
    <>
      <p role="status" className="playbook-summary">
        {summary(result, format)}
      </p>
      <p className="small subtle">
        As of {format.clock(preview.startedAt, now)}.
        {hidden > 0 && ` ${counted(hidden, 'of these projects', 'of these projects', format.count)} you may not see.`}
        {unread > 0 && ` ${counted(unread, 'project was', 'projects were', format.count)} never read.`}
      </p>
      {notForeseen > 0 && <NotForeseen result={result} />}
      {changedSince > 0 && (
        <SectionMessage appearance="warning" title="Issues have changed since">
          <p>
            {counted(changedSince, 'project has', 'projects have', format.count)} changed in Jira since this preview.
            Its figures are of before; preview again for those of now.
          </p>
        </SectionMessage>
      )}
      {result.rules.length > 0 && <RuleMoves result={result} titles={titles} />}
      {result.moves.length > 0 && <ProjectMoves result={result} titles={titles} />}
    </>
  );
}

function summary({ evaluated, moved, notForeseen }: Result, format: Format): string {
  const known = evaluated - notForeseen;
  if (known === 0 && notForeseen > 0) return 'What it would do nobody can tell yet.';
  const projects = counted(known, 'project', 'projects', format.count);
  const restriction = notForeseen > 0 ? ' and of which it can be told' : '';
  const some = moved === 0 ? 'None' : format.count(moved);
  return `${some} of ${projects} that publishing concerns${restriction} ${moved < 2 ? 'moves' : 'move'} in score or level.`;
}

function NotForeseen({ result: { notForeseen, awaited } }: { readonly result: Result }): ReactElement {
  const { format } = useHost();
  const fields = awaited.map((meaning) => `“${FIELD_WORDS[meaning].title}”`);
  return (
    <SectionMessage appearance="information" title="Not all of it can be known yet">
      <p>
        {counted(notForeseen, 'project', 'projects', format.count)} would be read by{' '}
        {awaited.length === 1 ? 'another field' : 'other fields'} for {format.list(fields)}. What Jira holds there is
        read once the draft is published; until then nobody knows their scores and levels. Floats of projects that are
        tied to them may move, too.
      </p>
    </SectionMessage>
  );
}

function RuleMoves({
  result,
  titles,
}: {
  readonly result: Result;
  readonly titles: ReadonlyMap<string, string>;
}): ReactElement {
  const { format } = useHost();
  return (
    <table className="table">
      <caption className="visually-hidden">By rule</caption>
      <thead>
        <tr>
          <th scope="col">Rule</th>
          <th scope="col" className="table-figure">
            Projects
          </th>
          <th scope="col" className="table-figure">
            Points, on average
          </th>
        </tr>
      </thead>
      <tbody>
        {result.rules.map(({ rule, projects, points }) => (
          <tr key={rule}>
            <th scope="row">{titles.get(rule) ?? rule}</th>
            <td className="table-figure">{format.count(projects)}</td>
            <td className="table-figure">{signed(points / projects, format)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ProjectMoves({
  result: { moves, moved, notForeseen, hidden },
  titles,
}: {
  readonly result: Result;
  readonly titles: ReadonlyMap<string, string>;
}): ReactElement {
  const { format } = useHost();
  const [limit, setLimit] = useState(SHOWN_AT_FIRST);
  const shown = moves.slice(0, limit);
  // More than the reply names.
  const all = moved + notForeseen - hidden;
  return (
    <>
      <table className="table playbook-moves">
        <caption className="visually-hidden">By project</caption>
        <thead>
          <tr>
            <th scope="col">Project</th>
            <th scope="col" className="table-figure">
              Score
            </th>
            <th scope="col">Level</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((move) => (
            <tr key={move.project.kind === 'named' ? move.project.id : ''}>
              <th scope="row">
                <ProjectName project={move.project} />
              </th>
              <td className="table-figure">
                {scoreInWords(move.score.before, format)} →{' '}
                {isForeseen(move) ? scoreInWords(move.score.after, format) : 'not known yet'}
              </td>
              <td>{levelsInWords(move)}</td>
              <td className="small">{whyInWords(move, titles, format)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="table-foot small subtle">
        <span role="status">
          Showing {format.count(shown.length)} of {counted(all, 'project', 'projects', format.count)}
          {all > moves.length && `; the list holds the ${format.count(moves.length)} that lose most`}
        </span>
        {moves.length > shown.length && (
          <Button spacing="compact" onClick={() => setLimit(limit + SHOWN_MORE)}>
            Show {format.count(Math.min(SHOWN_MORE, moves.length - shown.length))} more
          </Button>
        )}
      </div>
    </>
  );
}

function scoreInWords(score: number | null, format: Format): string {
  return score === null ? 'none' : format.points(score);
}

function isForeseen({ unforeseen }: Move): boolean {
  return unforeseen.length === 0;
}

function levelsInWords(move: Move): string {
  const [before, after] = [levelInWords(move.level.before), levelInWords(move.level.after)];
  if (!isForeseen(move)) return 'Not known yet';
  return before === after ? after : `${before} → ${after}`;
}

function levelInWords(level: Move['level']['after']): string {
  return level === null ? 'None' : LEVEL_WORDS[level];
}

function whyInWords(move: Move, titles: ReadonlyMap<string, string>, format: Format): string {
  const named = (rule: string): string => titles.get(rule) ?? rule;
  if (!isForeseen(move)) {
    const others = move.unforeseen.length - RULES_NAMED;
    const words = move.unforeseen.slice(0, RULES_NAMED).map(named);
    if (others > 0) words.push(counted(others, 'other rule', 'other rules', format.count));
    return `Known after the next reading: ${format.list(words)}`;
  }
  const largest = move.rules.slice(0, RULES_NAMED);
  const others = move.rules.slice(RULES_NAMED);
  const parts = largest.map(({ rule, points }) => `${named(rule)} ${signed(points, format)}`);
  if (others.length > 0) {
    const points = others.reduce((sum, each) => sum + each.points, 0);
    parts.push(`${counted(others.length, 'other rule', 'other rules', format.count)} ${signed(points, format)}`);
  }
  if (move.newlyInTheWay.length > 0) {
    parts.push(`newly in the way of the next level: ${format.list(move.newlyInTheWay.map(named))}`);
  }
  if (move.noLongerInTheWay.length > 0) {
    parts.push(`no longer in the way of the next level: ${format.list(move.noLongerInTheWay.map(named))}`);
  }
  return parts.join('; ');
}

interface PublishProperties {
  readonly draft: DraftView;
  readonly revision: number;
  readonly isPreviewed: boolean;
  readonly isUnsaved: boolean;
}

/** Publishes the draft, after a word on what that does. */
function Publish({ draft, revision, isPreviewed, isUnsaved }: PublishProperties): ReactElement {
  const { history } = useHost();
  const [isAsking, setAsking] = useState(false);
  const publish = usePublish();
  const { title, version } = draft.playbook;
  const error = publish.error === null ? null : refusalOf(publish.error);
  return (
    <section aria-labelledby="publish-title" className="admin-section">
      <Heading as="h3" size="small" id="publish-title">
        Publish
      </Heading>
      {!isAsking && (
        <div className="admin-actions">
          <Button
            appearance={isPreviewed ? 'primary' : 'default'}
            isDisabled={isUnsaved}
            onClick={() => setAsking(true)}
          >
            {isPreviewed ? 'Publish…' : 'Publish without a preview…'}
          </Button>
        </div>
      )}
      {isAsking && (
        <Question
          label="Publish the draft?"
          yes={`Publish version ${version + 1}`}
          isLoading={publish.isPending}
          onYes={() =>
            publish.mutate(
              { revision },
              { onSuccess: ({ outcome }) => outcome === 'published' && history.go(playbooksPath) },
            )
          }
          onNo={() => setAsking(false)}
        >
          This puts version {version + 1} of “{title}” in force. The projects that follow it are evaluated by it within
          minutes, and project managers see its rules. A published version never changes; the next one replaces it.
          {!isPreviewed && ' Nobody has previewed what it does to scores.'}
        </Question>
      )}
      <div role="status">
        {error !== null && (
          <p className="admin-refused">
            {asTitle(error.message)}. {error.remedy}
          </p>
        )}
        {publish.data?.outcome === 'stale' && (
          <p className="admin-refused">
            Not published: another administrator has changed the draft or published meanwhile. What you see now is
            theirs; look at it, then publish again.
          </p>
        )}
        {publish.data?.outcome === 'refused' && <NotPublished problems={publish.data.problems} />}
      </div>
    </section>
  );
}

function NotPublished({ problems }: { readonly problems: readonly PlaybookProblemView[] }): ReactElement {
  return (
    <ul className="playbook-list admin-refused">
      {problems.map(({ field, problem, remedy }) => (
        <li key={field}>
          {problem} {remedy}
        </li>
      ))}
    </ul>
  );
}
