import { demoSite } from '../../../sandbox/demo';
import { createJiraSite } from '../../../sandbox/jira';
import type { JiraSite } from '../../../sandbox/jira/site-port';
import { defaultPlaybook } from '../../../src/compliance';
import { analyse, dependencySlice } from '../../../src/dependencies';
import { fieldsToRead, parseIssuePage, type FieldSettings } from '../../../src/jira';
import { OUTLOOK_FLAG, parseDay, type DependencySlice, type ProjectIdentity } from '../../../src/model';
import { assemblePages, factsOfPage } from '../../../src/refresh/assemble';

/** What the dependency map shows of the demo, from what the simulated Jira serves. */
const TODAY = '2026-11-20';
const FIELDS: FieldSettings = {
  timeZone: 'Europe/Amsterdam',
  startDateFields: ['customfield_10015'],
  sprintFields: ['customfield_10020'],
  pointsFields: ['customfield_10016'],
  teamFields: [],
  mapped: {},
};
const APP = { kind: 'app', scopes: ['read:jira-work'] } as const;

const data = demoSite({ today: TODAY });
const summaries = new Map(data.issues.map(({ id, fields }) => [Number(id), fields.summary as string]));

async function sliceOf(jira: JiraSite, project: ProjectIdentity): Promise<DependencySlice> {
  const pages = [];
  for (let token: string | null = null, more = true; more; more = token !== null) {
    const asked = { jql: `project = ${project.id} ORDER BY key ASC`, fields: fieldsToRead(FIELDS), maxResults: 100 };
    const body = JSON.stringify(token === null ? asked : { ...asked, nextPageToken: token });
    const reply = await jira.handle({ method: 'POST', path: '/rest/api/3/search/jql', body }, APP);
    const page = JSON.parse(reply.body) as { issues: unknown[]; nextPageToken?: string };
    pages.push(factsOfPage(parseIssuePage(page.issues, project, FIELDS), project));
    token = page.nextPageToken ?? null;
  }
  return dependencySlice({ ...assemblePages(pages, project), surroundings: null, schedule: null }, defaultPlaybook);
}

async function mapOfDemo() {
  const clock = (): Date => new Date(`${TODAY}T12:00:00Z`);
  const jira = createJiraSite(data, { clock, baseUrl: 'http://127.0.0.1' });
  const slices = await Promise.all(
    data.projects.map(({ id, key, name }) => sliceOf(jira, { id: Number(id), key, name, lead: 'active' })),
  );
  const asOf = parseDay(TODAY);
  if (asOf === null) throw new Error('no day');
  const { report, outlooks } = analyse(slices, { asOf, calendar: defaultPlaybook.calendar });
  const flagged = (key: string, flag: number): readonly string[] => {
    const slice = slices.find(({ projectKey }) => projectKey === key);
    const outlook = slice && outlooks.get(slice.projectId);
    if (!slice || !outlook) throw new Error(`no project ${key}`);
    const ids = Array.from(slice.ends.id).filter((_, end) => (outlook.ends.flags[end] & flag) !== 0);
    return ids.map((id) => summaries.get(id) ?? '').sort();
  };
  return { report, slices, flagged };
}

const map = mapOfDemo();

test('the signalling upgrade is late because the data platform is: its critical path is the one of the story', async () => {
  const { report, flagged } = await map;
  const waits = report.coupling.find((pair) => pair.dependentProject === 'SIG' && pair.providerProject === 'DATA');
  expect(waits?.late).toBeGreaterThan(0);
  expect(waits?.leastSlack).toBeLessThan(0);
  expect(flagged('SIG', OUTLOOK_FLAG.onPath)).toEqual(
    [
      'Import the asset register into the interlocking design tool',
      'Freeze the interlocking design for Harbour Central',
      'Factory acceptance test of the Harbour Central interlocking',
      'Install the interlocking cabinets at Harbour Central',
      'Dynamic testing with two trains under ETCS',
      'Cut Harbour Central over to ETCS Level 2',
      'Have the authority accept the safety case of the whole line',
      'The whole line is authorised',
    ].sort(),
  );
  const { target, forecast } = report.forecasts.find(({ project }) => project === 'SIG')!;
  expect(forecast!).toBeGreaterThan(target!);
});

test('milestones are there, and what they wait for', async () => {
  const { flagged } = await map;
  expect(flagged('SIG', OUTLOOK_FLAG.milestone)).toHaveLength(2);
  expect(flagged('DATA', OUTLOOK_FLAG.milestone)).toEqual(['The asset register is live for signalling']);
  expect(flagged('PAY', OUTLOOK_FLAG.milestone)).toEqual(['Everybody is paid from the new payroll']);
});

test('payroll and HR are in one live cycle that one dependency less would open', async () => {
  const { report } = await map;
  expect(report.cycles).toMatchObject([{ live: true, cutIsLeast: true, suggestedCut: [expect.anything()] }]);
  expect(report.cycles[0].issues).toHaveLength(4);
});

test('the merger, which few may see, waits for payroll; a secured issue is an end of a dependency', async () => {
  const { report, slices } = await map;
  expect(report.coupling).toContainEqual(
    expect.objectContaining({ dependentProject: 'LAN', providerProject: 'PAY', open: 1 }),
  );
  const secured = new Set(
    data.issues.flatMap(({ id, securityAccountIds }) => (securityAccountIds ? [Number(id)] : [])),
  );
  const ends = slices.flatMap((slice) => {
    const inDependency = new Set([...slice.dependencies.provider, ...slice.dependencies.dependent]);
    return Array.from(slice.ends.id).filter((_, end) => inDependency.has(end));
  });
  expect(ends.some((id) => secured.has(id))).toBe(true);
});

test('estimates and sprints tell how long work takes where dates do not', async () => {
  const { slices } = await map;
  const some = (column: (slice: DependencySlice) => Int32Array): boolean =>
    slices.some((slice) => column(slice).some((value) => value > 0));
  expect(some(({ ends }) => ends.effortDays)).toBe(true);
  expect(some(({ ends }) => ends.sprintEnd)).toBe(true);
  expect(some(({ ends }) => ends.versionEnd)).toBe(true);
});
