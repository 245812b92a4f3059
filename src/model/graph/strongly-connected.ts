/** The edges `tail[e] → head[e]`. */
export interface DirectedGraph {
  readonly nodes: number;
  readonly tail: Int32Array;
  readonly head: Int32Array;
}

/** The same grouped by tail: the edges of node v stand from `first[v]` to `first[v + 1]` − 1 (compressed sparse rows). */
interface GroupedGraph extends DirectedGraph {
  readonly first: Int32Array;
}

/** Groups the edges `from[e] → to[e]` by tail, keeping their order; linear. Edges with `keep[e] === 0` are left out. */
export function directedGraph(nodes: number, from: Int32Array, to: Int32Array, keep?: Uint8Array): GroupedGraph {
  const first = new Int32Array(nodes + 1);
  for (let edge = 0; edge < from.length; edge++) {
    if (!keep || keep[edge]) first[from[edge] + 1]++;
  }
  for (let node = 0; node < nodes; node++) first[node + 1] += first[node];
  const tail = new Int32Array(first[nodes]);
  const head = new Int32Array(first[nodes]);
  const next = first.slice(0, nodes);
  for (let edge = 0; edge < from.length; edge++) {
    if (keep && !keep[edge]) continue;
    const place = next[from[edge]]++;
    tail[place] = from[edge];
    head[place] = to[edge];
  }
  return { nodes, first, tail, head };
}

/** Which nodes are in a cycle: a strongly connected component of more than one node. */
export interface Cycles {
  /** Of each node, one more than the number of its cycle; 0 outside of cycles. */
  readonly cycle: Int32Array;
  readonly count: number;
  /** The nodes that are in one. */
  readonly members: Int32Array;
}

/** The cycles of a graph. Of dependencies most edges can be trimmed off; what is left is searched, which is linear. */
export function findCycles({ nodes, tail, head }: DirectedGraph): Cycles {
  const cycle = new Int32Array(nodes);
  const left = trimmed(nodes, tail, head);
  // Until their cycles are known, one more than each node's place among those that are searched.
  const places = cycle;
  const searched: number[] = [];
  const placeOf = (node: number): number => {
    if (places[node] === 0) places[node] = searched.push(node);
    return places[node] - 1;
  };
  const [tails, heads] = [left.tail.map(placeOf), left.head.map(placeOf)];
  const inside = components(directedGraph(searched.length, tails, heads));
  searched.forEach((node, place) => (cycle[node] = inside.cycle[place]));
  const members = Int32Array.from(searched.filter((node) => cycle[node] !== 0));
  return { cycle, count: inside.count, members };
}

type Edges = Pick<DirectedGraph, 'tail' | 'head'>;

/**
 * Without edges to whose tail nothing leads or whose head leads nowhere, which are in no cycle: again and again, as long
 * as that halves them.
 */
function trimmed(nodes: number, tail: Int32Array, head: Int32Array): Edges {
  const leadsOn = new Uint8Array(nodes);
  const isLedTo = new Uint8Array(nodes);
  const room = { tail: new Int32Array(tail.length), head: new Int32Array(tail.length) };
  let edges: Edges = { tail, head };
  for (;;) {
    const before = edges.tail.length;
    markEnds(edges, leadsOn.fill(0), isLedTo.fill(0));
    const left = takeMarked(edges, leadsOn, isLedTo, room);
    edges = { tail: room.tail.subarray(0, left), head: room.head.subarray(0, left) };
    if (left * 2 >= before) return edges;
  }
}

function markEnds({ tail, head }: Edges, leadsOn: Uint8Array, isLedTo: Uint8Array): void {
  for (let edge = 0; edge < tail.length; edge++) {
    leadsOn[tail[edge]] = 1;
    isLedTo[head[edge]] = 1;
  }
}

/** Writes them into the first rows of `room`, which may be where they come from. How many they are. */
function takeMarked({ tail, head }: Edges, leadsOn: Uint8Array, isLedTo: Uint8Array, room: Edges): number {
  let taken = 0;
  for (let edge = 0; edge < tail.length; edge++) {
    const from = tail[edge];
    const to = head[edge];
    room.tail[taken] = from;
    room.head[taken] = to;
    // No branch: nobody can guess which ones stay, and a wrong guess costs a processor more than all the rest here.
    taken += isLedTo[from] & leadsOn[to];
  }
  return taken;
}

/**
 * R. Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1 (1972), with the recursion
 * unrolled into `path`, so that a cycle of any length fits.
 */
function components({ nodes, first, head }: GroupedGraph): Pick<Cycles, 'cycle' | 'count'> {
  const cycle = new Int32Array(nodes);
  // 0 for those not visited yet, then the order of visiting.
  const order = new Int32Array(nodes);
  const lowest = new Int32Array(nodes);
  const nextEdge = first.slice(0, nodes);
  const path = new Int32Array(nodes);
  const pending = new Int32Array(nodes);
  let seen = 0;
  let pendingCount = 0;
  let count = 0;

  for (let root = 0; root < nodes; root++) {
    if (order[root] !== 0) continue;
    let depth = 0;
    path[0] = root;
    while (depth >= 0) {
      const node = path[depth];
      if (order[node] === 0) {
        order[node] = lowest[node] = ++seen;
        pending[pendingCount++] = node;
      }
      if (nextEdge[node] < first[node + 1]) {
        const to = head[nextEdge[node]++];
        if (order[to] === 0) path[++depth] = to;
        else if (order[to] < lowest[node]) lowest[node] = order[to];
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

/** The node's component is known; above all orders. */
const CLOSED = 2147483647;
