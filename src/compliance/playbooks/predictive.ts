import type { Playbook } from '../../model';
import { AS_IT_IS, BLANK, pick, WAITING } from './pick';

/** For projects that plan ahead by dates and logic: the fourteen points of the DCMA, and who answers for what. */
export const predictive: Playbook = {
  ...BLANK,
  id: 'predictive',
  title: 'Predictive (DCMA-14)',
  rules: pick({
    // The fourteen points, in their order.
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
    // What a schedule rests on.
    'accountable-lead': AS_IT_IS,
    'item-ownership': AS_IT_IS,
    'work-dated': { target: 0.95 },
    'definition-of-done': AS_IT_IS,
    'dependency-cycles': AS_IT_IS,
    'overdue-blockers': AS_IT_IS,
    'cross-project-owned': AS_IT_IS,
    'date-churn': AS_IT_IS,
    'baseline-approved': WAITING,
    'change-controlled': WAITING,
    'status-fresh': WAITING,
    'gates-evidenced': WAITING,
  }),
};
