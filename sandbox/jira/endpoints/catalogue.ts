import type { Endpoint } from '../endpoint';
import { errorMessages, ok } from '../http';
import { customFieldDetails, systemFieldDetails } from '../render/fields';
import { jiraInstant } from '../instant';
import { SYSTEM_FIELDS } from '../system-fields';

const read = { method: 'GET', scopes: ['read:jira-work'], anonymous: true } as const;

const CATEGORY_NAMES = { new: 'TODO', indeterminate: 'IN_PROGRESS', done: 'DONE' } as const;

/** What the site consists of: fields, link types, statuses, issue types, priorities, resolutions, and itself. */
export const catalogueEndpoints: readonly Endpoint[] = [
  {
    ...read,
    scopes: [],
    path: '/rest/api/3/serverInfo',
    handle: ({ site }) =>
      ok({
        baseUrl: site.baseUrl,
        displayUrl: site.baseUrl,
        version: '1001.0.0-SNAPSHOT',
        versionNumbers: [1001, 0, 0],
        deploymentType: 'Cloud',
        buildNumber: 100_290,
        buildDate: '2026-10-06T09:14:26.000+0000',
        serverTime: jiraInstant(site.clock()),
        scmInfo: '5e6a0c0d0b3a7e4f8a9b1c2d3e4f5a6b7c8d9e0f',
        serverTitle: site.state.data.title,
        serverTimeZone: site.state.data.timeZone,
      }),
  },
  {
    ...read,
    path: '/rest/api/3/field',
    handle: ({ site }) =>
      ok([...SYSTEM_FIELDS.map(systemFieldDetails), ...site.state.data.customFields.map(customFieldDetails)]),
  },
  {
    ...read,
    path: '/rest/api/3/issueLinkType',
    handle: ({ site }) => ok({ issueLinkTypes: site.catalogue.allLinkTypes() }),
  },
  { ...read, path: '/rest/api/3/priority', handle: ({ site }) => ok(site.catalogue.allPriorities()) },
  { ...read, path: '/rest/api/3/resolution', handle: ({ site }) => ok(site.catalogue.allResolutions()) },
  {
    ...read,
    path: '/rest/api/3/issuetype',
    handle: ({ site }) => ok(site.catalogue.allIssueTypes()),
  },
  {
    ...read,
    path: '/rest/api/3/status',
    handle: ({ site }) => ok(site.catalogue.allStatuses()),
  },
  {
    ...read,
    path: '/rest/api/3/statuscategory',
    handle: ({ site }) =>
      ok((['new', 'indeterminate', 'done'] as const).map((key) => site.catalogue.statusCategory(key))),
  },
  {
    method: 'GET',
    path: '/rest/api/3/statuses',
    scopes: ['manage:jira-configuration'],
    anonymous: false,
    handle: ({ site, query }) => {
      const ids = query.getAll('id');
      if (ids.length === 0 || ids.length > 50) throw errorMessages(400, 'The id parameter must have 1 to 50 values.');
      const statuses = site.state.data.statuses.filter((status) => ids.includes(status.id));
      return ok(
        statuses.map(({ id, name, category }) => ({
          id,
          name,
          ...(category === undefined ? {} : { statusCategory: CATEGORY_NAMES[category] }),
          scope: { type: 'GLOBAL' },
          description: '',
        })),
      );
    },
  },
];
