import { hasTrait, TRAIT } from '../issue-view';
import { missingFields } from '../awaited-field';
import { WEIGHT, type IssueRule } from '../rule';

export const riskComplete: IssueRule<'unsized' | 'unplanned' | 'unsizedAndUnplanned' | 'unowned'> = {
  id: 'risk-complete',
  version: 1,
  theme: 'riskAndChange',
  title: 'Every risk is owned, sized and planned for',
  checks:
    'Nearly every open risk has an owner, a probability, an impact, a response, a contingency plan and a due date.',
  denominator: 'Open issues of the playbook’s types of risks.',
  numerator:
    'Has an assignee and a due date, and values in the fields for probability, impact, response and contingency.',
  rationale:
    'A risk that is only listed frightens nobody and helps nobody. It is managed once somebody owns it, knows how bad it may get, and what to do before and after.',
  source: 'PMBOK: risk register',
  remediation: 'Fill in what is missing, or close the risk if it is none any more.',
  fixLabel: 'Complete the risks',
  needs: ['issue type', 'status category', 'assignee', 'due date', 'probability', 'impact', 'response', 'contingency'],
  reads: ['probability', 'impact', 'response', 'contingency'],
  reasons: {
    unowned: 'is a risk without owner or due date',
    unsized: 'is a risk without probability or impact',
    unplanned: 'is a risk without response or contingency plan',
    unsizedAndUnplanned: 'is a risk that is neither sized nor planned for',
  },
  notes: ['An issue that lacks an owner or due date, too, is named for its size and plan, which take longer to mend.'],
  defaults: { weight: WEIGHT.high, target: 0.95, level: 'managed', critical: false, lifecycle: 'shadow' },
  judges: 'issues',
  phrases: {
    population: { one: 'open risk', many: 'open risks' },
    good: { one: 'is complete', many: 'are complete' },
    bad: { one: 'lacks an owner, size or plan', many: 'lack an owner, size or plan' },
    none: 'No risk is open',
  },
  missing: (project, context) =>
    project.openRisks === 0
      ? []
      : missingFields(project, context, ['probability', 'impact', 'response', 'contingency']),
  among: TRAIT.open | TRAIT.risk,
  reason: (issues, row) => {
    const { probability, impact, response, contingency } = issues.risk;
    const isSized = isFilled(probability, row) && isFilled(impact, row);
    const isPlanned = isFilled(response, row) && isFilled(contingency, row);
    if (!isSized) return isPlanned ? 'unsized' : 'unsizedAndUnplanned';
    if (!isPlanned) return 'unplanned';
    return hasTrait(issues, row, TRAIT.assignee) && hasTrait(issues, row, TRAIT.due) ? null : 'unowned';
  },
};

function isFilled(column: Float32Array | undefined, row: number): boolean {
  return column !== undefined && !Number.isNaN(column[row]);
}
