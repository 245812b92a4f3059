import { NO_DAYS, placeOf, type ProjectFacts, type ProjectSchedule } from '../model';
import { TRAIT } from './issue-view';

/** Two months of working days. */
const MOST_FLOAT_WORKING_DAYS = 44;

/** All that rules can tell of a total float in working days, as `TRAIT`s; `NO_DAYS` where none is known. */
function floatTraits(days: number): number {
  if (days === NO_DAYS) return 0;
  if (days < 0) return TRAIT.hasFloat | TRAIT.negativeFloat;
  return days > MOST_FLOAT_WORKING_DAYS ? TRAIT.hasFloat | TRAIT.highFloat : TRAIT.hasFloat;
}

/** Marks the issues that the schedule knows, and those with a fixed date. */
export function markSchedule(
  { issues, schedule, fixedDates }: Pick<ProjectFacts, 'issues' | 'schedule' | 'fixedDates'>,
  traits: Int32Array,
): void {
  let row = 0;
  for (let place = 0; schedule !== null && place < schedule.id.length; place++) {
    const found = placeOf(issues.id, schedule.id[place], row);
    if (found < 0) continue;
    row = found;
    traits[row] |= floatTraits(schedule.totalFloat[place]);
  }
  for (const id of fixedDates ?? []) {
    const found = placeOf(issues.id, id);
    if (found >= 0) traits[found] |= TRAIT.fixedDate;
  }
}

/**
 * All that rules can tell of a schedule, as bytes: while they stay the same, so do the findings of a day. A schedule moves
 * on with every day, of which rules see little.
 */
export function asRulesSee({ target, forecast, pathMoves, id, totalFloat }: ProjectSchedule): readonly Uint8Array[] {
  const whole = Float64Array.of(target ?? NO_DAYS, forecast ?? NO_DAYS, pathMoves ? 1 : 0);
  return [whole, id, Uint16Array.from(totalFloat, floatTraits)].map(
    ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
  );
}
