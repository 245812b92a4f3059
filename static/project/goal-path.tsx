import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading/heading';
import Skeleton from '@atlaskit/skeleton';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { PathInFigures, SnapshotInWords, StandingView } from '../../src/contract';
import { useHost } from '../shared/host';
import { SHOWN_AT_MOST } from '../shared/pace';
import { useQueryText } from '../shared/page-history';
import { RefusalMessage } from '../shared/refusal-message';
import { counted } from '../shared/words';
import { call } from './call';
import { useProjectId } from './project-id';
import { goalPath, targetOfQuery } from './routes';
import { RuleLinks } from './rule-links';
import { ShowInJira } from './show-in-jira';
import { LEVEL_WORDS } from './words';
import '../shared/choice.css';
import './cheapest-path.css';

/** Groups that are shown at once: those that mend for most rules come first. */
const FIRST = 5;

/** Targets that are offered: every so many points above the score. */
const STEP = 5;

interface Properties {
  readonly standing: StandingView;
  readonly snapshot: SnapshotInWords;
}

/** The cheapest path to the next level or, where the address names one, to a score; the reader chooses. */
export function GoalPath({ standing: { path, rules, revision }, snapshot }: Properties): ReactElement | null {
  const { format, history } = useHost();
  const target = targetOfQuery(useQueryText(history));
  const targets = snapshot.score === null ? [] : targetsAbove(snapshot.score);
  if (path === null && targets.length === 0) return null;
  const chosen = targets.find((each) => each === target) ?? (path === null ? targets[0] : null);
  return (
    <section className="path" aria-labelledby="goal-path-heading">
      <div className="goal-choice">
        <Heading as="h2" size="small" id="goal-path-heading">
          Cheapest path to {chosen === null ? path && LEVEL_WORDS[path.level] : `a score of ${format.count(chosen)}`}
        </Heading>
        <select
          className="choice"
          aria-label="Goal"
          value={chosen ?? ''}
          onChange={({ currentTarget: { value } }) => history.go(goalPath(value === '' ? null : Number(value)))}
        >
          {path !== null && <option value="">Next level: {LEVEL_WORDS[path.level]}</option>}
          {targets.map((each) => (
            <option key={each} value={each}>
              A score of {format.count(each)}
            </option>
          ))}
        </select>
      </div>
      {chosen === null && path !== null && <Steps path={path} rules={rules} />}
      {chosen !== null && <ScorePath key={chosen} target={chosen} revision={revision} rules={rules} />}
    </section>
  );
}

/** 90, 95 and 100 above 88.3. */
function targetsAbove(score: number): readonly number[] {
  const first = Math.floor(score / STEP + 1);
  return Array.from({ length: Math.max(0, 100 / STEP - first + 1) }, (_, place) => STEP * (first + place));
}

interface ScorePathProperties {
  readonly target: number;
  readonly revision: string;
  readonly rules: StandingView['rules'];
}

function ScorePath({ target, revision, rules }: ScorePathProperties): ReactElement {
  const projectId = useProjectId();
  const { data, error } = useQuery({
    queryKey: ['scorePath', projectId, target, revision],
    queryFn: () => call('scorePath', { projectId, target }),
    placeholderData: keepPreviousData,
    staleTime: SHOWN_AT_MOST,
    refetchOnWindowFocus: false,
  });
  if (data === undefined) {
    return error === null ? <Skeleton width="100%" height="10rem" isShimmering /> : <RefusalMessage error={error} />;
  }
  if (data.path === null) return <p>No fixes reach this score: what can be mended is worth fewer points.</p>;
  return <Steps path={data.path} rules={rules} target={target} />;
}

interface StepsProperties {
  readonly path: PathInFigures;
  readonly rules: StandingView['rules'];
  /** The score that the path leads to; absent: the next level. */
  readonly target?: number;
}

/** The fewest fixes that reach the goal, issues that are mended together in one line. */
function Steps({ path, rules, target }: StepsProperties): ReactElement {
  const { format } = useHost();
  const [showsAll, setShowsAll] = useState(false);
  const groups = showsAll ? path.groups : path.groups.slice(0, FIRST);
  return (
    <>
      <p className="small subtle">
        {path.fixes > 0 && howFar(path, format.count)}
        {path.scoreAfter !== null && path.fixes > 0 && ` Then the score is ${format.points(path.scoreAfter)}.`}
        {path.unmendable.length > 0 && (
          <>
            {' '}
            No fix helps where data is missing, or what counts is past:{' '}
            <RuleLinks ids={path.unmendable} rules={rules} />.
          </>
        )}
      </p>
      <ol className="path-steps">
        {groups.map((group, index) => (
          <li key={group.rules.join()} className="path-step path-group">
            <span className="path-place" aria-hidden="true">
              {format.count(index + 1)}
            </span>
            <div className="path-what">
              <p className="strong">{whatToDo(group, rules, format.count)}</p>
              <p className="small subtle">
                <RuleLinks ids={group.rules} rules={rules} />
              </p>
            </div>
            <div className="path-actions">
              {group.issues > 0 && (
                <ShowInJira
                  rule={group.rules[0]}
                  path={group.rules}
                  {...(target === undefined ? {} : { target })}
                  count={group.issues}
                  verb="Open"
                  appearance="default"
                />
              )}
            </div>
          </li>
        ))}
      </ol>
      {showsAll && path.groups.length < path.groupsInAll && (
        <p className="small subtle">
          Showing {format.count(path.groups.length)} of {format.count(path.groupsInAll)} groups; the others mend for as
          many rules or fewer.
        </p>
      )}
      {groups.length < path.groups.length && (
        <Button appearance="subtle" onClick={() => setShowsAll(true)}>
          Show {path.groups.length < path.groupsInAll ? 'the first' : 'all'} {format.count(path.groups.length)}
        </Button>
      )}
    </>
  );
}

/** Fixes are counted by rule, visits by issue: they differ where rules share issues. */
function howFar({ fixes, visits }: PathInFigures, count: (value: number) => string): string {
  if (fixes === 1) return 'One fix is enough.';
  const together =
    visits < fixes
      ? ` Rules share some of the issues, so that ${counted(visits, 'visit does', 'visits do', count)}.`
      : '';
  return `${count(fixes)} fixes are the fewest, each one issue mended for one rule.${together}`;
}

/** "3 issues: Assign them · Date them"; only a label where it is the project that has to change. */
function whatToDo(
  { rules: ids, issues }: PathInFigures['groups'][number],
  rules: StandingView['rules'],
  count: (value: number) => string,
): string {
  const labels = ids.map((id) => rules.find((rule) => rule.id === id)?.fixLabel ?? id).join(' · ');
  return issues === 0 ? labels : `${counted(issues, 'issue', 'issues', count)}: ${labels}`;
}
