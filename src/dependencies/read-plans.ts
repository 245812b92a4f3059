import type { DependencySlice } from '../model';
import type { Edges } from './edges';
import type { Ends } from './ends';
import { NONE, type Clock } from './numbered-days';
import { emptyPlans, readPlan, type ReadPlans } from './plans';

/** Plans of all that is held and open. Items are those that are an end of an open dependency or have a planned date. */
export function readPlans(edges: Edges, ends: Ends, clock: Clock): ReadPlans {
  const plans = emptyPlans(ends.open);
  const { isItem } = plans;
  for (const i of edges.openPlaces) {
    if (edges.provider[i] < ends.open) isItem[edges.provider[i]] = 1;
    if (edges.dependent[i] < ends.open) isItem[edges.dependent[i]] = 1;
  }
  ends.slices.forEach((slice, at) => readOwnPlans(plans, at, slice, ends, clock));
  return plans;
}

function readOwnPlans(
  plans: ReadPlans,
  at: number,
  { ends: own, typicalDays }: DependencySlice,
  { open, slice, numbers }: Ends,
  clock: Clock,
): void {
  const mine = numbers[at];
  for (let place = 0; place < own.count; place++) {
    const node = mine[place];
    if (node >= open || slice[node] !== at) continue;
    readPlan(plans, node, own, place, typicalDays, own.due[place], clock);
    if (plans.start[node] !== NONE || plans.finish[node] !== NONE) plans.isItem[node] = 1;
  }
}
