import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { LevelPathInFigures } from '../../../src/contract';
import { installHost, type FakeHost } from '../support/host';
import { closePages, openPage, standsAt } from '../support/open-page';
import { aFindingView, aStanding, aTroubledSnapshot, anOffender } from '../support/project';

let host: FakeHost;

beforeEach(() => {
  host = installHost();
  host.resolvers.finding = ({ rule }) => ({ ok: true, value: aFindingView({ rule }) });
});

afterEach(closePages);

async function openBlockers(): Promise<HTMLElement> {
  await userEvent.click(await screen.findByRole('button', { name: 'Blockers are not overdue', expanded: false }));
  return screen.findByRole('region', { name: 'Blockers are not overdue' });
}

test('every finding is one line: status, title, figures, points; worst first within its theme', async () => {
  standsAt(host, aStanding());
  await openPage();
  const table = await screen.findByRole('table', { name: 'Findings' });
  const lines = within(table)
    .getAllByRole('row')
    .map((row) => row.textContent);
  const dependencies = lines.indexOf('Dependencies');
  expect(lines.slice(dependencies, dependencies + 5)).toEqual([
    'Dependencies',
    'FailBlockers are not overdue9 of 224.0 of 9.7',
    'PartialNo work starts before what it waits for ends19 of 245.1 of 6.4',
    'PartialCross-project work is owned and dated17 of 208.7 of 9.7',
    'PassNo dependencies go in a circle41 of 4112.9 of 12.9',
  ]);
});

test('what is outside the score stays visible with why', async () => {
  standsAt(host, aStanding());
  await openPage();
  const missing = await screen.findByRole('row', { name: /Finished work is really done/ });
  expect(missing.textContent).toMatch(/^Not assessable.*Missing: resolutions.*outside the score$/);
  const nothing = screen.getByRole('row', { name: /No remaining work is longer/ });
  expect(nothing.textContent).toMatch(/^Not applicable.*No open item has both a start and a due date ahead/);
});

test('an announced rule says from which day it counts, in the list, in its panel and outside the sum', async () => {
  const { snapshot, ...standing } = aStanding();
  const findings = snapshot!.findings.map((finding) =>
    finding.rule === 'overdue-blockers'
      ? { ...finding, lifecycle: 'announced' as const, countsFrom: '2026-12-03', contribution: null, loss: null }
      : finding,
  );
  standsAt(host, { ...standing, snapshot: { ...snapshot!, findings } });
  await openPage();
  const line = await screen.findByRole('row', { name: /Blockers are not overdue/ });
  expect(line.textContent).toMatch(/Announced: it counts from 3 Dec9 of 22.*outside the score$/);
  const panel = within(await openBlockers());
  expect(panel.getByText('Announced: it counts from 3 Dec')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'How is this computed?' }));
  const outside = await screen.findByRole('table', { name: 'Outside the sum' });
  expect(within(outside).getByRole('row', { name: /Blockers are not overdue/ }).textContent).toContain('from 3 Dec');
});

test('what announced rules would change stands beside the score, for each day', async () => {
  standsAt(host, {
    ...aStanding(),
    announced: [
      { from: '2026-12-03', rules: 1, score: 70.96, level: 'managed' },
      { from: '2027-01-04', rules: 2, score: null, level: null },
    ],
  });
  await openPage();
  const said = within(await screen.findByRole('list', { name: 'Announced rules' })).getAllByRole('listitem');
  expect(said.map(({ textContent }) => textContent)).toEqual([
    'From 3 Dec, 1 announced rule counts: as it is, 71.0, Managed',
    'From 4 Jan 2027, 2 announced rules count: as it is, no score, no level',
  ]);
});

test('opening a finding shows what, why, source, figures, remedy and the issues', async () => {
  standsAt(host, aStanding());
  await openPage();
  const panel = within(await openBlockers());
  for (const words of [
    'Checks overdue-blockers.',
    'Why overdue-blockers matters.',
    'PMBOK Guide',
    'Mend overdue-blockers.',
  ]) {
    expect(panel.getByText(words)).toBeTruthy();
  }
  expect(panel.getByText('13 of 22 open blockers are past their due date.')).toBeTruthy();
  const issues = await panel.findByRole('table', { name: 'Issues to mend' });
  const rows = within(issues).getAllByRole('row').slice(1);
  expect(rows.map((row) => row.textContent)).toEqual([
    expect.stringMatching(/^SIG-212 Cable route survey, section 212Maya Okafor11 Nov.*Due 9 days ago$/),
    expect.stringMatching(/^SIG-187 .*Maya Okafor/),
    expect.stringMatching(/^SIG-240 .*nobody/),
  ]);
  expect(panel.getByText('Showing 3 of 3')).toBeTruthy();
});

test('focus goes into the opened panel, and back to the line when it closes', async () => {
  standsAt(host, aStanding());
  await openPage();
  const panel = await openBlockers();
  expect(panel.contains(document.activeElement)).toBe(true);
  await userEvent.click(within(panel).getByRole('button', { name: 'Close' }));
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Blockers are not overdue' })).toBeNull());
  expect(document.activeElement).toBe(
    screen.getByRole('button', { name: 'Blockers are not overdue', expanded: false }),
  );
});

test('a finding has an address of its own: it opens by it, and back closes it', async () => {
  host = installHost('/findings/overdue-blockers');
  host.resolvers.finding = ({ rule }) => ({ ok: true, value: aFindingView({ rule }) });
  standsAt(host, aStanding());
  await openPage();
  expect(await screen.findByRole('region', { name: 'Blockers are not overdue' })).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Work in progress moves', expanded: false }));
  expect(await screen.findByRole('region', { name: 'Work in progress moves' })).toBeTruthy();
  act(() => host.back());
  expect(await screen.findByRole('region', { name: 'Blockers are not overdue' })).toBeTruthy();
});

test('without a history of the host, findings open all the same', async () => {
  host.hasHistory = false;
  standsAt(host, aStanding());
  await openPage();
  expect(await openBlockers()).toBeTruthy();
});

test('many issues come 50 at a time; hidden ones are counted, never shown', async () => {
  const offenders = Array.from({ length: 120 }, (_, index) => anOffender(index + 1));
  host.resolvers.finding = ({ rule, offset = 0 }) => {
    const hidden = offset === 0 ? 2 : 0;
    const issues = offenders.slice(offset, offset + 50 - hidden);
    return { ok: true, value: aFindingView({ rule, offset, issues, hidden, total: 120 }) };
  };
  standsAt(host, aStanding());
  await openPage();
  const panel = within(await openBlockers());
  expect(await panel.findByText('Showing 48 of 120; 2 more that you may not browse')).toBeTruthy();
  await userEvent.click(panel.getByRole('button', { name: 'Show 50 more' }));
  expect(await panel.findByText('Showing 98 of 120; 2 more that you may not browse')).toBeTruthy();
  await userEvent.click(panel.getByRole('button', { name: 'Show 20 more' }));
  expect(await panel.findByText('Showing 118 of 120; 2 more that you may not browse')).toBeTruthy();
  expect(panel.queryByRole('button', { name: /more/ })).toBeNull();
  const offsets = host.calls.filter(({ name }) => name === 'finding').map(({ payload }) => payload);
  expect(offsets).toEqual([0, 50, 100].map((offset) => ({ projectId: '10001', rule: 'overdue-blockers', offset })));
});

test('issues that cannot be read leave the finding standing, with another try', async () => {
  host.resolvers.finding = () => ({
    ok: false,
    error: { kind: 'unexpected', message: 'The issues could not be read', remedy: 'Try again.', reference: 'ref-7' },
  });
  standsAt(host, aStanding());
  await openPage();
  const panel = within(await openBlockers());
  expect((await panel.findByRole('alert')).textContent).toMatch(/The issues could not be read/);
  host.resolvers.finding = ({ rule }) => ({ ok: true, value: aFindingView({ rule }) });
  await userEvent.click(panel.getByRole('button', { name: 'Try again' }));
  expect(await panel.findByText('Showing 3 of 3')).toBeTruthy();
});

test('Show in Jira opens exactly what the JQL selects; an issue opens by its key', async () => {
  host.resolvers.selectInJira = () => ({
    ok: true,
    value: { jql: 'key in (SIG-1, "SIG 2")', named: 11, total: 13, next: null },
  });
  standsAt(host, aStanding());
  await openPage();
  const panel = within(await openBlockers());
  await userEvent.click(panel.getByRole('button', { name: 'Show 13 in Jira' }));
  expect(await panel.findByText(/Jira shows 11 of 13/)).toBeTruthy();
  await userEvent.click(await panel.findByRole('link', { name: 'SIG-212' }));
  expect(host.opened).toEqual(['/issues/?jql=key%20in%20(SIG-1%2C%20%22SIG%202%22)', '/browse/SIG-212']);
  expect(panel.getByRole('link', { name: 'SIG-212' }).getAttribute('href')).toBe(
    'https://harbour-rail.example/browse/SIG-212',
  );
});

test('the JQL is copied; where the clipboard is closed to the page, it is shown', async () => {
  const user = userEvent.setup();
  host.resolvers.selectInJira = () => ({ ok: true, value: { jql: 'key in (SIG-1)', named: 1, total: 1, next: null } });
  standsAt(host, aStanding());
  await openPage();
  await user.click(await screen.findByRole('button', { name: 'Blockers are not overdue', expanded: false }));
  const panel = within(await screen.findByRole('region', { name: 'Blockers are not overdue' }));
  await user.click(panel.getByRole('button', { name: 'Copy JQL' }));
  expect(await panel.findByText('JQL copied')).toBeTruthy();
  expect(await navigator.clipboard.readText()).toBe('key in (SIG-1)');
  const closed = jest.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('not allowed'));
  await user.click(panel.getByRole('button', { name: 'Copy JQL' }));
  expect(await panel.findByDisplayValue('key in (SIG-1)')).toBeTruthy();
  closed.mockRestore();
});

test('the cheapest path says what, how many are enough, what it gains, and opens the issues', async () => {
  host.resolvers.selectInJira = ({ rule }) => ({
    ok: true,
    value: { jql: `rule = ${rule}`, named: 3, total: 3, next: null },
  });
  standsAt(host, aStanding({ snapshot: aTroubledSnapshot() }));
  await openPage();
  const path = within(await screen.findByRole('region', { name: 'What gains most' }));
  const steps = path.getAllByRole('listitem');
  expect(steps).toHaveLength(5);
  expect(steps[0].textContent).toMatch(
    /3 of 20 cross-project items have no owner or no date.*2 of the 3 are enough.*\+1\.0 points/,
  );
  await userEvent.click(within(steps[0]).getByRole('button', { name: 'Open 3 in Jira' }));
  await waitFor(() => expect(host.opened).toEqual(['/issues/?jql=rule%20%3D%20cross-project-owned']));
  await userEvent.click(within(steps[0]).getByRole('link', { name: 'Details: Cross-project work is owned and dated' }));
  expect(await screen.findByRole('region', { name: 'Cross-project work is owned and dated' })).toBeTruthy();
});

test('the path to the next level says how few fixes do, what to mend together, and opens exactly those issues', async () => {
  const asked: unknown[] = [];
  host.resolvers.selectInJira = (request) => {
    asked.push(request);
    return { ok: true, value: { jql: 'key in (SIG-7)', named: 1, total: 2, next: null } };
  };
  const alone = ['leads', 'high-duration', 'work-dated', 'missing-logic'].map((rule) => ({ rules: [rule], issues: 1 }));
  const path: LevelPathInFigures = {
    ...{ level: 'managed', fixes: 9, visits: 7, scoreAfter: 91.25, unmendable: ['definition-of-done'] },
    groups: [
      { rules: ['item-ownership', 'stale-work'], issues: 2 },
      { rules: ['accountable-lead'], issues: 0 },
      ...alone,
    ],
    groupsInAll: 8,
  };
  standsAt(host, aStanding({ path }));
  await openPage();
  const section = await screen.findByRole('region', { name: 'Cheapest path to Managed' });
  expect(section.textContent).toMatch(
    /9 fixes are the fewest.*7 visits do\. Then the score is 91\.3\..*missing, or what counts is past: Finished work is really done\./,
  );
  const [first, second, ...others] = within(section).getAllByRole('listitem');
  expect(first.textContent).toMatch(/2 issues: Assign them · Update or park them/);
  expect(within(second).queryByRole('button')).toBeNull();
  expect(others).toHaveLength(3);
  await userEvent.click(within(first).getByRole('button', { name: 'Open 2 in Jira' }));
  expect(await within(first).findByText(/Jira shows 1 of 2/)).toBeTruthy();
  const rules = ['item-ownership', 'stale-work'];
  expect(asked).toEqual([{ projectId: '10001', rule: 'item-ownership', path: rules, from: 0 }]);
  await userEvent.click(within(section).getByRole('button', { name: 'Show the first 6' }));
  expect(section.textContent).toContain('Showing 6 of 8 groups');
  expect(within(section).getAllByRole('listitem')).toHaveLength(6);
  await userEvent.click(within(first).getByRole('link', { name: 'Work in progress has an owner' }));
  expect(await screen.findByRole('region', { name: 'Work in progress has an owner' })).toBeTruthy();
});

test('the path to a score is chosen, has an address, and opens more issues than a search names one search after the other', async () => {
  const asked: unknown[] = [];
  host.resolvers.scorePath = ({ target }) => {
    const groups = target === 100 ? [{ rules: ['leads'], issues: 450 }] : [];
    const path = { fixes: 450, visits: 450, scoreAfter: 100, unmendable: [], groups, groupsInAll: 1 };
    return { ok: true, value: { revision: 'revision-1', path: target === 100 ? path : null } };
  };
  host.resolvers.selectInJira = (request) => {
    asked.push(request);
    const from = request.from ?? 0;
    const named = Math.min(200, 450 - from);
    return {
      ok: true,
      value: { jql: `from ${from}`, named, total: 450, next: from + named < 450 ? from + named : null },
    };
  };
  const path = {
    ...{ level: 'managed', fixes: 1, visits: 1, scoreAfter: 90 },
    unmendable: [],
    groups: [],
    groupsInAll: 0,
  };
  standsAt(host, aStanding({ path: path as LevelPathInFigures }));
  await openPage();
  await screen.findByRole('region', { name: 'Cheapest path to Managed' });
  await userEvent.selectOptions(screen.getByLabelText('Goal'), 'A score of 95');
  expect(await screen.findByText(/No fixes reach this score/)).toBeTruthy();
  await userEvent.selectOptions(screen.getByLabelText('Goal'), 'A score of 100');
  expect(host.visited.at(-1)).toBe('/?score=100');
  const section = screen.getByRole('region', { name: 'Cheapest path to a score of 100' });
  await userEvent.click(await within(section).findByRole('button', { name: 'Open 450 in Jira' }));
  expect(await within(section).findByText('Issues 1 to 200 of 450: a search names at most 200.')).toBeTruthy();
  for (const words of ['Issues 201 to 400 of 450', 'Issues 401 to 450 of 450']) {
    await userEvent.click(within(section).getByRole('button', { name: 'Open the next in Jira' }));
    expect(await within(section).findByText(new RegExp(`^${words}`))).toBeTruthy();
  }
  expect(asked).toEqual(
    [0, 200, 400].map((from) => ({ projectId: '10001', rule: 'leads', path: ['leads'], target: 100, from })),
  );
});
