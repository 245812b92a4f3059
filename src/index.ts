/** The doors: exactly the handlers that manifest.yml names. */
export { adminPageResolver as adminResolver } from './resolvers/admin-page';
export { mapPagesResolver as mapResolver } from './resolvers/map-pages';
export { portfolioPageResolver as portfolioResolver } from './resolvers/portfolio-page';
export { projectPageResolver as projectResolver } from './resolvers/project-page';
export {
  beginReport as weeklyReport,
  beginToWatch as appLifecycle,
  beginUpkeep as hourlyUpkeep,
  takeJiraEvent as jiraEvents,
} from './refresh';
export { workOff as refreshWorker } from './refresh';
