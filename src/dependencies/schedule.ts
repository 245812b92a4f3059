import type { Cycles } from '../model';
import { latestDays, type LatestDays } from './backward';
import { criticalPaths, type CriticalPaths } from './critical-path';
import type { Edges } from './edges';
import { idOf, type Ends } from './ends';
import { floatsOf, type Floats } from './floats';
import { forecast, type Forecast } from './forward';
import { networkOf } from './network';
import { NONE, type Clock } from './numbered-days';
import { orderItems } from './order';
import { movingPaths } from './path-test';
import type { ReadPlans } from './plans';
import { readPlans } from './read-plans';

/** The schedule of the whole graph, as columns of the ends that are held and open; days by number. */
export interface Schedule {
  readonly plans: ReadPlans;
  readonly forecast: Forecast;
  readonly latest: LatestDays;
  readonly floats: Floats;
  readonly paths: CriticalPaths;
  /** Of each slice's project what the critical-path test says: 1 where its path moves. */
  readonly pathMoves: Uint8Array;
  /** Of each slice's project the day on which it has to be finished: the last one planned; `NONE` without. */
  readonly targets: Int32Array;
}

/** Passes: what is planned, the network and its order, forward, targets, backward, floats, critical paths. Linear. */
export function scheduleOf(edges: Edges, ends: Ends, open: Cycles, clock: Clock): Schedule {
  const plans = readPlans(edges, ends, clock);
  const network = networkOf(edges, plans.isItem, open.cycle, (node) => idOf(node, ends));
  const order = orderItems(network, plans.isItem);
  const forecasts = forecast(network, order, plans, clock, null);
  const targets = targetsOf(plans, ends);
  const target = (node: number): number => targets[ends.slice[node]];
  const latest = latestDays(network, order, plans, target, clock);
  const floats = floatsOf(network, order, forecasts, latest, target);
  const paths = criticalPaths(ends.slices.length, ends.slice, order, forecasts, floats, network.idOf);
  const pathMoves = movingPaths(paths, ends.slice, network, plans, forecasts, clock);
  return { plans, forecast: forecasts, latest, floats, paths, pathMoves, targets };
}

function targetsOf({ isItem, finish }: ReadPlans, ends: Ends): Int32Array {
  const targets = new Int32Array(ends.slices.length).fill(NONE);
  for (let node = 0; node < isItem.length; node++) {
    const slice = ends.slice[node];
    if (isItem[node] === 1 && finish[node] > targets[slice]) targets[slice] = finish[node];
  }
  return targets;
}
