import { POINTS, readSiteSettings } from '../jira';
import { FIELD_MEANINGS, type FieldMap, type Playbook } from '../model';
import { getSite, setSite, type StoredSite } from '../store';
import { Allowance } from './allowance';
import { playbookOf } from './followed-playbook';
import { requestReadingOfEverything } from './request-work';

const A_DAY_MILLISECONDS = 86_400_000;
const A_MOMENT_MILLISECONDS = 600_000;
/** More than most sites have; a site with more settles the difference afterwards. */
const LIKELY_FIELDS = 300;
const LIKELY_STATUSES = 60;

/** What is known of the site, read from Jira when it is not known or a day old. */
export async function currentSite(allowance: Allowance): Promise<StoredSite> {
  const stored = await getSite();
  return stored && Date.now() - stored.readAt < A_DAY_MILLISECONDS ? stored : readSite(allowance);
}

/** What is known of the site, read from Jira when it is not known or older than a few minutes. */
export async function freshSite(allowance: Allowance): Promise<StoredSite> {
  const stored = await getSite();
  return stored && Date.now() - stored.readAt < A_MOMENT_MILLISECONDS ? stored : readSite(allowance);
}

/**
 * Reads the site's settings anew. Where what was read by them before would be read otherwise now, has everything read:
 * no issue changes when an administrator adds a field or moves the site's clock.
 */
export async function readSite(allowance: Allowance): Promise<StoredSite> {
  const settings = await allowance.ask(
    ['serverInfo', 'field', 'status'],
    POINTS.serverInfo + POINTS.fields(LIKELY_FIELDS) + POINTS.statuses(LIKELY_STATUSES),
    readSiteSettings,
  );
  const site = { ...settings, readAt: Date.now() };
  const before = await getSite();
  // First, so that a kill in between has it asked for once more.
  if (before !== null && readingOf(before) !== readingOf(site)) await requestReadingOfEverything();
  await setSite(site);
  return site;
}

/** The same for a project: the playbook that it follows may name other fields than those that their names tell. */
export async function siteForProject(projectId: number, allowance: Allowance): Promise<StoredSite> {
  const site = await currentSite(allowance);
  const mapped = fieldsToMap(site, (await playbookOf(projectId)).playbook);
  return {
    ...{ ...site, mapped },
    startDateFields: mapped.start === undefined ? site.startDateFields : [mapped.start],
    pointsFields: mapped.points === undefined ? site.pointsFields : [mapped.points],
  };
}

/** Which fields a project is read by. */
export function fieldsToMap({ mapped }: Pick<StoredSite, 'mapped'>, { fields }: Pick<Playbook, 'fields'>): FieldMap {
  const found = FIELD_MEANINGS.map((meaning) => [meaning, fields[meaning] ?? mapped[meaning]] as const);
  return Object.fromEntries(found.filter(([, id]) => id !== undefined));
}

/** What decides how an issue is read. */
function readingOf({ timeZone, startDateFields, sprintFields, pointsFields, teamFields, mapped }: StoredSite): string {
  return JSON.stringify([timeZone, startDateFields, sprintFields, pointsFields, teamFields, mapped]);
}

/** The same for a person who waits for the answer. */
export async function siteForPeople(): Promise<StoredSite> {
  const allowance = new Allowance('site settings', 'people');
  try {
    return await currentSite(allowance);
  } finally {
    await allowance.settle();
  }
}
