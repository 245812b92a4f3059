import { distinctEdges, findCycles, type Cycles, type DistinctEdges } from '../../model';
import { idOf } from '../ends';
import { forecast, type Forecast } from '../forward';
import { networkOf } from '../network';
import { finishNumber, NONE, startNumber } from '../numbered-days';
import { orderItems } from '../order';
import { emptyPlans, type Plans } from '../plans';
import type { Arc, Assumptions } from './assumptions';
import type { LoadedGraph } from './loaded-graph';
import { doubtfulOnes, unseenPushes, type UnseenPushes } from './unseen';

/** A part of the graph with places of its own: what the assumptions reach, then the providers that push it. */
export interface AffectedPart {
  /** Of each place its end. */
  readonly nodes: readonly number[];
  /** Places below it are reached. */
  readonly reached: number;
  /** Open dependencies of reached dependents, before and after, by place. */
  readonly before: DistinctEdges;
  readonly after: DistinctEdges;
  readonly oldPlans: Plans;
  readonly newPlans: Plans;
  readonly oldForecast: Forecast;
  readonly newForecast: Forecast;
  /** Of the dependencies before, 1 where it may be one of a cycle that is not loaded as a whole. */
  readonly isDoubtful: Uint8Array;
  /** Of the dependencies after. */
  readonly cycles: Cycles;
}

export function affectedPart(graph: LoadedGraph, isReached: Uint8Array, assumed: Assumptions): AffectedPart {
  const nodes: number[] = [];
  const placeOfNode = new Int32Array(graph.ends.count).fill(-1);
  function placeOf(node: number): number {
    if (placeOfNode[node] < 0) placeOfNode[node] = nodes.push(node) - 1;
    return placeOfNode[node];
  }
  for (let node = 0; node < isReached.length; node++) if (isReached[node] === 1) placeOf(node);
  const reached = nodes.length;
  const { before, after } = arcsInto(graph, isReached, assumed);
  const toPlaces = (arcs: readonly Arc[]): readonly Arc[] =>
    arcs.map(({ provider, dependent, kind }) => ({ provider: placeOf(provider), dependent: placeOf(dependent), kind }));
  const [placedBefore, placedAfter] = [toPlaces(before), toPlaces(after)];
  const edgesBefore = edgesOf(nodes.length, placedBefore);
  const cyclesBefore = cyclesOf(edgesBefore, nodes.length);
  const part = {
    nodes,
    reached,
    before: edgesBefore,
    cyclesBefore,
    isDoubtful: doubtfulOnes(edgesBefore, cyclesBefore, nodes, reached, graph),
    after: edgesOf(nodes.length, placedAfter),
    oldPlans: oldPlans(graph, nodes),
    newPlans: newPlans(graph, nodes, assumed, placedAfter),
    oldForecast: oldForecast(graph, nodes),
  };
  const cycles = cyclesOf(part.after, nodes.length);
  return { ...part, cycles, newForecast: newForecast(graph, part, cycles, assumed) };
}

function cyclesOf({ provider, dependent }: DistinctEdges, nodes: number): Cycles {
  return findCycles({ nodes, tail: provider, head: dependent });
}

function arcsInto(
  { edges }: LoadedGraph,
  isReached: Uint8Array,
  { dropped, droppedArcs, addedArcs }: Assumptions,
): { readonly before: readonly Arc[]; readonly after: readonly Arc[] } {
  const before: Arc[] = [];
  const after: Arc[] = [];
  const stays = ({ provider, dependent }: Arc): boolean => !dropped.has(provider) && !dropped.has(dependent);
  for (const i of edges.openPlaces) {
    if (isReached[edges.dependent[i]] === 0) continue;
    const arc = { provider: edges.provider[i], dependent: edges.dependent[i], kind: edges.kind[i] };
    before.push(arc);
    if (!droppedArcs.has(i) && stays(arc)) after.push(arc);
  }
  return { before, after: [...after, ...addedArcs.filter(stays)] };
}

function edgesOf(nodes: number, arcs: readonly Arc[]): DistinctEdges {
  return distinctEdges(nodes, {
    count: arcs.length,
    provider: Int32Array.from(arcs, ({ provider }) => provider),
    dependent: Int32Array.from(arcs, ({ dependent }) => dependent),
    kind: Uint8Array.from(arcs, ({ kind }) => kind),
  });
}

function oldPlans(graph: LoadedGraph, nodes: readonly number[]): Plans {
  const plans = emptyPlans(nodes.length);
  nodes.forEach((node, place) => {
    graph.readPlan(plans, place, node);
    plans.isItem[place] = graph.wasItem(node) ? 1 : 0;
  });
  return plans;
}

/** What becomes an end of an open dependency by it takes part in the schedule; what is dropped does not any more. */
function newPlans(
  graph: LoadedGraph,
  nodes: readonly number[],
  { finishes, durations, dropped }: Assumptions,
  arcs: readonly Arc[],
): Plans {
  const plans = emptyPlans(nodes.length);
  const isTied = new Uint8Array(nodes.length);
  for (const { provider, dependent } of arcs) isTied[provider] = isTied[dependent] = 1;
  nodes.forEach((node, place) => {
    graph.readPlan(plans, place, node, finishes.get(node));
    const duration = durations.get(node);
    if (duration !== undefined) plans.duration[place] = Math.max(1, duration);
    const isTiedOrPlanned = isTied[place] === 1 || finishes.has(node);
    const isItem = graph.wasItem(node) || (isTiedOrPlanned && graph.isHeld(node) && !graph.isDone(node));
    plans.isItem[place] = isItem && !dropped.has(node) ? 1 : 0;
  });
  return plans;
}

function oldForecast(graph: LoadedGraph, nodes: readonly number[]): Forecast {
  return {
    start: Int32Array.from(nodes, (node) => startNumber(graph.oldStart(node), graph.clock)),
    finish: Int32Array.from(nodes, (node) => finishNumber(graph.oldFinish(node), graph.clock)),
    driver: new Int32Array(nodes.length),
  };
}

interface Unscheduled extends Omit<AffectedPart, 'cycles' | 'newForecast'> {
  readonly cyclesBefore: Cycles;
}

/** Forward pass over what is reached. All else keeps its days: what is not reached, and what is not loaded. */
function newForecast(graph: LoadedGraph, part: Unscheduled, cycles: Cycles, assumed: Assumptions): Forecast {
  const { nodes, reached, after, newPlans: plans } = part;
  const isGiven = Uint8Array.from(nodes, (node, place) => (place >= reached || !graph.isHeld(node) ? 1 : 0));
  const given = withGivenDays(plans, isGiven, part.oldForecast, unseen(part, graph));
  const silent = silentPairs(part);
  const openPlaces = new Int32Array(after.count)
    .map((_, i) => i)
    .filter((i) => !silent.has(pairOf(after, i)) && isGiven[after.dependent[i]] === 0);
  const idAt = (place: number): number => idOf(nodes[place], graph.ends);
  const network = networkOf({ ...after, openPlaces }, given.isItem, cycles.cycle, idAt);
  const delay = Int32Array.from(nodes, (node, place) => (isGiven[place] === 1 ? 0 : (assumed.delays.get(node) ?? 0)));
  return forecast(network, orderItems(network, given.isItem), given, graph.clock, delay);
}

function silentPairs({ before, isDoubtful }: Unscheduled): ReadonlySet<number> {
  const pairs = new Set<number>();
  for (let i = 0; i < before.count; i++) if (isDoubtful[i] === 1) pairs.add(pairOf(before, i));
  return pairs;
}

function pairOf({ provider, dependent, first }: DistinctEdges, i: number): number {
  return provider[i] * first.length + dependent[i];
}

function unseen(
  { before, isDoubtful, cyclesBefore, oldPlans, oldForecast }: Unscheduled,
  graph: LoadedGraph,
): UnseenPushes {
  const { cycle } = cyclesBefore;
  const pushes = new Uint8Array(before.count);
  for (let i = 0; i < before.count; i++) {
    const [from, to] = [before.provider[i], before.dependent[i]];
    const isOfCycle = cycle[from] !== 0 && cycle[from] === cycle[to];
    pushes[i] = oldPlans.isItem[from] === 0 || isDoubtful[i] === 1 || isOfCycle ? 0 : 1;
  }
  return unseenPushes(before, pushes, oldPlans, oldForecast, graph.clock.today);
}

/** Plans by which given items begin and finish on their given days, and the others not before what is unseen allows. */
function withGivenDays(plans: Plans, isGiven: Uint8Array, given: Forecast, least: UnseenPushes): Plans {
  const { isItem, underWay, start, finish, duration, count } = plans;
  const copy = {
    ...{ count, isItem: isItem.slice(), underWay: underWay.slice() },
    ...{ start: start.slice(), finish: finish.slice(), duration: duration.slice() },
  };
  for (let place = 0; place < count; place++) {
    if (isGiven[place] === 1) {
      copy.isItem[place] = isItem[place] === 1 && given.finish[place] !== NONE ? 1 : 0;
      copy.underWay[place] = 0;
      copy.start[place] = given.start[place];
      copy.finish[place] = NONE;
      copy.duration[place] = given.finish[place] - given.start[place] + 1;
      continue;
    }
    if (least.start[place] !== NONE) {
      copy.start[place] = Math.max(underWay[place] === 1 ? NONE : start[place], least.start[place]);
      copy.underWay[place] = 0;
    }
    copy.finish[place] = Math.max(finish[place], least.finish[place]);
  }
  return copy;
}
