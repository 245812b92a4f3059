import { awaits, NOTHING } from '../awaited-record';
import { isKept, judgedSprints } from '../closed-sprints';
import { WEIGHT, type ProjectRule } from '../rule';

export const sprintCommitment: ProjectRule = {
  id: 'sprint-commitment',
  version: 2,
  theme: 'delivery',
  title: 'Sprints deliver what they set out to',
  checks: 'Of the last five closed sprints, most completed 80 to 110 % of what was in them at their start.',
  denominator: 'Of the closed sprints, the last five that had at least 3 items at their start.',
  numerator: 'Completed items ÷ items in the sprint at its start lies between 0.8 and 1.1.',
  rationale:
    'Who is told a date by somebody who plans in sprints relies on sprints that keep what they promise. Far less says that they are overfilled; far more, that they are planned too cautiously, or as they go.',
  source: 'Scrum: sprint goal and predictability',
  remediation:
    'Plan the next sprint by what the last ones completed. Nothing mends a closed sprint: it leaves the figure when five later ones are closed.',
  fixLabel: 'Plan by past sprints',
  needs: ['what was in sprints when they began, and when they were closed'],
  reasons: {},
  notes: [
    'Items are issues without sub-tasks, which go along with their parents, and without epics. Done before the sprint began, an item is neither set out to nor completed; done after it was closed, it is not completed.',
    'Items are counted when Jira tells that a sprint begins, for later nobody can say what was in it. A sprint that began before Plumbline was there, or whose start was told more than a day late, is not judged.',
    'A sprint with items of several projects counts for each of them by its own items.',
  ],
  defaults: { weight: WEIGHT.medium, target: 0.8, level: 'assured', critical: false, lifecycle: 'shadow' },
  judges: 'project',
  phrases: {
    population: { one: 'closed sprint', many: 'closed sprints' },
    good: { one: 'completed what it set out to', many: 'completed what they set out to' },
    bad: {
      one: 'completed far less, or far more, than it set out to',
      many: 'completed far less, or far more, than they set out to',
    },
    none: 'No sprint was closed yet that began with at least 3 items while Plumbline was there',
  },
  isOfPastAlone: true,
  missing: awaits('sprints'),
  measure: ({ records: { sprints } }) => {
    if (sprints === undefined) return NOTHING;
    const judged = judgedSprints(sprints);
    return { numerator: judged.filter(isKept).length, denominator: judged.length };
  },
};
