export * from './changelogs';
export { canMean, customAmong, fieldsFitting, guessFields, listFields, type JiraField } from './fields';
export { findGroups, groupsWithIds, isInGroup } from './groups';
export { createConditionIssue } from './condition-issue';
export { listProjectRoles, membershipOf } from './gate-people';
export { countMatching, doneAmong, refusedConditions } from './gate-queries';
export * from './issue-facts';
export * from './issue-fetch';
export * from './issue-search';
export * from './jira-error';
export { listLinkTypes } from './link-types';
export { conditionWithinProject, issuesByKey } from './jql';
export { activeAmong, findPeople, namesOf } from './people';
export * from './permissions';
export * from './personal-data';
export {
  listGroupedProjects,
  listLeads,
  listProjects,
  listVersions,
  namesOfVersions,
  PROJECTS_PER_PAGE,
  readProject,
  type ListedProject,
  type ProjectVersion,
} from './projects';
export { isConsentRequest } from './request';
export * from './site-settings';
export { readSprintItems, type SprintItem } from './sprint-items';
export { metered, POINTS, type JiraUsage } from './usage';
