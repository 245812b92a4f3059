import type { Kind } from '../oracle-schedule/site';

export type Level = 'foundation' | 'managed' | 'assured';
export const LEVELS: readonly Level[] = ['foundation', 'managed', 'assured'];

/** How a playbook uses a rule. */
export interface RuleTerms {
  readonly weight: number;
  readonly target: number;
  readonly level: Level;
  readonly critical: boolean;
  readonly lifecycle: 'shadow' | 'announced' | 'enforced';
  /** The day from which an announced rule counts. */
  readonly countsFrom?: string;
}

/** What a link type means: A ⟨type⟩ B, where A is the issue that the link comes from. */
export type LinkTerms = { readonly provider: 'A' | 'B'; readonly kind: Kind } | 'none' | 'unclear';

/** A field that may be required; `plannedEnd`: a dated version or sprint. */
export type Required = 'assignee' | 'estimate' | 'start' | 'due' | 'plannedEnd' | 'parent';

/** What a playbook says, as far as a recount asks. Names of types are in lower case, days are `YYYY-MM-DD`. */
export interface Terms {
  readonly rules: Readonly<Record<string, RuleTerms>>;
  /** Monday first. */
  readonly weekdays: readonly boolean[];
  readonly holidays: readonly string[];
  readonly hoursPerDay: number;
  readonly milestoneTypes: readonly string[];
  readonly requiredTypes: readonly { readonly type: string; readonly fields: readonly Required[] }[];
  readonly riskTypes: readonly string[];
  readonly highFrom: number;
  readonly estimatesRequired: boolean;
  readonly linkMeanings: Readonly<Record<string, LinkTerms>>;
  readonly parentWaitsForChildren: boolean;
  readonly reportWithin: Readonly<Record<Tier, number | null>>;
}

export type Tier = 'directive' | 'controlling' | 'supportive' | 'exempt';

/** Weight by the catalogue's letters, and target, of the rules that count unless a playbook says otherwise. */
const COUNTING: Readonly<Record<string, readonly [weight: number, target: number]>> = {
  'accountable-lead': [10, 1],
  'missing-logic': [7.5, 0.95],
  leads: [5, 1],
  'high-duration': [5, 0.95],
  'invalid-dates': [7.5, 1],
  resourced: [5, 0.95],
  'dependency-cycles': [10, 1],
  'cross-project-owned': [7.5, 0.95],
  'overdue-blockers': [7.5, 1],
  'item-ownership': [5, 0.95],
  'work-dated': [7.5, 0.8],
  'stale-work': [5, 0.95],
  'definition-of-done': [5, 0.95],
};
/** Targets of those in shadow. */
const SHADOW: Readonly<Record<string, number>> = {
  lags: 0.95,
  'relationship-types': 0.9,
  'hard-constraints': 0.95,
  'high-float': 0.95,
  'negative-float': 1,
  'critical-path-test': 1,
  cpli: 0.95,
  'delivery-forecast': 1,
  'missed-tasks': 0.95,
  bei: 0.95,
  'cost-performance': 0.95,
  'date-churn': 0.95,
  'stale-blocked': 0.95,
  'risk-complete': 0.95,
  'risk-reviewed': 1,
  'template-conformity': 0.95,
  'baseline-approved': 1,
  'change-controlled': 0.95,
  'charter-complete': 1,
  'dependency-agreed': 0.9,
  'escalation-acknowledged': 1,
  'gates-evidenced': 1,
  'lessons-recorded': 1,
  'sprint-commitment': 0.8,
  'status-fresh': 1,
  'status-honest': 1,
  'strategic-goal-linked': 1,
  'waivers-current': 1,
};
const FOUNDATION = [
  'accountable-lead',
  'item-ownership',
  'work-dated',
  'definition-of-done',
  'invalid-dates',
  'dependency-cycles',
];
const MANAGED = [
  'missing-logic',
  'resourced',
  'overdue-blockers',
  'cross-project-owned',
  'stale-work',
  'high-duration',
];
const CRITICAL = ['accountable-lead', 'dependency-cycles'];

/** The rule is computed, but project managers do not see it unless a playbook says so. */
export function isInShadow(rule: string): boolean {
  return Object.hasOwn(SHADOW, rule);
}

/** What holds where nobody has published a playbook. */
export const USUAL_TERMS: Terms = {
  rules: Object.fromEntries([
    ...Object.entries(COUNTING).map(([rule, [weight, target]]): [string, RuleTerms] => {
      const level = FOUNDATION.includes(rule) ? 'foundation' : MANAGED.includes(rule) ? 'managed' : 'assured';
      return [rule, { weight, target, level, critical: CRITICAL.includes(rule), lifecycle: 'enforced' }];
    }),
    // What is in shadow counts nowhere: its weight and level do not matter.
    ...Object.entries(SHADOW).map(([rule, target]): [string, RuleTerms] => [
      rule,
      { weight: 5, target, level: 'assured', critical: false, lifecycle: 'shadow' },
    ]),
  ]),
  weekdays: [true, true, true, true, true, false, false],
  holidays: [],
  hoursPerDay: 8,
  milestoneTypes: ['milestone'],
  requiredTypes: [],
  riskTypes: ['risk'],
  highFrom: 12,
  estimatesRequired: true,
  linkMeanings: {},
  parentWaitsForChildren: false,
  reportWithin: { directive: 7, controlling: 14, supportive: 30, exempt: null },
};
