import type { Playbook } from '../../model';
import { AS_IT_IS, BLANK, pick } from './pick';

export const agile: Playbook = {
  ...BLANK,
  id: 'agile-delivery',
  title: 'Agile delivery',
  estimatesRequired: false,
  rules: pick({
    'accountable-lead': AS_IT_IS,
    'item-ownership': AS_IT_IS,
    'stale-work': { level: 'foundation', weight: 7.5 },
    'definition-of-done': { weight: 7.5 },
    // A sprint's end is a date: only what is outside every sprint and version has none.
    'work-dated': { weight: 5 },
    'delivery-forecast': AS_IT_IS,
    'sprint-commitment': AS_IT_IS,
    'dependency-cycles': AS_IT_IS,
    'overdue-blockers': AS_IT_IS,
    'cross-project-owned': AS_IT_IS,
  }),
};
