import type { FindingInWords } from '../../src/contract';
import { apportion } from './apportion';

/** What a rule gives to the score, and what it could give at most, to the one decimal that is shown. */
export interface ShownPoints {
  readonly given: number;
  readonly most: number;
}

/**
 * By rule, of those in the score. What they give adds up to the score as it is shown, what they could give to 100, and
 * who gives all shows twice the same.
 */
export function shownPoints(
  findings: readonly Pick<FindingInWords, 'rule' | 'contribution' | 'loss'>[],
): ReadonlyMap<string, ShownPoints> {
  const counted = findings.flatMap(({ rule, contribution, loss }) =>
    contribution === null || loss === null ? [] : [{ rule, contribution, loss }],
  );
  const score = counted.reduce((sum, { contribution }) => sum + contribution, 0);
  const all = counted.reduce((sum, { loss }) => sum + loss, score);
  const shown = Number(ONE_DECIMAL.format(score));
  const given = apportion(
    counted.map(({ contribution }) => contribution),
    shown,
    1,
  );
  const lost = apportion(
    counted.map(({ loss }) => loss),
    all - shown,
    1,
  );
  return new Map(counted.map(({ rule }, i) => [rule, { given: given[i], most: given[i] + lost[i] }]));
}

/** As scores are rounded for show everywhere, whatever the reader's language. */
const ONE_DECIMAL = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
