import { canMean, POINTS, readSiteSettings } from '../jira';
import { FIELD_MEANINGS, NONE_TO_READ, type FieldMap, type Playbook, type UnreadField } from '../model';
import { getSite, setSite, type StoredSite } from '../store';
import { Allowance } from './allowance';
import { playbookOf, playbooksInForce } from './followed-playbook';
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
 * no issue changes when an administrator adds or removes a field or moves the site's clock.
 */
export async function readSite(allowance: Allowance): Promise<StoredSite> {
  const named = new Set((await playbooksInForce()).flatMap(({ fields }) => Object.values(fields)));
  const settings = await allowance.ask(
    ['serverInfo', 'field', 'status'],
    POINTS.serverInfo + POINTS.fields(LIKELY_FIELDS) + POINTS.statuses(LIKELY_STATUSES),
    () => readSiteSettings([...named].sort()),
  );
  const site = { ...settings, readAt: Date.now() };
  const before = await getSite();
  // First, so that a kill in between has it asked for once more.
  if (before !== null && readingOf(before, site) !== readingOf(site, before)) await requestReadingOfEverything();
  await setSite(site);
  return site;
}

/** The same for a project: the playbook that it follows may name other fields than those that their names tell. */
export async function siteForProject(projectId: number, allowance: Allowance): Promise<StoredSite> {
  const { playbook } = await playbookOf(projectId);
  const known = await currentSite(allowance);
  const site = Object.values(playbook.fields).every((id) => id in known.namedFields)
    ? known
    : await readSite(allowance);
  const mapped = fieldsToMap(site, playbook);
  return {
    ...{ ...site, mapped },
    startDateFields: named(mapped.start) ?? site.startDateFields,
    pointsFields: named(mapped.points) ?? site.pointsFields,
  };
}

function named(field: string | undefined): readonly string[] | undefined {
  if (field === undefined) return undefined;
  return field === NONE_TO_READ ? [] : [field];
}

/**
 * Which fields a project is read by. Of those that its playbook names, what the site has and can be read; nobody has asked
 * yet whether the site has one that is new in the playbook, so that it is wanted until somebody does.
 */
export function fieldsToMap(
  { mapped, namedFields }: Pick<StoredSite, 'mapped' | 'namedFields'>,
  { fields }: Pick<Playbook, 'fields'>,
): FieldMap {
  const unread = new Set(unreadFields({ namedFields }, { fields }).map(({ meaning }) => meaning));
  const found = FIELD_MEANINGS.map((meaning) => {
    const field = unread.has(meaning) ? INSTEAD[meaning] : (fields[meaning] ?? mapped[meaning]);
    return [meaning, field] as const;
  });
  return Object.fromEntries(found.filter(([, id]) => id !== undefined));
}

/** None is guessed in its place: the playbook says that it is another. */
const INSTEAD: FieldMap = { start: NONE_TO_READ, points: NONE_TO_READ };

/** The fields that a playbook names and that the site, as it was last read, does not have, or not with such values. */
export function unreadFields(
  { namedFields }: Pick<StoredSite, 'namedFields'>,
  { fields }: Pick<Playbook, 'fields'>,
): readonly UnreadField[] {
  return FIELD_MEANINGS.flatMap((meaning) => {
    const field = fields[meaning];
    if (field === undefined || !(field in namedFields)) return [];
    const holds = namedFields[field];
    return canMean(meaning, holds) ? [] : [{ meaning, field, holds }];
  });
}

/** What decides how an issue is read, as far as `other` could know it, too. */
function readingOf(site: StoredSite, other: StoredSite): string {
  const { timeZone, startDateFields, sprintFields, pointsFields, teamFields, mapped, namedFields } = site;
  const named = Object.keys(namedFields).filter((id) => id in other.namedFields);
  const held = named.sort().map((id) => [id, namedFields[id]]);
  return JSON.stringify([timeZone, startDateFields, sprintFields, pointsFields, teamFields, mapped, held]);
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
