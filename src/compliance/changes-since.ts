import type { Finding, Offender, RuleId, Snapshot } from '../model';

/** A rule that has a result in the score. */
export interface ScoredRule {
  readonly rule: RuleId;
  readonly weight: number;
  /** In [0, 1]. */
  readonly attainment: number;
}

/**
 * By how many points each rule moved the score from `earlier` to `later`; the moves add up to the score's difference.
 *
 * With w, a a rule's weight and attainment, W = Σ w and S = 100 · Σ w·a / W, Σ w·(100·a − S) = 0 in either. So
 * S₂ − S₁ = Σ w₂·(100·a₂ − S₁) / W₂ = Σ [w₂·(100·a₂ − S₁) − w₁·(100·a₁ − S₁)] / W₂, and a rule's part of that sum is
 * its move. A rule that is as it was moves nothing, however much the others' shares of 100 have changed; one that is
 * met better moves w·100·(a₂ − a₁) / W₂; one that enters or leaves moves by what it differs from the earlier score.
 * Differences of contributions add up, too, but would name every rule as soon as one enters or leaves.
 *
 * Every rule of either list has an entry. Empty when one of the lists is: there is no score to move then.
 */
export function scoreMoves(earlier: readonly ScoredRule[], later: readonly ScoredRule[]): ReadonlyMap<RuleId, number> {
  const moves = new Map<RuleId, number>();
  if (earlier.length === 0 || later.length === 0) return moves;
  const before = 100 * (sumOf(earlier, earnedBy) / sumOf(earlier, weightOf));
  const weight = sumOf(later, weightOf);
  const pull = (rule: ScoredRule): number => (rule.weight * (100 * rule.attainment - before)) / weight;
  for (const rule of earlier) moves.set(rule.rule, -pull(rule));
  for (const rule of later) moves.set(rule.rule, pull(rule) + (moves.get(rule.rule) ?? 0));
  return moves;
}

/** What became of one rule between two evaluations of a project. */
export interface RuleChange {
  readonly rule: RuleId;
  /** Points by which it moved the score; 0 where one of the scores is withheld. */
  readonly points: number;
  /** `null` where the playbook did not hold the rule. */
  readonly earlier: Finding | null;
  readonly later: Finding | null;
  /** Issues that offend against it now and did not; empty unless the rule had a result both times. */
  readonly appeared: readonly Offender[];
  /** Issues that offended against it and do no longer, whatever became of them. */
  readonly gone: readonly Offender[];
}

export interface ChangesSince {
  /** Points; `null` where one of the scores is withheld. */
  readonly points: number | null;
  /** What changed, what moved the score most first, then in the later playbook's order. */
  readonly rules: readonly RuleChange[];
}

type Evaluated = Pick<Snapshot, 'findings' | 'score'>;

/** What moved a project's score between two evaluations, by rule and by issue. */
export function changesSince(earlier: Evaluated, later: Evaluated): ChangesSince {
  const points = earlier.score === null || later.score === null ? null : later.score - earlier.score;
  const moves = points === null ? null : scoreMoves(scoredIn(earlier), scoredIn(later));
  const before = new Map(earlier.findings.map((finding) => [finding.rule, finding]));
  const after = new Set(later.findings.map(({ rule }) => rule));
  const pairs: readonly (readonly [Finding | null, Finding | null, RuleId])[] = [
    ...later.findings.map((finding) => [before.get(finding.rule) ?? null, finding, finding.rule] as const),
    ...earlier.findings.flatMap((finding) => (after.has(finding.rule) ? [] : [[finding, null, finding.rule] as const])),
  ];
  const rules = pairs
    .map(([was, is, rule]): RuleChange => {
      const comparable = was !== null && is !== null && hasResult(was) && hasResult(is);
      return {
        rule,
        points: moves?.get(rule) ?? 0,
        earlier: was,
        later: is,
        appeared: comparable ? without(is.offenders, was.offenders) : [],
        gone: comparable ? without(was.offenders, is.offenders) : [],
      };
    })
    .filter(isChange)
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  return { points, rules };
}

function isChange({ points, earlier, later, appeared, gone }: RuleChange): boolean {
  return points !== 0 || earlier?.status !== later?.status || appeared.length > 0 || gone.length > 0;
}

function scoredIn({ findings }: Evaluated): readonly ScoredRule[] {
  return findings.flatMap(({ rule, weight, attainment, contribution }) =>
    contribution === null || attainment === null ? [] : [{ rule, weight, attainment }],
  );
}

/** A population that turned empty is a result here: its offenders are gone. */
function hasResult({ status }: Finding): boolean {
  return status !== 'notAssessable' && status !== 'exempt';
}

function without(offenders: readonly Offender[], others: readonly Offender[]): readonly Offender[] {
  const known = new Set(others.map(({ id }) => id));
  return offenders.filter(({ id }) => !known.has(id));
}

function sumOf(rules: readonly ScoredRule[], figure: (rule: ScoredRule) => number): number {
  return rules.reduce((sum, rule) => sum + figure(rule), 0);
}

function weightOf({ weight }: ScoredRule): number {
  return weight;
}

function earnedBy({ weight, attainment }: ScoredRule): number {
  return weight * attainment;
}
