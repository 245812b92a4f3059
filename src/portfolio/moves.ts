import { scoreMoves, type ScoredRule } from '../compliance';
import type { PortfolioRow, RuleId } from '../model';
import { comparable } from './row';

/** What one rule did to a project's score within a week. */
export interface RowMove {
  readonly rule: RuleId;
  /** Points, unrounded. */
  readonly points: number;
}

/** Smaller moves are rounding, not news. */
const LEAST_POINTS = 0.05;

/**
 * By how many points each rule moved the project's score since a week ago, largest first; they add up to the move of the
 * score but for its rounding. Empty where one of the scores is withheld, or was another playbook's.
 */
export function movesOfWeek(row: PortfolioRow): readonly RowMove[] {
  const weekAgo = comparable(row, row.weekAgo);
  if (weekAgo === null || weekAgo.score === null || row.score === null) return [];
  const enforced = row.findings.filter(({ lifecycle }) => lifecycle === 'enforced');
  const earlier = enforced.flatMap(({ rule, weight }): readonly ScoredRule[] => {
    const attainment = weekAgo.attainments[rule] ?? null;
    return attainment === null ? [] : [{ rule, weight, attainment }];
  });
  const later = enforced.flatMap(({ rule, weight, attainment }): readonly ScoredRule[] =>
    attainment === null ? [] : [{ rule, weight, attainment }],
  );
  return [...scoreMoves(earlier, later)]
    .map(([rule, points]) => ({ rule, points }))
    .filter(({ points }) => Math.abs(points) >= LEAST_POINTS)
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points) || (a.rule < b.rule ? -1 : 1));
}
