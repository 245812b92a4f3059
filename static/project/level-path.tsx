import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading/heading';
import { useState, type ReactElement } from 'react';
import type { PathInFigures, StandingView } from '../../src/contract';
import { useHost } from '../shared/host';
import { counted } from '../shared/words';
import { RuleLinks } from './rule-links';
import { ShowInJira } from './show-in-jira';
import { LEVEL_WORDS } from './words';
import './cheapest-path.css';

/** Groups that are shown at once: those that mend for most rules come first. */
const FIRST = 5;

interface Properties {
  readonly path: PathInFigures;
  readonly rules: StandingView['rules'];
}

/** The fewest fixes that reach the next level, issues that are mended together in one line. */
export function LevelPath({ path, rules }: Properties): ReactElement {
  const { format } = useHost();
  const [showsAll, setShowsAll] = useState(false);
  const groups = showsAll ? path.groups : path.groups.slice(0, FIRST);
  return (
    <section className="path" aria-labelledby="level-path-heading">
      <Heading as="h2" size="small" id="level-path-heading">
        Cheapest path to {LEVEL_WORDS[path.level]}
      </Heading>
      <p className="small subtle">
        {path.fixes > 0 && howFar(path, format.count)}
        {path.scoreAfter !== null && path.fixes > 0 && ` Then the score is ${format.points(path.scoreAfter)}.`}
        {path.unmendable.length > 0 && (
          <>
            {' '}
            No fix helps where data is missing: <RuleLinks ids={path.unmendable} rules={rules} />.
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
    </section>
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
