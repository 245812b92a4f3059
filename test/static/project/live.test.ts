import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { installHost, type FakeHost } from '../support/host';
import { closePages, openPage, standsAt } from '../support/open-page';
import { aFinding, aFindingView, aRefresh, aSnapshot, aStanding, anOffender } from '../support/project';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
let host: FakeHost;
const user = userEvent.setup({ advanceTimers: (milliseconds) => jest.advanceTimersByTime(milliseconds) });

beforeEach(() => {
  jest.useFakeTimers({ now: new Date('2026-11-20T09:46:00Z') });
  host = installHost();
});

afterEach(() => {
  closePages();
  jest.useRealTimers();
});

async function pass(milliseconds: number): Promise<void> {
  await act(() => jest.advanceTimersByTimeAsync(milliseconds));
}

/** What was asked to follow the project; other parts of the page ask once. */
const looks = (): FakeHost['calls'] => host.calls.filter(({ name }) => name === 'standing');

/** Two rules of equal weight; the score follows from how many of ten items are good. */
function scored(good: number) {
  return aSnapshot([
    aFinding('item-ownership', { numerator: good, denominator: 10, target: 1 }),
    aFinding('stale-work', { numerator: 10, denominator: 10, target: 1 }),
  ]);
}

test('an edit in Jira shows without reload, and is announced', async () => {
  const backEnd = standsAt(host, aStanding({ snapshot: scored(4) }));
  await openPage();
  await pass(0);
  expect(screen.getByText('70.0')).toBeTruthy();
  backEnd.standing = { ...backEnd.standing, revision: 'revision-2', snapshot: scored(5) };
  await pass(6 * SECOND);
  expect(screen.getByText('75.0')).toBeTruthy();
  expect(screen.getByText('Score went from 70.0 to 75.0').getAttribute('role')).toBe('status');
  expect(screen.getByText(/Up 5.0 since you opened the page/)).toBeTruthy();
});

test('when nothing is new, the page says what it knows and keeps what it shows', async () => {
  standsAt(host, aStanding({ snapshot: scored(4) }));
  await openPage();
  await pass(16 * SECOND);
  const payloads = looks().map(({ payload }) => payload);
  expect(payloads[0]).toEqual({ projectId: '10001' });
  expect(payloads.slice(1)).toEqual(Array(3).fill({ projectId: '10001', knownRevision: 'revision-1' }));
  expect(screen.getByText('70.0')).toBeTruthy();
});

test('a page that nobody turns to asks ever less, and at once when somebody does', async () => {
  const backEnd = standsAt(host, aStanding({ snapshot: scored(4) }));
  await openPage();
  await pass(20 * MINUTE);
  const before = looks().length;
  await pass(5 * MINUTE);
  expect(looks().length - before).toBeLessThanOrEqual(6);
  backEnd.standing = { ...backEnd.standing, revision: 'revision-2', snapshot: scored(5) };
  act(() => void window.dispatchEvent(new Event('focus')));
  await pass(100);
  expect(screen.getByText('75.0')).toBeTruthy();
  const since = looks().length;
  await pass(20 * SECOND);
  expect(looks().length - since).toBe(4);
});

test('a refresh that waits for its turn is not asked after every other second', async () => {
  const waiting = { until: '2026-11-20T11:00:00.000Z', for: 'points' } as const;
  const refresh = aRefresh({ phase: 'reading', waiting });
  standsAt(host, aStanding({ snapshot: scored(4), refresh }));
  await openPage();
  await pass(30 * MINUTE);
  const before = looks().length;
  await pass(10 * MINUTE);
  expect(looks().length - before).toBeLessThanOrEqual(11);
});

test('an issue that was hidden from the reader is gone from the open finding within a quarter of an hour', async () => {
  const backEnd = standsAt(host, aStanding({ snapshot: scored(8) }));
  let reply = { issues: [anOffender(1), anOffender(2)], hidden: 0 };
  host.resolvers.finding = ({ rule }) => ({
    ok: true,
    value: aFindingView({ rule, revision: backEnd.standing.revision, ...reply }),
  });
  await openPage();
  await pass(0);
  await user.click(screen.getByRole('button', { name: 'Work in progress has an owner', expanded: false }));
  await pass(100);
  expect(screen.getByRole('link', { name: 'SIG-1' })).toBeTruthy();
  reply = { issues: [anOffender(2)], hidden: 1 };
  await pass(15 * MINUTE);
  expect(screen.queryByRole('link', { name: 'SIG-1' })).toBeNull();
  expect(screen.getByRole('link', { name: 'SIG-2' })).toBeTruthy();
});

test('an unreadable issue that was hidden from the reader is gone within a quarter of an hour', async () => {
  const unreadable = { count: 1, examples: [{ issue: 'SIG-88', field: 'duedate', reason: 'no day' }] };
  const backEnd = standsAt(host, aStanding({ snapshot: scored(4), unreadable }));
  await openPage();
  await pass(0);
  expect(screen.getByText('SIG-88')).toBeTruthy();
  // Nothing that is stored has changed: the revision is the same.
  backEnd.standing = { ...backEnd.standing, unreadable: { count: 1, examples: [] } };
  await pass(15 * MINUTE);
  expect(screen.queryByText('SIG-88')).toBeNull();
});

test('a refresh shows its progress in place, looks more often, and ends with the new figures', async () => {
  const backEnd = standsAt(host, aStanding({ snapshot: scored(4) }));
  const queued = aRefresh();
  host.resolvers.refresh = () => {
    backEnd.standing = { ...backEnd.standing, refresh: queued };
    return { ok: true, value: { started: true, refresh: queued } };
  };
  await openPage();
  await pass(0);
  await user.click(screen.getByRole('button', { name: 'Refresh' }));
  await pass(100);
  expect(screen.getByText('Waiting to start')).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Refresh' }).disabled).toBe(true);
  backEnd.standing = {
    ...backEnd.standing,
    refresh: { ...queued, phase: 'reading', issuesRead: 60, issuesExpected: 240 },
  };
  await pass(2 * SECOND);
  expect(screen.getByText('Reading issues: 60 of about 240')).toBeTruthy();
  backEnd.standing = aStanding({ revision: 'revision-2', snapshot: scored(10) });
  await pass(2 * SECOND);
  expect(screen.getByText('100.0')).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Refresh' }).disabled).toBe(false);
});

test('the open finding follows: a mended issue leaves its table', async () => {
  const backEnd = standsAt(host, aStanding({ snapshot: scored(8) }));
  let offenders = [anOffender(1), anOffender(2)];
  host.resolvers.finding = ({ rule }) => ({
    ok: true,
    value: aFindingView({ rule, revision: backEnd.standing.revision, issues: offenders }),
  });
  await openPage();
  await pass(0);
  await user.click(screen.getByRole('button', { name: 'Work in progress has an owner', expanded: false }));
  await pass(100);
  const panel = within(screen.getByRole('region', { name: 'Work in progress has an owner' }));
  expect(panel.getByText('Showing 2 of 2')).toBeTruthy();
  offenders = [anOffender(2)];
  backEnd.standing = { ...backEnd.standing, revision: 'revision-2', snapshot: scored(9) };
  await pass(6 * SECOND);
  await pass(SECOND);
  expect(panel.queryByRole('link', { name: 'SIG-1' })).toBeNull();
  expect(panel.getByText('Showing 1 of 1')).toBeTruthy();
});

test('a lost connection keeps the last figures and says so; it heals by itself', async () => {
  const backEnd = standsAt(host, aStanding({ snapshot: scored(4) }));
  await openPage();
  await pass(0);
  delete host.resolvers.standing;
  await pass(10 * SECOND);
  expect(screen.getByText('No connection to Plumbline')).toBeTruthy();
  expect(screen.getByText('70.0')).toBeTruthy();
  standsAt(host, backEnd.standing);
  await pass(10 * SECOND);
  await waitFor(() => expect(screen.queryByText('No connection to Plumbline')).toBeNull());
});

test('a permission withdrawn while the page is open takes the figures away', async () => {
  standsAt(host, aStanding({ snapshot: scored(4) }));
  await openPage();
  await pass(0);
  host.resolvers.standing = () => ({
    ok: false,
    error: {
      kind: 'noPermission',
      message: 'You may not browse this project',
      remedy: 'Ask an admin.',
      reference: 'r',
    },
  });
  await pass(6 * SECOND);
  expect(screen.getByRole('heading', { name: 'You may not browse this project' })).toBeTruthy();
  expect(screen.queryByText('70.0')).toBeNull();
});

test('a permission withdrawn while nobody turns to the page takes the figures away within a quarter of an hour', async () => {
  standsAt(host, aStanding({ snapshot: scored(4) }));
  await openPage();
  await pass(60 * MINUTE);
  host.resolvers.standing = () => ({
    ok: false,
    error: { kind: 'noPermission', message: 'You may not browse this project', remedy: 'Ask.', reference: 'r' },
  });
  await pass(15 * MINUTE);
  expect(screen.queryByText('70.0')).toBeNull();
});
