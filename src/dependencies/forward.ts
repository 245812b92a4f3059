import { DRIVER } from '../model';
import { pushesFinish, pushesFromStart, type Network } from './network';
import { NONE, within, type Clock } from './numbered-days';
import type { Plans } from './plans';

/** When each item can begin and will be finished, days by number; `NONE` for ends that are no items. */
export interface Forecast {
  readonly start: Int32Array;
  readonly finish: Int32Array;
  /** The end that makes it finish then, or one of `DRIVER`. */
  readonly driver: Int32Array;
}

/**
 * Forward pass: an item finishes when it is planned to, unless today, its work or its providers push it later. Linear.
 * `order` has all items, providers first. `delay`: working days by which finishes are assumed to be later than that.
 */
export function forecast(
  network: Network,
  order: Int32Array,
  plans: Plans,
  clock: Clock,
  delay: Int32Array | null,
): Forecast {
  const { first, dependent, kind } = network;
  const { start, startDriver } = ownStarts(plans, clock);
  const finish = new Int32Array(network.nodes).fill(NONE);
  // Until an item's turn comes, the latest finish that a provider asks for, and which one it is.
  const driver = new Int32Array(network.nodes).fill(DRIVER.none);
  const unsettled = { plans, start, startDriver, finish, driver, id: network.id };
  for (let at = 0; at < order.length; at++) {
    const node = order[at];
    settleFinish(node, unsettled, clock);
    if (delay !== null && delay[node] !== 0) {
      finish[node] = within(Math.max(clock.today, finish[node] + delay[node]), clock);
    }
    for (let i = first[node]; i < first[node + 1]; i++) {
      const from = pushesFromStart(kind[i]) ? start[node] : finish[node];
      const to = dependent[i];
      if (pushesFinish(kind[i])) push(finish, driver, network.id, node, to, from);
      else push(start, startDriver, network.id, node, to, kind[i] === 0 ? Math.min(from + 1, clock.last) : from);
    }
  }
  return { start, finish, driver };
}

/** The earliest start that today and the plan allow, and which of them it is. */
function ownStarts(
  { count, isItem, underWay, start: planned }: Plans,
  { today }: Clock,
): {
  readonly start: Int32Array;
  readonly startDriver: Int32Array;
} {
  const start = new Int32Array(count).fill(NONE);
  const startDriver = new Int32Array(count);
  for (let node = 0; node < count; node++) {
    if (isItem[node] === 0) continue;
    const byPlan = underWay[node] === 0 && planned[node] >= today;
    start[node] = byPlan ? planned[node] : today;
    startDriver[node] = byPlan ? DRIVER.plan : DRIVER.today;
  }
  return { start, startDriver };
}

/** A later day wins; on the same day plan and today (below 0) stay before providers, and the smaller issue id wins. */
function push(
  days: Int32Array,
  drivers: Int32Array,
  id: Float64Array,
  provider: number,
  to: number,
  day: number,
): void {
  if (day < days[to]) return;
  if (day === days[to] && (drivers[to] < 0 || id[drivers[to]] < id[provider])) return;
  days[to] = day;
  drivers[to] = provider;
}

interface Unsettled {
  readonly plans: Plans;
  readonly start: Int32Array;
  readonly startDriver: Int32Array;
  readonly finish: Int32Array;
  readonly driver: Int32Array;
  readonly id: Float64Array;
}

function settleFinish(
  node: number,
  { plans, start, startDriver, finish, driver, id }: Unsettled,
  { today, last }: Clock,
): void {
  const byWork = Math.min(start[node] + plans.duration[node] - 1, last);
  const byPlan = plans.finish[node] >= today ? plans.finish[node] : NONE;
  const byProvider = finish[node];
  const latest = Math.max(byWork, byPlan, byProvider);
  finish[node] = latest;
  if (byPlan === latest) driver[node] = DRIVER.plan;
  else if (byWork === latest) {
    const isPushed = byProvider === latest && startDriver[node] >= 0 && id[driver[node]] < id[startDriver[node]];
    if (!isPushed) driver[node] = startDriver[node];
  }
}
