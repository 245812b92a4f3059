import type { Playbook, PlaybookRule, RuleId } from '../../model';
import { catalogue } from '../catalogue';
import { defaultPlaybook } from '../default-playbook';

/** How a ready-made playbook uses a rule where it does not leave it as the catalogue has it. */
type Choice = Partial<Omit<PlaybookRule, 'rule' | 'countsFrom' | 'lifecycle'>>;

/** As the catalogue has it, and enforced. */
export const AS_IT_IS: Choice = {};

/** The fourteen points of the DCMA's assessment of schedules, in their order. */
export const DCMA_14: Readonly<Record<RuleId, Choice>> = {
  'missing-logic': AS_IT_IS,
  leads: AS_IT_IS,
  lags: AS_IT_IS,
  'relationship-types': AS_IT_IS,
  'hard-constraints': AS_IT_IS,
  'high-float': AS_IT_IS,
  'negative-float': AS_IT_IS,
  'high-duration': AS_IT_IS,
  'invalid-dates': AS_IT_IS,
  resourced: AS_IT_IS,
  'missed-tasks': AS_IT_IS,
  'critical-path-test': AS_IT_IS,
  cpli: AS_IT_IS,
  bei: AS_IT_IS,
};

/**
 * All rules, in the order of the catalogue: those chosen by id are enforced, the others stand in shadow, where a PMO sees
 * what they would say. Chosen is what a playbook's title promises; of the rest, what judges habits by history
 * (`date-churn`, `stale-blocked`) is to be watched for a while before it counts.
 */
export function pick(choices: Readonly<Record<RuleId, Choice>>): readonly PlaybookRule[] {
  return catalogue.map(({ id, defaults: { weight, target, level, critical } }): PlaybookRule => {
    const rule = { rule: id, weight, target, level, critical };
    return Object.hasOwn(choices, id)
      ? { lifecycle: 'enforced', ...rule, ...choices[id] }
      : { lifecycle: 'shadow', ...rule };
  });
}

/** What ready-made playbooks have in common: nobody follows them, and nothing was published. */
export const BLANK: Omit<Playbook, 'id' | 'title' | 'rules'> = {
  ...defaultPlaybook,
  version: 0,
  followers: { projects: [], categories: [], everyOther: false },
};
