import Heading from '@atlaskit/heading/heading';
import type { ReactElement } from 'react';
import type { HistoryView, StandingView } from '../../../src/contract';
import { dayNumber } from '../../dependencies/time-axis';
import { useHost } from '../../shared/host';
import { Sparkline } from '../../shared/sparkline';
import { counted } from '../../shared/words';
import { findingPath } from '../routes';

import { ViewLink } from '../view-link';
import { signed } from '../words';

interface Properties {
  readonly view: HistoryView;
  readonly rules: StandingView['rules'];
}

/** What each rule attained at the beginning and at the end, and the line in between; what moved most comes first. */
export function RuleHistory({ view: { days, rules: all }, rules }: Properties): ReactElement {
  const { format } = useHost();
  const numbers = days.map(({ day }) => dayNumber(day));
  const lines = all
    .flatMap(({ rule, attainments }) => {
      const title = rules.find(({ id }) => id === rule)?.title;
      const known = attainments.filter((share) => share !== null);
      return title === undefined || known.length === 0 ? [] : [{ rule, title, attainments, move: moveOf(attainments) }];
    })
    .sort((a, b) => Math.abs(b.move ?? 0) - Math.abs(a.move ?? 0));
  const without = all.length - lines.length;
  const share = (value: number | null): string => (value === null ? 'no result' : format.percent(value));
  return (
    <section aria-labelledby="rule-history-heading">
      <Heading as="h2" size="small" id="rule-history-heading">
        What each rule attained
      </Heading>
      <table className="table table-figures figure-lines history-table" aria-labelledby="rule-history-heading">
        <thead>
          <tr>
            <th scope="col">Rule</th>
            <th scope="col">Over time</th>
            <th scope="col">{format.day(days[0].day)}</th>
            <th scope="col">{format.day(days[days.length - 1].day)}</th>
            <th scope="col">Moved</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ rule, title, attainments, move }) => (
            <tr key={rule}>
              <th scope="row">
                <ViewLink to={findingPath(rule)}>{title}</ViewLink>
              </th>
              <td>
                <Sparkline days={numbers} figures={attainments} between={[0, 1]} />
              </td>
              <td>{share(attainments[0])}</td>
              <td>{share(attainments[attainments.length - 1])}</td>
              <td>
                {move === null || Math.abs(move) < 0.005 ? '–' : `${signed(100 * move, wholePoints(format.count))} pp`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="small subtle">
        Attained: the good share divided by the rule&apos;s target, at most 100%; pp: percentage points.
        {without > 0 && ` ${counted(without, 'rule', 'rules', format.count)} had no result on any of these days.`}
      </p>
    </section>
  );
}

/** From the first result to the last day's; `null` where that has none. */
function moveOf(attainments: readonly (number | null)[]): number | null {
  const first = attainments.find((share) => share !== null) ?? null;
  const last = attainments.at(-1) ?? null;
  return first === null || last === null ? null : last - first;
}

function wholePoints(count: (value: number) => string): (value: number) => string {
  return (value) => count(Math.round(value));
}
