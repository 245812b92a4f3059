import type { Finding, Fix } from '../model';
import { TOLERANCE } from './score';

const MOST_FIXES = 5;

/** What a rule counted, as far as mending goes. */
interface Mendable {
  readonly numerator: number;
  readonly denominator: number;
  /** How many bad members each offender accounts for, most first, who are mended first; `null`: one each. */
  readonly badPerOffender: readonly number[] | null;
}

/** The fewest offenders to mend so that the good share meets the target. */
export function fewestToMend({ numerator, denominator, badPerOffender }: Mendable, target: number): number {
  const wanted = target * denominator - TOLERANCE;
  if (badPerOffender === null) return Math.max(0, Math.ceil(wanted - numerator));
  let good = numerator;
  let mended = 0;
  while (good < wanted && mended < badPerOffender.length) good += badPerOffender[mended++];
  return mended;
}

/** How many issues have to change; 0 when it is the project itself that has to. */
export function issuesToMend(finding: Pick<Finding, 'toMend' | 'offenders'>): number {
  return Math.min(finding.toMend, finding.offenders.length);
}

/**
 * The cheapest path to green: rules that lose points, most points per thing to mend first, at most five.
 * Mending the fewest offenders brings the whole loss back, since attainment is 1 from the target on.
 */
export function cheapestFixes(findings: readonly Finding[]): Fix[] {
  return findings
    .flatMap((finding) => {
      const { rule, loss, toMend } = finding;
      if (loss === null || loss <= 0 || toMend === 0) return [];
      return [{ rule, issues: issuesToMend(finding), gain: loss, perMend: loss / toMend }];
    })
    .sort((a, b) => b.perMend - a.perMend || b.gain - a.gain)
    .slice(0, MOST_FIXES)
    .map(({ rule, issues, gain }) => ({ rule, issues, gain }));
}
