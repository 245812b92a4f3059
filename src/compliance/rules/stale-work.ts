import { NO_DAY } from '../../model';
import { TRAIT } from '../issue-view';
import { WEIGHT, type IssueRule } from '../rule';

/** Two working weeks: longer than a holiday of one week, shorter than most sprints' end. */
const STALE_AFTER_WORKING_DAYS = 10;

export const staleWork: IssueRule<'notUpdated'> = {
  id: 'stale-work',
  version: 1,
  theme: 'delivery',
  title: 'Work in progress moves',
  checks: 'Every work item in progress was updated within the last 10 working days.',
  denominator: 'Work items in progress.',
  numerator: 'Last updated at most 10 working days ago.',
  rationale:
    'An item that nobody has touched for two weeks is either finished, blocked or forgotten; its board column says something else. Plans that rest on it are wrong without anybody noticing.',
  source: 'Flow metrics: age of work in progress',
  remediation:
    'Say in each item what happened and what comes next; close it if it is finished, and move it back if nobody works on it.',
  fixLabel: 'Bring them up to date',
  needs: ['status category', 'updated', 'issue type'],
  reasons: { notUpdated: 'has not been updated for more than 10 working days' },
  notes: [
    'An item whose export leaves out when it was updated counts as not updated: a field that Jira always has is empty there, not missing.',
  ],
  defaults: { weight: WEIGHT.medium, target: 0.95, level: 'managed', critical: false },
  judges: 'issues',
  phrases: {
    population: { one: 'item in progress', many: 'items in progress' },
    good: {
      one: 'was updated within the last 10 working days',
      many: 'were updated within the last 10 working days',
    },
    bad: { one: 'has not moved for more than 10 working days', many: 'have not moved for more than 10 working days' },
    none: 'Nothing is in progress',
  },
  among: TRAIT.inProgress | TRAIT.workItem,
  reason: (issues, row, { today, workingDays }) => {
    const updated = issues.updatedOn[row];
    if (updated === NO_DAY) return 'notUpdated';
    return workingDays(updated, today) <= STALE_AFTER_WORKING_DAYS ? null : 'notUpdated';
  },
};
