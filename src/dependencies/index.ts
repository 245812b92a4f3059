export { analyse } from './analyse';
export { dependencySlice } from './slice';
export { whatIf } from './what-if/what-if';
