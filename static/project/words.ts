import type { FindingInWords, RuleInWords, SnapshotInWords } from '../../src/contract';
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

/** A finding whose rule counts towards the score, the coverage and the level. */
export function isEnforced(finding: FindingInWords): boolean {
  return finding.lifecycle === 'enforced';
}

/** A rule that has something to check here, whether or not its data is there. */
export function applies({ status }: FindingInWords): boolean {
  return status !== 'notApplicable' && status !== 'exempt';
}

/** Why a finding is outside the score; `null` when it is in it. */
export function outsideBecause(finding: FindingInWords): string | null {
  if (finding.lifecycle === 'shadow') return 'On trial: it does not count';
  if (finding.lifecycle === 'announced') return 'Announced: it does not count yet';
  if (finding.status === 'notApplicable') return asTitle(finding.sentence);
  if (finding.status === 'exempt') return 'Waived';
  if (finding.status !== 'notAssessable') return null;
  return finding.missing.length > 0 ? `Missing: ${finding.missing.join(', ')}` : 'The data is missing';
}
