import * as z from 'zod';
import { route } from '@forge/api';
import type { LinkType } from '../model';
import { askJira } from './request';
import { POINTS } from './usage';

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-link-types/#api-rest-api-3-issuelinktype-get */
const linkTypes = z.object({
  issueLinkTypes: z.array(z.object({ name: z.string(), inward: z.string().nullish(), outward: z.string().nullish() })),
});

/** The site's link types as the current user sees them. 1 call. */
export async function listLinkTypes(): Promise<readonly LinkType[]> {
  const { issueLinkTypes } = await askJira(
    {
      endpoint: 'issueLinkType',
      route: route`/rest/api/3/issueLinkType`,
      as: 'user',
      points: (reply) => POINTS.linkTypes(reply.issueLinkTypes.length),
    },
    linkTypes,
  );
  return issueLinkTypes.map(({ name, inward = null, outward = null }) => ({ name, inward, outward }));
}
