import { NO_DAYS, nextPlace, type ProjectFacts, type ProjectSchedule } from '../model';
import { TRAIT } from './issue-view';

/** Two months of working days. */
const MOST_FLOAT_WORKING_DAYS = 44;

/** All that rules can tell of a total float in working days, as `TRAIT`s; `NO_DAYS` where none is known. */
function floatTraits(days: number): number {
  const isKnown = Number(days !== NO_DAYS);
  const isNegative = isKnown & Number(days < 0);
  const isHigh = isKnown & Number(days > MOST_FLOAT_WORKING_DAYS);
  return isKnown * TRAIT.hasFloat + isNegative * TRAIT.negativeFloat + isHigh * TRAIT.highFloat;
}

/** Marks the issues that the schedule knows. */
export function markSchedule(
  { issues, schedule }: Pick<ProjectFacts, 'issues' | 'schedule'>,
  traits: Int32Array,
): void {
  let row = 0;
  for (let place = 0; schedule !== null && place < schedule.id.length; place++) {
    row = nextPlace(issues.id, schedule.id[place], row);
    if (issues.id[row] === schedule.id[place]) traits[row] |= floatTraits(schedule.totalFloat[place]);
  }
}

/**
 * A schedule with the same findings and no more than they need: while it stays the same, so do the findings of a day. A
 * schedule moves on with every day, of which rules see little.
 */
export function asRulesSee({ target, forecast, pathMoves, id, totalFloat }: ProjectSchedule): ProjectSchedule {
  const known = (_: number, place: number): boolean => totalFloat[place] !== NO_DAYS;
  return {
    ...{ target, forecast, pathMoves },
    id: id.filter(known),
    totalFloat: totalFloat.filter(known).map(standingFor),
  };
}

/** The first of the total floats that rules do not tell apart. */
function standingFor(days: number): number {
  if (days < 0) return -1;
  return days > MOST_FLOAT_WORKING_DAYS ? MOST_FLOAT_WORKING_DAYS + 1 : 0;
}
