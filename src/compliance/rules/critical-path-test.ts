import { PATH_TEST_DAYS } from '../../model';
import { needsSchedule } from '../float-rule';
import { WEIGHT, type ProjectRule } from '../rule';

export const criticalPathTest: ProjectRule = {
  id: 'critical-path-test',
  version: 1,
  theme: 'plan',
  title: 'A delay at the beginning shows at the end',
  checks: `If the first open item on the critical path were finished ${PATH_TEST_DAYS} working days later, so would the project be.`,
  denominator: '1: the project itself, if anything open in it takes part in the schedule.',
  numerator: `The forecast finish of the project moves by ${PATH_TEST_DAYS} working days.`,
  rationale:
    'A path along which delays do not travel has a broken link. Such a plan goes on promising its date while the work that decides it slips.',
  source: 'DCMA 14-point assessment, check 12 (critical path test)',
  remediation:
    'Look along the critical path for a link that ties starts, where the next issue really waits for the other’s finish.',
  fixLabel: 'Mend the path',
  needs: ['the schedule over all projects'],
  reads: ['start'],
  reasons: {},
  notes: [
    'The path may lead through other projects, and its first item may be one of theirs.',
    'It is the item’s forecast finish that is delayed, as in a what-if, whatever its duration: many have a due date only.',
  ],
  defaults: { weight: WEIGHT.high, target: 1, level: 'assured', critical: false, lifecycle: 'shadow' },
  judges: 'project',
  phrases: {
    pass: 'A delay at the beginning of the critical path delays the project as much',
    fail: 'A delay at the beginning of the critical path does not reach its end',
  },
  missing: needsSchedule,
  measure: ({ schedule }) => {
    if (schedule === null || schedule.forecast === null) return { numerator: 0, denominator: 0 };
    return { numerator: schedule.pathMoves ? 1 : 0, denominator: 1 };
  },
};
