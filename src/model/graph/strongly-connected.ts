/**
 * Edges grouped by their tail: those of node v are `head[first[v]] … head[first[v + 1] - 1]`
 * (compressed sparse rows).
 */
export interface DirectedGraph {
  readonly nodes: number;
  readonly first: Int32Array;
  readonly head: Int32Array;
}

/** Groups the edges `from[e] → to[e]` by tail, keeping their order; linear. Edges with `keep[e] === 0` are left out. */
export function directedGraph(nodes: number, from: Int32Array, to: Int32Array, keep?: Uint8Array): DirectedGraph {
  const first = new Int32Array(nodes + 1);
  for (let edge = 0; edge < from.length; edge++) {
    if (!keep || keep[edge]) first[from[edge] + 1]++;
  }
  for (let node = 0; node < nodes; node++) first[node + 1] += first[node];
  const head = new Int32Array(first[nodes]);
  const next = first.slice(0, nodes);
  for (let edge = 0; edge < from.length; edge++) {
    if (!keep || keep[edge]) head[next[from[edge]]++] = to[edge];
  }
  return { nodes, first, head };
}

export interface Components {
  /** Of each node, the number of its component; components are numbered in reverse topological order. */
  readonly component: Int32Array;
  /** Of each component, how many nodes it has. */
  readonly size: Int32Array;
}

const UNSEEN = -1;

/**
 * Strongly connected components, linear in nodes and edges.
 * R. Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1 (1972), with the recursion
 * unrolled into `path`, so that a cycle of any length fits.
 */
export function stronglyConnected(graph: DirectedGraph): Components {
  const { nodes, first, head } = graph;
  const component = new Int32Array(nodes).fill(UNSEEN);
  const order = new Int32Array(nodes).fill(UNSEEN);
  const lowest = new Int32Array(nodes);
  const nextEdge = new Int32Array(nodes);
  const path = new Int32Array(nodes);
  const pending = new Int32Array(nodes);
  const sizes: number[] = [];
  let seen = 0;
  let pendingCount = 0;

  for (let root = 0; root < nodes; root++) {
    if (order[root] !== UNSEEN) continue;
    let depth = 0;
    path[0] = root;
    while (depth >= 0) {
      const node = path[depth];
      if (order[node] === UNSEEN) {
        order[node] = lowest[node] = seen++;
        nextEdge[node] = first[node];
        pending[pendingCount++] = node;
      }
      if (nextEdge[node] < first[node + 1]) {
        const to = head[nextEdge[node]++];
        if (order[to] === UNSEEN) path[++depth] = to;
        else if (component[to] === UNSEEN && order[to] < lowest[node]) lowest[node] = order[to];
        continue;
      }
      if (lowest[node] === order[node]) {
        let size = 0;
        let member: number;
        do {
          member = pending[--pendingCount];
          component[member] = sizes.length;
          size++;
        } while (member !== node);
        sizes.push(size);
      }
      depth--;
      if (depth >= 0 && lowest[node] < lowest[path[depth]]) lowest[path[depth]] = lowest[node];
    }
  }
  return { component, size: Int32Array.from(sizes) };
}
