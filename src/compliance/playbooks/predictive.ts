import type { Playbook } from '../../model';
import { AS_IT_IS, BLANK, DCMA_14, pick } from './pick';

export const predictive: Playbook = {
  ...BLANK,
  id: 'predictive',
  title: 'Predictive (DCMA-14)',
  rules: pick({
    ...DCMA_14,
    // What a schedule rests on.
    'accountable-lead': AS_IT_IS,
    'item-ownership': AS_IT_IS,
    'work-dated': { target: 0.95 },
    'definition-of-done': AS_IT_IS,
    'dependency-cycles': AS_IT_IS,
    'overdue-blockers': AS_IT_IS,
    'cross-project-owned': AS_IT_IS,
  }),
};
