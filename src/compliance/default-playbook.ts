import { MONDAY_TO_FRIDAY, type Playbook } from '../model';
import { catalogue } from './catalogue';

/** What a project follows until a PMO publishes a playbook of its own: every rule of the catalogue with its defaults, enforced where they do not say otherwise. */
export const defaultPlaybook: Playbook = {
  id: 'delivery-essentials',
  version: 3,
  title: 'Delivery essentials',
  followers: { projects: [], categories: [], everyOther: true },
  rules: catalogue.map(({ id, defaults }) => ({ rule: id, lifecycle: 'enforced', ...defaults })),
  calendar: MONDAY_TO_FRIDAY,
  hoursPerDay: 8,
  milestoneTypes: ['milestone'],
  requiredTypes: [],
  risks: { types: ['risk'], highFrom: 12 },
  estimatesRequired: true,
  linkMeanings: {},
  fields: {},
  reportWithin: { directive: 7, controlling: 14, supportive: 30, exempt: null },
  parentWaitsForChildren: false,
};
