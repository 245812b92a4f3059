import { DRIVER, STATE, type Cycles } from '../model';
import { latestDays, type LatestDays } from './backward';
import { criticalPaths, type CriticalPaths } from './critical-path';
import type { Edges } from './edges';
import type { Ends } from './ends';
import { floatsOf, type Floats } from './floats';
import { forecast, type Forecast } from './forward';
import { networkOf } from './network';
import { NONE, type Clock } from './numbered-days';
import { orderItems } from './order';
import { emptyPlans, readPlan, type ReadPlans } from './plans';

/** The schedule of the whole graph, as columns by end; days by number. */
export interface Schedule {
  readonly plans: ReadPlans;
  readonly forecast: Forecast;
  readonly latest: LatestDays;
  readonly floats: Floats;
  readonly paths: CriticalPaths;
  /** Of each slice's project the day on which it has to be finished: the last one planned; `NONE` without. */
  readonly targets: Int32Array;
}

/** Passes: what is planned, the network and its order, forward, targets, backward, floats, critical paths. Linear. */
export function scheduleOf(edges: Edges, ends: Ends, open: Cycles, clock: Clock): Schedule {
  const plans = readPlans(edges, ends, clock);
  const network = networkOf(edges, plans.isItem, open.cycle, ends.id);
  const order = orderItems(network, plans.isItem);
  const forecasts = forecast(network, order, plans, clock, null);
  const targets = targetsOf(plans, ends);
  const target = (node: number): number => targets[ends.slice[node]];
  const latest = latestDays(network, order, plans, target, clock);
  const floats = floatsOf(network, order, forecasts, latest, target);
  const projectOf = (node: number): number => (node < ends.held ? ends.slice[node] : DRIVER.none);
  const paths = criticalPaths(ends.slices.length, projectOf, order, forecasts, floats, ends.id);
  return { plans, forecast: forecasts, latest, floats, paths, targets };
}

/** Items are open issues that are an end of an open dependency or have a planned date. */
function readPlans(edges: Edges, ends: Ends, clock: Clock): ReadPlans {
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

function targetsOf({ isItem, finish }: ReadPlans, ends: Ends): Int32Array {
  const targets = new Int32Array(ends.slices.length).fill(NONE);
  for (let node = 0; node < ends.held; node++) {
    const slice = ends.slice[node];
    if (isItem[node] === 1 && finish[node] > targets[slice]) targets[slice] = finish[node];
  }
  return targets;
}
