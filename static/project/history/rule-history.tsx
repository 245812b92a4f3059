import Heading from '@atlaskit/heading/heading';
import type { ReactElement } from 'react';
import type { HistoryView, RuleHistory as History, StandingView } from '../../../src/contract';
import { dayNumber } from '../../dependencies/time-axis';
import type { Format } from '../../shared/format';
import { useHost } from '../../shared/host';
import { Sparkline } from '../../shared/sparkline';
import { counted } from '../../shared/words';
import { findingPath } from '../routes';

import { ViewLink } from '../view-link';
import { attainedOn, signed } from '../words';

interface Properties {
  readonly view: HistoryView;
  readonly rules: StandingView['rules'];
}

/** What each rule attained at the beginning and at the end, and the line in between; what moved most comes first. */
export function RuleHistory({ view: { days, rules: all }, rules }: Properties): ReactElement {
  const { format } = useHost();
  const numbers = days.map(({ day }) => dayNumber(day));
  const lines = all
    .flatMap(({ rule, attainments, few }) => {
      const title = rules.find(({ id }) => id === rule)?.title;
      const known = attainments.filter((share) => share !== null);
      return title === undefined || known.length === 0
        ? []
        : [{ rule, title, attainments, few, ...moveOf({ attainments, few }) }];
    })
    .sort((a, b) => Math.abs(b.move ?? 0) - Math.abs(a.move ?? 0));
  const without = all.length - lines.length;
  const last = days.length - 1;
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
          {lines.map(({ rule, title, attainments, few, move, isOfFew }) => (
            <tr key={rule}>
              <th scope="row">
                <ViewLink to={findingPath(rule)}>{title}</ViewLink>
              </th>
              <td>
                <Sparkline days={numbers} figures={attainments} between={[0, 1]} />
              </td>
              <td>{attainedOn({ attainments, few }, 0, format) ?? 'no result'}</td>
              <td>{attainedOn({ attainments, few }, last, format) ?? 'no result'}</td>
              <td>{moveInWords(move, isOfFew, format)}</td>
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
function moveOf({ attainments, few }: Pick<History, 'attainments' | 'few'>): {
  readonly move: number | null;
  readonly isOfFew: boolean;
} {
  const [first, last] = [attainments.findIndex((share) => share !== null), attainments.length - 1];
  const [earlier, later] = [attainments[first] ?? null, attainments[last] ?? null];
  return { move: earlier === null || later === null ? null : later - earlier, isOfFew: first in few || last in few };
}

/** "+12 pp"; of few a difference of percentages would say as little as they do. */
function moveInWords(move: number | null, isOfFew: boolean, { count }: Format): string {
  if (move === null || Math.abs(move) < 0.005) return '–';
  return isOfFew ? (move > 0 ? 'up, of few' : 'down, of few') : `${signed(100 * move, wholePoints(count))} pp`;
}

function wholePoints(count: (value: number) => string): (value: number) => string {
  return (value) => count(Math.round(value));
}
