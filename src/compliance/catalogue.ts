import type { RuleId } from '../model';
import type { Rule } from './rule';
import { accountableLead } from './rules/accountable-lead';
import { cpli } from './rules/cpli';
import { criticalPathTest } from './rules/critical-path-test';
import { crossProjectOwned } from './rules/cross-project-owned';
import { definitionOfDone } from './rules/definition-of-done';
import { dependencyCycles } from './rules/dependency-cycles';
import { hardConstraints } from './rules/hard-constraints';
import { highDuration } from './rules/high-duration';
import { highFloat } from './rules/high-float';
import { invalidDates } from './rules/invalid-dates';
import { itemOwnership } from './rules/item-ownership';
import { lags } from './rules/lags';
import { leads } from './rules/leads';
import { missingLogic } from './rules/missing-logic';
import { negativeFloat } from './rules/negative-float';
import { overdueBlockers } from './rules/overdue-blockers';
import { relationshipTypes } from './rules/relationship-types';
import { resourced } from './rules/resourced';
import { staleWork } from './rules/stale-work';
import { workDated } from './rules/work-dated';

/** Every rule that Plumbline knows, in the order in which it is shown. A playbook picks from it. */
export const catalogue: readonly Rule[] = [
  itemOwnership,
  staleWork,
  definitionOfDone,
  workDated,
  invalidDates,
  highDuration,
  highFloat,
  negativeFloat,
  hardConstraints,
  criticalPathTest,
  cpli,
  resourced,
  missingLogic,
  leads,
  lags,
  relationshipTypes,
  overdueBlockers,
  crossProjectOwned,
  dependencyCycles,
  accountableLead,
];

const byId: ReadonlyMap<RuleId, Rule> = new Map(catalogue.map((rule) => [rule.id, rule]));

/** A playbook or a request names a rule that the catalogue does not hold. */
export class UnknownRuleError extends Error {
  constructor(readonly rule: RuleId) {
    super(`There is no rule "${rule}". Known rules: ${catalogue.map((each) => each.id).join(', ')}.`);
    this.name = 'UnknownRuleError';
  }
}

/** The rule with this id. Throws {@link UnknownRuleError}. */
export function ruleById(id: RuleId): Rule {
  const rule = byId.get(id);
  if (!rule) throw new UnknownRuleError(id);
  return rule;
}
