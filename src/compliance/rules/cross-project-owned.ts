import { hasTrait, TRAIT } from '../issue-view';
import { WEIGHT, type IssueRule } from '../rule';

export const crossProjectOwned: IssueRule<'noAssignee' | 'noDue' | 'noAssigneeAndNoDue'> = {
  id: 'cross-project-owned',
  version: 1,
  theme: 'dependencies',
  title: 'What ties projects together has an owner and a date',
  checks:
    'Every open issue of this project that waits for, or is waited for by, another project has an assignee and a due date.',
  denominator: 'Open issues of this project that are an end of at least one open dependency on another project.',
  numerator: 'Has an assignee and a due date.',
  rationale:
    'Across projects nobody overhears that something slips. A name and a date on both ends are what the other team needs to plan and to ask.',
  source: 'PMO practice: dependency management across projects',
  remediation: 'Assign each issue, and agree on its due date with the other project.',
  fixLabel: 'Name owner and date',
  needs: ['issue links', 'status category', 'assignee', 'due date'],
  reasons: {
    noAssignee: 'ties this project to another one, and has nobody assigned',
    noDue: 'ties this project to another one, and has no due date',
    noAssigneeAndNoDue: 'ties this project to another one, and has neither assignee nor due date',
  },
  notes: [
    'Each project answers for its own end; the other end is the other project’s.',
    'A far end that nobody can tell the status of counts as open.',
  ],
  defaults: { weight: WEIGHT.high, target: 0.95, level: 'managed', critical: false },
  judges: 'issues',
  phrases: {
    population: { one: 'issue tied to another project', many: 'issues tied to other projects' },
    good: { one: 'has an owner and a due date', many: 'have an owner and a due date' },
    bad: { one: 'has no owner or no due date', many: 'have no owner or no due date' },
    none: 'Nothing open is tied to another project',
  },
  among: TRAIT.open | TRAIT.inOpenCrossProject,
  wanted: TRAIT.assignee | TRAIT.due,
  reason: (issues, row) => {
    if (hasTrait(issues, row, TRAIT.assignee)) return 'noDue';
    return hasTrait(issues, row, TRAIT.due) ? 'noAssignee' : 'noAssigneeAndNoDue';
  },
};
