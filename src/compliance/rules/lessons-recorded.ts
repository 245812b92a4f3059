import { awaits, NOTHING } from '../awaited-record';
import { WEIGHT, type ProjectRule } from '../rule';

export const lessonsRecorded: ProjectRule = {
  id: 'lessons-recorded',
  version: 1,
  theme: 'governance',
  title: 'The next project learns from this one',
  checks: 'Earlier lessons were reviewed at the kickoff, and every finished stage left at least one.',
  denominator: '1 for the kickoff, and 1 for each finished stage.',
  numerator: 'Earlier lessons were reviewed; the stage has at least one lesson.',
  rationale: 'What was learned and not written down is paid for again, by the next project.',
  source: 'PRINCE2: learn from experience',
  remediation: 'Write down what the finished stages taught, and look at what earlier projects have learned.',
  fixLabel: 'Record the lessons',
  needs: ['lessons', 'stages'],
  reasons: {},
  notes: [],
  defaults: { weight: WEIGHT.medium, target: 1, level: 'assured', critical: false, lifecycle: 'shadow' },
  judges: 'project',
  phrases: {
    pass: 'Lessons were reviewed at the kickoff and recorded for every finished stage',
    fail: 'Lessons were not reviewed at the kickoff, or a finished stage has none',
  },
  missing: awaits('lessons'),
  measure: ({ records: { lessons } }) => {
    if (!lessons) return NOTHING;
    const { finishedStages, stagesWithLesson, reviewedAtKickoff } = lessons;
    return { numerator: stagesWithLesson + (reviewedAtKickoff ? 1 : 0), denominator: finishedStages + 1 };
  },
};
