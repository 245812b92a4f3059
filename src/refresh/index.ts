export { isOverdue, progressOf, startRefresh } from './progress';
export { currentSite } from './site';
export { beginToWatch, beginUpkeep, takeJiraEvent, workOff } from './worker';
