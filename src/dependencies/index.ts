export { dependenciesOf, projectKeyOf, type OutsideEnd, type ProjectDependencies } from './dependencies-of';
export { meaningOfLinkType, type ExplainedMeaning } from './link-meaning';
export { mergeSlices, type MergedDependencies } from './merge';
export { placeOf } from './search';
export { dependencySlice } from './slice';
export { directedGraph, stronglyConnected } from './strongly-connected';
