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

/** Which nodes are in a cycle: a strongly connected component of more than one node. */
export interface Cycles {
  /** Of each node, one more than the number of its cycle; 0 outside of cycles. */
  readonly cycle: Int32Array;
  readonly count: number;
}

/**
 * The cycles of a graph, linear in nodes and edges.
 * R. Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1 (1972), with the recursion
 * unrolled into `path`, so that a cycle of any length fits. A node that nothing leads to, or that leads nowhere, is in
 * no cycle and is not even visited: of a graph of dependencies that is most.
 */
export function findCycles({ nodes, first, head }: DirectedGraph): Cycles {
  const cycle = new Int32Array(nodes);
  // 0 where nothing leads to the node, then the order of visiting, from 1 on; `UNSEEN` and `CLOSED` lie above all.
  const order = new Int32Array(nodes);
  for (let edge = 0; edge < first[nodes]; edge++) order[head[edge]] = UNSEEN;
  const lowest = new Int32Array(nodes);
  const nextEdge = new Int32Array(nodes);
  const path = new Int32Array(nodes);
  const pending = new Int32Array(nodes);
  let seen = 0;
  let pendingCount = 0;
  let count = 0;

  for (let root = 0; root < nodes; root++) {
    if (order[root] !== UNSEEN || first[root] === first[root + 1]) continue;
    let depth = 0;
    path[0] = root;
    while (depth >= 0) {
      const node = path[depth];
      if (order[node] === UNSEEN) {
        order[node] = lowest[node] = ++seen;
        nextEdge[node] = first[node];
        pending[pendingCount++] = node;
      }
      if (nextEdge[node] < first[node + 1]) {
        const to = head[nextEdge[node]++];
        if (order[to] === UNSEEN) {
          if (first[to] < first[to + 1]) path[++depth] = to;
        } else if (order[to] < lowest[node]) lowest[node] = order[to];
        continue;
      }
      if (lowest[node] === order[node]) {
        const isCycle = pending[pendingCount - 1] !== node;
        if (isCycle) count++;
        let member: number;
        do {
          member = pending[--pendingCount];
          order[member] = CLOSED;
          if (isCycle) cycle[member] = count;
        } while (member !== node);
      }
      depth--;
      if (depth >= 0 && lowest[node] < lowest[path[depth]]) lowest[path[depth]] = lowest[node];
    }
  }
  return { cycle, count };
}

/** Something leads to the node, and it was not visited yet. */
const UNSEEN = 2147483646;
/** The node's component is known. */
const CLOSED = 2147483647;
