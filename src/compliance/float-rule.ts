import { unreadableFields } from './awaited-field';
import { TRAIT } from './issue-view';
import type { ProjectView } from './project-view';

/** What rules lack that need the schedule, until a merge has made one. */
export function needsSchedule({ schedule }: ProjectView): readonly string[] {
  return schedule === null ? ['the schedule over all projects has not been made yet'] : [];
}

/** The same of those that judge by the project's target. */
export function needsTarget(project: ProjectView): readonly string[] {
  return [...needsSchedule(project), ...unreadableFields(project, ['target'])];
}

/** What rules about total float have in common. */
export const FLOAT_RULE = {
  denominator: 'Open work items whose total float is known.',
  needs: ['the schedule over all projects', 'status category', 'issue type'],
  reads: ['target', 'start'],
  notes: [
    'Total float is that of the schedule, as of the last time all projects were read together: the working days by which an item could be finished later before a target, or whoever waits for it, is late.',
    'The project’s target is the schedule’s: the latest day in the field that means a target, of issues that are not done; without one the latest planned finish of an open item, which may be a sprint’s or a version’s. A milestone has to be reached on its planned finish, and a dated version finished by its release, by all that lead to it.',
    'Floats and forecasts tie all projects together and so count the working days of one calendar: that of the playbook for every project that no other one names. A project whose own playbook works other days sees its floats in theirs.',
  ],
  population: { one: 'open scheduled item', many: 'open scheduled items' },
  none: 'No open item has a known float',
  missing: needsTarget,
  among: TRAIT.open | TRAIT.workItem | TRAIT.hasFloat,
} as const;
