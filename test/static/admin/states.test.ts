import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Refusal } from '../../../src/contract';
import {
  aComparison,
  aFailure,
  aHealth,
  aJobView,
  aMention,
  aProgress,
  aRunView,
  aSummary,
  hidden,
  minutesAgo,
} from '../support/health';
import { installHost, type FakeHost } from '../support/host';
import { closePages, isHealthy, openAdmin } from '../support/open-page';

let host: FakeHost;

beforeEach(() => {
  host = installHost();
  host.context = { ...host.context, timezone: 'UTC', extension: { type: 'jira:adminPage' } };
});

afterEach(closePages);

function refuses(kind: Refusal['kind'], message: string, remedy: string): void {
  host.resolvers.health = () => ({ ok: false, error: { kind, message, remedy, reference: 'ref-42' } });
}

test('while the back end thinks, the page is a skeleton that says so', async () => {
  host.resolvers.health = () => new Promise<never>(() => undefined);
  await openAdmin();
  expect(screen.getByRole('main').getAttribute('aria-busy')).toBe('true');
  expect(screen.getByRole('status').textContent).toBe('Loading');
});

test('a site that is read: when, in which state its projects are, and that nothing needs anybody', async () => {
  isHealthy(host, aHealth());
  await openAdmin();
  const refresh = within(await screen.findByRole('region', { name: 'Refresh now' }));
  expect(refresh.getByText(/^All 12 projects read/)).toBeTruthy();
  expect(refresh.getByText('Fresh').closest('div')?.textContent).toMatch(/Fresh.*within the last two hours12/);
  expect(screen.getByText('None. Every project that was read came through.')).toBeTruthy();
  expect(
    screen.getByText(/12 of 12 projects compared.*2,510 issues by count, 240 of them field by field/),
  ).toBeTruthy();
  expect(screen.getByText('No difference.')).toBeTruthy();
});

test('first run: what happens, how long, what will be here', async () => {
  const projects = { total: 0, fresh: 0, waiting: 0, stale: 0, failed: 0, neverRead: 0 };
  const reconciliation = aSummary({ checked: 0, projects: 0, oldestAt: null, newestAt: null });
  isHealthy(host, aHealth({ projects, jobs: [], reconciliation, progress: aProgress({ campaign: null }) }));
  await openAdmin();
  expect(await screen.findByRole('heading', { name: 'Plumbline is about to read this site' })).toBeTruthy();
  expect(screen.getByText(/100,000 issues take a few hours/)).toBeTruthy();
  expect(screen.getByText('No job has run yet.')).toBeTruthy();
  expect(screen.getByText(/No project has been compared yet/)).toBeTruthy();
});

test('a site without projects that the app may read says how to let it', async () => {
  const projects = { total: 0, fresh: 0, waiting: 0, stale: 0, failed: 0, neverRead: 0 };
  const jobs = [aJobView({ job: 'discover', project: null })];
  isHealthy(host, aHealth({ projects, jobs, progress: aProgress({ campaign: null }) }));
  host.resolvers.refreshEverything = () => ({ ok: true, value: { started: true } });
  await openAdmin();
  expect(await screen.findByRole('heading', { name: 'Plumbline sees no projects' })).toBeTruthy();
  expect(screen.getByText(/atlassian-addons-project-access/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Look again' }));
  expect(await screen.findByText('Asked for')).toBeTruthy();
});

test('no permission: what one would see, whom to ask', async () => {
  refuses('noPermission', 'Only Jira administrators may see this page.', 'Ask a Jira administrator.');
  await openAdmin();
  expect(await screen.findByRole('heading', { name: 'Only Jira administrators may see this page' })).toBeTruthy();
  expect(screen.getByText('Ask a Jira administrator.')).toBeTruthy();
  expect(screen.getByText(/^Jira administrators see here how far/)).toBeTruthy();
});

test('an error has a remedy and a reference, and the page tries again', async () => {
  refuses('storageUnavailable', 'Plumbline could not read what it has stored', 'Try again in a few minutes.');
  await openAdmin();
  expect(await screen.findByText('ref-42', undefined, { timeout: 5000 })).toBeTruthy();
  isHealthy(host, aHealth());
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('region', { name: 'Refresh now' })).toBeTruthy();
});

test('under way: how far, what is being read and for whom, what waits until when and why', async () => {
  const until = new Date(new Date().setUTCHours(23, 0, 0, 0)).toISOString();
  const progress = aProgress({
    campaign: { startedAt: minutesAgo(20), finishedAt: null, projectsRead: 412, projects: 1000 },
    runs: [
      aRunView({ askedBy: { name: 'Ravi Menon' } }),
      aRunView({ project: hidden, waiting: { until, for: 'points' } }),
      aRunView({ project: aMention(2, 'Payroll move', 'PAY'), mode: 'reconcile', issuesExpected: null }),
    ],
    runsInAll: 5,
    waits: [
      { what: 'background', why: 'points', until, count: 4, endpoint: null },
      { what: 'reconcile', why: 'points', until, count: 1, endpoint: null },
      { what: 'calls', why: 'jira', until, count: 0, endpoint: 'search/jql' },
      { what: 'projects', why: 'gathering', until, count: 38, endpoint: null },
    ],
  });
  isHealthy(host, aHealth({ progress }));
  await openAdmin();
  const refresh = within(await screen.findByRole('region', { name: 'Refresh now' }));
  expect(refresh.getByText('412').parentElement?.textContent).toMatch(/^412 of 1,000 projects read since/);
  expect(refresh.getByRole('progressbar', { name: 'Projects read' })).toBeTruthy();
  const runs = within(refresh.getByRole('list', { name: 'Being read now' })).getAllByRole('listitem');
  expect(runs.map(({ textContent }) => textContent)).toEqual([
    'Signalling upgrade SIGreading all issues: 200 of about 323, 2 pages; asked for by Ravi Menon',
    'a project that you may not seewaits until 23:00: too few of this hour’s points are left',
    'Payroll move PAYcomparing with Jira: 200, 2 pages',
  ]);
  expect(refresh.getByText('and 2 others')).toBeTruthy();
  const waits = within(refresh.getByRole('list', { name: 'What waits' })).getAllByRole('listitem');
  expect(waits.map(({ textContent }) => textContent)).toEqual([
    expect.stringMatching(
      /^4 projects wait until 23:00: too few.*Refreshes that people ask for still run\.$/,
    ) as string,
    expect.stringMatching(/^1 comparison with Jira waits until 23:00: too few points/) as string,
    'Jira asked Plumbline to pause until 23:00 (search/jql).',
    expect.stringMatching(/^38 projects have changed in Jira; the next refresh begins at 23:00/) as string,
  ]);
});

test('what people ask for is not said to run while it waits, too', async () => {
  const until = new Date(new Date().setUTCHours(23, 0, 0, 0)).toISOString();
  const background = { what: 'background', why: 'points', until, count: 0, endpoint: null } as const;
  const run = aRunView({ waiting: { until, for: 'turn' }, issuesRead: 2000, issuesExpected: 100_000, pages: 20 });
  const others = [
    { ...background, what: 'people', count: 2 } as const,
    { ...background, what: 'calls', why: 'jira', endpoint: 'all' } as const,
  ];
  isHealthy(host, aHealth({ progress: aProgress({ runs: [run], runsInAll: 1, waits: [background, ...others] }) }));
  await openAdmin();
  const waits = within(await screen.findByRole('list', { name: 'What waits' })).getAllByRole('listitem');
  expect(waits.map(({ textContent }) => textContent)).toEqual([
    'Background work waits until 23:00: too few points are left of the background’s share of this hour.',
    '2 refreshes that people asked for wait until 23:00: too few of this hour’s points are left.',
    'Jira asked Plumbline to pause until 23:00. Nothing is read before, whoever asks for it.',
  ]);
  expect(screen.getByText(/^large, so read in turns with others: 2,000 of about 100,000, 20 pages$/)).toBeTruthy();
});

test('reading everything says what it costs before it begins', async () => {
  isHealthy(host, aHealth());
  host.resolvers.refreshEverything = () => ({ ok: true, value: { started: false } });
  await openAdmin();
  await userEvent.click(await screen.findByRole('button', { name: 'Read everything again…' }));
  expect(host.calls.map(({ name }) => name)).not.toContain('refreshEverything');
  const question = within(screen.getByRole('group', { name: 'Read everything again?' }));
  expect(question.getByText(/reads 12 projects from the beginning.*one point for each issue/)).toBeTruthy();
  await userEvent.click(question.getByRole('button', { name: 'Read everything again' }));
  expect(await screen.findByText('Everything is being read already')).toBeTruthy();
});

test('failures: cause, remedy and another try; those of hidden projects are counted by cause', async () => {
  const failures = [
    aFailure(),
    aFailure({ project: aMention(2, 'Payroll move', 'PAY'), cause: 'Jira refused.', remedy: 'Let apps in.' }),
    ...[1, 2, 3].map(() => aFailure({ project: hidden, cause: 'Jira refused.', remedy: 'Let apps in.' })),
  ];
  isHealthy(host, aHealth({ failures, failuresInAll: 9 }));
  host.resolvers.refreshProject = () => ({ ok: true, value: { started: true } });
  await openAdmin();
  const table = within(await screen.findByRole('table', { name: 'Projects that need attention' }));
  expect(table.getAllByRole('row')).toHaveLength(3);
  expect(table.getByText('Look at status.atlassian.com and refresh again once Jira is up.')).toBeTruthy();
  await userEvent.click(table.getByRole('button', { name: 'Refresh again: Payroll move' }));
  expect(await table.findByText('Asked for')).toBeTruthy();
  expect(host.calls).toContainEqual({ name: 'refreshProject', payload: { projectId: '10002' } });
  expect(screen.getByText('3 projects that you may not see').parentElement?.textContent).toBe(
    '3 projects that you may not see: Jira refused. Let apps in.',
  );
  expect(screen.getByText('and 4 further ones')).toBeTruthy();
});

test('jobs are filtered by outcome, in the address, and each says what it took', async () => {
  const jobs = [
    aJobView({ askedBy: { name: null } }),
    aJobView({ outcome: 'failed', cause: 'Jira refused to answer (project).', remedy: 'Ask a Jira admin.' }),
    aJobView({ job: 'reconcile', outcome: 'waiting', project: hidden, milliseconds: 200_400 }),
  ];
  isHealthy(host, aHealth({ jobs }));
  await openAdmin();
  const section = within(await screen.findByRole('region', { name: 'Last jobs' }));
  const row = section.getAllByRole('row')[1];
  expect(row.textContent).toMatch(
    /Read all issues.*Signalling upgrade SIG.*Done3.4 secs32363301.5 MBsomebody whom Jira/,
  );
  expect(section.getByText(/a project that you may not see/).closest('tr')?.textContent).toMatch(/3 min\D*20 sec/);
  await userEvent.click(section.getByRole('button', { name: 'Failed 1' }));
  expect(host.visited).toEqual(['/', '/jobs/failed']);
  expect(section.getByText('Showing 1 of 1 job')).toBeTruthy();
  expect(section.getByText(/Jira refused to answer/).textContent).toMatch(/Ask a Jira admin/);
  await userEvent.click(section.getByRole('button', { name: 'Continued 0' }));
  expect(section.getByText('No job of the last 3 ended so.')).toBeTruthy();
  act(() => host.back());
  expect(await section.findByText('Showing 1 of 1 job')).toBeTruthy();
});

test('comparisons say what differed and that it is repaired; all can be checked now', async () => {
  const differing = [
    aComparison({ missing: 2, contentsDiffering: 1 }),
    aComparison({ project: hidden, gone: 1, linksDiffering: 3, repaired: false }),
  ];
  isHealthy(host, aHealth({ reconciliation: aSummary({ differing, differences: 7, differingInAll: 3 }) }));
  host.resolvers.reconcile = () => ({ ok: true, value: { started: true } });
  await openAdmin();
  const section = within(await screen.findByRole('region', { name: 'Compared with Jira' }));
  expect(section.getByText('7 differences in 3 projects.')).toBeTruthy();
  expect(section.getByText('2 issues missing here and 1 issue with other contents')).toBeTruthy();
  expect(section.getByText('1 issue gone from Jira and 3 links').closest('tr')?.textContent).toMatch(
    /Being read again$/,
  );
  expect(section.getByText('and 1 other')).toBeTruthy();
  await userEvent.click(section.getByRole('button', { name: 'Check all projects now' }));
  expect(await section.findByText(/^Asked for/)).toBeTruthy();
  expect(host.calls).toContainEqual({ name: 'reconcile', payload: { projectId: null } });
});

test('diagnostics are handed to the browser as a file', async () => {
  isHealthy(host, aHealth());
  const view = { madeAt: '2026-11-20T09:46:00.000Z', jobs: [] };
  host.resolvers.diagnostics = () => ({ ok: true, value: view as never });
  const saved: { name: string; blob: Blob }[] = [];
  let blob = new Blob();
  Object.assign(URL, {
    createObjectURL: (given: Blob) => ((blob = given), 'blob:diagnostics'),
    revokeObjectURL: () => undefined,
  });
  const click = jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push({ name: this.download, blob });
  });
  await openAdmin();
  await userEvent.click(await screen.findByRole('button', { name: 'Download diagnostics' }));
  expect(await screen.findByText('Saved as plumbline-diagnostics-2026-11-20T09-46.json')).toBeTruthy();
  expect(saved).toHaveLength(1);
  expect(saved[0].name).toBe('plumbline-diagnostics-2026-11-20T09-46.json');
  expect(saved[0].blob.size).toBe(JSON.stringify(view, null, 2).length);
  click.mockRestore();
});

test('a full portfolio: a few lines at first, more on request, and long names are whole in their title', async () => {
  const name = 'Nordhavn-'.repeat(29).slice(0, 255);
  const failures = Array.from({ length: 200 }, (_, number) =>
    aFailure({ project: aMention(number, name, `P${number}`) }),
  );
  const jobs = Array.from({ length: 200 }, (_, number) => aJobView({ at: minutesAgo(number) }));
  isHealthy(host, aHealth({ failures, failuresInAll: 200, jobs }));
  await openAdmin();
  const table = within(await screen.findByRole('table', { name: 'Projects that need attention' }));
  expect(table.getAllByRole('row')).toHaveLength(11);
  expect(table.getAllByTitle(name)).toHaveLength(10);
  const section = screen.getByRole('region', { name: 'Projects that need attention' });
  fireEvent.click(within(section).getByRole('button', { name: 'Show 50 more' }));
  await waitFor(() => expect(table.getAllByRole('row')).toHaveLength(61));
  expect(screen.getByText('Showing 20 of 200 jobs')).toBeTruthy();
});

test('fields of playbooks that cannot be read are named, with what to do', async () => {
  const cause = 'The field customfield_7, which the playbook names for “fixed date”, no longer exists in Jira.';
  isHealthy(host, aHealth({ fieldProblems: [{ playbook: 'ours', title: 'Our way', cause }] }));
  await openAdmin();
  const section = within(await screen.findByRole('region', { name: 'Projects that need attention' }));
  expect(section.getByRole('listitem').textContent).toBe(`Playbook “Our way”: ${cause}`);
  expect(section.getByText(/Choose another field in the playbook/)).toBeTruthy();
});
