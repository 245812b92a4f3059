/** An arrow with how much speaks for keeping its direction. */
interface WeightedArrow {
  readonly provider: number;
  readonly dependent: number;
  readonly open: number;
}

/**
 * An order of nodes in which little weight points backwards: none where there is no cycle. Sources go first and sinks
 * last; where there is neither, the node whose arrows lead out most is taken next (Eades, Lin and Smyth 1993).
 * O(nodes² + arrows).
 * @returns the place of each node in the order
 */
export function acyclicOrder(count: number, arrows: readonly WeightedArrow[]): readonly number[] {
  const outOf: WeightedArrow[][] = Array.from({ length: count }, () => []);
  const into: WeightedArrow[][] = Array.from({ length: count }, () => []);
  const outgoing = new Array<number>(count).fill(0);
  const incoming = new Array<number>(count).fill(0);
  for (const arrow of arrows) {
    outOf[arrow.provider].push(arrow);
    into[arrow.dependent].push(arrow);
    outgoing[arrow.provider] += arrow.open;
    incoming[arrow.dependent] += arrow.open;
  }
  const left = new Set(Array.from({ length: count }, (_, node) => node));
  const first: number[] = [];
  const last: number[] = [];
  while (left.size > 0) {
    const next = nextOf(left, outgoing, incoming);
    left.delete(next);
    for (const { dependent, open } of outOf[next]) incoming[dependent] -= open;
    for (const { provider, open } of into[next]) outgoing[provider] -= open;
    if (outgoing[next] === 0 && incoming[next] > 0) last.push(next);
    else first.push(next);
  }
  const place = new Array<number>(count).fill(0);
  [...first, ...last.reverse()].forEach((node, at) => (place[node] = at));
  return place;
}

/** A sink or a source, else the node with the greatest surplus; of several the one that was there first. */
function nextOf(left: ReadonlySet<number>, outgoing: readonly number[], incoming: readonly number[]): number {
  let best = -1;
  let most = -Infinity;
  for (const node of left) {
    if (outgoing[node] === 0 || incoming[node] === 0) return node;
    if (outgoing[node] - incoming[node] <= most) continue;
    most = outgoing[node] - incoming[node];
    best = node;
  }
  return best;
}
