import type { TrendsView } from '../../src/contract';

/** What a rule attained over time. */
export interface RuleTrend {
  readonly id: string;
  readonly title: string;
  /** By the view's days, in [0, 1]; `null` where no project had a result. */
  readonly figures: readonly (number | null)[];
  readonly first: number | null;
  readonly last: number | null;
  /** From the first day to the last; `null` unless both have a figure. */
  readonly move: number | null;
}

/** Each rule of the first group, what moved most first. */
export function ruleTrendsOf({ rules, groups }: TrendsView): readonly RuleTrend[] {
  return rules
    .map(({ id, title }, rule) => {
      const figures = groups[0].map(({ attainments }) => attainments[rule]);
      const [first, last] = [figures[0], figures[figures.length - 1]];
      return { id, title, figures, first, last, move: first === null || last === null ? null : last - first };
    })
    .sort((a, b) => Math.abs(b.move ?? 0) - Math.abs(a.move ?? 0));
}
