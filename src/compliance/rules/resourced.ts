import type { Day } from '../../model';
import { unreadableFields } from '../awaited-field';
import { hasTrait, TRAIT, type IssueView } from '../issue-view';
import { WEIGHT, type IssueRule } from '../rule';

const DAYS_AHEAD = 30;

export const resourced: IssueRule<'noAssignee' | 'noEstimate' | 'noAssigneeAndNoEstimate'> = {
  id: 'resourced',
  version: 1,
  theme: 'plan',
  title: 'The next 30 days of work are staffed and sized',
  checks:
    'Every open work item that is in progress, or starts or is due within the next 30 days, has an assignee and an estimate.',
  denominator:
    'Open work items that are in progress, or whose start or due date lies between today and 30 days from now.',
  numerator:
    'Has an assignee and, unless the playbook asks for none, an estimate: an original estimate above zero, or points above zero where the playbook maps a field for them.',
  rationale:
    'Work that is about to start without a person and a size is a wish. Whether the next month can be done at all is only visible once both are known.',
  source: 'DCMA 14-point assessment, check 10 (resources)',
  remediation: 'Assign each item and estimate it, or move its dates out.',
  fixLabel: 'Staff and size them',
  needs: ['status category', 'assignee', 'original estimate or points', 'start date', 'due date', 'issue type'],
  reads: ['start', 'points'],
  reasons: {
    noAssignee: 'is about to start or under way, and has nobody assigned',
    noEstimate: 'is about to start or under way, and has no estimate',
    noAssigneeAndNoEstimate: 'is about to start or under way, and has neither assignee nor estimate',
  },
  notes: [
    'Both ends of the 30 days count: today, and the day 30 days from now.',
    'Where the playbook’s field for points cannot be read, it cannot be assessed while an item has no other estimate.',
  ],
  defaults: { weight: WEIGHT.medium, target: 0.95, level: 'managed', critical: false },
  judges: 'issues',
  phrases: {
    population: { one: 'item of the next 30 days', many: 'items of the next 30 days' },
    good: { one: 'is staffed and sized', many: 'are staffed and sized' },
    bad: { one: 'has no assignee or no estimate', many: 'have no assignee or no estimate' },
    none: 'Nothing is in progress, starts or is due in the next 30 days',
  },
  missing: (project, { today, playbook }) => {
    const points = playbook.estimatesRequired ? unreadableFields(project, ['points']) : [];
    return points.length > 0 && isAnythingUnsized(project.issues, today) ? points : [];
  },
  among: TRAIT.open | TRAIT.workItem,
  oneOf: TRAIT.inProgress | TRAIT.start | TRAIT.due,
  population: (issues, row, { today }) => isToBeStaffed(issues, row, today),
  wanted: TRAIT.assignee | TRAIT.estimate,
  reason: (issues, row, { playbook }) => {
    const sized = !playbook.estimatesRequired || hasTrait(issues, row, TRAIT.estimate);
    if (hasTrait(issues, row, TRAIT.assignee)) return sized ? null : 'noEstimate';
    return sized ? 'noAssignee' : 'noAssigneeAndNoEstimate';
  },
};

/** Something that is to be staffed has no original estimate: it may have points that nobody can read. */
function isAnythingUnsized(issues: IssueView, today: Day): boolean {
  const openWork = TRAIT.open | TRAIT.workItem;
  for (let row = 0; row < issues.count; row++) {
    const isOpenWork = (issues.traits[row] & openWork) === openWork;
    if (isOpenWork && !hasTrait(issues, row, TRAIT.estimate) && isToBeStaffed(issues, row, today)) return true;
  }
  return false;
}

function isToBeStaffed(issues: IssueView, row: number, today: Day): boolean {
  return hasTrait(issues, row, TRAIT.inProgress) || isNear(issues.start[row], today) || isNear(issues.due[row], today);
}

function isNear(day: number, today: number): boolean {
  return day >= today && day <= today + DAYS_AHEAD;
}
