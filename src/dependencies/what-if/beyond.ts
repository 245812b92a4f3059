import type { DistinctEdges } from '../../model';
import type { Forecast } from '../forward';
import { pushesFinish, pushesFromStart } from '../network';
import { NONE } from '../numbered-days';
import type { Plans } from '../plans';
import type { AffectedPart } from './affected-part';
import type { Assumptions } from './assumptions';
import type { LoadedGraph } from './loaded-graph';
import { reachOf } from './reach';

/**
 * Projects that are not loaded and that the assumptions may move, ascending: those whose issues are named, pushed
 * further than they were, no longer pushed to where they are, or in a cycle that may become another one.
 */
export function projectsBeyond(graph: LoadedGraph, part: AffectedPart, assumed: Assumptions): readonly number[] {
  const beyond = new Set<number>();
  const { delays, finishes, durations, dropped, addedArcs } = assumed;
  const isTold = new Set([...delays.keys(), ...finishes.keys(), ...durations.keys(), ...dropped]);
  for (const { provider, dependent } of addedArcs) isTold.add(provider).add(dependent);
  const mayCloseCycle = addedArcs.some(({ provider, dependent }) => leadsBack(graph, dependent, provider));
  const moves = placesThatMove(part);
  part.nodes.forEach((node, place) => {
    const project = graph.farProject(node);
    if (project === null) return;
    const isReached = place < part.reached;
    if (isTold.has(node) || (isReached && (moves[place] === 1 || mayCloseCycle))) beyond.add(project);
  });
  for (const node of isTold) {
    const project = graph.farProject(node);
    if (project !== null) beyond.add(project);
  }
  const { provider, dependent, count } = part.before;
  for (let i = 0; i < count; i++) {
    const [from, to] = [part.nodes[provider[i]], part.nodes[dependent[i]]];
    const project = graph.farProject(to);
    const isOfCycle = provider[i] < part.reached && graph.wasInCycle(from) && graph.wasInCycle(to);
    if (project !== null && isOfCycle) beyond.add(project);
    if (part.isDoubtful[i] === 0) continue;
    for (const unloaded of [project, graph.farProject(from)]) if (unloaded !== null) beyond.add(unloaded);
  }
  return [...beyond].sort((a, b) => a - b);
}

/** Whether a way leads from one end to another through projects that are not loaded. */
function leadsBack(graph: LoadedGraph, from: number, to: number): boolean {
  const { ends } = graph;
  const isFar = (node: number): boolean => graph.farProject(node) !== null && !graph.isDone(node);
  const isReached = reachOf([from], graph, []);
  const farEnds: number[] = [];
  let leavesWhatIsLoaded = false;
  for (let node = ends.held; node < ends.count; node++) {
    if (!isFar(node)) continue;
    farEnds.push(node);
    if (isReached[node] === 1) leavesWhatIsLoaded = true;
  }
  return leavesWhatIsLoaded && reachOf(farEnds, graph, [])[to] === 1;
}

/** By place, 1 where a dependency pushes further than the end's days, or pushed it there and does not any more. */
function placesThatMove({
  nodes,
  before,
  after,
  oldForecast,
  newForecast,
  oldPlans,
  newPlans,
}: AffectedPart): Uint8Array {
  const moves = new Uint8Array(nodes.length);
  const pushed = { start: oldForecast.start.slice().fill(NONE), finish: oldForecast.finish.slice().fill(NONE) };
  eachPush(after, newForecast, newPlans, (to, column, day) => {
    if (day > pushed[column][to]) pushed[column][to] = day;
    if (day > oldForecast[column][to]) moves[to] = 1;
  });
  eachPush(before, oldForecast, oldPlans, (to, column, day) => {
    if (day === oldForecast[column][to] && pushed[column][to] < day) moves[to] = 1;
  });
  return moves;
}

function eachPush(
  { count, provider, dependent, kind }: DistinctEdges,
  forecast: Forecast,
  { isItem }: Plans,
  visit: (to: number, column: 'start' | 'finish', day: number) => void,
): void {
  for (let i = 0; i < count; i++) {
    const from = provider[i];
    if (isItem[from] === 0) continue;
    const day = pushesFromStart(kind[i]) ? forecast.start[from] : forecast.finish[from];
    visit(dependent[i], pushesFinish(kind[i]) ? 'finish' : 'start', kind[i] === 0 ? day + 1 : day);
  }
}
