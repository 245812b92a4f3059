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

/** Until an item's turn comes, the latest days that providers ask for, and which providers these are. */
interface Unsettled extends Forecast {
  /** Of items whose start a provider asks for. */
  readonly startDriver: Int32Array;
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
  const { nodes, first, dependent, kind, idOf } = network;
  const start = new Int32Array(nodes).fill(NONE);
  const finish = new Int32Array(nodes).fill(NONE);
  const driver = new Int32Array(nodes).fill(DRIVER.none);
  const startDriver = new Int32Array(nodes);
  const unsettled = { start, finish, driver, startDriver };
  for (let at = 0; at < order.length; at++) {
    const node = order[at];
    settle(node, unsettled, plans, clock, idOf);
    if (delay !== null && delay[node] !== 0) {
      finish[node] = within(Math.max(clock.today, finish[node] + delay[node]), clock);
    }
    for (let i = first[node]; i < first[node + 1]; i++) {
      const from = pushesFromStart(kind[i]) ? start[node] : finish[node];
      const to = dependent[i];
      if (pushesFinish(kind[i])) push(finish, driver, idOf, node, to, from);
      else push(start, startDriver, idOf, node, to, kind[i] === 0 ? Math.min(from + 1, clock.last) : from);
    }
  }
  return { start, finish, driver };
}

/** A later day wins, on the same day the smaller issue id. */
function push(
  days: Int32Array,
  drivers: Int32Array,
  idOf: Network['idOf'],
  provider: number,
  to: number,
  day: number,
): void {
  if (day < days[to]) return;
  if (day === days[to] && idOf(drivers[to]) < idOf(provider)) return;
  days[to] = day;
  drivers[to] = provider;
}

/** What providers ask for beside what today, the plan and the work do; on the same day those come before providers. */
function settle(
  node: number,
  { start, finish, driver, startDriver }: Unsettled,
  { underWay, start: plannedStart, finish: plannedFinish, duration }: Plans,
  { today, last }: Clock,
  idOf: Network['idOf'],
): void {
  const isStartPlanned = underWay[node] === 0 && plannedStart[node] >= today;
  const ownStart = isStartPlanned ? plannedStart[node] : today;
  const isStartPushed = start[node] > ownStart;
  if (!isStartPushed) start[node] = ownStart;
  const byWork = Math.min(start[node] + duration[node] - 1, last);
  const byPlan = plannedFinish[node] >= today ? plannedFinish[node] : NONE;
  const byProvider = finish[node];
  finish[node] = Math.max(byWork, byPlan, byProvider);
  if (byPlan === finish[node]) driver[node] = DRIVER.plan;
  else if (byWork !== finish[node]) return;
  else if (!isStartPushed) driver[node] = isStartPlanned ? DRIVER.plan : DRIVER.today;
  else if (byProvider !== byWork || idOf(startDriver[node]) <= idOf(driver[node])) driver[node] = startDriver[node];
}
