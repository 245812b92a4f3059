import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { IssueContextView } from '../../../src/contract';
import { openIssuePanel } from '../../../static/issue/open-page';
import { installHost, type FakeHost } from '../support/host';
import { anIssueContext } from '../support/issue-map';
import { closePages, openBy } from '../support/open-page';

let host: FakeHost;

beforeEach(() => {
  host = installHost();
  // A panel of an issue has no addresses of its own.
  host.hasHistory = false;
  host.context = { ...host.context, extension: { type: 'jira:issueContext', issue: { id: '20240', key: 'SIG-240' } } };
});

afterEach(closePages);

async function show(context: IssueContextView): Promise<void> {
  host.resolvers.issueContext = () => ({ ok: true, value: context });
  await openBy(openIssuePanel);
}

function line(term: string): string {
  return screen.getByText(term).parentElement?.textContent ?? '';
}

test('three lines: what it waits for, what waits for it, what there is to spare', async () => {
  await show(anIssueContext());
  await screen.findByText('Waits for');
  expect(line('Waits for')).toMatch(
    /1 issueDAT-77 Event bus cut-over will be late, forecast 21 Dec.*, float −11 days$/,
  );
  expect(line('Waited for by')).toMatch(
    /3 issuesRestricted issue unknown, start to startShowing 1 of 3, the most pressing$/,
  );
  expect(line('Float')).toMatch(/−11 days · critical.*Planned 10 Dec.*, forecast 21 Dec.*, 7 days later\./);
  expect(line('Float')).toMatch(
    /If it slips by 7 days, 4 issues, 1 milestone and 2 projects move, by 6 days at most\./,
  );
  expect(line('Float')).toMatch(/SIG-260 G2 Plan approved 5 days later/);
  expect(host.calls).toEqual([{ name: 'issueContext', payload: { issueId: '20240' } }]);
});

test('an issue that was hidden while its panel is open is gone from it within a quarter of an hour', async () => {
  jest.useFakeTimers();
  try {
    await show(anIssueContext());
    await act(() => jest.advanceTimersByTimeAsync(100));
    expect(screen.getByText('Waits for')).toBeTruthy();
    const error = { kind: 'notFound', message: 'No such issue', remedy: 'Ask.', reference: 'r' } as const;
    host.resolvers.issueContext = () => ({ ok: false, error });
    await act(() => jest.advanceTimersByTimeAsync(15 * 60_000));
    expect(screen.queryByText('Waits for')).toBeNull();
  } finally {
    closePages();
    jest.useRealTimers();
  }
});

test('the findings that it causes, each with what is wrong', async () => {
  await show(anIssueContext());
  const findings = within(await screen.findByRole('region', { name: 'What keeps a rule from holding here' }));
  expect(findings.getByRole('listitem').textContent).toBe('starts after it is due (Dates are valid)');
});

test('the door leads to the chain on the portfolio page', async () => {
  const targets: unknown[] = [];
  const bridge = (
    globalThis as unknown as { __hostBridge: { callBridge: (name: string, payload: unknown) => unknown } }
  ).__hostBridge;
  const { callBridge } = bridge;
  bridge.callBridge = (name, payload) => (name === 'navigate' ? void targets.push(payload) : callBridge(name, payload));
  await show(anIssueContext());
  await userEvent.click(await screen.findByRole('button', { name: 'Open the chain' }));
  expect(targets).toEqual([
    { target: 'module', moduleKey: 'portfolio-page', path: '/dependencies/chain/issue/20240', type: 'new-tab' },
  ]);
});

test('an issue that nobody waits for and that waits for nobody has no chain to open', async () => {
  await show(anIssueContext({ waitsFor: [], waitsForCount: 0, waitedForBy: [], waitedForByCount: 0 }));
  await screen.findByText('Waits for');
  expect(line('Waits for')).toBe('Waits fornothing');
  expect(line('Waited for by')).toBe('Waited for bynobody');
  expect(screen.queryByRole('button', { name: 'Open the chain' })).toBeNull();
});

test('without dates the float is unknown, which is said', async () => {
  const none = { totalFloat: null, plannedFinish: null, forecastFinish: null, slip: null, ifItSlips: null };
  await show(anIssueContext({ ...none, critical: false, notes: ['The issue has no date.'] }));
  await screen.findByText('Float');
  expect(line('Float')).toBe('FloatunknownNo planned finish.');
  expect(screen.getByText('The issue has no date.')).toBeTruthy();
});

test('an issue that is done has no float', async () => {
  await show(anIssueContext({ state: 'done' }));
  await screen.findByText('Float');
  expect(line('Float')).toBe('Floatdone: nobody waits any more');
});

test('an issue that has not been read says what will be here', async () => {
  await show(anIssueContext({ projectId: null }));
  expect(await screen.findByText(/has not read this issue yet.*within minutes/)).toBeTruthy();
});

test('no permission says what one would see and nothing of the issue', async () => {
  host.resolvers.issueContext = () => ({
    ok: false,
    error: {
      kind: 'notFound',
      message: 'There is no such issue',
      remedy: 'Ask an admin of the project.',
      reference: 'r-1',
    },
  });
  await openBy(openIssuePanel);
  expect(await screen.findByText(/Whoever may browse the issue sees here/)).toBeTruthy();
  expect(screen.getByText('Reference: r-1')).toBeTruthy();
});
