/**
 * How a project's links read as a graph. It stands in the model because both rules and the merge over projects start
 * from it, and neither may know the other.
 */
export { dependenciesOf, projectKeyOf, type ProjectDependencies } from './dependencies-of';
export { distinctEdges, KINDS, type EdgeColumns } from './edges';
export { meaningOfLinkType } from './link-meaning';
export { distinctAscending, placeOf } from './search';
export { directedGraph, stronglyConnected, type Components } from './strongly-connected';
