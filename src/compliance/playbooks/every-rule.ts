import type { Playbook } from '../../model';
import { catalogue } from '../catalogue';

/**
 * The playbook with every rule of this version of Plumbline, in the order of the catalogue; what the catalogue lacks comes
 * last. A rule that the playbook does not name stands in shadow, as the catalogue has it: so a rule that is newer than a
 * published playbook is seen by the PMO at once, and counts for nobody before the PMO says so.
 */
export function withEveryRule(playbook: Playbook): Playbook {
  const uses = new Map(playbook.rules.map((use) => [use.rule, use]));
  const known = catalogue.map(({ id, defaults: { weight, target, level, critical } }) => {
    return uses.get(id) ?? { rule: id, lifecycle: 'shadow' as const, weight, target, level, critical };
  });
  const isKnown = new Set(known.map(({ rule }) => rule));
  return { ...playbook, rules: [...known, ...playbook.rules.filter(({ rule }) => !isKnown.has(rule))] };
}
