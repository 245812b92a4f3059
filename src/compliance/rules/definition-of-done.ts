import { hasTrait, TRAIT } from '../issue-view';
import { WEIGHT, type IssueRule } from '../rule';

export const definitionOfDone: IssueRule<'noResolution' | 'openChild' | 'noResolutionAndOpenChild'> = {
  id: 'definition-of-done',
  version: 1,
  theme: 'delivery',
  title: 'Done means done',
  checks:
    'Every work item finished in the last 90 days has a resolution, and none of its sub-tasks or children is still open.',
  denominator:
    'Work items in a done status that were finished within the last 90 days, today included. An item without a finish date is not counted.',
  numerator: 'Has a resolution, and no open sub-task or child in the project (an issue whose parent it is).',
  rationale:
    'Work that is called done while parts of it are open comes back later, when nobody has planned for it. Without a resolution nobody can tell finished work from abandoned work, and Jira’s own reports count it as unresolved.',
  source: 'Scrum Guide: definition of done',
  remediation:
    'Set the resolution; finish the open sub-tasks, move them elsewhere, or reopen the item if it is not done.',
  fixLabel: 'Close them properly',
  needs: ['status category', 'resolution', 'resolution date', 'parent', 'issue type'],
  reasons: {
    noResolution: 'is done without a resolution',
    openChild: 'is done, but a sub-task or child is still open',
    noResolutionAndOpenChild: 'is done without a resolution, and a sub-task or child is still open',
  },
  notes: [
    'Finished on is the resolution date, else the day on which the status category last changed.',
    'Finish dates in the future are left to invalid-dates.',
    'Children in other projects are not looked at.',
  ],
  defaults: { weight: WEIGHT.medium, target: 0.95, level: 'foundation', critical: false },
  judges: 'issues',
  phrases: {
    population: { one: 'item finished in the last 90 days', many: 'items finished in the last 90 days' },
    good: { one: 'was closed properly', many: 'were closed properly' },
    bad: { one: 'has no resolution or an open sub-task', many: 'have no resolution or an open sub-task' },
    none: 'Nothing was finished in the last 90 days',
  },
  among: TRAIT.recentlyFinished | TRAIT.workItem,
  wanted: TRAIT.resolution,
  unwanted: TRAIT.openChild,
  reason: (issues, row) => {
    if (hasTrait(issues, row, TRAIT.resolution)) return 'openChild';
    return hasTrait(issues, row, TRAIT.openChild) ? 'noResolutionAndOpenChild' : 'noResolution';
  },
};
