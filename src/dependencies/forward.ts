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
  const { nodes, first, dependent, kind, idOf } = network;
  const days = {
    start: new Int32Array(nodes),
    finish: new Int32Array(nodes),
    driver: new Int32Array(nodes),
  };
  forecastAlone(days, plans, clock);
  const { start, finish, driver } = days;
  // Of items whose start a provider asks for, which one.
  const startDriver = new Int32Array(nodes).fill(DRIVER.none);
  for (let at = 0; at < order.length; at++) {
    const node = order[at];
    if (startDriver[node] >= 0) workFrom(start[node], node, startDriver[node], days, plans, clock, idOf);
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
  return days;
}

/** What today, the plan and the work allow each item; where several give the same day, its plan drives it. */
function forecastAlone({ start, finish, driver }: Forecast, plans: Plans, { today, last }: Clock): void {
  const { count, isItem, underWay, start: plannedStart, finish: plannedFinish, duration } = plans;
  // By arithmetic: what the next item is like nobody can guess, see `isBelow`.
  for (let node = 0; node < count; node++) {
    if (isItem[node] === 0) {
      start[node] = finish[node] = NONE;
      driver[node] = DRIVER.none;
      continue;
    }
    const startsByPlan = Number(plannedStart[node] >= today) & (1 - underWay[node]);
    start[node] = today + Math.imul(startsByPlan, plannedStart[node] - today);
    const byWork = Math.min(start[node] + duration[node] - 1, last);
    const finishesByPlan = Number(plannedFinish[node] >= byWork);
    finish[node] = byWork + Math.imul(finishesByPlan, plannedFinish[node] - byWork);
    driver[node] = ALONE[startsByPlan | finishesByPlan];
  }
}

/** What drives an item: not its plan, its plan. */
const ALONE = Int32Array.of(DRIVER.today, DRIVER.plan);

/** Its work begins when a provider lets it. What gives the same finish stays its driver if it is the plan or a smaller issue id. */
function workFrom(
  day: number,
  node: number,
  provider: number,
  { finish, driver }: Forecast,
  plans: Plans,
  { last }: Clock,
  idOf: Network['idOf'],
): void {
  const byWork = Math.min(day + plans.duration[node] - 1, last);
  if (byWork < finish[node]) return;
  const isTie = byWork === finish[node];
  if (isTie && plans.finish[node] === byWork) return;
  if (isTie && driver[node] >= 0 && idOf(driver[node]) < idOf(provider)) return;
  finish[node] = byWork;
  driver[node] = provider;
}

/** A later day wins; on the same day plan and today (below 0) stay before providers, and the smaller issue id wins. */
function push(
  days: Int32Array,
  drivers: Int32Array,
  idOf: Network['idOf'],
  provider: number,
  to: number,
  day: number,
): void {
  if (day < days[to]) return;
  if (day === days[to] && (drivers[to] < 0 || idOf(drivers[to]) < idOf(provider))) return;
  days[to] = day;
  drivers[to] = provider;
}
