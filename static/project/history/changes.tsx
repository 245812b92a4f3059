import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading/heading';
import Skeleton from '@atlaskit/skeleton';
import { Fragment, useId, useState, type ReactElement } from 'react';
import type { Comparison, RuleMove } from '../../../src/contract';
import '../../shared/choice.css';
import { useHost } from '../../shared/host';
import { useQueryText } from '../../shared/page-history';
import { RefusalMessage } from '../../shared/refusal-message';
import { counted } from '../../shared/words';
import { apportion, scoreToTwoDecimals } from '../apportion';
import { changesPath, findingPath, sinceOfQuery } from '../routes';
import { ViewLink } from '../view-link';
import { LEVEL_WORDS, signed, STATUS_WORDS } from '../words';
import { ChangedIssues } from './changed-issues';
import { useChanges } from './changes-query';

/** Which rules and issues moved the score since a day; the points add up to the difference. */
export function Changes({ revision }: { readonly revision: string }): ReactElement {
  const { format, history } = useHost();
  const id = useId();
  const since = sinceOfQuery(useQueryText(history));
  const { data, error } = useChanges(since, revision);
  if (data === undefined) {
    return error === null ? <Skeleton width="100%" height="16rem" isShimmering /> : <RefusalMessage error={error} />;
  }
  const { days, comparison } = data;
  if (comparison === null) {
    return (
      <p>
        There is nothing to compare with yet. At the end of each Sunday, Plumbline keeps how the project stands, with
        its issues; from the first Monday on, what changed since is told here.
      </p>
    );
  }
  return (
    <section className="changes" aria-labelledby={`${id}-heading`}>
      <Heading as="h2" size="small" id={`${id}-heading`}>
        {inShort(comparison, format)}
      </Heading>
      <p className="changes-since">
        <label htmlFor={`${id}-since`}>Since the end of</label>
        <select
          id={`${id}-since`}
          className="choice"
          value={comparison.since}
          onChange={({ currentTarget }) => history.go(changesPath(currentTarget.value))}
        >
          {[...days].reverse().map((day) => (
            <option key={day} value={day}>
              {format.day(day)}
            </option>
          ))}
        </select>
      </p>
      <Reservations comparison={comparison} />
      {comparison.rules.length === 0 ? (
        <p>No rule came to anything else, and no issue began or ceased to offend.</p>
      ) : (
        <Moves key={comparison.since} comparison={comparison} revision={data.revision} />
      )}
    </section>
  );
}

/** "Up 6.09 points, from 66.34 to 72.43". */
function inShort({ earlier, later }: Comparison, format: ReturnType<typeof useHost>['format']): string {
  if (earlier.score === null || later.score === null) {
    const when = earlier.score === null ? (later.score === null ? 'then and now' : 'then') : 'now';
    return `The score was withheld ${when}: rules and issues changed, but no points can be told`;
  }
  const [from, to] = [scoreToTwoDecimals(earlier.score), scoreToTwoDecimals(later.score)];
  const move = Math.round(100 * (to - from)) / 100;
  if (move === 0) return `The score is the same: ${format.exact(to)}`;
  return `${move > 0 ? 'Up' : 'Down'} ${format.exact(Math.abs(move))} points, from ${format.exact(from)} to ${format.exact(to)}`;
}

/** What else is not as it was. */
function Reservations({ comparison: { earlier, later } }: { readonly comparison: Comparison }): ReactElement | null {
  const nameOf = ({ title, version }: Comparison['later']['playbook']): string => `${title} v${version}`;
  const levelOf = ({ level }: Comparison['later']): string => (level === null ? 'no level' : LEVEL_WORDS[level]);
  const [was, is] = [nameOf(earlier.playbook), nameOf(later.playbook)];
  return (
    <>
      {earlier.level !== later.level && (
        <p>
          The level went from {levelOf(earlier)} to {levelOf(later)}.
        </p>
      )}
      {was !== is && (
        <p>
          The playbook changed from {was} to {is}: part of the difference comes from its weights, targets and rules.
        </p>
      )}
    </>
  );
}

function Moves({
  comparison: { since, earlier, later, rules },
  revision,
}: {
  readonly comparison: Comparison;
  readonly revision: string;
}): ReactElement {
  const { format } = useHost();
  const [open, setOpen] = useState<string | null>(null);
  const isScored = earlier.score !== null && later.score !== null;
  const total = isScored
    ? Math.round(100 * (scoreToTwoDecimals(later.score) - scoreToTwoDecimals(earlier.score))) / 100
    : 0;
  const points = apportion(
    rules.map((rule) => rule.points),
    total,
  );
  return (
    <table className="table table-figures history-table" aria-label="What moved the score">
      <thead>
        <tr>
          <th scope="col">Rule</th>
          <th scope="col">{format.day(since)}</th>
          <th scope="col">Now</th>
          <th scope="col">Issues</th>
          {isScored && <th scope="col">Points</th>}
        </tr>
      </thead>
      <tbody>
        {rules.map((move, place) => (
          <Fragment key={move.rule}>
            <tr>
              <th scope="row">
                <ViewLink to={findingPath(move.rule)}>{move.title}</ViewLink>
              </th>
              <td>{resultWords(move.earlier, format.count)}</td>
              <td>{resultWords(move.later, format.count)}</td>
              <td>
                <IssuesButton
                  move={move}
                  isOpen={open === move.rule}
                  onToggle={() => setOpen(open === move.rule ? null : move.rule)}
                />
              </td>
              {isScored && <td>{signed(points[place], format.exact)}</td>}
            </tr>
            {open === move.rule && (
              <tr>
                <td colSpan={isScored ? 5 : 4} className="changes-issues">
                  <ChangedIssues rule={move.rule} since={since} revision={revision} />
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
      {isScored && (
        <tfoot>
          <tr>
            <th scope="row" colSpan={4}>
              Together, the difference of the scores
            </th>
            <td>{signed(total, format.exact)}</td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}

/** "14 of 22", or why there is no such figure. */
function resultWords(result: RuleMove['later'], count: (value: number) => string): string {
  if (result === null) return 'did not count';
  const { status, numerator, denominator } = result;
  if (numerator === null || denominator === null || status === 'exempt' || status === 'notApplicable') {
    return STATUS_WORDS[status].toLowerCase();
  }
  return `${count(numerator)} of ${count(denominator)}`;
}

interface IssuesButtonProperties {
  readonly move: RuleMove;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** "3 better, 1 worse"; opens which. */
function IssuesButton({ move, isOpen, onToggle }: IssuesButtonProperties): ReactElement {
  const { format } = useHost();
  const { appeared, gone, title } = move;
  if (appeared + gone === 0) return <>–</>;
  const parts = [
    ...(gone === 0 ? [] : [`${format.count(gone)} better`]),
    ...(appeared === 0 ? [] : [`${format.count(appeared)} worse`]),
  ];
  return (
    <span className="changes-button">
      <Button
        appearance="subtle"
        spacing="compact"
        aria-expanded={isOpen}
        aria-label={`${parts.join(', ')}: ${counted(appeared + gone, 'issue', 'issues', format.count)} of ${title}`}
        onClick={onToggle}
      >
        {parts.join(', ')}
      </Button>
    </span>
  );
}
