import { scoreMoves, type ScoredRule } from '../compliance';
import { DAYS_BACK, type Day, type PortfolioRow, type RuleId } from '../model';
import { comparable } from './row';

/** What one rule did to a project's score within a week. */
export interface RowMove {
  readonly rule: RuleId;
  /** Points, unrounded. */
  readonly points: number;
  /** The day within the week from which it counts; `null` for a rule that counted before, too. */
  readonly countsSince: Day | null;
}

/** Smaller moves are rounding, not news. */
const LEAST_POINTS = 0.05;

/**
 * By how many points each rule moved the project's score since a week ago, largest first; they add up to the move of the
 * score but for its rounding. A rule that was announced may have come to count in between. Empty where one of the scores
 * is withheld, or was another playbook's.
 */
export function movesOfWeek(row: PortfolioRow): readonly RowMove[] {
  const weekAgo = comparable(row, row.weekAgo);
  if (weekAgo === null || weekAgo.score === null || row.score === null) return [];
  const enforced = row.findings.filter(({ lifecycle }) => lifecycle === 'enforced');
  const began = new Map(
    enforced.flatMap(({ rule, countsFrom }) =>
      countsFrom !== undefined && countsFrom > row.evaluatedOn - DAYS_BACK ? [[rule, countsFrom]] : [],
    ),
  );
  const earlier = enforced.flatMap(({ rule, weight }): readonly ScoredRule[] => {
    const attainment = weekAgo.attainments[rule] ?? null;
    return attainment === null || began.has(rule) ? [] : [{ rule, weight, attainment }];
  });
  const later = enforced.flatMap(({ rule, weight, attainment }): readonly ScoredRule[] =>
    attainment === null ? [] : [{ rule, weight, attainment }],
  );
  return [...scoreMoves(earlier, later)]
    .map(([rule, points]) => ({ rule, points, countsSince: began.get(rule) ?? null }))
    .filter(({ points }) => Math.abs(points) >= LEAST_POINTS)
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points) || (a.rule < b.rule ? -1 : 1));
}
