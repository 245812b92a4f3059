/** Pixels. */
export const NODE = { width: 196, height: 52, betweenLayers: 72, betweenRows: 16 } as const;
const SWEEPS = 8;
/** A line over several layers keeps a place of its own in each, as long as there are not more of them than this. */
const MOST_WAYPOINTS = 2000;
const WAYPOINT_HEIGHT = 14;

interface Arrow {
  readonly provider: number;
  readonly dependent: number;
}

export interface ChainLayout {
  /** By issue: its layer from the left, and where its upper left corner stands. */
  readonly layer: readonly number[];
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** By dependency: the heights at which it passes the layers between its ends. */
  readonly passes: readonly (readonly { readonly x: number; readonly y: number }[])[];
  readonly layers: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Lays a graph out from left to right: an issue stands right of all that it waits for. Cycles are condensed first (their
 * issues share a layer), then each issue takes the longest path to it as its layer, then the layers are swept to and
 * fro, each ordered by the mean place of its neighbours (Sugiyama, Tagawa and Toda 1981). O(sweeps · arrows · log).
 */
export function layOutChain(count: number, arrows: readonly Arrow[]): ChainLayout {
  const component = condense(count, arrows);
  const layer = assignLayers(count, arrows, component);
  const graph = withWaypoints(count, arrows, layer);
  const order = orderLayers(graph);
  const centre = placeVertically(graph, order);
  const top = Math.min(...centre.map((y, node) => y - heightOf(node, count) / 2), Infinity);
  const xOfLayer = (of: number): number => of * (NODE.width + NODE.betweenLayers);
  const bottom = Math.max(...centre.map((y, node) => y + heightOf(node, count) / 2), top);
  const layers = order.length;
  return {
    layer,
    x: layer.map(xOfLayer),
    y: layer.map((_, node) => centre[node] - NODE.height / 2 - top),
    passes: graph.waypoints.map((nodes) =>
      nodes.map((node) => ({ x: xOfLayer(graph.layer[node]), y: centre[node] - top })),
    ),
    layers,
    width: Math.max(0, xOfLayer(layers) - NODE.betweenLayers),
    height: count === 0 ? 0 : bottom - top,
  };
}

function heightOf(node: number, count: number): number {
  return node < count ? NODE.height : WAYPOINT_HEIGHT;
}

/** Strongly connected components (Tarjan 1972, with a stack of its own), numbered so that providers have higher numbers. */
function condense(count: number, arrows: readonly Arrow[]): readonly number[] {
  const next = adjacency(count, arrows, 'provider', 'dependent');
  const index = new Array<number>(count).fill(-1);
  const low = new Array<number>(count).fill(0);
  const component = new Array<number>(count).fill(-1);
  const open: number[] = [];
  let visited = 0;
  let components = 0;
  for (let root = 0; root < count; root++) {
    if (index[root] !== -1) continue;
    const path: { node: number; at: number }[] = [{ node: root, at: 0 }];
    index[root] = low[root] = visited++;
    open.push(root);
    while (path.length > 0) {
      const step = path[path.length - 1];
      const { node } = step;
      if (step.at < next[node].length) {
        const to = next[node][step.at++];
        if (index[to] === -1) {
          index[to] = low[to] = visited++;
          open.push(to);
          path.push({ node: to, at: 0 });
        } else if (component[to] === -1) {
          low[node] = Math.min(low[node], index[to]);
        }
        continue;
      }
      path.pop();
      const parent = path[path.length - 1];
      if (parent) low[parent.node] = Math.min(low[parent.node], low[node]);
      if (low[node] !== index[node]) continue;
      let member: number | undefined;
      do {
        member = open.pop();
        if (member !== undefined) component[member] = components;
      } while (member !== undefined && member !== node);
      components++;
    }
  }
  return component;
}

function adjacency(
  count: number,
  arrows: readonly Arrow[],
  from: keyof Arrow,
  to: keyof Arrow,
): readonly (readonly number[])[] {
  const lists = Array.from({ length: count }, (): number[] => []);
  for (const arrow of arrows) lists[arrow[from]].push(arrow[to]);
  return lists;
}

/** The longest path to each component; then those that more wait for than they wait for move right, as far as they may. */
function assignLayers(count: number, arrows: readonly Arrow[], component: readonly number[]): readonly number[] {
  const between = arrows
    .map(({ provider, dependent }) => ({ provider: component[provider], dependent: component[dependent] }))
    .filter(({ provider, dependent }) => provider !== dependent);
  const components = Math.max(-1, ...component) + 1;
  const providers = adjacency(components, between, 'dependent', 'provider');
  const dependents = adjacency(components, between, 'provider', 'dependent');
  const layer = new Array<number>(components).fill(0);
  // Providers have the higher numbers, so that they come first.
  for (let node = components - 1; node >= 0; node--) {
    for (const provider of providers[node]) layer[node] = Math.max(layer[node], layer[provider] + 1);
  }
  for (let node = 0; node < components; node++) {
    if (dependents[node].length <= providers[node].length) continue;
    layer[node] = Math.min(...dependents[node].map((dependent) => layer[dependent])) - 1;
  }
  return Array.from({ length: count }, (_, issue) => layer[component[issue]]);
}

interface LayeredGraph {
  /** By node: the issues, then the waypoints. */
  readonly layer: readonly number[];
  /** By arrow. */
  readonly waypoints: readonly (readonly number[])[];
  readonly left: readonly (readonly number[])[];
  readonly right: readonly (readonly number[])[];
  readonly issues: number;
}

/** A place for each line in each layer that it passes, so that lines keep clear of issues. */
function withWaypoints(count: number, arrows: readonly Arrow[], layerOfIssue: readonly number[]): LayeredGraph {
  const layer = [...layerOfIssue];
  const wanted = arrows.reduce((sum, { provider, dependent }) => sum + Math.max(0, span(provider, dependent) - 1), 0);
  const left: number[][] = Array.from({ length: count }, () => []);
  const right: number[][] = Array.from({ length: count }, () => []);
  const waypoints = arrows.map(({ provider, dependent }) => {
    const passed: number[] = [];
    if (span(provider, dependent) < 1) return passed;
    let before = provider;
    for (let at = layer[provider] + 1; wanted <= MOST_WAYPOINTS && at < layer[dependent]; at++) {
      const node = layer.push(at) - 1;
      left.push([before]);
      right.push([]);
      right[before].push(node);
      passed.push(node);
      before = node;
    }
    right[before].push(dependent);
    left[dependent].push(before);
    return passed;
  });
  return { layer, waypoints, left, right, issues: count };

  function span(provider: number, dependent: number): number {
    return layerOfIssue[dependent] - layerOfIssue[provider];
  }
}

function orderLayers(graph: LayeredGraph): readonly (readonly number[])[] {
  const layers: number[][] = [];
  graph.layer.forEach((of, node) => (layers[of] ??= []).push(node));
  // A layer is never empty by itself, but the compiler and a sparse array cannot know.
  for (let at = 0; at < layers.length; at++) layers[at] ??= [];
  const place = new Array<number>(graph.layer.length).fill(0);
  const settle = (nodes: readonly number[]): void => nodes.forEach((node, at) => (place[node] = at));
  layers.forEach(settle);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const rightwards = sweep % 2 === 0;
    const neighbours = rightwards ? graph.left : graph.right;
    for (const nodes of rightwards ? layers : [...layers].reverse()) {
      const wish = new Map(nodes.map((node) => [node, meanOf(neighbours[node], place) ?? place[node]]));
      nodes.sort((a, b) => (wish.get(a) ?? 0) - (wish.get(b) ?? 0) || place[a] - place[b]);
      settle(nodes);
    }
  }
  return layers;
}

function meanOf(nodes: readonly number[], values: readonly number[]): number | null {
  if (nodes.length === 0) return null;
  return nodes.reduce((sum, node) => sum + values[node], 0) / nodes.length;
}

/** Each node as near the mean of its neighbours as the order in its layer lets it. The answer: centres. */
function placeVertically(graph: LayeredGraph, layers: readonly (readonly number[])[]): readonly number[] {
  const centre = new Array<number>(graph.layer.length).fill(0);
  for (const nodes of layers) spread(nodes, () => 0);
  for (const [order, neighbours] of [
    [layers, graph.left],
    [[...layers].reverse(), graph.right],
    [layers, graph.left],
  ] as const) {
    for (const nodes of order) spread(nodes, (node) => meanOf(neighbours[node], centre) ?? centre[node]);
  }
  return centre;

  function spread(nodes: readonly number[], wish: (node: number) => number): void {
    const wishes = nodes.map(wish);
    let floor = -Infinity;
    let moved = 0;
    nodes.forEach((node, at) => {
      const half = heightOf(node, graph.issues) / 2;
      centre[node] = Math.max(wishes[at], floor + half);
      floor = centre[node] + half + NODE.betweenRows;
      moved += centre[node] - wishes[at];
    });
    const back = nodes.length === 0 ? 0 : moved / nodes.length;
    for (const node of nodes) centre[node] -= back;
  }
}
