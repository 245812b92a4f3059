import { ISSUE_TYPES, STATUSES } from '../../sandbox/demo/standards';
import type { Random } from '../../sandbox/demo/random';
import { FIELD, type SiteData } from '../../sandbox/jira/site-data';
import { readClosedSprints, readSnapshot } from '../../src/store';
import { doneByProject, recountSprints, toDoByProject, type SprintThen } from '../oracle/sprints';
import { ORDINARY } from './conduct';
import type { Scenario } from './run';
import { Site } from './site';
import { smallSite } from './small-site';
import { World } from './world';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SPRINTS = 7;

/**
 * Two teams of one board play seven sprints, with all that people do to what is in them. The app hears of each start and
 * end as Forge's events are: late, twice, sometimes never; its jobs are killed. What it has seen begin and end it must
 * have counted as the site's own issues say, and the rule must say what a recount of that history says.
 */
export const sprints: Scenario = async ({ clock, random, trace }) => {
  const data = onOneBoard(smallSite(random, { projects: 2, issues: 14, least: 8 }));
  const site = new Site(data, clock);
  const mayKill = random.chance(0.5);
  const conduct = {
    ...{ ...ORDINARY, eventLoss: 0, errorsExpected: mayKill },
    ...(mayKill ? { kills: 0.15, lostWithKill: 0.3 } : {}),
  };
  const world = new World(clock, site, random, conduct, trace);
  let isLost = false;
  site.onEvent((event) => {
    isLost ||= event.eventType.startsWith('avi:jira-software:') && random.chance(0.08);
    if (isLost) trace.say(`event lost: ${event.eventType}`);
    else world.hear(event);
  });
  /** One step of a sprint and all that the app does about it; whether it may have missed it. */
  const step = async (id: number, change: Record<string, unknown>): Promise<boolean> => {
    const killed = world.kills;
    isLost = false;
    await site.edit('POST', `/rest/agile/1.0/sprint/${id}`, change);
    const missed = isLost;
    isLost = false;
    await world.rest();
    await world.pass(4 * HOUR, true);
    await world.rest();
    return missed || world.kills > killed;
  };
  world.install();
  await world.rest();
  await world.pass(4 * HOUR, true);
  await world.rest();

  const projects = data.projects.map(({ id }) => Number(id));
  const problems: string[] = [];
  const history = new Map<number, SprintThen[]>(projects.map((id) => [id, []]));
  for (let id = 1; id <= SPRINTS; id++) {
    await people(site, data, random, id, 0.5);
    const began = clock.now;
    const toDo = toDoByProject(await issuesIn(site, id));
    const instant = (time: number): string => new Date(time).toISOString();
    const missedStart = await step(id, {
      ...{ state: 'active', startDate: instant(began), endDate: instant(began + 14 * DAY) },
    });
    await people(site, data, random, id, 0.6);
    await world.pass(random.int(1, 10) * DAY);
    await world.rest();
    const before = await issuesIn(site, id);
    const done = doneByProject(before, began);
    const items = (before as readonly InProject[]).filter(({ fields }) => fields.issuetype.hierarchyLevel === 0);
    const present = new Set(items.map(({ fields }) => Number(fields.project.id)));
    const missedEnd = await step(id, { state: 'closed' });
    for (const projectId of projects) {
      const stored = await world.look(() => readClosedSprints(projectId));
      const told = stored?.value.find((each) => each.id === id);
      const [setOutTo, completed] = [toDo.get(projectId) ?? 0, done.get(projectId) ?? 0];
      const where = `sprint ${id} of ${projectId}`;
      if (told === undefined) {
        const isOfIt = setOutTo > 0 || present.has(projectId);
        if (isOfIt && !missedEnd && !missedStart) problems.push(`${where} is missing`);
        continue;
      }
      history.get(projectId)?.push({ setOutTo: told.committed, completed });
      const isSeen = told.committed !== null;
      if (!isSeen && !missedStart) problems.push(`the start of ${where} was not seen`);
      if (isSeen && told.committed !== setOutTo) {
        problems.push(`${where} began with ${setOutTo}, not ${told.committed}`);
      }
      if (isSeen && told.completed !== completed) {
        problems.push(`${where} completed ${completed}, not ${told.completed}`);
      }
    }
  }
  for (const projectId of projects) {
    const stored = await world.look(() => readSnapshot(projectId));
    const found = stored?.value.snapshot.findings.find(({ rule }) => rule === 'sprint-commitment');
    const expected = recountSprints(history.get(projectId) ?? []);
    if (found?.numerator === expected.numerator && found.denominator === expected.denominator) continue;
    problems.push(`${projectId}: ${found?.numerator} of ${found?.denominator}, not ${JSON.stringify(expected)}`);
  }
  return [...world.crashes, ...problems];
};

interface InProject {
  readonly fields: {
    readonly project: { readonly id: string };
    readonly issuetype: { readonly hierarchyLevel: number };
  };
}

/** A sprint exists for the site when an issue is in it: one epic of the first project is in all of them. */
function onOneBoard(data: SiteData): SiteData {
  const all = Array.from({ length: SPRINTS }, (_, place) => ({
    ...{ id: place + 1, name: `Sprint ${place + 1}`, state: 'future', boardId: 1 },
  }));
  const issues = data.issues.map((issue, place) => {
    const { [FIELD.sprint]: _sprint, ...fields } = issue.fields;
    if (place > 0) return { ...issue, fields };
    return { ...issue, fields: { ...fields, issuetype: { ...ISSUE_TYPES.epic }, [FIELD.sprint]: all } };
  });
  return { ...data, issues };
}

/** By chance each issue but the first is put into the sprint or taken out of it, started, finished or opened again. */
async function people(site: Site, data: SiteData, random: Random, sprint: number, share: number): Promise<void> {
  for (const { key } of data.issues.slice(1)) {
    if (random.chance(share)) {
      const fields = { [FIELD.sprint]: random.chance(0.15) ? null : sprint };
      await site.edit('PUT', `issue/${key}`, { fields });
    }
    if (random.chance(share)) {
      const status = random.pick([STATUSES.todo, STATUSES.done, STATUSES.done, STATUSES.done]);
      await site.edit('POST', `issue/${key}/transitions`, { transition: { id: status.id } });
    }
  }
}

async function issuesIn(site: Site, sprint: number): Promise<readonly unknown[]> {
  const fields = ['project', 'issuetype', 'status', 'resolutiondate'];
  const found = await site.edit('POST', 'search/jql', { jql: `sprint = ${sprint}`, fields, maxResults: 100 });
  return (found?.issues ?? []) as readonly unknown[];
}
