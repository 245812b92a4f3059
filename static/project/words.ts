import type { FindingInWords, RuleInWords, SnapshotInWords } from '../../src/contract';
import type { Format } from '../shared/format';
import { asTitle } from '../shared/words';

type Theme = RuleInWords['theme'];
type Status = FindingInWords['status'];
type Level = NonNullable<SnapshotInWords['level']>;

/** Themes in the order of the page. */
export const THEMES: readonly { readonly theme: Theme; readonly title: string }[] = [
  { theme: 'plan', title: 'Plan' },
  { theme: 'delivery', title: 'Delivery' },
  { theme: 'dependencies', title: 'Dependencies' },
  { theme: 'riskAndChange', title: 'Risk and change' },
  { theme: 'governance', title: 'Governance' },
];

export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  pass: 'Pass',
  partial: 'Partial',
  fail: 'Fail',
  notApplicable: 'Not applicable',
  notAssessable: 'Not assessable',
  exempt: 'Waived',
};

export const LEVEL_WORDS: Readonly<Record<Level, string>> = {
  foundation: 'Foundation',
  managed: 'Managed',
  assured: 'Assured',
};

/** Below this share of the weight there is no score. */
export const LEAST_COVERAGE = 0.7;
/** At least this share of the enforced weight has to apply. */
export const LEAST_APPLICABLE = 0.5;

/** Below so many members a percentage would sound more precise than it is. */
const FEW = 10;

type Attained = Pick<FindingInWords, 'numerator' | 'denominator' | 'target' | 'attainment'>;

/** The result rests on so few members that one more or less moves it much. One alone, or the project, says so itself. */
export function restsOnFew({ denominator }: Pick<FindingInWords, 'denominator'>): boolean {
  return denominator !== null && denominator > 1 && denominator < FEW;
}

/**
 * What a rule attains, for reading or, with `share` to the last digit shown, for calculating along: a percentage, but
 * "2 of the 3 wanted" or "2 ÷ 2.85" where it would be one of few.
 */
export function attained(finding: Attained, format: Format, exactness: 'percent' | 'share'): string {
  const { numerator, denominator, target, attainment } = finding;
  if (numerator === null || denominator === null || attainment === null) return '';
  if (attainment === 1 || !restsOnFew(finding)) return format[exactness](attainment);
  const wanted = target * denominator;
  if (exactness === 'share') return `${format.weight(numerator)} ÷ ${format.weight(wanted)}`;
  // 19 of 20 meet 95 %: what is wanted is a whole number but for the noise of multiplying.
  return `${format.count(numerator)} of the ${format.count(Math.ceil(wanted - 1e-9))} wanted`;
}

/** "+1.2", "−0.3", "0.0". */
export function signed(value: number, format: (value: number) => string): string {
  return value > 0 ? `+${format(value)}` : value < 0 ? `−${format(-value)}` : format(0);
}

/** A finding whose rule counts towards the score, the coverage and the level. */
export function isEnforced(finding: FindingInWords): boolean {
  return finding.lifecycle === 'enforced';
}

/** A rule that has something to check here, whether or not its data is there. */
export function applies({ status }: FindingInWords): boolean {
  return status !== 'notApplicable' && status !== 'exempt';
}

/** Why a finding is outside the score; `null` when it is in it. */
export function outsideBecause(finding: FindingInWords, format: Pick<Format, 'day'>): string | null {
  if (finding.lifecycle === 'shadow') return 'On trial: it does not count';
  if (finding.lifecycle === 'announced') {
    const { countsFrom } = finding;
    // What was evaluated before findings said the day is evaluated again within a day.
    return `Announced: it ${countsFrom === undefined ? 'does not count yet' : `counts from ${format.day(countsFrom)}`}`;
  }
  if (finding.status === 'notApplicable') return asTitle(finding.sentence);
  if (finding.status === 'exempt') return 'Waived';
  if (finding.status !== 'notAssessable') return null;
  return finding.missing.length > 0 ? `Missing: ${finding.missing.join(', ')}` : 'The data is missing';
}
