import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { PortfolioMapView, Refusal } from '../../../src/contract';
import { openPortfolioPage } from '../../../static/portfolio/open-page';
import { installHost, type FakeHost } from '../support/host';
import { anIssueMap } from '../support/issue-map';
import { closePages, openBy } from '../support/open-page';
import {
  aMapProject,
  aPortfolioMap,
  mapsAre,
  NEWEST,
  OLDEST,
  pairColumns,
  restrictedProject,
} from '../support/portfolio-map';
import { keepSavedFiles, savedAs } from '../support/saved-files';
import { rowsOfSheet } from '../support/workbook';

const BASE = '/dependencies';
/** For so long the page does not ask again by itself. */
const FRESH_MILLISECONDS = 1100;

/** Many roles are looked up in large drawings, which takes a busy machine long. */
const PATIENT = { timeout: 8000 };
jest.setTimeout(20_000);

let host: FakeHost;

afterEach(closePages);

async function open(view: PortfolioMapView = aPortfolioMap(), startPath = `${BASE}/matrix`): Promise<void> {
  host = installHost(startPath);
  host.context = { ...host.context, timezone: 'UTC', extension: { type: 'jira:globalPage' } };
  host.resolvers.issueMap = ({ scope }) => ({ ok: true, value: anIssueMap({ scope }) });
  mapsAre(host, view);
  await openBy(openPortfolioPage);
}

async function openRefused(kind: Refusal['kind']): Promise<void> {
  host = installHost(`${BASE}/matrix`);
  const error = { kind, message: 'Plumbline could not read it.', remedy: 'Try again later.', reference: 'ref-7' };
  host.resolvers.portfolioMap = () => ({ ok: false, error });
  await openBy(openPortfolioPage);
}

function cell(name: RegExp): HTMLElement {
  return screen.getByRole('gridcell', { name });
}

const here = (): string => host.visited[host.visited.length - 1];

describe('the matrix', () => {
  test('a row waits for a column: how many are open, how many of them late, in words and figures', async () => {
    await open();
    await screen.findByRole('grid');
    const cells = screen.getAllByRole('gridcell').map((each) => each.querySelector('.visually-hidden')?.textContent);
    expect(cells).toHaveLength(6);
    expect(cells).toContain('Signalling upgrade waits for Data platform: 9 open, 4 late, least slack −11 days');
    expect(cell(/^Signalling upgrade waits for Data/).textContent).toMatch(/days94 late$/);
    expect(cell(/^Data platform waits for Fleet/).textContent).toMatch(/7$/);
    const row = cell(/^Ticketing app waits for Signalling/).closest('[role=row]') as HTMLElement;
    expect(within(row).getByRole('rowheader').textContent).toMatch(/^Ticketing app14/);
  });

  test('what the viewer may not browse is one project without a name, at the end', async () => {
    await open();
    await screen.findByRole('grid');
    const columns = screen.getAllByRole('columnheader').map(({ textContent }) => textContent);
    expect(columns.at(-1)).toBe('Restricted');
    await userEvent.click(cell(/^Restricted waits for Ticketing app: 2 open, 1 late/));
    expect(here()).toBe(`${BASE}/matrix?at=restricted-10002`);
    const details = within(screen.getByRole('region', { name: 'Details' }));
    expect(details.getByText(/in projects that you may not browse/)).toBeTruthy();
    expect(host.calls.some(({ name }) => name === 'issueMap')).toBe(false);
  });

  test('from the matrix to the issues by keyboard alone, and back', async () => {
    await open();
    await screen.findByRole('grid');
    const first = cell(/^Signalling upgrade waits for Data/);
    expect(screen.getAllByRole('gridcell').filter(({ tabIndex }) => tabIndex === 0)).toEqual([first]);
    act(() => first.focus());
    await userEvent.keyboard('{ArrowRight}');
    expect(document.activeElement).toBe(cell(/^Signalling upgrade waits for Timetable/));
    await userEvent.keyboard('{ArrowLeft}{Enter}');
    expect(here()).toBe(`${BASE}/matrix?at=10000-10001`);
    const details = screen.getByRole('region', { name: 'Details' });
    expect(document.activeElement).toBe(details);
    expect(await within(details).findByText(/DAT-77/)).toBeTruthy();
    expect(host.calls.at(-1)?.payload).toEqual({
      scope: { of: 'pair', dependentProjectId: '10000', providerProjectId: '10001' },
    });
    await userEvent.keyboard('{Escape}');
    expect(here()).toBe(`${BASE}/matrix`);
    expect(document.activeElement).toBe(cell(/^Signalling upgrade waits for Data/));
  });

  test('a large portfolio: only what is in sight is drawn, the active cell wherever it is; on paper everything', async () => {
    const projects = Array.from({ length: 300 }, (_, place) => aMapProject(place, `Project ${place}`));
    const every = projects.map((_, dependent) => ({ dependent, provider: (dependent + 1) % 300, late: 1 }));
    await open(aPortfolioMap({ projects, pairs: pairColumns(300, every) }), `${BASE}/matrix?at=10290-10291`);
    const rows = (): number => document.querySelectorAll('[role=row]').length;
    await waitFor(() => expect(rows()).toBeGreaterThan(1));
    expect(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount')).toBe('301');
    expect(rows()).toBeLessThan(60);
    const active = document.querySelectorAll('[role=gridcell][tabindex="0"]');
    expect([...active].map((each) => each.querySelector('.visually-hidden')?.textContent)).toEqual([
      'Project 290 waits for Project 291: 1 open, 1 late',
    ]);
    act(() => void window.dispatchEvent(new Event('beforeprint')));
    expect(rows()).toBe(301);
  });
});

test('the graph follows dependencies by arrow keys, and opens a project', async () => {
  await open(aPortfolioMap(), `${BASE}/graph`);
  const node = (name: RegExp): HTMLElement => screen.getByRole('button', { name, pressed: false });
  await screen.findByRole('group', { name: /^6 projects/ });
  const data = node(/^Data platform: waits 7; waited for 17; finishes 31 Dec.*, float −7$/);
  act(() => data.focus());
  await userEvent.keyboard('{ArrowRight}');
  expect(document.activeElement).toBe(node(/^Signalling upgrade/));
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}{Enter}');
  expect(here()).toBe(`${BASE}/graph?at=10003`);
  const details = within(screen.getByRole('region', { name: 'Details' }));
  expect(details.getByRole('heading', { name: 'Fleet telemetry' })).toBeTruthy();
  await userEvent.click(details.getByRole('button', { name: 'Critical path' }));
  expect(here()).toBe(`${BASE}/chain/critical-path/10003`);
  act(() => host.back());
  expect(await screen.findByRole('button', { name: /^Fleet telemetry/, pressed: true }, PATIENT)).toBeTruthy();
});

describe('the timeline', () => {
  const lane = (name: RegExp): HTMLElement => screen.getByRole('button', { name });

  test('has a lane for each project, the least float first, and says what is late against which target', async () => {
    const names = ['Signalling upgrade', 'Data platform', 'Ticketing app', 'Fleet telemetry', 'Timetable engine'];
    const projects = [...names.map((name, place) => aMapProject(place, name)), restrictedProject];
    projects[1] = aMapProject(1, 'Data platform', { target: '2027-02-01', leastFloat: 12 });
    projects[4] = aMapProject(4, 'Timetable engine', { target: null, leastFloat: null });
    await open(aPortfolioMap({ projects }), `${BASE}/timeline`);
    const drawing = await screen.findByRole('group', { name: /^Timeline of 6 projects/ });
    const words = within(drawing)
      .getAllByRole('button')
      .map((each) => each.getAttribute('aria-label'));
    expect(words).toEqual([
      expect.stringMatching(/^Signalling upgrade: finishes 31 Dec.*, later than its target 20 Dec.*, float −7 days$/),
      expect.stringMatching(/^Ticketing app: /),
      expect.stringMatching(/^Fleet telemetry: /),
      expect.stringMatching(/^Data platform: finishes 31 Dec.*, target 1 Feb 2027, float 12 days$/),
      expect.stringMatching(/^Timetable engine: finishes 31 Dec.*, no target$/),
      'Restricted: dates of projects that you may not browse are not shown',
    ]);
    expect(host.calls.some(({ name }) => name === 'issueMap')).toBe(false);
  });

  test('opens a lane by its address, with what determines its finish drawn and in words', async () => {
    await open(aPortfolioMap(), `${BASE}/timeline?at=10000`);
    const details = within(await screen.findByRole('region', { name: 'Details' }));
    await details.findByRole('button', { name: 'DAT-77 Event bus cut-over' }, PATIENT);
    expect(host.calls.filter(({ name }) => name === 'issueMap').map(({ payload }) => payload)).toEqual([
      { scope: { of: 'criticalPath', projectId: '10000' } },
    ]);
    expect(lane(/^Signalling upgrade/).getAttribute('aria-pressed')).toBe('true');
    expect(details.getByText(/^Showing 6 of 6 steps/)).toBeTruthy();
    const step = details.getByRole('button', { name: 'DAT-77 Event bus cut-over' }).closest('li');
    expect(step?.textContent).toMatch(/Data platform; finishes 21 Dec.*, 11 days later than planned$/);
    await userEvent.click(details.getByRole('button', { name: 'DAT-77 Event bus cut-over' }));
    expect(here()).toBe(`${BASE}/timeline/critical-path/10000?at=20077`);
  });

  test('is operated by keyboard alone: to a project, along its path, to the issue, and closed again', async () => {
    await open(aPortfolioMap(), `${BASE}/timeline`);
    await screen.findByRole('group', { name: /^Timeline of 6 projects/ });
    act(() => lane(/^Signalling upgrade/).focus());
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(here()).toBe(`${BASE}/timeline?at=10001`);
    const details = screen.getByRole('region', { name: 'Details' });
    expect(document.activeElement).toBe(details);
    await within(details).findByRole('button', { name: 'DAT-77 Event bus cut-over' }, PATIENT);
    act(() => lane(/^Data platform/).focus());
    await userEvent.keyboard('{ArrowRight}');
    expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^(DAT|SIG|Restricted)/);
    await userEvent.keyboard('{Enter}');
    expect(here()).toMatch(/\/timeline\/critical-path\/10001\?at=/);
    act(() => host.back());
    await screen.findByRole('button', { name: /^Data platform/, pressed: true }, PATIENT);
    act(() => lane(/^Data platform/).focus());
    await userEvent.keyboard('{Enter}');
    expect(here()).toBe(`${BASE}/timeline`);
  });

  test('says when the path cannot be read, and reads it again', async () => {
    await open(aPortfolioMap(), `${BASE}/timeline`);
    const error = { kind: 'unexpected', message: 'No.', remedy: 'Later.', reference: 'ref-9' } as const;
    host.resolvers.issueMap = () => ({ ok: false, error });
    await screen.findByRole('group', { name: /^Timeline of 6 projects/ });
    act(() => lane(/^Signalling upgrade/).focus());
    await userEvent.keyboard('{Enter}');
    const again = await screen.findByRole('button', { name: 'Try again' }, PATIENT);
    host.resolvers.issueMap = ({ scope }) => ({ ok: true, value: anIssueMap({ scope, issues: [], dependencies: [] }) });
    await userEvent.click(again);
    expect(await screen.findByText('Nothing in it has a forecast, so nothing determines its finish.')).toBeTruthy();
  });
});

test('the table says the same, and sorts', async () => {
  await open(aPortfolioMap(), `${BASE}/table`);
  const table = await screen.findByRole('table', { name: /^Pairs of projects/ });
  const rows = (): string[] =>
    within(table)
      .getAllByRole('row')
      .slice(1)
      .map(({ textContent }) => textContent ?? '');
  expect(rows()[0]).toBe('Signalling upgradeData platform940−11 d');
  expect(rows()).toHaveLength(6);
  await userEvent.click(within(table).getByRole('button', { name: /^Least slack/ }));
  await userEvent.click(within(table).getByRole('button', { name: /^Least slack/ }));
  const slacks = within(table)
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('cell').at(-1)?.textContent);
  expect(slacks).toEqual(['−11 d', '−4 d', '−1 d', '2 d', '6 d', '12 d']);
  expect(
    within(table)
      .getByRole('columnheader', { name: /Least slack/ })
      .getAttribute('aria-sort'),
  ).toBe('ascending');
});

describe('filters', () => {
  test('are in the address, say how much they leave, and can be cleared', async () => {
    await open();
    await userEvent.click(await screen.findByRole('button', { name: 'Late only' }));
    expect(here()).toBe(`${BASE}/matrix?late=1`);
    expect(screen.getAllByRole('gridcell')).toHaveLength(3);
    expect(screen.getByText('Showing 3 of 5 projects, 17 of 34 open dependencies between projects')).toBeTruthy();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Project' }), 'Ticketing app');
    expect(here()).toBe(`${BASE}/matrix?late=1&project=10002`);
    expect(screen.getAllByRole('gridcell')).toHaveLength(2);
    act(() => host.back());
    expect(screen.getAllByRole('gridcell')).toHaveLength(3);
    await userEvent.click(screen.getByRole('button', { name: 'Clear filters' }));
    expect(here()).toBe(`${BASE}/matrix`);
  });

  test('by owner ask who leads the projects only when the reader comes to them; the address names an account', async () => {
    await open();
    await screen.findByRole('grid');
    const asked = (): number => host.calls.filter(({ name }) => name === 'projectLeads').length;
    expect(asked()).toBe(0);
    const leads = [{ accountId: 'acc-1', name: 'Maya Okafor', projectIds: ['10003', '10999'] }];
    host.resolvers.projectLeads = () => ({ ok: true, value: { leads } });
    act(() => screen.getByRole('button', { name: 'Late only' }).focus());
    await screen.findByRole('option', { name: 'Maya Okafor' });
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Owner' }), 'Maya Okafor');
    expect(here()).toBe(`${BASE}/matrix?owner=acc-1`);
    expect(screen.getByText('Showing 2 of 5 projects, 7 of 34 open dependencies between projects')).toBeTruthy();
    expect(asked()).toBe(1);
  });

  test('by an owner from an address say so while it is not known whom the projects have', async () => {
    host = installHost(`${BASE}/matrix?owner=acc-1`);
    host.context = { ...host.context, timezone: 'UTC', extension: { type: 'jira:globalPage' } };
    mapsAre(host, aPortfolioMap());
    host.resolvers.projectLeads = () => new Promise(() => undefined);
    await openBy(openPortfolioPage);
    expect(await screen.findByText('Asking Jira who leads these projects…')).toBeTruthy();
  });

  test('typing does not fill the history, and finding nothing says so', async () => {
    await open();
    const before = host.visited.length;
    await userEvent.type(await screen.findByRole('searchbox', { name: 'Search projects' }), 'zeppelin');
    expect(await screen.findByText('No dependency between projects is what the filters ask for.')).toBeTruthy();
    expect(here()).toBe(`${BASE}/matrix?search=zeppelin`);
    expect(host.visited).toHaveLength(before);
    await userEvent.click(screen.getAllByRole('button', { name: 'Clear filters' })[0]);
    expect(screen.getAllByRole('gridcell')).toHaveLength(6);
    expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('');
  });

  test('stay when one goes to another view; what is searched among projects is not searched among issues', async () => {
    await open(aPortfolioMap(), `${BASE}/matrix?late=1&search=signalling&at=10000`);
    await userEvent.click(await screen.findByRole('button', { name: 'Table' }));
    expect(here()).toBe(`${BASE}/table?late=1&search=signalling`);
    act(() => host.back());
    await userEvent.click(await screen.findByRole('button', { name: 'Issues over time' }));
    expect(here()).toBe(`${BASE}/timeline/project/10000?late=1`);
  });
});

describe('export', () => {
  const files = keepSavedFiles();

  test('CSV holds exactly what the filters leave, and nothing that a spreadsheet would calculate', async () => {
    const projects = [aMapProject(0, '=HYPERLINK("x")'), aMapProject(1, 'A, "quoted" name'), aMapProject(2, 'Other')];
    const pairs = pairColumns(3, [
      { dependent: 0, provider: 1, open: 4, late: 2, slack: -3 },
      { dependent: 2, provider: 1, open: 5 },
    ]);
    await open(aPortfolioMap({ projects, pairs }), `${BASE}/table?late=1`);
    await screen.findByRole('table', { name: /^Pairs/ });
    const { name, text } = await savedAs(/^CSV of pairs/);
    const lines = text.split('\r\n');
    expect(name).toBe('plumbline-dependencies-table-2026-11-20-pairs.csv');
    expect(lines).toEqual([
      'project,projectKey,waitsFor,waitsForKey,open,late,done,leastSlackWorkingDays,countedBy,dataReadFrom,dataReadTo',
      `"'=HYPERLINK(""x"")","'=HY","A, ""quoted"" name","A, ",4,2,0,-3,Agile v2; Predictive v4,${OLDEST},${NEWEST}`,
    ]);
  });

  test('of the table, projects are a CSV of their own, and both are in the workbook; both equal what is shown', async () => {
    await open(aPortfolioMap(), `${BASE}/table?late=1`);
    await screen.findByRole('table', { name: /^Projects/ });
    const { name, text } = await savedAs(/^CSV of projects/);
    const [head, ...lines] = text.split('\r\n').map((line) => line.split(','));
    expect(name).toBe('plumbline-dependencies-table-2026-11-20-projects.csv');
    expect(head.slice(5, 11)).toEqual(['waitsFor', 'waitedForBy', 'instability', 'items', 'estimated', 'undated']);
    const rowsOf = (table: RegExp): readonly (readonly string[])[] =>
      [...screen.getByRole('table', { name: table }).querySelectorAll('tbody tr')].map((row) =>
        [...row.querySelectorAll('td')].map(({ textContent }) => textContent),
      );
    const shown = rowsOf(/^Projects/).map((cells) => [
      cells[0],
      ...cells.slice(4).map((figure) => String(Number(figure))),
    ]);
    expect(lines.map((cells) => [cells[0], ...cells.slice(5, 11)])).toEqual(shown);
    expect(shown.length).toBeGreaterThan(2);
    const workbook = (await savedAs(/^XLSX/)).content;
    const [pairs, projects] = [1, 2].map((sheet) => rowsOfSheet(workbook, sheet));
    expect((await projects).map((cells) => cells[0])).toEqual(['project', ...shown.map(([name]) => name)]);
    expect((await pairs).slice(1).map((cells) => [cells[0], cells[2], ...cells.slice(4, 7)].map(String))).toEqual(
      expect.arrayContaining(rowsOf(/^Pairs/).map((cells) => cells.slice(0, 5))),
    );
    expect(await pairs).toHaveLength(1 + rowsOf(/^Pairs/).length);
  });

  test('where the back end does not say what figures are of, no file is made, and the reader is told', async () => {
    await open(aPortfolioMap(), `${BASE}/matrix`);
    host.resolvers.mapSources = () => ({
      ok: false,
      error: { kind: 'jiraUnavailable', message: 'Jira is busy.', remedy: 'Try again later.', reference: '' },
    });
    await screen.findByRole('grid');
    await userEvent.click(screen.getByRole('button', { name: 'Export' }));
    await userEvent.click(screen.getByRole('button', { name: /^CSV/ }));
    await screen.findByText('Jira is busy. Try again later.');
    expect(files).toEqual([]);
  });

  test('of the timeline, CSV holds its lanes, and the path of the open one', async () => {
    await open(aPortfolioMap(), `${BASE}/timeline?at=10000&project=10003`);
    await screen.findByRole('button', { name: 'DAT-77 Event bus cut-over' }, PATIENT);
    expect((await savedAs(/^CSV/)).text.split('\r\n')).toEqual([
      'project,projectKey,target,forecast,late,leastFloatWorkingDays,criticalPath,countedBy,dataReadFrom,dataReadTo',
      `Data platform,DAT,2026-12-20,2026-12-31,yes,-7,,Agile v2,${OLDEST},${OLDEST}`,
      'Fleet telemetry,FLE,2026-12-20,2026-12-31,yes,-7,,,,',
    ]);
  });

  test('of the graph, files hold what is drawn, and say of how much', async () => {
    const name = (place: number): string => `Project ${1000 + place}`;
    const projects = Array.from({ length: 230 }, (_, place) => aMapProject(place, name(place)));
    // Each waits for the next two, the first 205 are late for the next: projects 1 to 200 are the most pressing.
    const every = projects.flatMap((_, dependent) => [
      { dependent, provider: (dependent + 1) % 230, open: 3, late: dependent < 205 ? 2 : 0 },
      { dependent, provider: (dependent + 2) % 230, open: 1, slack: -dependent },
    ]);
    await open(aPortfolioMap({ projects, pairs: pairColumns(230, every) }), `${BASE}/graph?at=10100`);
    await screen.findByRole('heading', { name: name(100) }, PATIENT);
    expect(document.querySelectorAll('.graph-line:not(.graph-line-own)')).toHaveLength(200);
    expect(document.querySelectorAll('.graph-line-own')).toHaveLength(4);
    const node = document.querySelector('.graph-node-selected [role=button]')?.getAttribute('aria-label');
    expect(node).toMatch(/^Project 1100: waits 4, 2 late; waited for 4; finishes 31 Dec.*, float −7$/);

    const saved = JSON.parse((await savedAs(/^JSON/)).text) as Record<string, Record<string, unknown>[]>;
    expect(saved.about).toMatchObject({
      projectsDrawn: { shown: 200, total: 230 },
      pairsDrawn: { shown: 202, total: 460 },
    });
    const linesOf = (place: number): unknown[] =>
      saved.pairs.filter(({ project }) => project === name(place)).map(({ waitsFor }) => waitsFor);
    expect([98, 99, 100, 101, 198, 200].map(linesOf)).toEqual([
      ...[[name(99), name(100)], [name(100)], [name(101), name(102)], [name(102)], [name(199), name(200)], []],
    ]);
    expect(saved.pairs).toHaveLength(202);
    expect(saved.projects).toHaveLength(200);
    expect(saved.projects.find(({ project }) => project === name(100))).toMatchObject({
      ...{ openWaitedFor: 4, late: 2, openWaitingForIt: 4, forecast: '2026-12-31', leastFloatWorkingDays: -7 },
    });
    expect((await savedAs(/^CSV of pairs/)).text.split('\r\n')).toHaveLength(1 + 202);
  });

  test('JSON says of which day it is and which filters were set, and a restricted project has no key', async () => {
    await open(aPortfolioMap(), `${BASE}/matrix?search=ticketing`);
    await screen.findByRole('grid');
    const { about, pairs } = JSON.parse((await savedAs(/^JSON/)).text) as {
      about: object;
      pairs: Record<string, unknown>[];
    };
    expect(about).toMatchObject({
      ...{ forecastOf: '2026-11-20', filters: { search: 'ticketing' } },
      ...{ countedBy: ['Agile v2', 'Predictive v4'], dataReadFrom: OLDEST, dataReadTo: NEWEST },
    });
    expect(pairs.at(-1)).toEqual({
      ...{ countedBy: null, dataReadFrom: null, dataReadTo: null },
      ...{ project: 'Restricted', projectKey: null, waitsFor: 'Ticketing app', waitsForKey: 'TIC' },
      ...{ open: 2, late: 1, done: 0, leastSlackWorkingDays: -1 },
    });
    expect(pairs).toHaveLength(3);
  });

  test('SVG holds the whole matrix, whatever is in sight, and names as text', async () => {
    const projects = Array.from({ length: 60 }, (_, place) => aMapProject(place, `<b>${place}</b>`));
    const every = projects.map((_, dependent) => ({ dependent, provider: (dependent + 7) % 60, open: 3, late: 1 }));
    await open(aPortfolioMap({ projects, pairs: pairColumns(60, every) }));
    await screen.findByRole('grid');
    const svg = new DOMParser().parseFromString((await savedAs(/^SVG/)).text, 'image/svg+xml');
    expect(svg.querySelector('parsererror')).toBeNull();
    const words = [...svg.querySelectorAll('text')].map(({ textContent }) => textContent);
    expect(words.filter((text) => text === '1 late')).toHaveLength(60);
    expect(words).toContain('<b>59</b>');
    expect(svg.querySelector('b')).toBeNull();
  });
});

describe('states', () => {
  test('loading: a skeleton that says so', async () => {
    host = installHost(`${BASE}/matrix`);
    host.resolvers.portfolioMap = () => new Promise(() => undefined);
    await openBy(openPortfolioPage);
    expect(screen.getByRole('status').textContent).toBe('Loading');
    expect(screen.getByRole('heading', { level: 2, name: 'Dependencies' })).toBeTruthy();
  });

  test('first run: what is happening, how long it takes, what will be here', async () => {
    await open(aPortfolioMap({ asOf: null, mergedAt: null, projects: [], pairs: pairColumns(0, []) }));
    expect(await screen.findByRole('heading', { name: 'The map is being made for the first time' })).toBeTruthy();
    expect(screen.queryByRole('group', { name: 'Filters' })).toBeNull();
    expect(screen.queryByText(/of 0 projects/)).toBeNull();
  });

  test('nothing between projects: what there is, and what would change it', async () => {
    await open(aPortfolioMap({ pairs: pairColumns(6, []) }));
    expect(await screen.findByRole('heading', { name: 'No project waits for another at present' })).toBeTruthy();
    expect(screen.getByText(/found 60 dependencies, 40 of them open and 42 across projects/)).toBeTruthy();
  });

  test('stale: of which day, and what still holds', async () => {
    await open(aPortfolioMap({ stale: true }));
    expect(await screen.findByText(/^The forecast is of 20 Nov/)).toBeTruthy();
    expect(screen.getByText(/Which project waits for which still holds/)).toBeTruthy();
  });

  test('partial: what could not be read as a dependency is named and counted', async () => {
    await open(
      aPortfolioMap({ ...{ withUnknownEnd: 3, selfLinks: 1 }, unclearLinkTypes: [{ name: 'Concerns', links: 12 }] }),
    );
    expect(await screen.findByText('12 links are not on the map')).toBeTruthy();
    expect(screen.getByText(/“Concerns” \(12\)/)).toBeTruthy();
    const notes = screen.getByRole('list', { name: 'Notes' }).textContent;
    expect(notes).toMatch(/3 dependencies have an end in a project that Plumbline does not read/);
    expect(notes).toMatch(/1 link from an issue to itself left out/);
  });

  test('error: what happened, what to do, a reference', async () => {
    await openRefused('unexpected');
    expect(await screen.findByText('ref-7')).toBeTruthy();
    expect(screen.getByText('Try again later.')).toBeTruthy();
  });

  test('a permission that is withdrawn takes away what was shown', async () => {
    await open();
    await screen.findByRole('grid');
    host.resolvers.portfolioMap = () => ({
      ok: false,
      error: { kind: 'noPermission', message: 'Not for you.', remedy: 'Ask your Jira admin.', reference: 'ref-8' },
    });
    await act(() => new Promise((resolve) => setTimeout(resolve, FRESH_MILLISECONDS)));
    fireEvent(window, new Event('visibilitychange'));
    expect(await screen.findByText('ref-8')).toBeTruthy();
    expect(screen.queryByText('Signalling upgrade')).toBeNull();
  });

  test('cycles are doors to their issues, unless nobody may know them', async () => {
    const cycles = [
      { issueId: '20077', issues: 4, live: true, projects: [0, 1] },
      { issueId: null, issues: 2, live: false, projects: [5] },
    ];
    await open(aPortfolioMap({ cycles, cycleCount: 2 }));
    expect(await screen.findByText('2 issues in Restricted')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: '4 issues in Signalling upgrade and Data platform' }));
    expect(here()).toBe(`${BASE}/chain/cycle/20077`);
  });
});
