import { POINTS, readSiteSettings } from '../jira';
import { getSite, setSite, type StoredSite } from '../store';
import { Allowance } from './allowance';

const A_DAY_MILLISECONDS = 86_400_000;
const A_MOMENT_MILLISECONDS = 600_000;
/** More fields than most sites have; a site with more settles the difference afterwards. */
const LIKELY_FIELDS = 300;

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

/** Reads the site's settings anew. */
export async function readSite(allowance: Allowance): Promise<StoredSite> {
  const settings = await allowance.ask(
    ['serverInfo', 'field'],
    POINTS.serverInfo + POINTS.fields(LIKELY_FIELDS),
    readSiteSettings,
  );
  const site = { ...settings, readAt: Date.now() };
  await setSite(site);
  return site;
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
