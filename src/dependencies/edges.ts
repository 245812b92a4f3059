import { distinctEdges, FAR_STATE, type DistinctEdges } from '../model';
import type { Ends } from './ends';

/** All dependencies, ascending by (provider, dependent, kind); ends by their number in {@link Ends}. */
export interface Edges extends DistinctEdges {
  /** 1 where both ends are open; an unknown end counts as open. */
  readonly open: Uint8Array;
}

/** Puts the slices' dependencies together; one between two projects is told by both. */
export function mergeDependencies(ends: Ends): Edges {
  const reported = ends.slices.reduce((sum, { dependencies }) => sum + dependencies.count, 0);
  const provider = new Int32Array(reported);
  const dependent = new Int32Array(reported);
  const kind = new Uint8Array(reported);
  let next = 0;
  ends.slices.forEach(({ dependencies }, at) => {
    const numbers = ends.numbers[at];
    for (let i = 0; i < dependencies.count; i++) {
      provider[next] = numbers[dependencies.provider[i]];
      dependent[next] = numbers[dependencies.dependent[i]];
      kind[next] = dependencies.kind[i];
      next++;
    }
  });
  const edges = distinctEdges(ends.count, { count: reported, provider, dependent, kind });
  const open = new Uint8Array(edges.count);
  for (let i = 0; i < edges.count; i++) {
    const bothOpen =
      ends.state[edges.provider[i]] !== FAR_STATE.done && ends.state[edges.dependent[i]] !== FAR_STATE.done;
    open[i] = bothOpen ? 1 : 0;
  }
  return { ...edges, open };
}
