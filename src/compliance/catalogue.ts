import { LEVELS, type RuleId } from '../model';
import { THEMES, type Rule } from './rule';
import * as rules from './rules';

/**
 * Every rule that Plumbline knows: all files of the folder `rules`, in the order in which they are shown, by theme, level,
 * weight and id. A playbook picks from it.
 */
export const catalogue: readonly Rule[] = Object.values<Rule>(rules).sort(inOrder);

function inOrder(a: Rule, b: Rule): number {
  return (
    THEMES.indexOf(a.theme) - THEMES.indexOf(b.theme) ||
    LEVELS.indexOf(a.defaults.level) - LEVELS.indexOf(b.defaults.level) ||
    b.defaults.weight - a.defaults.weight ||
    (a.id < b.id ? -1 : 1)
  );
}

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
