export { mergeSlices } from './merge';
export { dependencySlice } from './slice';
