import { awaits, NOTHING, yesOrNo } from '../awaited-record';
import { WEIGHT, type ProjectRule } from '../rule';

export const strategicGoalLinked: ProjectRule = {
  id: 'strategic-goal-linked',
  version: 1,
  theme: 'governance',
  title: 'The project serves a strategic goal',
  checks: 'The project names at least one strategic goal that it serves.',
  denominator: '1: the project itself.',
  numerator: 'It serves at least one strategic goal.',
  rationale:
    'When money or people get scarce, what serves a goal goes on. A project that serves none should say so before others do.',
  source: 'PMI standard for portfolio management: strategic alignment',
  remediation: 'Name the goal that the project serves, or ask the sponsor whether it should go on.',
  fixLabel: 'Name the goal',
  needs: ['strategic goals'],
  reasons: {},
  notes: [],
  defaults: { weight: WEIGHT.high, target: 1, level: 'assured', critical: false, lifecycle: 'shadow' },
  judges: 'project',
  phrases: { pass: 'The project serves a strategic goal', fail: 'The project names no strategic goal' },
  missing: awaits('goals'),
  measure: ({ records: { goals } }) => (goals ? yesOrNo(goals.served >= 1) : NOTHING),
};
