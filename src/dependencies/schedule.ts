import type { Cycles } from '../model';
import { latestDays, type LatestDays } from './backward';
import { criticalPaths, type CriticalPaths } from './critical-path';
import type { Edges } from './edges';
import { idOf, type Ends } from './ends';
import { floatsOf, type Floats } from './floats';
import { forecast, type Forecast } from './forward';
import { networkOf } from './network';
import type { Clock } from './numbered-days';
import { orderItems } from './order';
import { movingPaths } from './path-test';
import type { ReadPlans } from './plans';
import { readPlans } from './read-plans';
import { targetsOf, type Targets } from './targets';

/** The schedule of the whole graph, as columns of the ends that are held and open; days by number. */
export interface Schedule {
  readonly plans: ReadPlans;
  readonly forecast: Forecast;
  readonly latest: LatestDays;
  readonly floats: Floats;
  readonly paths: CriticalPaths;
  /** Of each slice's project what the critical-path test says: 1 where its path moves. */
  readonly pathMoves: Uint8Array;
  readonly targets: Targets;
}

/** Passes: what is planned, the network and its order, forward, targets, backward, floats, critical paths. Linear. */
export function scheduleOf(edges: Edges, ends: Ends, open: Cycles, clock: Clock): Schedule {
  const plans = readPlans(edges, ends, clock);
  const network = networkOf(edges, plans.isItem, open.cycle, (node) => idOf(node, ends));
  const order = orderItems(network, plans.isItem);
  const forecasts = forecast(network, order, plans, clock, null);
  const targets = targetsOf(plans, ends, clock);
  const latest = latestDays(network, order, plans, targets.due, clock);
  const floats = floatsOf(network, order, forecasts, latest, targets.due);
  const paths = criticalPaths(targets, ends.slice, network, order, forecasts, floats);
  const pathMoves = movingPaths(paths, ends.slice, network, plans, forecasts, clock);
  return { plans, forecast: forecasts, latest, floats, paths, pathMoves, targets };
}
