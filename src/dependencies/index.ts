export { mergeSlices, type MergedDependencies } from './merge';
export { dependencySlice } from './slice';
