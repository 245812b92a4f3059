import { DirectedGraph } from 'graphology';
import { stronglyConnectedComponents } from 'graphology-components';
import { FAR_STATE, joinIssueKey, projectKeyOf, STATE, type DependencySlice } from '../src/model';

/** What an issue's schedule is made of; days by number, −∞ where absent. */
export interface PlainPlan {
  readonly start: number;
  readonly finish: number;
  readonly duration: number;
}

interface Issue {
  readonly project: string;
  readonly open: boolean;
  readonly plan: PlainPlan | null;
  startsAt: number;
  finishesAt: number;
}

/**
 * The same work as that of the analysis by means of a general graph library: ends and finish-to-start dependencies put
 * together, cycles of the whole graph and of the open one, the longest path to every item, coupling of projects.
 * `plans`: of items, by issue id.
 */
export function graphologyGraph(
  slices: readonly DependencySlice[],
  plans: ReadonlyMap<number, PlainPlan>,
): { readonly cycles: number; readonly pairs: number; readonly sumOfFinishes: number } {
  const graph = buildGraph(slices, plans);
  const cycles = stronglyConnectedComponents(graph).filter((component) => component.length > 1);
  const open = openGraph(graph);
  const cycleOf = new Map<string, number>();
  stronglyConnectedComponents(open).forEach((component, number) => {
    if (component.length > 1) component.forEach((node) => cycleOf.set(node, number));
  });
  scheduleLongestPaths(graph, open, cycleOf);
  let sumOfFinishes = 0;
  graph.forEachNode((_node, { plan, finishesAt }) => (sumOfFinishes += plan === null ? 0 : finishesAt));
  return { cycles: cycles.length, pairs: couplePairs(graph), sumOfFinishes };
}

function buildGraph(slices: readonly DependencySlice[], plans: ReadonlyMap<number, PlainPlan>): DirectedGraph<Issue> {
  const graph = new DirectedGraph<Issue>();
  for (const { ends, projectKey } of slices) {
    ends.id.forEach((id, i) => {
      const plan = plans.get(id) ?? null;
      const [startsAt, finishesAt] = plan === null ? [0, 0] : [plan.start, finishOf(plan, plan.start)];
      graph.mergeNode(String(id), {
        ...{ project: projectKey, open: ends.state[i] !== STATE.done, plan, startsAt, finishesAt },
      });
    });
  }
  for (const { ends, outside, dependencies } of slices) {
    const ids = [...ends.id, ...outside.id].map(String);
    outside.id.forEach((id, i) => {
      if (graph.hasNode(id)) return;
      const key = joinIssueKey(outside.prefixes[outside.prefix[i]], outside.number[i]);
      const open = outside.state[i] !== FAR_STATE.done;
      graph.addNode(String(id), { project: projectKeyOf(key, 0), open, plan: null, startsAt: 0, finishesAt: 0 });
    });
    for (let i = 0; i < dependencies.count; i++) {
      graph.mergeDirectedEdge(ids[dependencies.provider[i]], ids[dependencies.dependent[i]]);
    }
  }
  return graph;
}

function openGraph(graph: DirectedGraph<Issue>): DirectedGraph {
  const open = new DirectedGraph();
  graph.forEachDirectedEdge((_edge, _attributes, from, to, provider, dependent) => {
    if (!provider.open || !dependent.open) return;
    open.mergeNode(from);
    open.mergeNode(to);
    open.mergeDirectedEdge(from, to);
  });
  return open;
}

function finishOf({ finish, duration }: PlainPlan, start: number): number {
  return Math.max(start + duration - 1, finish);
}

function scheduleLongestPaths(
  graph: DirectedGraph<Issue>,
  open: DirectedGraph,
  cycleOf: ReadonlyMap<string, number>,
): void {
  const pushes = (from: string, to: string): boolean => !cycleOf.has(from) || cycleOf.get(from) !== cycleOf.get(to);
  const waitsFor = new Map<string, number>();
  open.forEachNode((node) => waitsFor.set(node, open.inNeighbors(node).filter((from) => pushes(from, node)).length));
  const ready = open.filterNodes((node) => waitsFor.get(node) === 0);
  for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
    const from = node;
    const { finishesAt } = graph.getNodeAttributes(from);
    open.forEachOutNeighbor(from, (to) => {
      if (!pushes(from, to)) return;
      const issue = graph.getNodeAttributes(to);
      issue.startsAt = Math.max(issue.startsAt, finishesAt + 1);
      if (issue.plan !== null) issue.finishesAt = Math.max(issue.finishesAt, finishOf(issue.plan, issue.startsAt));
      const waits = (waitsFor.get(to) ?? 0) - 1;
      waitsFor.set(to, waits);
      if (waits === 0) ready.push(to);
    });
  }
}

function couplePairs(graph: DirectedGraph<Issue>): number {
  const pairs = new Map<string, { total: number; open: number; leastSlack: number }>();
  graph.forEachDirectedEdge((_edge, _attributes, _from, _to, provider, dependent) => {
    if (provider.project === dependent.project) return;
    const key = `${dependent.project} ${provider.project}`;
    const pair = pairs.get(key) ?? { total: 0, open: 0, leastSlack: Infinity };
    pairs.set(key, pair);
    pair.total++;
    if (!provider.open || !dependent.open) return;
    pair.open++;
    pair.leastSlack = Math.min(pair.leastSlack, dependent.startsAt - provider.finishesAt - 1);
  });
  return pairs.size;
}
