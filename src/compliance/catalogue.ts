import type { RuleId } from '../model';
import type { Rule } from './rule';
import { itemOwnership } from './rules/item-ownership';

/** Every rule that Plumbline knows, in the order in which it is shown. A playbook picks from it. */
export const catalogue: readonly Rule[] = [itemOwnership];

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
