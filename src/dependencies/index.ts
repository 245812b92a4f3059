export { analyse } from './analyse';
export { dependencySlice } from './slice';
