import { needsTarget } from '../float-rule';
import { WEIGHT, type ProjectRule } from '../rule';

export const cpli: ProjectRule = {
  id: 'cpli',
  version: 1,
  theme: 'plan',
  title: 'The critical path still fits',
  checks:
    'The critical path length index is at least 0.95: hardly more work is left on the path than days to the target.',
  denominator: '1: the project itself, if anything open in it takes part in the schedule.',
  numerator:
    'The index: (length + wd(forecast finish, target)) / length, where length = wd(today, forecast finish) is at least 1. Below 0 it is 0.',
  rationale:
    'It says how hard it will be to finish in time: below 1, each day has to bring more than a day’s work. Far below, no effort will do, only another plan.',
  source: 'DCMA 14-point assessment, check 13 (critical path length index)',
  remediation: 'Shorten the critical path, take work out, or agree on a later target.',
  fixLabel: 'Shorten the path',
  needs: ['the schedule over all projects', 'target date, or the latest planned finish'],
  reads: ['target', 'start'],
  reasons: {},
  notes: [
    'Both terms, the length and the days from the forecast to the target, count the working days of the project’s own playbook. The forecast’s day itself comes from the schedule, which goes by the calendar of the playbook for every project that no other one names.',
    'The target is the schedule’s: the latest day in the field that means a target, of issues that are not done; without one the latest planned finish of an open item.',
    'A path that ends today, or has ended since the schedule was made, counts as one day long.',
  ],
  defaults: { weight: WEIGHT.high, target: 0.95, level: 'assured', critical: false, lifecycle: 'shadow' },
  judges: 'project',
  phrases: {
    pass: 'The critical path fits before the project’s target',
    fail: 'The critical path is longer than the time to the project’s target',
  },
  missing: (project) => {
    const { schedule } = project;
    const isUndated = schedule !== null && schedule.forecast !== null && schedule.target === null;
    return isUndated ? ['nothing open in the project has a planned finish'] : needsTarget(project);
  },
  measure: ({ schedule }, { today, workingDays }) => {
    if (schedule === null || schedule.forecast === null || schedule.target === null) {
      return { numerator: 0, denominator: 0 };
    }
    const length = Math.max(1, workingDays(today, schedule.forecast));
    return {
      numerator: Math.max(0, (length + workingDays(schedule.forecast, schedule.target)) / length),
      denominator: 1,
    };
  },
};
