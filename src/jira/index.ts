export * from './issue-facts';
export * from './issues';
export * from './jira-error';
export { issuesByKey } from './jql';
export * from './permissions';
export { listProjects, readProject } from './projects';
export { isConsentRequest } from './request';
export * from './site-settings';
