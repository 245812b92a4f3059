import { awaits, NOTHING } from '../awaited-record';
import { WEIGHT, type ProjectRule } from '../rule';

export const sprintCommitment: ProjectRule = {
  id: 'sprint-commitment',
  version: 1,
  theme: 'delivery',
  title: 'Sprints deliver what they set out to',
  checks: 'Of the last five closed sprints, most completed 80 to 110 % of what was in them at their start.',
  denominator: 'Of the last five closed sprints, those that had at least 3 items at their start.',
  numerator: 'Completed items ÷ items in the sprint at its start lies between 0.8 and 1.1.',
  rationale:
    'Who is told a date by somebody who plans in sprints relies on sprints that keep what they promise. Far less says that they are overfilled; far more, that they are planned too cautiously, or as they go.',
  source: 'Scrum: sprint goal and predictability',
  remediation:
    'Plan the next sprint by what the last ones completed. Nothing mends a closed sprint: it leaves the figure when five later ones are closed.',
  fixLabel: 'Plan by past sprints',
  needs: ['sprints', 'what was in them at their start'],
  reasons: {},
  notes: [
    'Jira hands out what is in a sprint today. What was taken out before the end only the changelogs of issues say that are in no sprint any more, and that a sprint began or was closed moves none of its issues. So the rule waits for a record of each sprint, made when it begins, rather than judge by what was left in it.',
  ],
  defaults: { weight: WEIGHT.medium, target: 0.8, level: 'assured', critical: false, lifecycle: 'shadow' },
  judges: 'project',
  phrases: {
    pass: 'The last sprints completed what they set out to',
    fail: 'Too many of the last sprints completed far less, or far more, than they set out to',
  },
  missing: awaits('sprints'),
  measure: ({ records: { sprints } }) => (sprints ? { numerator: sprints.kept, denominator: sprints.judged } : NOTHING),
};
