import { configure, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { HistoryView, RuleMove } from '../../../src/contract';
import { linePath } from '../../../static/shared/line-path';
import { installHost, type FakeHost } from '../support/host';
import { closePages, openPage, standsAt } from '../support/open-page';
import { anOffender, aStanding, aTroubledSnapshot } from '../support/project';

jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 20_000 });

let host: FakeHost;
afterEach(closePages);

/** Days before the snapshot's, so many days ago, with a score each. */
function aHistory(...days: readonly (readonly [ago: number, score: number | null])[]): HistoryView {
  return {
    days: days.map(([ago, score]) => ({
      day: new Date(Date.parse('2026-11-20') - ago * 86_400_000).toISOString().slice(0, 10),
      ...{ score, coverage: 0.9, level: 'foundation', playbook: ago > 10 ? 0 : 1 },
    })),
    playbooks: [
      { id: 'delivery-essentials', version: 3 },
      { id: 'delivery-essentials', version: 4 },
    ],
    rules: [
      { rule: 'work-dated', attainments: days.map(() => 1), few: {} },
      { rule: 'overdue-blockers', attainments: days.map(() => 0.25), few: {} },
      { rule: 'high-duration', attainments: days.map(() => null), few: {} },
    ],
  };
}

function historyIs(view: HistoryView): void {
  host.resolvers.history = () => ({ ok: true, value: view });
}

test('what few members attained is no percentage, nor is by how much it moved', async () => {
  host = installHost('/history');
  standsAt(host, aStanding({ snapshot: aTroubledSnapshot() }));
  const view = aHistory([3, 60], [2, 61], [1, 62]);
  const [, blockers] = view.rules;
  historyIs({ ...view, rules: [{ ...blockers, few: { 0: [1, 4], 2: [2, 8] } }] });
  await openPage();
  const rules = await screen.findByRole('table', { name: 'What each rule attained' });
  const [, line] = within(rules).getAllByRole('row');
  expect([...line.children].slice(2).map(({ textContent }) => textContent)).toEqual([
    '1 of the 4 wanted',
    '41%',
    'up, of few',
  ]);
  await userEvent.click(screen.getByText('Every day as a table'));
  const days = within(await screen.findByRole('region', { name: 'History as a table' })).getAllByRole('row');
  expect(days.slice(1).map(({ lastChild }) => lastChild?.textContent)).toEqual([
    '41%',
    '2 of the 8 wanted',
    '25%',
    '1 of the 4 wanted',
  ]);
});

test('the tab shows score, level and rules over time, playbook changes said, the newest day as the standing has it', async () => {
  host = installHost();
  const { score, playbook } = aTroubledSnapshot();
  standsAt(host, aStanding({ snapshot: aTroubledSnapshot({ playbook: { ...playbook, version: 4 } }) }));
  historyIs(aHistory([28, 66.34], [12, 60], [4, null], [0, 1]));
  await openPage();
  await userEvent.click(await screen.findByRole('button', { name: 'History' }));
  expect(host.visited.at(-1)).toBe('/history');
  const now = score?.toFixed(1) ?? '';
  expect(await screen.findByText(/^Score from 66\.3 on 23 Oct/)).toHaveProperty(
    'textContent',
    `Score from 66.3 on 23 Oct to ${now} on 20 Nov; lowest 60.0 on 8 Nov, highest ${now} on 20 Nov. Withheld on 1 of 4 days.`,
  );
  expect(screen.getByText('16 Nov: Delivery essentials v3 → Delivery essentials v4')).toBeTruthy();
  const rules = screen.getByRole('table', { name: 'What each rule attained' });
  const [, first, second, ...more] = within(rules).getAllByRole('row');
  expect(first.textContent).toMatch(/Blockers are not overdue25%41%\+16 pp$/);
  expect(second.textContent).toMatch(/Work in progress has a date100%100%–$/);
  expect(more).toEqual([]);
  await userEvent.click(screen.getByText('Every day as a table'));
  const days = within(await screen.findByRole('region', { name: 'History as a table' })).getAllByRole('row');
  expect(days.map(({ children }) => [children[0].textContent, children[1].textContent])).toEqual([
    ['Day', 'Score'],
    ...[
      ['20 Nov', now],
      ['16 Nov', 'withheld'],
      ['8 Nov', '60.0'],
      ['23 Oct', '66.3'],
    ],
  ]);
});

test('another range has an address of its own, and long ones are told by the week', async () => {
  host = installHost('/history?weeks=52');
  standsAt(host, aStanding());
  historyIs(aHistory(...Array.from({ length: 365 }, (_, place) => [364 - place, 70] as const)));
  await openPage();
  await userEvent.click(await screen.findByText('Every week as a table'));
  expect(host.calls.find(({ name }) => name === 'history')?.payload).toMatchObject({ weeks: 52 });
  expect(within(await screen.findByRole('region', { name: 'History as a table' })).getAllByRole('row')).toHaveLength(
    54,
  );
  await userEvent.click(screen.getByRole('button', { name: '2 years' }));
  expect(host.visited.at(-1)).toBe('/history?weeks=104');
});

test('on the first day it says what will be here', async () => {
  host = installHost('/history');
  standsAt(host, aStanding());
  historyIs(aHistory([0, 70]));
  await openPage();
  expect(await screen.findByText(/^Of this time only 20 Nov is kept so far\. From tomorrow on/)).toBeTruthy();
});

test('the standing says how the score moved in four weeks', async () => {
  host = installHost();
  const recent = [
    { day: '2026-10-23', score: null },
    { day: '2026-10-27', score: 90 },
  ];
  standsAt(host, aStanding({ recent }));
  await openPage();
  const { score } = aTroubledSnapshot();
  const words = (await screen.findByText(/since 27 Oct/)).textContent;
  expect(words).toBe(`▼ Down ${(90 - Number(score?.toFixed(1))).toFixed(1)} since 27 Oct · What changed`);
});

test('a line is broken where there is no figure, and one alone is a dot', () => {
  const at = (x: number): { x: number; y: number } => ({ x, y: 1 });
  expect(linePath([at(0), at(1), null, at(3), null, at(5), at(6.04)])).toBe('M0 1L1 1M3 1h0M5 1L6 1');
  expect(linePath([])).toBe('');
});

test('what changed names rules whose points add up to the difference that is shown, and their issues', async () => {
  host = installHost('/history/changes?since=2026-10-24');
  standsAt(host, aStanding());
  const playbook = { id: 'delivery-essentials', version: 4, title: 'Delivery essentials' };
  const aMove = (rule: string, title: string, points: number, appeared: number, gone: number): RuleMove => ({
    ...{ rule, title, points, appeared, gone },
    earlier: { status: 'fail', numerator: 9, denominator: 22 },
    later: { status: 'partial', numerator: 14, denominator: 22 },
  });
  host.resolvers.changes = () => ({
    ok: true,
    value: {
      ...{ revision: 'revision-1', days: ['2026-10-18', '2026-11-15'] },
      comparison: {
        since: '2026-10-18',
        earlier: { score: 66.345, level: null, playbook: { ...playbook, version: 3 } },
        later: { score: 72.4, level: 'foundation', playbook },
        rules: [
          aMove('overdue-blockers', 'Blockers are not overdue', 8.0553, 0, 5),
          aMove('work-dated', 'Work in progress has a date', -1.0007, 2, 0),
          aMove('leads', 'No work starts early', -0.9996, 0, 0),
        ],
      },
    },
  });
  host.resolvers.changedIssues = () => ({
    ok: true,
    value: { offset: 0, total: 2, hidden: 1, issues: [{ ...anOffender(7), became: 'worse' }] },
  });
  await openPage();
  expect(await screen.findByRole('heading', { name: 'Up 6.06 points, from 66.34 to 72.40' })).toBeTruthy();
  expect(host.calls.find(({ name }) => name === 'changes')?.payload).toMatchObject({ since: '2026-10-24' });
  expect(screen.getByText('The level went from no level to Foundation.')).toBeTruthy();
  expect(screen.getByText(/^The playbook changed from Delivery essentials v3 to Delivery essentials v4/)).toBeTruthy();
  const table = screen.getByRole('table', { name: 'What moved the score' });
  const points = within(table)
    .getAllByRole('row')
    .slice(1)
    .map(({ lastChild }) => Number(lastChild?.textContent?.replace('−', '-')));
  expect(points).toEqual([8.06, -1, -1, 6.06]);
  await userEvent.click(within(table).getByRole('button', { name: /^2 worse/ }));
  const issues = await screen.findByRole('table', { name: 'Began to offend' });
  expect(within(issues).getByRole('link', { name: 'SIG-7' })).toBeTruthy();
  expect(screen.getByText('Showing 1 of 2; 1 that you may not browse, or that are no more')).toBeTruthy();
  await userEvent.selectOptions(screen.getByLabelText('Since the end of'), '2026-11-15');
  expect(host.visited.at(-1)).toBe('/history/changes?since=2026-11-15');
});

test('while nothing was kept, it says from when on changes are told', async () => {
  host = installHost('/history/changes');
  standsAt(host, aStanding());
  host.resolvers.changes = () => ({ ok: true, value: { revision: 'revision-1', days: [], comparison: null } });
  await openPage();
  expect(await screen.findByText(/from the first Monday on/)).toBeTruthy();
});
