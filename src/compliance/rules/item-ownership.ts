import { TRAIT } from '../issue-view';
import { WEIGHT, type IssueRule } from '../rule';

export const itemOwnership: IssueRule<'noAssignee'> = {
  id: 'item-ownership',
  version: 1,
  theme: 'delivery',
  title: 'Work in progress has an owner',
  checks: 'Every work item in progress, sub-tasks included, has an assignee.',
  denominator: 'Work items in progress.',
  numerator: 'Has an assignee.',
  rationale:
    'Work without an owner waits until somebody happens to notice it. One name per item is the cheapest way to know whom to ask, and who will finish it.',
  source: 'PMBOK, resource management: roles and responsibilities',
  remediation: 'Assign each item to the person who will finish it, or move it out of progress.',
  fixLabel: 'Assign them',
  needs: ['status category', 'assignee', 'issue type'],
  reasons: { noAssignee: 'is in progress and has nobody assigned' },
  notes: [],
  defaults: { weight: WEIGHT.medium, target: 0.95, level: 'foundation', critical: false },
  judges: 'issues',
  phrases: {
    population: { one: 'item in progress', many: 'items in progress' },
    good: { one: 'has somebody assigned', many: 'have somebody assigned' },
    bad: { one: 'has nobody assigned', many: 'have nobody assigned' },
    none: 'Nothing is in progress',
  },
  among: TRAIT.inProgress | TRAIT.workItem,
  wanted: TRAIT.assignee,
  reason: () => 'noAssignee',
};
