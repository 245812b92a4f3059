import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { IssueMapView, WhatIfView } from '../../../src/contract';
import { installHost, type FakeHost } from '../support/host';
import { aDependency, anIssueMap, anIssueOnMap, anOutcome } from '../support/issue-map';
import { openIssueMap } from '../support/open-issue-map';
import { closePages } from '../support/open-page';
import { keepSavedFiles, savedAs } from '../support/saved-files';
import { rowsOfSheet } from '../support/workbook';

// A whole page by role is slow in jsdom where the machine has more to do.

let host: FakeHost;

beforeEach(() => {
  host = installHost();
});

afterEach(closePages);

async function show(view: IssueMapView, startPath = '/'): Promise<void> {
  host = installHost(startPath);
  host.resolvers.issueMap = ({ scope }) => ({ ok: true, value: { ...view, scope } });
  await openIssueMap(view.scope);
}

function answersWhatIf(outcome: WhatIfView): void {
  host.resolvers.whatIf = () => ({ ok: true, value: outcome });
}

function issue(name: RegExp): HTMLElement {
  return screen.getByRole('button', { name });
}

const DAT_77 = /^DAT-77 Event bus cut-over, Data platform/;
const SIG_240 = /^SIG-240 /;
const SIG_260 = /^SIG-260 /;

test('the timeline tells of each issue what its drawing tells', async () => {
  await show(anIssueMap());
  const name = (await screen.findByRole('button', { name: DAT_77 })).getAttribute('aria-label');
  expect(name).toMatch(
    /in progress, planned 4 Dec.*, forecast 21 Dec.*, 11 days later than planned, float −11 days, on the critical path, 1 waits for it$/,
  );
  expect(issue(/^DAT-64 /).getAttribute('aria-label')).toMatch(/no planned finish, forecast estimated 2 Dec/);
  expect(issue(/^Restricted issue, /).getAttribute('aria-label')).toBe(
    'Restricted issue, not started, no planned finish, float 5 days, 1 waits for it',
  );
});

test('lanes are projects, those that are waited for first, the restricted issues last', async () => {
  await show(anIssueMap());
  const timeline = await screen.findByRole('group', { name: /^Timeline of 6 issues/ });
  const lanes = within(timeline)
    .getAllByRole('group')
    .map((lane) => lane.getAttribute('aria-label'));
  expect(lanes).toEqual(['Data platform, 2 issues', 'Signalling upgrade, 3 issues', 'Restricted, 1 issue']);
});

test('the heading says how many are shown of how many, and how they stand', async () => {
  await show(anIssueMap({ issueCount: 412, dependencyCount: 530, notes: ['7 of 20 issues have no date.'] }));
  expect(await screen.findByRole('heading', { level: 2 })).toBeTruthy();
  expect(screen.getByText('4 open dependencies, 1 late; least float −11 d')).toBeTruthy();
  expect(screen.getByText(/Showing 6 of 412 issues, 4 of 530 dependencies; 1 that you may not browse/)).toBeTruthy();
  expect(screen.getByRole('list', { name: 'What could not be worked out' }).textContent).toMatch(/7 of 20/);
});

test('arrow keys lead along dependencies, Enter opens, Escape closes and comes back', async () => {
  await show(anIssueMap());
  const first = await screen.findByRole('button', { name: DAT_77 });
  act(() => first.focus());
  await userEvent.keyboard('{ArrowRight}');
  expect(document.activeElement).toBe(issue(SIG_240));
  await userEvent.keyboard('{ArrowRight}');
  expect(document.activeElement).toBe(issue(SIG_260));
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
  expect(document.activeElement).toBe(issue(DAT_77));
  await userEvent.keyboard('{Enter}');
  expect(host.visited.at(-1)).toBe('/timeline/project/10001?at=20077');
  const details = await screen.findByRole('region', { name: 'DAT-77 Event bus cut-over' });
  expect(details.contains(document.activeElement)).toBe(true);
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByRole('region', { name: 'DAT-77 Event bus cut-over' })).toBeNull();
  await waitFor(() => expect(document.activeElement).toBe(issue(DAT_77)));
});

test('the Tab key stops once at a drawing, at the issue where the reader was', async () => {
  await show(anIssueMap());
  const first = await screen.findByRole('button', { name: DAT_77 });
  act(() => first.focus());
  await userEvent.keyboard('{ArrowRight}');
  const stops = document.querySelectorAll('[data-issue] [tabindex="0"]');
  expect([...stops]).toEqual([issue(SIG_240)]);
});

test('details name where each date comes from and what set the forecast', async () => {
  await show(anIssueMap(), '/timeline/project/10001?at=20240');
  const details = await screen.findByRole('region', { name: /^SIG-240/ });
  expect(within(details).getByText('Set by').parentElement?.textContent).toBe('Set byDAT-77 Event bus cut-over');
  expect(within(details).getByText('Float').parentElement?.textContent).toMatch(/^Float−11 days \(may finish 17 Dec/);
  expect(within(details).getByText('Takes').parentElement?.textContent).toBe('Takes8 days (from its dates)');
  await userEvent.click(within(details).getByRole('button', { name: 'DAT-77 Event bus cut-over' }));
  expect(host.visited.at(-1)).toBe('/timeline/project/10001?at=20077');
});

test('an issue that the viewer may not browse opens without a name, a key or a way to its chain', async () => {
  await show(anIssueMap(), '/timeline/project/10001?at=r5');
  const details = await screen.findByRole('region', { name: 'Restricted issue' });
  expect(within(details).queryByRole('button', { name: 'Open chain' })).toBeNull();
  expect(within(details).queryByRole('form')).toBeNull();
  expect(within(details).queryByRole('link')).toBeNull();
});

test('from details to the chain and back with the browser’s back button', async () => {
  await show(anIssueMap(), '/timeline/project/10001?at=20240');
  await userEvent.click(await screen.findByRole('button', { name: 'Open chain' }));
  expect(host.visited.at(-1)).toBe('/chain/issue/20240');
  expect(await screen.findByRole('group', { name: /^Chain of 6 issues in 3 steps/ })).toBeTruthy();
  expect(screen.getByRole('heading', { name: 'What SIG-240 waits for, and what waits for SIG-240' })).toBeTruthy();
  act(() => host.back());
  expect(await screen.findByRole('group', { name: /^Timeline/ })).toBeTruthy();
});

test('the table says the same, the least float first, and sorts by any column', async () => {
  await show(anIssueMap(), '/issues/project/10001');
  const table = await screen.findByRole('table', { name: 'Dependencies, one in each row' });
  const rows = (): string[] =>
    within(table)
      .getAllByRole('row')
      .slice(1)
      .map(({ textContent }) => textContent ?? '');
  expect(rows()[0]).toMatch(
    /^DAT-77 Event bus cut-over21 Dec.*4 Dec.*SIG-240 Possession plan 240Will be late · critical path−11 d$/,
  );
  expect(rows()[1]).toMatch(/^DAT-64 Access modelestimated 2 Dec.*At risk2 d$/);
  expect(rows()[3]).toMatch(/^Restricted issue––SIG-260 G2 Plan approved · milestoneUnknown–$/);
  await userEvent.click(within(table).getByRole('button', { name: 'Dependent' }));
  expect(rows()[0]).toMatch(/SIG-228/);
  expect(
    within(table)
      .getByRole('columnheader', { name: /Dependent/ })
      .getAttribute('aria-sort'),
  ).toBe('ascending');
});

test('a second table tells of each issue what its drawing tells, under the same filters', async () => {
  const lone = anIssueOnMap(300, { summary: 'Waits for nobody', inCycle: true, critical: true, totalFloat: -20 });
  const { issues, dependencies } = anIssueMap();
  await show(anIssueMap({ issues: [...issues, lone], dependencies }), '/issues/project/10001');
  const table = await screen.findByRole('table', { name: 'Issues with their dates, one in each row' });
  const rows = (): string[][] =>
    [...table.querySelectorAll('tbody tr')].map((row) =>
      [...row.querySelectorAll('td')].map(({ textContent }) => textContent.replace(/^(\w{3} )?(\d+ \w{3}).*$/, '$2')),
    );
  const [dec1, dec4, dec10] = ['1 Dec', '4 Dec', '10 Dec'];
  expect(rows().map((cells) => cells.slice(0, 4))).toEqual([
    ['SIG-300 Waits for nobody', 'Signalling upgrade', 'Not started', dec1],
    ['DAT-77 Event bus cut-over', 'Data platform', 'In progress', dec1],
    ['SIG-240 Possession plan 240', 'Signalling upgrade', 'Not started', '22 Dec'],
    ['SIG-260 G2 Plan approved · milestone', 'Signalling upgrade', 'Not started', '–'],
    ['DAT-64 Access model', 'Data platform', 'Not started', dec1],
    ['SIG-228 Operator accounts', 'Signalling upgrade', 'Not started', dec1],
    ['Restricted issue', 'Restricted', 'Not started', '–'],
  ]);
  expect(rows().map((cells) => cells.slice(4))).toEqual([
    [dec10, dec10, '0 d', '−20 d', 'critical, in a cycle'],
    [dec4, '21 Dec', '11 d', '−11 d', 'on the critical path'],
    [dec10, '21 Dec', '11 d', '−11 d', 'on the critical path'],
    [dec10, dec10, '0 d', '5 d', 'on the critical path'],
    ['–', expect.stringMatching(/^estimated 2 Dec/), '0 d', '5 d', '–'],
    [dec10, dec10, '0 d', '5 d', '–'],
    ['–', '–', '0 d', '5 d', '–'],
  ]);
  await userEvent.click(within(table).getByRole('button', { name: /^Forecast/ }));
  expect(rows()[0][0]).toBe('DAT-64 Access model');
  await userEvent.click(within(table).getByRole('button', { name: 'Waits for nobody' }));
  expect(await screen.findByRole('region', { name: 'SIG-300 Waits for nobody' })).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Late only' }));
  await waitFor(() => expect(rows().map(([name]) => name.slice(0, 7))).toEqual(['DAT-77 ', 'SIG-240']));
});

test('of issues without a dependency there is one table', async () => {
  await show(anIssueMap({ issues: [anIssueOnMap(1)], dependencies: [] }), '/issues/project/10001');
  expect((await screen.findAllByRole<HTMLTableElement>('table')).map(({ caption }) => caption?.textContent)).toEqual([
    'Issues with their dates, one in each row',
  ]);
});

test('a table of thousands shows a hundred, says so, and shows more', async () => {
  const issues = Array.from({ length: 260 }, (_, number) => anIssueOnMap(number + 1));
  const dependencies = Array.from({ length: 250 }, (_, place) => aDependency(place, place + 1));
  await show(anIssueMap({ issues, dependencies }), '/issues/project/10001');
  const table = await screen.findByRole('table', { name: /Dependencies/ });
  const rows = (): number => table.querySelectorAll('tbody tr').length;
  expect(rows()).toBe(100);
  const foot = within(screen.getByText('Showing 100 of 250 dependencies'));
  expect(screen.getByText('Showing 100 of 260 issues')).toBeTruthy();
  await userEvent.click(foot.getByRole('button', { name: 'Show 100 more' }));
  expect(rows()).toBe(200);
});

test('a filter that leaves nothing says so and is taken back', async () => {
  await show(anIssueMap(), '/timeline/project/10001?search=nowhere');
  expect(await screen.findByText('No issue passes the filters.')).toBeTruthy();
  expect(screen.getByText(/Showing 0 of 6 issues, 0 of 4 dependencies/)).toBeTruthy();
  await userEvent.click(screen.getAllByRole('button', { name: 'Clear filters' })[0]);
  expect(await screen.findByRole('group', { name: /^Timeline of 6 issues/ })).toBeTruthy();
});

test('late only leaves the late dependencies with both their ends', async () => {
  await show(anIssueMap());
  await userEvent.click(await screen.findByRole('button', { name: 'Late only' }));
  expect(await screen.findByRole('group', { name: /^Timeline of 2 issues/ })).toBeTruthy();
  expect(screen.getByText(/Showing 2 of 6 issues, 1 of 4 dependencies/)).toBeTruthy();
});

test('what if an issue finishes later: what moves, and a way back', async () => {
  await show(anIssueMap(), '/timeline/project/10001?at=20077');
  answersWhatIf(anOutcome());
  const form = await screen.findByRole('form', { name: 'What if DAT-77 …' });
  const days = within(form).getByLabelText('Working days');
  await userEvent.clear(days);
  await userEvent.type(days, '5');
  await userEvent.click(within(form).getByRole('button', { name: 'Assume' }));
  const panel = within(await screen.findByRole('region', { name: 'What if' }));
  expect(panel.getByText('DAT-77 finishes 5 working days later')).toBeTruthy();
  expect(
    await panel.findByText(/^2 issues, 1 milestone and 1 project would move. 1 dependency would become late\.$/),
  ).toBeTruthy();
  expect(panel.getByRole('list', { name: 'Projects that would move' }).textContent).toMatch(
    /Signalling upgrade31 Dec.* → 7 Jan.* past its target 18 Dec/,
  );
  expect(panel.getByRole('list', { name: 'Milestones that would move' }).textContent).toMatch(/SIG-260.*\+5 days/);
  expect(host.calls.filter(({ name }) => name === 'whatIf')).toEqual([
    { name: 'whatIf', payload: { changes: [{ what: 'shift', issueId: '20077', days: 5 }] } },
  ]);
  expect(document.querySelectorAll('.issue-bar-moved')).toHaveLength(2);
  await userEvent.click(panel.getByRole('button', { name: 'Undo: DAT-77 finishes 5 working days later' }));
  expect(screen.queryByRole('region', { name: 'What if' })).toBeNull();
  expect(document.querySelectorAll('.issue-bar-moved')).toHaveLength(0);
});

test('a second assumption about the same date takes the place of the first, one about another is added', async () => {
  await show(anIssueMap(), '/timeline/project/10001?at=20077');
  answersWhatIf(anOutcome());
  const form = within(await screen.findByRole('form', { name: 'What if DAT-77 …' }));
  await userEvent.click(form.getByRole('button', { name: 'Assume' }));
  await userEvent.selectOptions(form.getByLabelText('What if DAT-77'), 'is dropped, or done already');
  await userEvent.click(form.getByRole('button', { name: 'Assume' }));
  await userEvent.click(screen.getByRole('button', { name: 'Without: SIG-240 does not wait for DAT-77' }));
  const list = within(await screen.findByRole('list', { name: 'Assumptions' }));
  expect(list.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    'DAT-77 is droppedUndo',
    'SIG-240 does not wait for DAT-77Undo',
  ]);
});

test('days that are none cannot be assumed', async () => {
  await show(anIssueMap(), '/timeline/project/10001?at=20077');
  const form = within(await screen.findByRole('form', { name: 'What if DAT-77 …' }));
  fireEvent.change(form.getByLabelText('Working days'), { target: { value: '-3' } });
  expect(form.getByRole<HTMLButtonElement>('button', { name: 'Assume' }).disabled).toBe(true);
  fireEvent.change(form.getByLabelText('Working days'), { target: { value: '2.5' } });
  expect(form.getByRole<HTMLButtonElement>('button', { name: 'Assume' }).disabled).toBe(true);
});

test('what an issue’s slipping costs is asked for by its slip, at least five days', async () => {
  await show(anIssueMap(), '/timeline/project/10001?at=20077');
  answersWhatIf(anOutcome({ movedCount: 0, moved: [], projects: [] }));
  expect(await screen.findByText('If it slips by 11 days')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Show what moves' }));
  expect(await screen.findByText('No other date moves.')).toBeTruthy();
  expect(host.calls.at(-1)).toEqual({
    name: 'whatIf',
    payload: { changes: [{ what: 'shift', issueId: '20077', days: 11 }] },
  });
});

test('what an issue’s slipping costs, and a what-if, say what they leave out', async () => {
  await show(anIssueMap(), '/timeline/project/10001?at=20077');
  const note = 'It goes on through more projects than can be followed at once';
  answersWhatIf(anOutcome({ notes: [note] }));
  await userEvent.click(await screen.findByRole('button', { name: 'Show what moves' }));
  const details = within(screen.getByRole('region', { name: 'DAT-77 Event bus cut-over' }));
  expect(await details.findByText(note)).toBeTruthy();
  await userEvent.click(details.getByRole('button', { name: 'Assume' }));
  expect(await within(await screen.findByRole('region', { name: 'What if' })).findByText(note)).toBeTruthy();
});

test('a cycle names the dependency without which there would be none, as a suggestion', async () => {
  const inCycle = { inCycle: true, totalFloat: null };
  const issues = [anIssueOnMap(1, inCycle), anIssueOnMap(2, inCycle)];
  const dependencies = [aDependency(0, 1), aDependency(1, 0, { suggestedCut: true })];
  await show(anIssueMap({ scope: { of: 'cycle', issueId: '20001' }, issues, dependencies }));
  answersWhatIf(anOutcome());
  expect(await screen.findByText('2 issues wait for each other in a cycle')).toBeTruthy();
  expect(screen.getByText(/it is a suggestion/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'What if not? SIG-1 does not wait for SIG-2' }));
  expect(host.calls.at(-1)?.payload).toEqual({
    changes: [{ what: 'dropDependency', providerId: '20002', dependentId: '20001', kind: 'finishToStart' }],
  });
});

test('while the back end thinks there is a skeleton; a refusal says what one would see', async () => {
  host.resolvers.issueMap = () => new Promise<never>(() => undefined);
  await openIssueMap({ of: 'project', projectId: '10001' });
  expect(screen.getByRole('status').textContent).toBe('Loading the issues');
  closePages();
  const error = { kind: 'notFound', message: 'There is no such project', remedy: 'Ask.', reference: 'r-1' } as const;
  host.resolvers.issueMap = () => ({ ok: false, error });
  await openIssueMap({ of: 'project', projectId: '10001' });
  expect(await screen.findByRole('heading', { name: 'There is no such project' })).toBeTruthy();
  expect(screen.getByText(/Whoever may browse it sees here/)).toBeTruthy();
});

test('nothing open, nothing worked out yet, and a forecast of another day say what they are', async () => {
  await show(anIssueMap({ issues: [], dependencies: [] }));
  expect(await screen.findByRole('heading', { name: 'Nothing open here waits for anything' })).toBeTruthy();
  closePages();
  await show(anIssueMap({ issues: [], dependencies: [], asOf: null, mergedAt: null }));
  expect(await screen.findByRole('heading', { name: 'The dependencies have not been worked out yet' })).toBeTruthy();
  closePages();
  await show(anIssueMap({ asOf: '2026-11-19' }));
  expect(await screen.findByText(/^The forecast is of 19 Nov/)).toBeTruthy();
});

describe('a file', () => {
  keepSavedFiles();

  beforeEach(async () => {
    await show(anIssueMap(), '/timeline/project/10001?project=10001');
    host.resolvers.mapSources = () => ({
      ok: true,
      value: { sources: [{ projectId: '10001', playbook: 'Predictive v4', readAt: '2026-11-20T09:31:00.000Z' }] },
    });
    await screen.findByRole('group', { name: /^Timeline of 6 issues/ });
  });

  test('of the issues has what their bars tell, one that may not be browsed without a name', async () => {
    const { name, text } = await savedAs(/^CSV of issues/);
    expect(name).toBe('dependencies-project-2026-11-20-issues.csv');
    const stamp = 'Predictive v4,2026-11-20T09:31:00.000Z,2026-11-20T09:31:00.000Z';
    const [planned, signalling] = ['2026-12-10', 'Signalling upgrade,Not started,Maya Okafor'];
    expect(text.split('\r\n')).toEqual([
      'issue,issue summary,issue project,issue state,issue owner,issue milestone,' +
        'start,planned finish,forecast finish,forecast is a guess,' +
        'slip in working days,total float in working days,critical,critical path,in a cycle,' +
        'countedBy,dataReadFrom,dataReadTo',
      'DAT-77,Event bus cut-over,Data platform,In progress,Tomasz Nowak,no,2026-12-01,2026-12-04,2026-12-21,,11,-11,yes,yes,no,,,',
      `SIG-240,Possession plan 240,${signalling},no,2026-12-22,${planned},2026-12-21,,11,-11,yes,yes,no,${stamp}`,
      `SIG-260,G2 Plan approved,${signalling},yes,,${planned},${planned},,0,5,yes,yes,no,${stamp}`,
      'DAT-64,Access model,Data platform,Not started,Maya Okafor,no,2026-12-01,,2026-12-02,estimated,0,5,no,no,no,,,',
      `SIG-228,Operator accounts,${signalling},no,2026-12-01,${planned},${planned},,0,5,no,no,no,${stamp}`,
      'Restricted,,,Not started,,no,,,,,0,5,no,no,no,,,',
    ]);
  });

  test('of the dependencies, and JSON and a workbook with both, follow the filters', async () => {
    await userEvent.click(screen.getByRole('button', { name: 'Late only' }));
    await screen.findByRole('group', { name: /^Timeline of 2 issues/ });
    const [head, ...rows] = (await savedAs(/^CSV of dependencies/)).text.split('\r\n');
    expect(head).toMatch(/^provider,provider summary,.*,needed by,dependent,.*,suggested cut,countedBy,/);
    expect(rows).toEqual([
      expect.stringMatching(
        /^DAT-77,.*,2026-12-04,2026-12-21,,2026-12-04,SIG-240,.*,Will be late,-11,yes,no,Predictive v4,/,
      ),
    ]);
    const json = JSON.parse((await savedAs(/^JSON/)).text) as Record<string, Record<string, unknown>[]>;
    expect(json.about).toMatchObject({ issuesShown: 2, issues: 6, dependenciesShown: 1, dependencies: 4 });
    expect(json.dependencies.map(({ provider, dependent }) => [provider, dependent])).toEqual([['DAT-77', 'SIG-240']]);
    expect(json.issues.map((row) => [row.issue, row['forecast finish'], row['total float in working days']])).toEqual([
      ['DAT-77', '2026-12-21', -11],
      ['SIG-240', '2026-12-21', -11],
    ]);
    const { content } = await savedAs(/^XLSX/);
    const [dependencies, issues] = await Promise.all([1, 2].map((sheet) => rowsOfSheet(content, sheet)));
    expect([dependencies[1][0], issues[1][0], issues[2][0]]).toEqual(['DAT-77', 'DAT-77', 'SIG-240']);
  });
});

test('Show in Jira searches for the issues that are shown, and no others', async () => {
  await show(anIssueMap(), '/timeline/project/10001?late=1');
  await userEvent.click(await screen.findByRole('button', { name: 'Show in Jira' }));
  expect(decodeURIComponent(host.opened[0])).toBe('/issues/?jql=key in (DAT-77, SIG-240)');
});

test('a critical path says how long it is, and which of the project’s targets it leads to can be chosen', async () => {
  const scope = { of: 'criticalPath', projectId: '10001' } as const;
  const dates = { due: '2026-12-18', forecast: '2026-12-31', late: 9 };
  await show(
    anIssueMap({
      scope,
      path: { length: 29, leastFloat: -11 },
      targets: [
        { kind: 'project', id: '10001', name: 'Signalling upgrade', ...dates },
        { kind: 'milestone', id: '20260', name: 'SIG-260 G2 Plan approved', ...dates },
        { kind: 'version', id: '7', name: '2.0', due: '2027-02-26', forecast: '2027-01-15', late: -30 },
      ],
    }),
  );
  expect(await screen.findByText(/path of 29 days, least total float −11 d$/)).toBeTruthy();
  const choice = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Critical path to' });
  expect([...choice.options].map(({ text }) => text)).toEqual([
    'End of Signalling upgrade: due 18 Dec, forecast 31 Dec, 9 days late',
    'Milestone SIG-260 G2 Plan approved: due 18 Dec, forecast 31 Dec, 9 days late',
    'Version 2.0: due 26 Feb 2027, forecast 15 Jan 2027',
  ]);
  await userEvent.selectOptions(choice, 'milestone 20260');
  const heading = await screen.findByRole('heading', {
    name: 'What determines when SIG-260 G2 Plan approved is reached',
  });
  expect(heading).toBeTruthy();
  const asked = host.calls.filter(({ name }) => name === 'issueMap').at(-1);
  expect(asked?.payload).toEqual({ scope: { ...scope, to: { kind: 'milestone', id: '20260' } } });
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Critical path to' }), '');
  expect(await screen.findByRole('heading', { name: /when Signalling upgrade is finished$/ })).toBeTruthy();
});
