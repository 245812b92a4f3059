import type { ProjectRecords } from '../model';
import type { ProjectView } from './project-view';

/** What is said of a rule that waits for records of Plumbline's own. */
const NOT_KEPT: Readonly<Record<keyof ProjectRecords, string>> = {
  charter: 'Plumbline keeps no project charters yet',
  goals: 'Plumbline keeps no strategic goals yet',
  baselines: 'Plumbline keeps no baselines yet',
  agreements: 'Plumbline keeps no agreements about dependencies yet',
  escalations: 'Plumbline keeps no escalations yet',
  changes: 'Plumbline keeps no change requests yet',
  reports: 'Plumbline keeps no status reports yet',
  gates: 'Plumbline keeps no gates yet',
  waivers: 'Plumbline keeps no waivers yet',
  sprints: 'nothing tells what sprints began with',
  lessons: 'Plumbline keeps no lessons yet',
};

/** The `missing` of a rule that needs one kind of record: it is assessed as soon as there are such records. */
export function awaits(record: keyof ProjectRecords): (project: ProjectView) => readonly string[] {
  return ({ records }) => (records[record] === undefined ? [NOT_KEPT[record]] : []);
}

/** A yes/no rule that applies: denominator 1. */
export function yesOrNo(isGood: boolean): { readonly numerator: number; readonly denominator: number } {
  return { numerator: isGood ? 1 : 0, denominator: 1 };
}

/** There is nothing to count. */
export const NOTHING = { numerator: 0, denominator: 0 } as const;
