import type { Playbook } from '../../model';
import { AS_IT_IS, BLANK, DCMA_14, pick } from './pick';

export const regulated: Playbook = {
  ...BLANK,
  id: 'regulated',
  title: 'Regulated',
  reportWithin: { directive: 7, controlling: 7, supportive: 14, exempt: 30 },
  rules: pick({
    ...DCMA_14,
    'accountable-lead': AS_IT_IS,
    'item-ownership': { target: 1, weight: 7.5 },
    'work-dated': { target: 0.95 },
    'definition-of-done': { target: 1, weight: 10, critical: true },
    'stale-work': AS_IT_IS,
    'template-conformity': AS_IT_IS,
    'dependency-cycles': AS_IT_IS,
    'overdue-blockers': AS_IT_IS,
    'cross-project-owned': { target: 1 },
    'risk-complete': AS_IT_IS,
    'risk-reviewed': AS_IT_IS,
    'cost-performance': AS_IT_IS,
    'gates-evidenced': AS_IT_IS,
    'waivers-current': AS_IT_IS,
  }),
};
