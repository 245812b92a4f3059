import { distinctEdges, FAR_STATE, KINDS, type DependencyReport, type DistinctEdges } from '../model';
import type { Ends } from './ends';

/** All dependencies, ascending by (provider, dependent, kind); ends by their number in {@link Ends}. */
export interface Edges extends DistinctEdges {
  /** 1 where both ends are open; an unknown end counts as open. */
  readonly open: Uint8Array;
  readonly counts: Pick<DependencyReport, 'dependencies' | 'open' | 'crossProject' | 'withUnknownEnd' | 'byKind'>;
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
  return { ...edges, ...countDependencies(edges, ends) };
}

/** One pass for all figures: what costs is looking up the ends. */
function countDependencies(edges: DistinctEdges, ends: Ends): Pick<Edges, 'open' | 'counts'> {
  const { count, provider, dependent, kind } = edges;
  const { state, project, held } = ends;
  const open = new Uint8Array(count);
  const kinds = new Int32Array(KINDS.length);
  let allOpen = 0;
  let crossProject = 0;
  let withUnknownEnd = 0;
  for (let i = 0; i < count; i++) {
    const from = provider[i];
    const to = dependent[i];
    const bothOpen = state[from] !== FAR_STATE.done && state[to] !== FAR_STATE.done ? 1 : 0;
    open[i] = bothOpen;
    allOpen += bothOpen;
    kinds[kind[i]]++;
    if (project[from] !== project[to]) crossProject++;
    if (from >= held || to >= held) withUnknownEnd++;
  }
  const byKind = {
    finishToStart: kinds[KINDS.indexOf('finishToStart')],
    startToStart: kinds[KINDS.indexOf('startToStart')],
    finishToFinish: kinds[KINDS.indexOf('finishToFinish')],
    startToFinish: kinds[KINDS.indexOf('startToFinish')],
  };
  return { open, counts: { dependencies: count, open: allOpen, crossProject, withUnknownEnd, byKind } };
}
