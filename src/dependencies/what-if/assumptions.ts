import { KINDS, type AssumedChange, type Day, type Dependency } from '../../model';
import { placeOfEdge } from '../edges';
import type { LoadedGraph } from './loaded-graph';

/** A dependency by its ends' numbers; kind: index into `KINDS`. */
export interface Arc {
  readonly provider: number;
  readonly dependent: number;
  readonly kind: number;
}

/** What is assumed, by ends and dependencies of a loaded graph. */
export interface Assumptions {
  /** Working days by which an item is finished later than forecast. */
  readonly delays: ReadonlyMap<number, number>;
  readonly finishes: ReadonlyMap<number, Day>;
  readonly durations: ReadonlyMap<number, number>;
  readonly dropped: ReadonlySet<number>;
  /** Places among the dependencies. */
  readonly droppedArcs: ReadonlySet<number>;
  readonly addedArcs: readonly Arc[];
}

/** Reads changes; what they say of issues that nobody loaded knows, or of done ones, has no effect. */
export function readAssumptions(changes: readonly AssumedChange[], graph: LoadedGraph): Assumptions {
  const delays = new Map<number, number>();
  const finishes = new Map<number, Day>();
  const durations = new Map<number, number>();
  const dropped = new Set<number>();
  const droppedArcs = new Set<number>();
  const addedArcs: Arc[] = [];
  for (const change of changes) {
    if ('dependency' in change) {
      const arc = arcOf(change.dependency, graph);
      if (arc === null) continue;
      const known = placeOfArc(arc, graph);
      if (change.what === 'dropDependency' && known >= 0) droppedArcs.add(known);
      if (change.what === 'addDependency' && known >= 0) droppedArcs.delete(known);
      if (change.what === 'addDependency' && known < 0) addedArcs.push(arc);
      continue;
    }
    const node = graph.nodeOf(change.issue);
    if (node < 0 || graph.isDone(node)) continue;
    if (change.what === 'shift') delays.set(node, (delays.get(node) ?? 0) + change.days);
    if (change.what === 'finish') finishes.set(node, change.day);
    if (change.what === 'duration') durations.set(node, change.days);
    if (change.what === 'drop') dropped.add(node);
  }
  return { delays, finishes, durations, dropped, droppedArcs, addedArcs };
}

/** `null` for what nobody would wait by. */
function arcOf({ provider, dependent, kind }: Dependency, graph: LoadedGraph): Arc | null {
  const arc = { provider: graph.nodeOf(provider), dependent: graph.nodeOf(dependent), kind: KINDS.indexOf(kind) };
  if (arc.provider < 0 || arc.dependent < 0 || arc.provider === arc.dependent) return null;
  return graph.isDone(arc.provider) || graph.isDone(arc.dependent) ? null : arc;
}

function placeOfArc({ provider, dependent, kind }: Arc, { edges }: LoadedGraph): number {
  if (edges.first[provider] === edges.first[provider + 1]) return -1;
  const place = placeOfEdge(edges, provider, dependent, kind);
  return edges.dependent[place] === dependent && edges.kind[place] === kind ? place : -1;
}

/** Ends whose schedule the assumptions change by themselves. */
export function seedsOf(assumed: Assumptions, graph: LoadedGraph): readonly number[] {
  const { edges } = graph;
  const addedProviders = assumed.addedArcs.map(({ provider }) => provider);
  return [
    ...assumed.delays.keys(),
    ...assumed.finishes.keys(),
    ...assumed.durations.keys(),
    ...assumed.dropped,
    ...[...assumed.droppedArcs].map((place) => edges.dependent[place]),
    ...assumed.addedArcs.map(({ dependent }) => dependent),
    // What took no part in the schedule has no days yet.
    ...addedProviders.filter((node) => !graph.wasItem(node)),
  ];
}
