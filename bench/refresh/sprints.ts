import { withClosedSprint } from '../../src/compliance';
import { changeClosedSprints } from '../../src/store';
import type { SiteData } from '../../sandbox/jira/site-data';
import type { Site } from '../../test/simulation/site';
import type { Installation } from './installation';
import { FIRST_SPRINT_TO_CLOSE, sprintId } from './site-data';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Days from one sprint's start to the next one's. */
export const SPRINT_DAYS = 14;
/** As many closed sprints as the app judges. */
const BEHIND = 5;

/** Has the app know of as many closed sprints of each project as it keeps: as after ten weeks. */
export async function rememberSprints({ world }: Installation, data: SiteData, monday: number): Promise<void> {
  for (const { id } of data.projects) {
    for (let ago = BEHIND; ago > 0; ago--) {
      const closedAt = monday - ago * SPRINT_DAYS * DAY + (Number(id) % 600) * 60_000;
      const sprint = { id: sprintId(id, FIRST_SPRINT_TO_CLOSE - ago), closedAt, committed: 14, completed: 9 + ago };
      await world.look(() => changeClosedSprints(Number(id), (known) => withClosedSprint(known, sprint)));
    }
  }
}

/** In each project's first hour of work the sprint under way is closed, and the next one begins. */
export function planSprints(
  { clock, random }: Installation,
  site: Site,
  { data, day, place }: { readonly data: SiteData; readonly day: number; readonly place: number },
): void {
  for (const { id } of data.projects) {
    const at = random.int(day + 8 * HOUR, day + 9 * HOUR);
    clock.at(
      at,
      () =>
        void turn(
          site,
          sprintId(id, FIRST_SPRINT_TO_CLOSE + place),
          sprintId(id, FIRST_SPRINT_TO_CLOSE + place + 1),
          at,
        ),
    );
  }
}

async function turn(site: Site, closed: number, next: number, at: number): Promise<void> {
  const instant = (time: number): string => new Date(time).toISOString();
  const dates = { startDate: instant(at), endDate: instant(at + SPRINT_DAYS * DAY) };
  const path = '/rest/agile/1.0/sprint/';
  const done = [
    await site.edit('POST', `${path}${closed}`, { state: 'closed' }),
    await site.edit('POST', `${path}${next}`, { state: 'active', ...dates }),
  ];
  if (done.includes(null)) throw new Error('the site refused to turn a sprint');
}
