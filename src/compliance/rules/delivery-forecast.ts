import { unreadableFields } from '../awaited-field';
import { TRAIT } from '../issue-view';
import type { ProjectView } from '../project-view';
import { WEIGHT, type ProjectRule, type RuleContext } from '../rule';
import { MOST_WEEKS, WEEKS_BACK, weeksToFinish } from '../throughput-forecast';
import { countHaving, groupsOf, haveAll, ISSUES_A_GROUP, lowestOf } from '../traits-across';

const LEAST_WEEKS_WITH_FINISHED = 6;
const A_WEEK = 7;
const OPEN_WORK = TRAIT.workItem | TRAIT.open;
const FINISHED_WORK = TRAIT.workItem | TRAIT.recentlyFinished;

export const deliveryForecast: ProjectRule = {
  id: 'delivery-forecast',
  version: 1,
  theme: 'delivery',
  title: 'At its pace, the project is done in time',
  checks: `With 85 % confidence the open work is finished by the target date, if it goes on as in the last ${WEEKS_BACK} weeks.`,
  denominator: '1: the project itself, if work items are open in it.',
  numerator: 'Weeks to the target ÷ weeks needed, at least 0.',
  rationale:
    'What a team has finished week by week says more about when it will be done than any plan. The forecast needs no estimates, and nobody has to promise anything.',
  source: 'Throughput forecast by resampling (Monte Carlo), flow metrics',
  remediation: 'Take work out, get help, or agree on a later target.',
  fixLabel: 'Take work out',
  needs: [
    'status category',
    'resolution date',
    'issue type',
    'the schedule over all projects',
    'target date, or the latest planned finish',
  ],
  reads: ['target'],
  reasons: {},
  notes: [
    `The last ${WEEKS_BACK} weeks end today: week 1 is today and the six days before. What counts are work items, sub-tasks included, by the day on which they were finished.`,
    'A resample takes one of these weeks at random for each week to come, until as many items are finished as are open. Weeks needed is the first week by which 85 % of 10,000 resamples are through.',
    'Random numbers are the same for every project: mulberry32 with seed 85 gives x in [0, 1); for each three weeks to come, and in these for each resample in turn, floor(1728 · x) in base 12, lowest digit first, says which of the past weeks they are, 0 for the latest.',
    `Work that takes more than ${MOST_WEEKS} weeks is taken to need ${MOST_WEEKS + 1}.`,
    'The target is the schedule’s: the latest day in the field that means a target, of issues that are not done; without one the latest planned finish of an open item. Weeks to it are days ÷ 7, and none when it has passed.',
  ],
  defaults: { weight: WEIGHT.high, target: 1, level: 'assured', critical: false, lifecycle: 'shadow' },
  judges: 'project',
  phrases: {
    pass: 'At the pace of the last weeks, the open work is finished by the target',
    fail: 'At the pace of the last weeks, the open work is not finished by the target',
  },
  missing: (project, context) => {
    const { open, perWeek } = flowOf(project, context);
    if (open === 0) return [];
    const weeks = perWeek.filter((finished) => finished > 0).length;
    return [
      ...(weeks < LEAST_WEEKS_WITH_FINISHED
        ? [
            `work was finished in only ${weeks} of the last ${WEEKS_BACK} weeks, and ${LEAST_WEEKS_WITH_FINISHED} are needed`,
          ]
        : []),
      ...((project.schedule?.target ?? null) === null
        ? ['the project has no target date, and nothing open a planned finish']
        : []),
      ...unreadableFields(project, ['target']),
    ];
  },
  measure: (project, context) => {
    const { open, perWeek } = flowOf(project, context);
    const target = project.schedule?.target ?? null;
    if (open === 0 || target === null) return { numerator: 0, denominator: 0 };
    const weeksToTarget = Math.max(0, target - context.today) / A_WEEK;
    return { numerator: weeksToTarget / weeksToFinish(open, perWeek), denominator: 1 };
  },
};

/** Open work items, and those finished in each of the last weeks, latest first. */
function flowOf(
  { issues }: ProjectView,
  { today }: RuleContext,
): { readonly open: number; readonly perWeek: readonly number[] } {
  const { traitsAcross, finishedOn } = issues;
  const perWeek = new Array<number>(WEEKS_BACK).fill(0);
  const finished = haveAll(traitsAcross, FINISHED_WORK, new Int32Array(groupsOf(issues.count)));
  for (let group = 0; group < finished.length; group++) {
    for (let left = finished[group]; left !== 0; left &= left - 1) {
      const week = Math.floor((today - finishedOn[group * ISSUES_A_GROUP + lowestOf(left)]) / A_WEEK);
      if (week < WEEKS_BACK) perWeek[week]++;
    }
  }
  return { open: countHaving(traitsAcross, OPEN_WORK), perWeek };
}
