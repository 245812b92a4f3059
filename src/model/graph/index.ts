/**
 * How a project's links read as a graph. It stands in the model because both rules and the merge over projects start
 * from it, and neither may know the other.
 */
export { dependenciesOf, type ProjectDependencies } from './dependencies-of';
export { distinctEdges, KINDS, mergeEdges, sumUp, type DistinctEdges, type EdgeColumns } from './edges';
export { choose, isBelow } from './flags';
export { surerState } from './outside-ends';
export { linkTypeName, meaningOfLinkType } from './link-meaning';
export { nextPlace, placeOf } from './search';
export { directedGraph, findCycles, type Cycles } from './strongly-connected';
