import { DirectedGraph } from 'graphology';
import { stronglyConnectedComponents } from 'graphology-components';
import { FAR_STATE, joinIssueKey, projectKeyOf, type DependencySlice } from '../src/model';

/**
 * The same figures as `mergeSlices` by means of a general graph library: ends and dependencies put together, cycles of
 * the whole graph and of the open one, coupling of projects, and what each project has to know of its far ends.
 */
export function graphologyMerge(slices: readonly DependencySlice[]): { readonly cycles: number } {
  const graph = new DirectedGraph<{ project: string; open: boolean; held: boolean }>();
  for (const { ends, projectKey } of slices) {
    ends.id.forEach((id, i) =>
      graph.mergeNode(String(id), { project: projectKey, open: ends.open[i] === 1, held: true }),
    );
  }
  const idsOf = slices.map(({ ends, outside }) => [...ends.id, ...outside.id].map(String));
  slices.forEach(({ outside, dependencies }, at) => {
    outside.id.forEach((id, i) => {
      if (graph.hasNode(id)) return;
      const key = joinIssueKey(outside.prefixes[outside.prefix[i]], outside.number[i]);
      const open = outside.state[i] !== FAR_STATE.done;
      graph.addNode(String(id), { project: projectKeyOf(key, 0), open, held: false });
    });
    for (let i = 0; i < dependencies.count; i++) {
      graph.mergeDirectedEdge(idsOf[at][dependencies.provider[i]], idsOf[at][dependencies.dependent[i]]);
    }
  });
  const cycles = stronglyConnectedComponents(graph).filter((component) => component.length > 1);
  const open = new DirectedGraph();
  const coupling = new Map<string, number>();
  graph.forEachDirectedEdge((_edge, _attributes, from, to, provider, dependent) => {
    if (provider.open && dependent.open) {
      open.mergeNode(from);
      open.mergeNode(to);
      open.mergeDirectedEdge(from, to);
    }
    if (provider.project === dependent.project) return;
    const pair = `${dependent.project} ${provider.project}`;
    coupling.set(pair, (coupling.get(pair) ?? 0) + 1);
  });
  stronglyConnectedComponents(open);
  for (const { outside } of slices) outside.id.forEach((id) => graph.getNodeAttributes(id));
  return { cycles: cycles.length };
}
