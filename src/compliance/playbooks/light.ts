import type { Playbook } from '../../model';
import { AS_IT_IS, BLANK, pick } from './pick';

export const light: Playbook = {
  ...BLANK,
  id: 'light-governance',
  title: 'Light governance',
  estimatesRequired: false,
  reportWithin: { directive: 14, controlling: 30, supportive: null, exempt: null },
  rules: pick({
    'accountable-lead': AS_IT_IS,
    'item-ownership': { target: 0.9 },
    'work-dated': { target: 0.7, weight: 5 },
    'stale-work': { target: 0.8 },
    'dependency-cycles': AS_IT_IS,
    'overdue-blockers': { target: 0.9 },
  }),
};
