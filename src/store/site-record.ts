import * as z from 'zod';
import { READ_MEANINGS, type FieldMap } from '../model';
import { getRecord, setRecord, type RecordKind } from './records';

/** What refreshes know of the site; read anew when it is a day old. */
export interface StoredSite {
  readonly timeZone: string;
  readonly startDateFields: readonly string[];
  readonly sprintFields: readonly string[];
  readonly pointsFields: readonly string[];
  /** `null` in a record of before places were read: once it is read anew, everything is. */
  readonly teamFields: readonly string[] | null;
  /** Fields by what their names tell that they mean. */
  readonly mapped: FieldMap;
  readonly inProgressStatuses: readonly string[];
  /** What the fields hold that playbooks name, in Jira's words; `null`: Jira has no such field. */
  readonly namedFields: Readonly<Record<string, string | null>>;
  readonly readAt: number;
}

const sites: RecordKind<StoredSite> = {
  name: 'site',
  version: 3,
  // Every evaluation reads it.
  fields: [
    'timeZone',
    'startDateFields',
    'sprintFields',
    'pointsFields',
    'teamFields',
    'mapped',
    'inProgressStatuses',
    'namedFields',
    'readAt',
  ],
  upgrade: (from, site) => (from === 2 ? site : undefined),
  schema: z.object({
    timeZone: z.string(),
    startDateFields: z.array(z.string()),
    sprintFields: z.array(z.string()),
    pointsFields: z.array(z.string()),
    teamFields: z.array(z.string()).nullable().default(null),
    mapped: z.partialRecord(z.enum(READ_MEANINGS), z.string()).default({}),
    inProgressStatuses: z.array(z.string()),
    namedFields: z.record(z.string(), z.string().nullable()).default({}),
    readAt: z.number(),
  }),
};
const SITE = 'settings';

export const getSite = (): Promise<StoredSite | null> => getRecord(sites, SITE);
export const setSite = (site: StoredSite): Promise<void> => setRecord(sites, SITE, site);
