import type { RuleId } from '../model';
import type { Rule } from './rule';
import { accountableLead } from './rules/accountable-lead';
import { crossProjectOwned } from './rules/cross-project-owned';
import { definitionOfDone } from './rules/definition-of-done';
import { dependencyCycles } from './rules/dependency-cycles';
import { highDuration } from './rules/high-duration';
import { invalidDates } from './rules/invalid-dates';
import { itemOwnership } from './rules/item-ownership';
import { leads } from './rules/leads';
import { missingLogic } from './rules/missing-logic';
import { overdueBlockers } from './rules/overdue-blockers';
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
  resourced,
  missingLogic,
  leads,
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
