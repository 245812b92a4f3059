import { STATE } from '../model';
import type { Edges } from './edges';
import type { Ends } from './ends';
import { NONE, type Clock } from './numbered-days';
import { emptyPlans, readPlan, type ReadPlans } from './plans';

/** Items are open issues that are an end of an open dependency or have a planned date. */
export function readPlans(edges: Edges, ends: Ends, clock: Clock): ReadPlans {
  const plans = emptyPlans(ends.count);
  const isTied = new Uint8Array(ends.count);
  for (let i = 0; i < edges.count; i++) {
    if (edges.open[i] === 1) isTied[edges.provider[i]] = isTied[edges.dependent[i]] = 1;
  }
  ends.slices.forEach(({ ends: own, typicalDays }, at) => {
    const numbers = ends.numbers[at];
    for (let place = 0; place < own.count; place++) {
      const node = numbers[place];
      if (ends.slice[node] !== at) continue;
      readPlan(plans, node, own, place, typicalDays, own.due[place], clock);
      const isPlanned = plans.start[node] !== NONE || plans.finish[node] !== NONE;
      plans.isItem[node] = own.state[place] !== STATE.done && (isTied[node] === 1 || isPlanned) ? 1 : 0;
    }
  });
  return plans;
}
