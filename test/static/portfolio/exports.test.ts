import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { strFromU8 } from 'fflate';
import Papa from 'papaparse';
import type { PortfolioView, TrendPoint } from '../../../src/contract';
import { openPortfolioPage } from '../../../static/portfolio/open-page';
import { installHost, type FakeHost } from '../support/host';
import { closePages, openBy } from '../support/open-page';
import { aPortfolio, portfolioIs } from '../support/portfolio';
import { bytesOf, rowsOfSheet } from '../support/workbook';

jest.setTimeout(20_000);

const PLAYBOOKS = [...aPortfolio().playbooks, { ...aPortfolio().playbooks[0], version: 5 }];
/** The first project was read thirty hours ago; the second is counted by another version. */
const VIEW = aPortfolio({
  playbooks: PLAYBOOKS,
  projects: aPortfolio().projects.map((project, place) => ({
    ...project,
    name: place === 0 ? '=1+1 Data' : project.name,
    standing: project.standing && { ...project.standing, playbook: place === 1 ? 1 : 0 },
  })),
});
/** Their readings are known to the hour. */
const [OLD, NEW] = ['2026-11-19T02:40:00.000Z', '2026-11-20T08:40:00.000Z'];
const FRESH = ['2026-11-20T07:40:00.000Z', NEW];
const STAMP = ['countedBy', 'dataReadFrom', 'dataReadTo'];
const OF_ALL = ['Predictive v4; Predictive v5', OLD, NEW];

let host: FakeHost;
const made: { name: string; content: Blob }[] = [];

beforeEach(() => {
  made.length = 0;
  const kept: Blob[] = [];
  URL.createObjectURL = (blob) => `blob:${kept.push(blob as Blob) - 1}`;
  URL.revokeObjectURL = () => undefined;
  jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    made.push({ name: this.download, content: kept[Number(this.href.slice('blob:'.length))] });
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  closePages();
});

async function open(startPath: string, view: PortfolioView = VIEW): Promise<void> {
  host = installHost(startPath);
  host.context = { ...host.context, timezone: 'UTC', extension: { type: 'jira:globalPage' } };
  portfolioIs(host, view);
  await openBy(openPortfolioPage);
}

async function saved(kind: RegExp, button: string): Promise<Blob> {
  made.length = 0;
  await userEvent.click(screen.getByRole('button', { name: button }));
  await userEvent.click(screen.getByRole('button', { name: kind }));
  await waitFor(() => expect(made).toHaveLength(1));
  return made[0].content;
}

/** Its head, and its rows as text. */
async function csv(kind: RegExp = /^CSV/, button = 'Export'): Promise<readonly [string[], ...string[][]]> {
  const text = strFromU8(new Uint8Array(await bytesOf(await saved(kind, button))));
  return Papa.parse<string[]>(text).data as [string[], ...string[][]];
}

function textsOf(rows: Iterable<Element>): readonly (readonly string[])[] {
  return [...rows].map((row) => [...row.children].map(({ textContent }) => textContent.trim()));
}

test('the heat map: every cell as the page tells it, and of each project its playbook and its reading', async () => {
  await open('/heat-map');
  await screen.findByRole('grid');
  const [[corner, ...columns], ...rows] = await csv();
  expect([corner, ...columns.slice(-3)]).toEqual(['rule', ...STAMP]);
  const names = columns.slice(0, -3);
  expect([...names].sort()).toEqual(["'=1+1 Data (DAT)", 'Intranet (INT)', 'Signalling upgrade (SIG)']);
  const told = rows
    .slice(0, -3)
    .flatMap(([rule, ...cells]) =>
      names.map((name, place) => `${name.replace(/^'| \(.*\)$/g, '')}, ${rule}: ${cells[place]}`),
    );
  const shown = screen.getAllByRole('gridcell').map((cell) => cell.getAttribute('aria-label'));
  expect(told).toHaveLength(9);
  expect(told).toEqual(shown);
  const ofSignalling = rows.slice(-3).map((cells) => [cells[0], cells[1 + names.indexOf('Signalling upgrade (SIG)')]]);
  expect(ofSignalling).toEqual([
    ['Counted by', 'Predictive v5'],
    ['Read from Jira, oldest', FRESH[0]],
    ['Read from Jira, newest', NEW],
  ]);
  for (const row of rows) expect(row.slice(-3)).toEqual(OF_ALL);
});

test('what stands side by side: the figures and rules of the table, in a workbook, too', async () => {
  await open('/projects?compare=10000.10001&columns=project.score.late.worst');
  const table = await within(await screen.findByRole('region', { name: 'Side by side' })).findByRole('table');
  const [head, ...rows] = await csv(/^CSV/, 'Export these');
  expect(head).toEqual(['figure', "'=1+1 Data (DAT)", 'Signalling upgrade (SIG)', ...STAMP]);
  const shown = textsOf(table.querySelectorAll('tbody tr'));
  expect(shown.length).toBeGreaterThan(4);
  const words = (text: string): string => text.replace(/^[✕◐–?w] +/u, '').replace(/^(\d+)\.0$/, '$1');
  expect(rows.slice(0, -3).map((cells) => cells.slice(0, 3).map((cell) => cell || '–'))).toEqual(
    shown.map((cells) => cells.map(words)),
  );
  const sheet = await rowsOfSheet(await saved(/^XLSX/, 'Export these'));
  expect(sheet[0][1]).toBe('=1+1 Data (DAT)');
  expect(sheet.slice(1).map((cells) => cells.map((cell) => String(cell ?? '')))).toEqual(rows);
});

test('trends: the days of the chart, and what each rule attained, as they stand in the tables', async () => {
  const point = (score: number | null, attained: number): TrendPoint => ({
    ...{ projects: 3, score, coverage: 0.9, late: 3, attainments: [attained, null] },
    levels: { foundation: 2, managed: 1, assured: 0 },
  });
  await open('/trends');
  const rules = VIEW.rules.slice(0, 2);
  const days = ['2026-11-13', '2026-11-19', '2026-11-20'];
  const turns = [{ day: days[1], what: 'playbook', from: 'Predictive v4', to: 'Predictive v5', projects: 1 }] as const;
  const groups = [[point(60.04, 0.5), point(null, 0.6), point(66.25, 0.754)]];
  host.resolvers.trends = () => ({ ok: true, value: { days, rules, groups, turns } });
  await screen.findByRole('heading', { name: 'What each rule attained, on average' });
  expect(await csv(/^CSV of days/)).toEqual([
    ['day', 'All shown', ...STAMP],
    ['2026-11-20', '66.3', ...OF_ALL],
    ['2026-11-19', '', ...OF_ALL],
    ['2026-11-13', '60', ...OF_ALL],
  ]);
  const shown = textsOf(
    screen.getByRole('region', { name: 'The chart as a table', hidden: true }).querySelectorAll('tbody tr'),
  );
  expect(shown.map(([, figure]) => figure)).toEqual(['66.3', '–', '60.0']);
  expect(await csv(/^CSV of rules/)).toEqual([
    ['rule', 'attained on 2026-11-13', 'attained on 2026-11-20', 'moved by percentage points', ...STAMP],
    ['Work in progress has an owner', '0.5', '0.75', '25', ...OF_ALL],
    ['Work has a date', '', '', '', ...OF_ALL],
  ]);
  expect(textsOf(screen.getByRole('table', { name: /^What each rule/ }).querySelectorAll('tbody tr'))[0]).toEqual([
    'Work in progress has an owner',
    expect.anything(),
    ...['50%', '75%', '+25 pp'],
  ]);
  const about = JSON.parse(strFromU8(new Uint8Array(await bytesOf(await saved(/^JSON/, 'Export'))))) as object;
  expect(about).toMatchObject({ about: { measure: 'score', changedMeanwhile: turns, dataReadFrom: OLD } });
});

test('what recurs: a row for each rule of each pattern, with its size, its trend and its projects', async () => {
  const rule = { rule: 1, projects: [0, 1], of: 3, trend: { before: 1, now: 2 } };
  await open('/', {
    ...VIEW,
    patterns: [
      { in: 'group', group: { kind: 'stage', name: 'Build' }, rules: [rule] },
      { in: 'place', place: { kind: 'component', name: '@Signals' }, rules: [{ ...rule, rule: 0, projects: [1] }] },
      { in: 'waiting', provider: 0, projects: [2], of: 4, trend: { before: 3, now: 1 } },
    ],
  });
  await screen.findByText(/Projects in stage Build/);
  screen.getByText(/1 of 4 projects that wait for it are late or will be, fewer than a week ago: 3/);
  const [head, ...rows] = await csv();
  expect(head.slice(-3)).toEqual(STAMP);
  expect(rows).toEqual([
    [
      'stage',
      'Projects in stage Build',
      'Work has a date',
      '2',
      '3',
      '1',
      '2',
      "'=1+1 Data; Signalling upgrade",
      ...OF_ALL,
    ],
    [
      'component',
      "'@Signals",
      VIEW.rules[0].title,
      '1',
      '3',
      '1',
      '2',
      'Signalling upgrade',
      'Predictive v5',
      ...FRESH,
    ],
    ['those who wait', "'=1+1 Data", '', '1', '4', '3', '1', 'Intranet', 'Predictive v4', ...FRESH],
  ]);
});

test('the overview: every figure of its cards and bars, and the projects to step in as they are listed', async () => {
  await open('/', VIEW);
  await screen.findByRole('heading', { name: 'Where to step in' });
  const [head, ...rows] = await csv(/^CSV of figures/, 'Export overview');
  expect(head).toEqual(['of', 'which', 'figure', ...STAMP]);
  for (const row of rows) expect(row.slice(-3)).toEqual(OF_ALL);
  const of = (card: string): readonly (readonly string[])[] =>
    rows.flatMap(([name, which, figure]) => (name === card ? [[which, figure]] : []));
  const shownIn = (card: string): readonly (string | undefined)[] =>
    [...screen.getByRole('region', { name: card }).querySelectorAll('.overview-number')].map(
      ({ textContent }) => /\d+/.exec(textContent)?.[0],
    );
  expect(of('Levels').slice(0, 4)).toEqual(
    ['Assured', 'Managed', 'Foundation', 'No level'].map((words, place) => [words, shownIn('Levels')[place]]),
  );
  expect(of('Levels')[4]).toEqual(['Not read yet', '1']);
  expect(of('Moved since last week').map(([, figure]) => figure)).toEqual(shownIn('Moved since last week'));
  expect(of('Late dependencies across projects')).toEqual([
    ['Late', shownIn('Late dependencies across projects')[0]],
    ['Projects that wait', '2'],
  ]);
  expect(of('Waiver debt')).toEqual([
    ['Rules waived', shownIn('Waiver debt')[0]],
    ['Projects with waived rules', '1'],
  ]);
  const bars = [...document.querySelectorAll('.band-chart button')].map((bar) => bar.getAttribute('aria-label'));
  expect(bars.length).toBeGreaterThan(3);
  expect(
    ['Score', 'Coverage'].flatMap((scale) =>
      of(scale)
        .filter(([which, figure]) => which !== 'None' && figure !== '0')
        .map(([which, figure]) => `${scale} ${which}: ${figure} project${figure === '1' ? '' : 's'}`),
    ),
  ).toEqual(bars);
  const table = await screen.findByRole('table', { name: 'Projects, lowest score first' });
  const [columns, ...projects] = await csv(/^CSV of projects/, 'Export overview');
  expect(columns.slice(0, 2)).toEqual(['project', 'score']);
  expect(projects.map((cells) => cells[0].replace(/^'/, ''))).toEqual(
    textsOf(table.querySelectorAll('tbody tr')).map(([name]) => name),
  );
  expect(projects.map((cells) => cells.at(-3))).toEqual(['Predictive v4', 'Predictive v5', 'Predictive v4', '']);
});

test('the few rules and projects of the overview: every cell as it is told', async () => {
  await open('/', VIEW);
  const table = await screen.findByRole('table', { name: 'Rules that fall short together, by project' });
  const [head, ...rows] = await csv(/^CSV/, 'Export these cells');
  const names = head.slice(1, -3).map((name) => name.replace(/^'| \(.*\)$/g, ''));
  const told = rows
    .slice(0, -3)
    .flatMap(([rule, ...cells]) => names.map((name, place) => `${name}, ${rule}: ${cells[place]}`));
  expect(told).toHaveLength(9);
  expect(told).toEqual([...table.querySelectorAll('td')].map((cell) => cell.title));
});

test('the printed report tells whose rules count and from when to when Jira was read', async () => {
  await open('/report');
  expect(
    await screen.findByText(/counted by Predictive v4 and Predictive v5, .*read from Jira between 19 Nov.* and 20 Nov/),
  ).toBeTruthy();
});
