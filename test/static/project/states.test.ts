import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Refusal } from '../../../src/contract';
import { installHost, type FakeHost } from '../support/host';
import { closePages, openPage, standsAt } from '../support/open-page';
import { aFinding, aRefresh, aSnapshot, aStanding, aTroubledSnapshot } from '../support/project';

let host: FakeHost;

beforeEach(() => {
  host = installHost();
});

afterEach(closePages);

function refuses(kind: Refusal['kind'], message: string, remedy: string): void {
  host.resolvers.standing = () => ({ ok: false, error: { kind, message, remedy, reference: 'ref-42' } });
}

test('while the back end thinks, the page is a skeleton that says so', async () => {
  host.resolvers.standing = () => new Promise<never>(() => undefined);
  await openPage();
  expect(screen.getByRole('main').getAttribute('aria-busy')).toBe('true');
  expect(screen.getByRole('status').textContent).toBe('Loading');
});

test('a project that stands: score, level, coverage, playbook, age of the data', async () => {
  standsAt(host, aStanding());
  await openPage();
  const standing = within(await screen.findByRole('region', { name: 'Standing' }));
  expect(standing.getByText('89.6')).toBeTruthy();
  expect(standing.getByText('Foundation')).toBeTruthy();
  expect(standing.getByRole('button', { name: /11 of 12 rules could be assessed \(94% of weight\)/ })).toBeTruthy();
  expect(screen.getByText(/Signalling upgrade · follows Delivery essentials v1/)).toBeTruthy();
  expect(screen.getByText(/Data from/).textContent).toMatch(/^Data from \d\d:\d\d, 6 min ago$/);
});

test('the coverage says what it means', async () => {
  standsAt(host, aStanding());
  await openPage();
  const coverage = await screen.findByRole('button', { name: /rules could be assessed/ });
  await userEvent.hover(coverage);
  await waitFor(() => {
    const description = document.getElementById(coverage.getAttribute('aria-describedby') ?? '');
    expect(description?.textContent).toMatch(/neither good nor bad/);
  });
});

test('the next level names its rules as doors to their findings', async () => {
  standsAt(host, aStanding());
  await openPage();
  const card = within(await screen.findByRole('region', { name: 'Next level: Managed' }));
  expect(card.getByText('4 rules, 36 fixes away')).toBeTruthy();
  await userEvent.click(card.getByRole('link', { name: 'Blockers are not overdue' }));
  expect(host.visited).toEqual(['/', '/findings/overdue-blockers']);
});

test('the highest level says that it is the highest', async () => {
  const snapshot = aSnapshot([aFinding('item-ownership', { numerator: 4, denominator: 4 })]);
  standsAt(host, aStanding({ snapshot }));
  await openPage();
  expect(await screen.findByText('Assured: every rule holds')).toBeTruthy();
});

test('a critical rule that caps the level is named', async () => {
  const snapshot = aTroubledSnapshot({ level: null, cappedBy: ['dependency-cycles'] });
  standsAt(host, aStanding({ snapshot }));
  await openPage();
  expect(await screen.findByText('No level yet')).toBeTruthy();
  const card = screen.getByRole('region', { name: /Next level/ });
  expect(card.textContent).toMatch(/Critical, so no level without: No dependencies go in a circle/);
});

test('a score withheld for low coverage says so, with both figures', async () => {
  const snapshot = aTroubledSnapshot({ score: null, withheld: { because: 'lowCoverage', coverage: 0.62 } });
  standsAt(host, aStanding({ snapshot }));
  await openPage();
  const standing = await screen.findByRole('region', { name: 'Standing' });
  expect(standing.textContent).toMatch(/No score.*Only 62% of what applies here can be assessed.*needs 70%/);
  // What would be gained is said in issues, never in points of a score that is not there.
  const path = screen.getByRole('region', { name: 'What gains most' });
  expect(path.textContent).toMatch(/Open \d+ in Jira/);
  expect(path.textContent).not.toMatch(/points/);
  expect(screen.getByRole('table', { name: 'Findings' }).textContent).not.toMatch(/\d of \d+\.\d/);
});

test('a dormant project says why there is no score', async () => {
  const withheld = { because: 'littleApplies', applicableShare: 0.31, dormant: true } as const;
  standsAt(host, aStanding({ snapshot: aTroubledSnapshot({ score: null, withheld }) }));
  await openPage();
  const standing = await screen.findByRole('region', { name: 'Standing' });
  expect(standing.textContent).toMatch(/Only 31% of the playbook applies here.*needs 50%.*dormant.*last 90 days/);
});

test('first run, under way: what happens, how long, what will be here', async () => {
  const refresh = aRefresh({ phase: 'reading', issuesRead: 1200, issuesExpected: 2510 });
  standsAt(host, aStanding({ snapshot: null, readAt: null, refresh }));
  await openPage();
  expect(await screen.findByText('Reading issues: 1,200 of about 2,510')).toBeTruthy();
  expect(screen.getByRole('progressbar')).toBeTruthy();
  expect(screen.getByText(/about a minute/)).toBeTruthy();
  expect(screen.getByText(/cheapest path: what to mend first/)).toBeTruthy();
});

test('first run, not started: one button starts it', async () => {
  const refresh = aRefresh();
  const backEnd = standsAt(host, aStanding({ snapshot: null, readAt: null }));
  host.resolvers.refresh = () => {
    backEnd.standing = { ...backEnd.standing, refresh };
    return { ok: true, value: { started: true, refresh } };
  };
  await openPage();
  await userEvent.click(await screen.findByRole('button', { name: 'Read it now' }));
  expect(await screen.findByText('Reading your project for the first time')).toBeTruthy();
  expect(host.calls.filter(({ name }) => name === 'refresh')).toEqual([
    { name: 'refresh', payload: { projectId: '10001' } },
  ]);
});

test('an empty project is neither good nor bad', async () => {
  const issues = { read: 0, evaluated: 0, unreadable: 0, open: 0, uncategorised: 0 };
  standsAt(host, aStanding({ snapshot: aSnapshot([], { issues, score: null }) }));
  await openPage();
  expect(await screen.findByRole('heading', { name: 'This project has no issues yet' })).toBeTruthy();
  expect(screen.queryByRole('table')).toBeNull();
});

test('stale data says how old it is and what still holds', async () => {
  const readAt = new Date(Date.now() - 27 * 3_600_000).toISOString();
  standsAt(host, aStanding({ stale: true, readAt }));
  await openPage();
  expect(await screen.findByText('This data is old: it was read 1 day ago')).toBeTruthy();
  expect(screen.getByText('89.6')).toBeTruthy();
});

test('a failed refresh: cause and remedy, while the last figures stay', async () => {
  const failure = {
    at: new Date().toISOString(),
    cause: 'Jira asked to slow down.',
    remedy: 'It tries again by itself.',
  };
  standsAt(host, aStanding({ failure }));
  await openPage();
  expect(await screen.findByText(/The refresh at .* failed/)).toBeTruthy();
  expect(screen.getByText('Jira asked to slow down. It tries again by itself.')).toBeTruthy();
  expect(screen.getByText('89.6')).toBeTruthy();
});

test.each([
  ['points', /This hour’s reading is used up; goes on at 11:00/, /used up.*You need not do anything.*as of/],
  ['jira', /Jira asked for a pause; goes on at 11:00/, /Jira asked Plumbline to pause.*You need not do anything/],
] as const)(
  'a refresh that waits for %s says until when and why, in place and above the figures',
  async (reason, short, long) => {
    const until = new Date(new Date().setHours(11, 0, 0, 0)).toISOString();
    const refresh = aRefresh({
      phase: 'reading',
      issuesRead: 140,
      issuesExpected: 323,
      waiting: { until, for: reason },
    });
    host.context = { ...host.context, timezone: Intl.DateTimeFormat().resolvedOptions().timeZone };
    standsAt(host, aStanding({ refresh }));
    await openPage();
    expect(await screen.findByText(short)).toBeTruthy();
    expect(screen.getByText('The refresh goes on at 11:00')).toBeTruthy();
    expect(screen.getByText(long)).toBeTruthy();
    expect(screen.getByText('89.6')).toBeTruthy();
  },
);

test('what changed in Jira meanwhile is caught up with, and says so', async () => {
  const backEnd = standsAt(host, aStanding({ refresh: aRefresh({ changesWaiting: true }) }));
  await openPage();
  expect(await screen.findByText('Jira has changed since; catching up…')).toBeTruthy();
  backEnd.standing = aStanding({ refresh: aRefresh({ phase: 'reading', issuesRead: 240, changesWaiting: true }) });
  expect(await screen.findByText('Reading issues: 240', undefined, { timeout: 4000 })).toBeTruthy();
  expect(screen.getByText('Jira has changed since; catching up next')).toBeTruthy();
});

test('unreadable issues are counted and named with field and reason', async () => {
  const issues = { read: 243, evaluated: 240, unreadable: 3, open: 130, uncategorised: 0 };
  const examples = [{ issue: 'SIG-88', field: 'duedate', reason: '"2026-13-40" is not a day' }];
  standsAt(host, aStanding({ snapshot: aTroubledSnapshot({ issues }), unreadable: { count: 3, examples } }));
  await openPage();
  expect(await screen.findByText('3 issues could not be read')).toBeTruthy();
  expect(screen.getByText(/240 of 243 issues are in the figures/)).toBeTruthy();
  expect(screen.getByText('SIG-88').parentElement?.textContent).toBe('SIG-88, duedate: "2026-13-40" is not a day');
});

test('no permission: what one would see, whom to ask', async () => {
  refuses('noPermission', 'You may not browse this project', 'Ask an admin of the project.');
  await openPage();
  expect(await screen.findByRole('heading', { name: 'You may not browse this project' })).toBeTruthy();
  expect(screen.getByText('Ask an admin of the project.')).toBeTruthy();
  expect(screen.getByText(/Whoever may browse a project sees here/)).toBeTruthy();
});

test('an error gives a remedy, a reference and another try that works', async () => {
  refuses('unexpected', 'The snapshot could not be read', 'Try again.');
  await openPage();
  expect(await screen.findByText('ref-42')).toBeTruthy();
  standsAt(host, aStanding());
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('89.6')).toBeTruthy();
});

test('a host that names no project is an error, not an empty page', async () => {
  host.context = { ...host.context, extension: {} };
  await openPage();
  expect(await screen.findByRole('heading', { name: 'Plumbline did not answer' })).toBeTruthy();
});

test('the page takes the theme of Jira', async () => {
  host.context = { ...host.context, theme: { colorMode: 'dark' } };
  standsAt(host, aStanding());
  await openPage();
  expect(document.documentElement.dataset.colorMode).toBe('dark');
});
