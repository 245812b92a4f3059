import { couplingOf } from '../src/dependencies/coupling';
import { findOpenCycles } from '../src/dependencies/cycles';
import { mergeDependencies } from '../src/dependencies/edges';
import { idOf, numberEnds } from '../src/dependencies/ends';
import { forecast } from '../src/dependencies/forward';
import { standingsOf } from '../src/dependencies/lateness';
import { networkOf } from '../src/dependencies/network';
import type { Clock } from '../src/dependencies/numbered-days';
import { orderItems } from '../src/dependencies/order';
import { readPlans } from '../src/dependencies/read-plans';
import { findCycles, type DependencySlice } from '../src/model';

/**
 * The graph put together, its cycles, longest paths and coupling: what they find, and the milliseconds of each. Pass by pass
 * the least disturbed of `runs` runs counts: hardly any run of all of them is disturbed in none. Reading plans from fields is
 * measured beside them and no part of `total`.
 */
export function graphPipeline(slices: readonly DependencySlice[], clock: Clock, runs: number) {
  const { times: least, ...found } = runPasses(slices, clock);
  for (let run = 1; run < runs; run++) keepLeast(least, runPasses(slices, clock).times);
  const sumOf = (...passes: readonly string[]): number => passes.reduce((sum, pass) => sum + (least.get(pass) ?? 0), 0);
  const build = sumOf('ends', 'edges');
  const cycles = sumOf('cycles', 'openCycles');
  const longestPath = sumOf('network', 'order', 'forecast');
  const coupling = sumOf('standings', 'coupling');
  const total = build + cycles + longestPath + coupling;
  return { found, times: { build, cycles, longestPath, coupling, total, plans: sumOf('plans') } };
}

/** What {@link graphPipeline} found. */
export type GraphFound = ReturnType<typeof graphPipeline>['found'];

/** Keeps of each pass its least milliseconds so far. */
export function keepLeast(least: Map<string, number>, times: ReadonlyMap<string, number>): void {
  for (const [pass, time] of times) least.set(pass, Math.min(least.get(pass) ?? time, time));
}

/** Runs passes, and keeps the milliseconds of each. */
export function stopwatch(): {
  readonly times: Map<string, number>;
  readonly timed: <T>(pass: string, work: () => T) => T;
} {
  const times = new Map<string, number>();
  return {
    times,
    timed: (pass, work) => {
      const begin = performance.now();
      const found = work();
      times.set(pass, performance.now() - begin);
      return found;
    },
  };
}

function runPasses(slices: readonly DependencySlice[], clock: Clock) {
  const { times, timed } = stopwatch();
  const ends = timed('ends', () => numberEnds(slices));
  const edges = timed('edges', () => mergeDependencies(ends));
  const { provider: tail, dependent: head } = edges;
  const whole = timed('cycles', () => findCycles({ nodes: ends.count, tail, head }));
  const open = timed('openCycles', () => findOpenCycles(whole, edges, ends));
  const plans = timed('plans', () => readPlans(edges, ends, clock));
  const network = timed('network', () => networkOf(edges, plans.isItem, open.cycle, (node) => idOf(node, ends)));
  const order = timed('order', () => orderItems(network, plans.isItem));
  const days = timed('forecast', () => forecast(network, order, plans, clock, null));
  const standings = timed('standings', () => standingsOf(edges, plans, days, clock));
  const coupling = timed('coupling', () => couplingOf(edges, ends, standings));
  return { times, ends, edges, whole, plans, days, standings, coupling };
}
