import type { FindingStatus, ScoreWithheld } from '../model';

/** Shares are compared with this tolerance, so that 19 of 20 meets 95 %. */
export const TOLERANCE = 1e-9;

/** Attainment from which a rule that does not pass is at least partly met. */
const PARTIAL_FROM = 0.5;

/** A score is shown when it rests on this much of what applies … */
const LEAST_COVERAGE = 0.7;
/** … and when at least this much of the playbook applies. */
const LEAST_APPLICABLE = 0.5;

/** Status and attainment = min(1, good share / target); no attainment for an empty population. */
export function statusOf(
  numerator: number,
  denominator: number,
  target: number,
): { readonly status: FindingStatus; readonly attainment: number | null } {
  if (denominator === 0) return { status: 'notApplicable', attainment: null };
  const wanted = target * denominator;
  if (numerator >= wanted - TOLERANCE) return { status: 'pass', attainment: 1 };
  const attainment = Math.max(0, numerator / wanted);
  return { status: attainment >= PARTIAL_FROM - TOLERANCE ? 'partial' : 'fail', attainment };
}

/** What the score needs to know of a finding. Only enforced rules may be given. */
export interface Scored {
  readonly status: FindingStatus;
  readonly attainment: number | null;
  readonly weight: number;
}

export interface Score {
  readonly score: number | null;
  readonly withheld: ScoreWithheld | null;
  readonly coverage: number | null;
  readonly applicableShare: number;
  /** Σ weight of the rules that have a result: what contribution and loss are shares of. */
  readonly assessedWeight: number;
}

/** Score, coverage and why there may be none, from the findings of all enforced rules. */
export function scoreOf(findings: readonly Scored[], dormant: boolean): Score {
  const enforced = weightOf(findings);
  const applicable = weightOf(findings.filter(applies));
  const assessed = findings.filter(isAssessed);
  const assessedWeight = weightOf(assessed);
  const earned = assessed.reduce((sum, finding) => sum + finding.weight * (finding.attainment ?? 0), 0);

  const applicableShare = enforced === 0 ? 0 : applicable / enforced;
  const coverage = applicable === 0 ? null : assessedWeight / applicable;
  const withheld = whyWithheld(applicableShare, coverage, dormant);
  const score = withheld ? null : (100 * earned) / assessedWeight;
  return { score, withheld, coverage, applicableShare, assessedWeight };
}

/** Where both conditions fail, the more fundamental one is named. */
function whyWithheld(applicableShare: number, coverage: number | null, dormant: boolean): ScoreWithheld | null {
  if (applicableShare < LEAST_APPLICABLE - TOLERANCE || coverage === null) {
    return { because: 'littleApplies', applicableShare, dormant };
  }
  if (coverage < LEAST_COVERAGE - TOLERANCE) return { because: 'lowCoverage', coverage };
  return null;
}

/** The rule has a result that counts. */
export function isAssessed({ status }: { readonly status: FindingStatus }): boolean {
  return status === 'pass' || status === 'partial' || status === 'fail';
}

function applies({ status }: Scored): boolean {
  return status !== 'notApplicable' && status !== 'exempt';
}

function weightOf(findings: readonly Scored[]): number {
  return findings.reduce((sum, finding) => sum + finding.weight, 0);
}
