import { readSiteSettings } from '../jira';
import { dayOfInstant, type Day } from '../model';
import { getSite, setSite, type StoredSite } from '../store';

const A_DAY_MILLISECONDS = 86_400_000;

/** What is known of the site, read from Jira when it is not known or a day old. */
export async function currentSite(): Promise<StoredSite> {
  const stored = await getSite();
  return stored && Date.now() - stored.readAt < A_DAY_MILLISECONDS ? stored : readSite();
}

/** Reads the site's settings anew. */
export async function readSite(): Promise<StoredSite> {
  const site = { ...(await readSiteSettings()), readAt: Date.now() };
  await setSite(site);
  return site;
}

/** Today's calendar day on the site. */
export function todayOn(site: Pick<StoredSite, 'timeZone'>): Day {
  return dayOfInstant(new Date(), site.timeZone);
}
