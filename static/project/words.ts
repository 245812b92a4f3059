import type { FindingInWords, RuleHistory, RuleInWords, SnapshotInWords } from '../../src/contract';
import { ofFew, type OfFew } from '../../src/contract/limits';
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

type Attained = Pick<FindingInWords, 'numerator' | 'denominator' | 'target' | 'attainment'>;

/**
 * What a rule attains, for reading or, with `share` to the last digit shown, for calculating along: a percentage, but
 * "2 of the 3 wanted" or "2 ÷ 2.85" where it would be one of few.
 */
export function attained(finding: Attained, format: Format, exactness: 'percent' | 'share'): string {
  const { numerator, denominator, target, attainment } = finding;
  if (numerator === null || denominator === null || attainment === null) return '';
  const few = ofFew(finding);
  if (few === null) return format[exactness](attainment);
  return exactness === 'share'
    ? `${format.weight(numerator)} ÷ ${format.weight(target * denominator)}`
    : fewInWords(few, format);
}

/** "2 of the 3 wanted". */
export function fewInWords([good, wanted]: OfFew, { count }: Pick<Format, 'count'>): string {
  return `${count(good)} of the ${count(wanted)} wanted`;
}

/** What a rule attained on one of the days, as {@link attained} says it; `null` without a result. */
export function attainedOn(
  { attainments, few }: Pick<RuleHistory, 'attainments' | 'few'>,
  place: number,
  format: Format,
): string | null {
  const share = attainments[place];
  if (share === null) return null;
  return place in few ? fewInWords(few[place], format) : format.percent(share);
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
