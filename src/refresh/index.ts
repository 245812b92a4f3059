export { backgroundWork, type BackgroundWork } from './background-work';
export { currentForecast } from './forecast';
export { isOverdue, knownAsOf, progressOf, startRefresh } from './progress';
export { startReconciliation } from './reconcile';
export { isReadableNow } from './run-ends';
export { siteForPeople as currentSite } from './site';
export { startReadingEverything } from './start-work';
export { beginReport, beginToWatch, beginUpkeep, takeJiraEvent, workOff } from './worker';
