import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { strFromU8 } from 'fflate';
import {
  type PortfolioCriteria,
  type PortfolioGate,
  type PortfolioStanding,
  type PortfolioView,
  type Refusal,
  type Reply,
  type SavedView,
  type SavedViews,
  type TrendPoint,
  type TrendsView,
} from '../../../src/contract';
import { openPortfolioPage } from '../../../static/portfolio/open-page';
import { installHost, type FakeHost } from '../support/host';
import { closePages, openBy } from '../support/open-page';
import { aPortfolio, aProject, aStanding, fail, pass, portfolioIs, variedPortfolio } from '../support/portfolio';
import { bytesOf, rowsOfSheet, unzipped } from '../support/workbook';

jest.setTimeout(20_000);

let host: FakeHost;

function endingWith(text: string): RegExp {
  return new RegExp(`${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
}

async function read(blob: Blob): Promise<string> {
  return strFromU8(new Uint8Array(await bytesOf(blob)));
}

afterEach(closePages);

async function open(startPath = '/', view: PortfolioView = aPortfolio()): Promise<void> {
  host = installHost(startPath);
  host.context = { ...host.context, timezone: 'UTC', extension: { type: 'jira:globalPage' } };
  portfolioIs(host, view);
  await openBy(openPortfolioPage);
}

const here = (): string => host.visited[host.visited.length - 1];

/** Each with its next gate: of two in Build the planned day of one is over, one has passed the last gate, one has no stages. */
function aStagedPortfolio(): PortfolioView {
  const { projects } = aPortfolio();
  const due = (asked: number, settled: number, uncounted = 0): PortfolioCriteria => ({ asked, settled, uncounted });
  const planned = (day: string): NonNullable<PortfolioGate['next']> => ({
    ...{ title: 'Built', planned: day, forecast: null },
  });
  const gates: readonly (PortfolioGate | null)[] = [
    { stage: 'Build', next: planned('2026-11-19'), standing: due(4, 2, 1), gateReady: null },
    { stage: 'Build', next: planned('2026-12-20'), standing: due(3, 2, 1), gateReady: null },
    { stage: null, next: null, standing: due(2, 2), gateReady: null },
    null,
  ];
  return aPortfolio({
    projects: projects.map((project, place) => ({
      ...project,
      standing: aStanding({ ...project.standing, gate: gates[place] }),
    })),
  });
}

const card = (name: string): HTMLElement => screen.getByRole('region', { name });
const rowNames = (): (string | null | undefined)[] =>
  [...document.querySelectorAll('.projects-table tbody .projects-name')].map(({ textContent }) => textContent);

describe('the overview', () => {
  test('says how many projects, how old, and by which playbook', async () => {
    await open();
    expect(await screen.findByText('4 projects you may see')).toBeTruthy();
    const line = screen.getByText(/you may see/).closest('p')?.textContent ?? '';
    expect(line).toContain(' · 2 fresh, 1 older than a day, 1 not read yet · Predictive v4 · as of ');
  });

  test.each([
    ['Levels', '1 Assured', '/projects?level=assured', ['Signalling upgrade']],
    ['Moved since last week', '1 up since last week', '/projects?only=up', ['Signalling upgrade']],
    ['Moved since last week', '1 down since last week', '/projects?only=down', ['Data platform']],
    ['Late dependencies across projects', '5 late, in 2 projects that wait', '/projects?only=late', null],
    ['Waiver debt', '1 rule waived in 1 project', '/projects?only=waived', ['Signalling upgrade']],
  ])('%s: "%s" opens its list', async (title, figure, address, names) => {
    await open();
    await screen.findByRole('region', { name: title });
    await userEvent.click(within(card(title)).getByRole('button', { name: figure }));
    expect(here()).toBe(address);
    expect(rowNames()).toEqual(names ?? ['Data platform', 'Signalling upgrade']);
  });

  test.each([
    ['Stages', '2 Build', 'stage=Build', ['Data platform', 'Signalling upgrade']],
    ['Stages', '1 Past the last gate', 'stage=+passed', ['Intranet']],
    ['Stages', '1 without stages', 'stage=+none', ['Archive']],
    ['Stages', '1 with due criteria open', 'only=criteriaOpen', ['Data platform']],
    ['Next gates', '1 overdue', 'only=gateOverdue', ['Data platform']],
    ['Next gates', '1 in the next 30 days', 'only=gateDue', ['Signalling upgrade']],
  ])('of projects with stages, %s: "%s" opens its list', async (title, figure, query, names) => {
    await open('/', aStagedPortfolio());
    await screen.findByRole('region', { name: title });
    await userEvent.click(within(card(title)).getByRole('button', { name: figure }));
    expect(here()).toBe(`/projects?${query}`);
    expect(rowNames().sort()).toEqual(names);
  });

  test('where no project has stages, it says so and shows no figure of them', async () => {
    await open();
    await screen.findByRole('region', { name: 'Levels' });
    expect(screen.queryByRole('region', { name: 'Stages' })).toBeNull();
    expect(within(card('Next gates')).queryByRole('button')).toBeNull();
    expect(within(card('Next gates')).getByText(/^No project has stages yet/)).toBeTruthy();
  });

  test.each([
    ['2 fresh: list them', 'fresh', ['Intranet', 'Signalling upgrade']],
    ['1 older than a day: list it', 'old', ['Data platform']],
    ['1 not read yet: list it', 'neverRead', ['Archive']],
  ])('the age “%s” opens its list, whatever was filtered by', async (figure, only, names) => {
    await open('/?level=managed');
    await userEvent.click(await screen.findByRole('button', { name: figure }));
    expect(here()).toBe(`/projects?only=${only}`);
    expect(rowNames().sort()).toEqual(names);
  });

  test('of one project that was read, it is complete', async () => {
    const [only] = aPortfolio().projects;
    await open('/', aPortfolio({ projects: [only] }));
    expect(await screen.findByText('1 project you may see')).toBeTruthy();
    expect(screen.getByRole('button', { name: '1 older than a day: list it' })).toBeTruthy();
    expect(within(card('Levels')).getByRole('button', { name: '1 Foundation' })).toBeTruthy();
    expect(rowNames()).toEqual(['Data platform']);
    expect(screen.getByText(/^Nothing recurs across projects/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'All 3 rules × 1 project' })).toBeTruthy();
  });

  test('of projects that all fall short of every rule, each figure still opens its list', async () => {
    const standing = aStanding({ score: 0, level: null, cells: [fail, fail, null], recent: [0, 0] });
    await open('/', aPortfolio({ projects: [0, 1, 2].map((place) => aProject(place, `P${place}`, { standing })) }));
    await screen.findByRole('region', { name: 'Levels' });
    await userEvent.click(within(card('Levels')).getByRole('button', { name: '3 No level' }));
    expect(rowNames()).toEqual(['P0', 'P1', 'P2']);
    await userEvent.click(screen.getByRole('button', { name: 'Overview' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Score 0 to below 10: 3 projects' }));
    expect(here()).toBe('/projects?level=none&score=0');
    await userEvent.click(screen.getByRole('button', { name: 'Heat map' }));
    expect(await screen.findByRole('gridcell', { name: 'P2, Work has a date: Fail, 0% of target' })).toBeTruthy();
  });

  test('what recurs is of all projects, and says so where filters leave some', async () => {
    await open();
    await screen.findByRole('region', { name: 'Levels' });
    expect(screen.queryByText(/^What recurs in all/)).toBeNull();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Level' }), 'assured');
    expect(await screen.findByRole('heading', { name: 'What recurs in all 4 projects' })).toBeTruthy();
    expect(screen.getByText(/^Filters do not narrow this down/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Print report' }));
    expect(screen.getByText(/^1 project of 4, counted by/)).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'What recurs in all 4 projects' })).toBeTruthy();
  });

  test('says what moved most, and why', async () => {
    await open();
    await screen.findByRole('region', { name: 'Moved since last week' });
    await userEvent.click(
      within(card('Moved since last week')).getByRole('button', {
        name: 'Signalling upgrade +6.1: Work in progress has an owner',
      }),
    );
    const drawer = within(screen.getByRole('complementary', { name: 'Signalling upgrade' }));
    expect(drawer.getByText('+6.1', { selector: '.project-drawer-figure' })).toBeTruthy();
    expect(document.activeElement).toBe(drawer.getByRole('heading', { name: 'Signalling upgrade' }));
    await userEvent.keyboard('{Escape}');
    expect(here()).toBe('/');
    expect(document.activeElement?.textContent).toContain('Signalling upgrade +6.1');
  });

  test.each([
    [
      { moves: [{ rule: 0, points: -50, countsSince: '2026-11-18' }] },
      '“Work in progress has an owner” counts since 18',
    ],
    [{ weekAgo: { score: 100, level: null, samePlaybook: false } }, 'The playbook changed'],
    [{}, 'Many rules moved by a little'],
  ])('a score that moved is listed, whatever moved it: %j', async (what, why) => {
    const standing = aStanding({ score: 50, weekAgo: { score: 100, level: null, samePlaybook: true }, ...what });
    await open('/', aPortfolio({ projects: [aProject(0, 'Depot', { standing })] }));
    await screen.findByRole('region', { name: 'Moved since last week' });
    const moved = within(card('Moved since last week'));
    await userEvent.click(moved.getByRole('button', { name: new RegExp(`^Depot −50.0: ${why}`) }));
    const drawer = within(screen.getByRole('complementary', { name: 'Depot' }));
    expect(drawer.getByText(new RegExp(`^${why}`))).toBeTruthy();
    await userEvent.click(moved.getByRole('button', { name: '1 down since last week' }));
    expect(rowNames()).toEqual(['Depot']);
  });

  test('a bar of the distribution opens its projects', async () => {
    await open();
    await userEvent.click(await screen.findByRole('button', { name: 'Score 60 to below 70: 1 project' }));
    expect(here()).toBe('/projects?score=6');
    expect(rowNames()).toEqual(['Data platform']);
    await userEvent.click(screen.getByRole('button', { name: 'Remove filter: Score 60 to below 70' }));
    expect(here()).toBe('/projects');
  });

  test('a pattern names its category by what Jira calls it, and opens its projects', async () => {
    const rule = { rule: 0, projects: [0, 1], of: 2, trend: { before: 1, now: 2 } };
    const group = { kind: 'category', name: '500' } as const;
    const projects = aPortfolio().projects.map((project) => ({ ...project, category: 500 }));
    await open('/', aPortfolio({ projects, patterns: [{ in: 'group', group, rules: [rule] }] }));
    expect(await screen.findByText('Projects in Rail systems fall short of the same rule')).toBeTruthy();
    expect(screen.getByText(/2 of 2 projects fall short, growing: 1 a week ago/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: /^See them: 2 projects that fall short of/ }));
    expect(here()).toMatch(/^\/projects\?pattern=\w+$/);
    expect(rowNames()).toEqual(['Data platform', 'Signalling upgrade']);
    expect(
      screen.getByRole('button', {
        name: 'Remove filter: Recurs: Projects in Rail systems, Work in progress has an owner',
      }),
    ).toBeTruthy();
  });

  test.each([
    [{ kind: 'stage', name: 'Build' }, 'Projects in stage Build'],
    [{ kind: 'tier', name: 'directive' }, 'Projects of tier Directive'],
    [{ kind: 'playbook', name: 'Predictive' }, 'Projects that follow Predictive'],
  ] as const)('a pattern of projects with the same %o opens those', async (group, words) => {
    const rule = { rule: 0, projects: [0, 1], of: 2, trend: { before: 0, now: 0 } };
    await open('/', aPortfolio({ patterns: [{ in: 'group', group, rules: [rule] }] }));
    expect(await screen.findByText(`${words} fall short of the same rule`)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: /^See them: 2 projects that fall short of/ }));
    expect(rowNames()).toEqual(['Data platform', 'Signalling upgrade']);
    expect(screen.getByRole('button', { name: new RegExp(`^Remove filter: Recurs: ${words}, `) })).toBeTruthy();
  });
});

describe('the projects', () => {
  test('stand lowest score first, without a score last; headings sort', async () => {
    await open('/projects');
    await screen.findByRole('table');
    expect(rowNames()).toEqual(['Data platform', 'Signalling upgrade', 'Intranet', 'Archive']);
    await userEvent.click(screen.getByRole('button', { name: 'Late' }));
    expect(here()).toBe('/projects?sort=-late');
    expect(rowNames()[0]).toBe('Signalling upgrade');
    expect(screen.getByRole('columnheader', { name: /^Late/ }).getAttribute('aria-sort')).toBe('descending');
  });

  test('groups, filters and columns are in the address and stay from view to view', async () => {
    await open('/projects?group=level&columns=project.score.late.zebra');
    await screen.findByRole('table');
    expect(screen.getAllByRole('rowheader').map(({ textContent }) => textContent)).toEqual([
      'Assured 1 project',
      'Foundation 1 project',
      'No level 1 project',
      'Not read yet 1 project',
    ]);
    expect(screen.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual([
      'Project',
      'Score ↑',
      'Late',
    ]);
    expect(screen.getByText(/“zebra” cannot be shown/)).toBeTruthy();
    await userEvent.type(screen.getByRole('searchbox'), 'plat');
    await waitFor(() => expect(rowNames()).toEqual(['Data platform']));
    expect(here()).toBe('/projects?search=plat&group=level&columns=project.score.late');
    await userEvent.click(screen.getByRole('button', { name: 'Heat map' }));
    expect(here()).toBe('/heat-map?search=plat&group=level&columns=project.score.late');
  });

  test('up to five stand side by side, with the rules in which they differ', async () => {
    await open('/projects');
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Compare Data platform' }));
    expect(screen.getByText(/Choose one more/)).toBeTruthy();
    await userEvent.click(screen.getByRole('checkbox', { name: 'Compare Signalling upgrade' }));
    expect(here()).toBe('/projects?compare=10000.10001');
    const side = within(screen.getByRole('region', { name: 'Side by side' }));
    expect(side.getByRole('row', { name: /^Work in progress has an owner/ }).textContent).toMatch(/Fail.*Pass/);
  });

  test('have tiers, heaviest first, which one filters and groups by once there are any', async () => {
    const { projects } = aPortfolio();
    const tiers = ['supportive', 'directive', 'controlling', null] as const;
    const tiered = projects.map((project, place) => ({ ...project, tier: tiers[place] }));
    await open('/projects?sort=tier&columns=project.tier', aPortfolio({ projects: tiered, isPmo: false }));
    await screen.findByRole('table');
    expect(rowNames()).toEqual(['Signalling upgrade', 'Intranet', 'Data platform', 'Archive']);
    expect(screen.queryByRole('button', { name: 'Set tier' })).toBeNull();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Tier' }), 'none');
    expect(rowNames()).toEqual(['Archive']);
    expect(here()).toBe('/projects?tier=none&sort=tier&columns=project.tier');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Group by' }), 'tier');
    expect(screen.getByRole('rowheader').textContent).toBe('No tier 1 project');
  });

  test('get a tier from the PMO: one beside the list, or all that are shown; that can be taken back', async () => {
    await open('/projects?search=a&open=10000');
    let view = aPortfolio();
    host.resolvers.setTiers = ({ tiers }) => {
      const given = new Map(tiers.map(({ projectId, tier }) => [projectId, tier]));
      const projects = view.projects.map((each) => ({ ...each, tier: given.get(each.id) ?? null }));
      view = { ...view, projects, revision: `${view.revision}+` };
      portfolioIs(host, view);
      return { ok: true, value: { projects: given.size } };
    };
    const drawer = within(await screen.findByRole('complementary'));
    await userEvent.selectOptions(drawer.getByRole('combobox', { name: 'Tier' }), 'directive');
    const tierShown = (): string => drawer.getByRole<HTMLSelectElement>('combobox', { name: 'Tier' }).value;
    await screen.findByRole('columnheader', { name: 'Tier' });
    expect(tierShown()).toBe('directive');
    await userEvent.click(screen.getByRole('button', { name: 'Set tier' }));
    await userEvent.click(screen.getByRole('button', { name: 'Exempt' }));
    expect((await screen.findByText(/projects: Exempt\.$/)).textContent).toBe('4 projects: Exempt.');
    expect(tierShown()).toBe('exempt');
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(tierShown()).toBe('directive'));
    expect(host.calls.filter(({ name }) => name === 'setTiers')).toHaveLength(3);
  });

  test('of hundreds only those in sight are drawn, and on paper all', async () => {
    const projects = Array.from({ length: 400 }, (_, number) =>
      aProject(number, `${String(number).padStart(4, '0')} ${'x'.repeat(250)}`, {
        standing: aStanding({ score: number / 20 }),
      }),
    );
    await open('/projects', aPortfolio({ projects }));
    const table = await screen.findByRole('table');
    expect(table.getAttribute('aria-rowcount')).toBe('401');
    expect(rowNames().length).toBeGreaterThan(10);
    expect(rowNames().length).toBeLessThan(80);
    act(() => void window.dispatchEvent(new Event('beforeprint')));
    expect(rowNames()).toHaveLength(400);
  });
});

describe('what is taken along', () => {
  beforeEach(() => void jest.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue(undefined));
  afterEach(() => jest.restoreAllMocks());

  async function saved(kind: RegExp): Promise<Blob> {
    const made: Blob[] = [];
    URL.createObjectURL = (blob: Blob) => `blob:${made.push(blob)}`;
    URL.revokeObjectURL = () => undefined;
    await userEvent.click(screen.getByRole('button', { name: 'Export' }));
    await userEvent.click(screen.getByRole('button', { name: kind }));
    await screen.findByText(/^Saved as plumbline-projects-2026-11-20/);
    return made[0];
  }
  /** From when to when they may have been read: thirty hours, and one, before the rows were rolled up, as the page knows it. */
  const OLD = '2026-11-19T02:40:00.000Z,2026-11-19T03:40:00.000Z';
  const NEW = '2026-11-20T07:40:00.000Z,2026-11-20T08:40:00.000Z';
  const names = '=1+1 Data';
  const view = aPortfolio({
    projects: [{ ...aPortfolio().projects[0], name: names }, ...aPortfolio().projects.slice(1)],
  });

  test('a CSV is the table that is shown, with the day and the playbook of each row; a formula is text', async () => {
    await open('/projects?columns=project.score.change.late', view);
    await screen.findByRole('table');
    const lines = (await read(await saved(/^CSV/))).split('\r\n');
    expect(lines).toEqual([
      'project,score,change,late,evaluatedOn,countedBy,dataReadFrom,dataReadTo',
      `"'=1+1 Data",64.8,-5.2,1,2026-11-20,Predictive v4,${OLD}`,
      `Signalling upgrade,91,6.1,4,2026-11-20,Predictive v4,${NEW}`,
      `Intranet,,,0,2026-11-20,Predictive v4,${NEW}`,
      'Archive,,,0,,,,',
    ]);
    const shownScores = [...document.querySelectorAll('tbody tr td:nth-child(3)')].map(
      ({ textContent }) => textContent,
    );
    expect(shownScores.slice(0, 2)).toEqual(['64.8', '91.0']);
  });

  test('an XLSX is the table that is shown, of text and numbers, and no formula', async () => {
    await open('/projects?columns=project.score.late&sort=project', view);
    await screen.findByRole('table');
    const file = await saved(/^XLSX/);
    const files = await unzipped(file);
    const [head, ...rows] = await rowsOfSheet(file);
    expect(head).toEqual(['project', 'score', 'late', 'evaluatedOn', 'countedBy', 'dataReadFrom', 'dataReadTo']);
    const shown = [...document.querySelectorAll('.projects-table tbody tr')].map((row) => {
      const [, project, score, late] = [...row.querySelectorAll('td')].map(({ textContent }) => textContent);
      return [project, /^\d/.test(score) ? Number(score) : null, Number(late)];
    });
    expect(rows.map((cells) => cells.slice(0, 3))).toEqual(shown);
    expect(shown[0]).toEqual(['=1+1 Data', 64.8, 1]);
    expect(rows[0].slice(3)).toEqual(['2026-11-20', 'Predictive v4', ...OLD.split(',')]);
    expect(Object.keys(files).filter((name) => name.includes('worksheets/sheet'))).toHaveLength(2);
    const all = Object.values(files).map((bytes) => strFromU8(bytes));
    expect(all.join('')).not.toMatch(/<f[ >]/);
  });

  test('JSON says what the figures are of', async () => {
    await open('/projects?level=assured', view);
    await screen.findByRole('table');
    expect(JSON.parse(await read(await saved(/^JSON/)))).toMatchObject({
      about: { figuresOf: '2026-11-20T09:40:00.000Z', view: 'level=assured', countedBy: ['Predictive v4'] },
      projects: [{ project: 'Signalling upgrade', score: 91, level: 'assured' }],
    });
  });

  test('the report has all projects, the day and the playbooks, and prints', async () => {
    const print = jest.fn();
    window.print = print;
    await open('/', view);
    await userEvent.click(await screen.findByRole('button', { name: 'Print report' }));
    expect(here()).toBe('/report');
    expect(
      screen.getByText(/^4 projects, counted by Predictive v4, read from Jira between 19 Nov.*, as of 20 Nov/),
    ).toBeTruthy();
    expect(rowNames()).toHaveLength(4);
    await userEvent.click(screen.getByRole('button', { name: 'Print' }));
    expect(print).toHaveBeenCalledTimes(1);
  });
});

describe('every figure is a recount of the projects', () => {
  const view = variedPortfolio(55);
  const standings = view.projects.flatMap(({ standing }) => standing ?? []);
  const count = <T>(all: readonly T[], is: (each: T) => boolean): number => all.filter(is).length;
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

  test('on the cards and in the bars', async () => {
    await open('/', view);
    await screen.findByRole('region', { name: 'Levels' });
    // What is zero opens nothing.
    const doors = (name: string): (string | null)[] =>
      [...card(name).querySelectorAll('.overview-figure, button:not(.overview-figure)')].map(
        ({ textContent }) => textContent,
      );
    const late = view.projects.map(({ dependencies }) => dependencies.waitsForLate);
    const isUp = ({ score, weekAgo }: PortfolioStanding): boolean => (score ?? 0) > (weekAgo?.score ?? 0);
    expect(doors('Levels')).toEqual([
      `${count(standings, ({ level }) => level === 'assured')} Assured`,
      `${count(standings, ({ level }) => level === 'managed')} Managed`,
      `${count(standings, ({ level }) => level === 'foundation')} Foundation`,
      `${count(standings, ({ level }) => level === null)} No level`,
      `${view.projects.length - standings.length} project not read yet`,
    ]);
    expect(doors('Moved since last week').slice(0, 2)).toEqual([
      `▲\u2009${count(standings, isUp)} up since last week`,
      `▼\u2009${count(standings, (each) => !isUp(each))} down since last week`,
    ]);
    expect(doors('Late dependencies across projects')[0]).toBe(
      `${sum(late)} late, in ${count(late, (each) => each > 0)} projects that wait`,
    );
    const exempt = view.projects.map(({ standing }) =>
      count(standing?.cells ?? [], (cell) => cell?.status === 'exempt'),
    );
    expect(doors('Waiver debt')).toEqual([
      `${sum(exempt)} rules waived in ${count(exempt, (each) => each > 0)} projects`,
    ]);
    const gates = standings.flatMap(({ gate }) => gate ?? []);
    // Days are written so that what is later comes later in the alphabet, too.
    const isPlanned = (from: string, to: string): number =>
      count(gates, ({ next }) => next !== null && next.planned !== null && next.planned >= from && next.planned <= to);
    expect(doors('Next gates').slice(0, 2)).toEqual([
      `${isPlanned('', '2026-11-19')} overdue`,
      `${isPlanned('2026-11-20', '2026-12-20')} in the next 30 days`,
    ]);
    const inStages = ['Plan', 'Build', 'Close', null].map((stage) => {
      return `${count(gates, (gate) => gate.stage === stage)} ${stage ?? 'Past the last gate'}`;
    });
    const isOpen = ({ standing }: PortfolioGate): boolean =>
      standing !== null && standing.asked > standing.settled + standing.uncounted;
    expect([...doors('Stages')].sort()).toEqual(
      [
        ...inStages,
        `${count(gates, isOpen)} with due criteria open`,
        `${view.projects.length - gates.length} without stages`,
      ].sort(),
    );
    const old = count(standings, ({ hoursOld }) => hoursOld >= 24);
    expect(screen.getByText(/you may see/).closest('p')?.textContent).toContain(
      ` · ${standings.length - old} fresh, ${old} older than a day, 1 not read yet · `,
    );
    const bars = (name: string): (string | null)[] =>
      [...document.querySelectorAll(`[aria-label^="${name} "]`)].map((bar) => bar.getAttribute('aria-label'));
    const recounted = (name: string, unit: string, figure: (each: PortfolioStanding) => number): string[] =>
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((ten) => {
        const projects = count(standings, (each) => Math.min(9, Math.floor(figure(each) / 10)) === ten);
        const range = ten === 9 ? `90${unit} to 100${unit}` : `${10 * ten}${unit} to below ${10 * ten + 10}${unit}`;
        return projects === 0 ? [] : [`${name} ${range}: ${projects} project${projects === 1 ? '' : 's'}`];
      });
    expect(bars('Score')).toEqual(recounted('Score', '', ({ score }) => score ?? 0));
    expect(bars('Coverage')).toEqual(recounted('Coverage', '%', ({ coverage }) => Math.round((coverage ?? 0) * 100)));
  });

  test('in the table', async () => {
    await open('/projects?columns=score.change.coverage.waitsFor.waitedFor.late.openIssues.age', view);
    const table = await screen.findByRole('table');
    const lines = [...table.querySelectorAll('tbody tr')].map((line) =>
      [...line.querySelectorAll('td')].slice(1).map(({ textContent }) => textContent),
    );
    const change = ({ score, weekAgo }: PortfolioStanding): string => {
      const points = (score ?? 0) - (weekAgo?.score ?? 0);
      return `${points > 0 ? '▲ +' : '▼ −'}${Math.abs(points).toFixed(1)}`;
    };
    const recounted = view.projects.map(({ name, standing, dependencies }) => [
      name,
      standing?.score?.toFixed(1) ?? 'Not read yet',
      standing === null ? '–' : change(standing),
      standing === null ? '–' : `${Math.round((standing.coverage ?? 0) * 100)}%`,
      ...[dependencies.waitsFor, dependencies.waitedFor, dependencies.waitsForLate].map(String),
      ...[standing?.openIssues, standing?.hoursOld].map((figure) => String(figure ?? '–')),
    ]);
    const byName = (one: readonly (string | null)[], other: readonly (string | null)[]): number =>
      String(one[0]) < String(other[0]) ? -1 : 1;
    expect(lines.sort(byName)).toEqual(recounted.sort(byName));
  });

  /** Rules that count and fall short, most points first: all weights that were assessed make the hundred. */
  function shortOf({ cells, playbook }: PortfolioStanding): { readonly title: string; readonly points: number }[] {
    const weightOf = (rule: number): number => view.playbooks[playbook].rules[rule]?.weight ?? 0;
    const whole = sum(cells.map((cell, rule) => (cell === null || cell.attainment === null ? 0 : weightOf(rule))));
    return cells
      .flatMap((cell, rule) => {
        if (cell === null || (cell.status !== 'fail' && cell.status !== 'partial')) return [];
        const missing = 1 - (cell.attainment ?? 0);
        return [{ title: view.rules[rule].title, points: (100 * weightOf(rule) * missing) / whole }];
      })
      .sort((one, other) => other.points - one.points);
  }

  test('in the columns of what falls short, what is waived, the next level and stages', async () => {
    await open('/projects?columns=worst.waived.nextLevel.stage.standing', view);
    const table = await screen.findByRole('table');
    act(() => void window.dispatchEvent(new Event('beforeprint')));
    const lines = [...table.querySelectorAll('tbody tr')].map((line) =>
      [...line.querySelectorAll('td')].slice(1).map(({ textContent }) => textContent),
    );
    const settled = (due: PortfolioCriteria | null): string =>
      due === null ? '–' : `${due.uncounted > 0 ? '≥ ' : ''}${Math.floor((100 * due.settled) / due.asked)}%`;
    const recounted = view.projects.map(({ name, standing }) => [
      name,
      standing?.gate?.stage ?? '–',
      settled(standing?.gate?.standing ?? null),
      standing === null ? '–' : shortOf(standing)[0].title,
      standing === null ? '–' : String(count(standing.cells, (cell) => cell?.status === 'exempt')),
      String(standing?.toNextLevel ?? '–'),
    ]);
    const byName = (one: readonly (string | null)[], other: readonly (string | null)[]): number =>
      String(one[0]) < String(other[0]) ? -1 : 1;
    expect(lines.sort(byName)).toEqual(recounted.sort(byName));
  });

  test('in the drawer', async () => {
    const [, { id, name, standing, dependencies }] = view.projects;
    if (standing === null) throw new Error('not read');
    await open(`/projects?open=${id}`, view);
    const drawer = await screen.findByRole('complementary', { name });
    const list = [...drawer.querySelectorAll('.project-drawer-list')].at(-1);
    expect([...(list?.querySelectorAll('li') ?? [])].map(({ textContent }) => textContent)).toEqual(
      shortOf(standing)
        .slice(0, 12)
        .map(({ title, points }) => expect.stringMatching(endingWith(`${title}+${points.toFixed(1)}`)) as string),
    );
    expect(within(drawer).getByText(`The 12 that cost most of ${shortOf(standing).length}.`)).toBeTruthy();
    const facts = [...drawer.querySelectorAll('dt')].map((term) => {
      return `${term.textContent}: ${term.nextElementSibling?.textContent}`;
    });
    expect(facts).toEqual([
      `Since last week: ▼ −${((standing.weekAgo?.score ?? 0) - (standing.score ?? 0)).toFixed(1)}`,
      `Coverage: ${Math.round((standing.coverage ?? 0) * 100)}%`,
      `To the next level: ${standing.toNextLevel} issue to mend`,
      `Stage: ${standing.gate?.stage}`,
      expect.stringMatching(/^Next gate: Gate, planned 24 Sep/),
      'Due so far: 1 of 4 mandatory criteria are met or waived; 1 counts issues by a query: the project’s page says how that stands',
      `Open issues: ${standing.openIssues}`,
      `Read from Jira: ${standing.hoursOld} hour ago`,
      `Waits for others: ${dependencies.waitsFor}, ${dependencies.waitsForLate} of them late`,
      `Others wait for it: ${dependencies.waitedFor}, ${dependencies.waitedForLate} of them late`,
    ]);
  });

  test('side by side', async () => {
    const chosen = [view.projects[1], view.projects[2]];
    await open(`/projects?columns=score.openIssues&compare=${chosen.map(({ id }) => id).join('.')}`, view);
    const side = await screen.findByRole('region', { name: 'Figures side by side' });
    const lines = [...side.querySelectorAll('tbody tr')].map((line) =>
      [...line.querySelectorAll('th, td')].map(({ textContent }) => textContent.replace(/^[◐✕–?w] /, '').trim()),
    );
    const words: Readonly<Record<string, string>> = {
      ...{ pass: 'Pass', partial: 'Partial', fail: 'Fail' },
      ...{ notApplicable: 'Not applicable', notAssessable: 'Not assessable', exempt: 'Waived' },
    };
    const inWords = (each: (typeof chosen)[number], rule: number): string => {
      const cell = each.standing?.cells[rule] ?? null;
      if (cell === null) return 'not asked';
      const isShort = cell.status === 'partial' || cell.status === 'fail';
      return `${words[cell.status]}${isShort ? `, ${Math.round((cell.attainment ?? 0) * 100)}% of target` : ''}`;
    };
    const differing = view.rules.flatMap(({ title }, rule) => {
      const [one, other] = chosen.map(({ standing }) => standing?.cells[rule]?.status);
      return one === other ? [] : [[title, ...chosen.map((each) => inWords(each, rule))]];
    });
    expect(lines).toEqual([
      ['Score', ...chosen.map(({ standing }) => standing?.score?.toFixed(1))],
      ['Open issues', ...chosen.map(({ standing }) => String(standing?.openIssues))],
      ...differing,
    ]);
  });

  test('in the heat map', async () => {
    await open('/heat-map?group=level', view);
    await screen.findByRole('grid');
    // Where nothing is laid out the first thirty rules are drawn; on paper all are.
    act(() => void window.dispatchEvent(new Event('beforeprint')));
    const cells = screen.getAllByRole('gridcell').map((cell) => cell.getAttribute('aria-label'));
    const recounted = view.rules.flatMap(({ title }, rule) =>
      (['managed', null] as const).map((level) => {
        const found = standings.filter((each) => each.level === level).flatMap((each) => each.cells[rule] ?? []);
        const [short, assessed] = [
          count(found, ({ status }) => status === 'partial' || status === 'fail'),
          count(found, ({ attainment }) => attainment !== null),
        ];
        return `${level === null ? 'No level' : 'Managed'}, ${title}: ${short} of ${assessed} fall short`;
      }),
    );
    expect(cells.sort()).toEqual(recounted.sort());
  });
});

describe('saved views', () => {
  const late: SavedView = { id: 'v1', name: 'Late ones', address: '/projects?only=late', isShared: false, version: 1 };
  const old: SavedView = {
    ...{ id: 'v2', name: 'As it was', isShared: true, version: 3 },
    address: '/projects?group=level&columns=project.zebra',
  };
  let asked: (readonly [name: string, payload: unknown])[];

  /** A back end that keeps what it is told to, without a check. */
  async function openWith(start: string, views: readonly SavedView[], mayShare = true): Promise<void> {
    await open(start);
    asked = [];
    const kept = [...views];
    const reply = (): Reply<SavedViews> => ({ ok: true, value: { views: [...kept], maySave: true, mayShare } });
    host.resolvers.savedViews = reply;
    host.resolvers.saveView = (payload) => {
      const { replaces, ...view } = payload;
      asked.push(['saveView', payload]);
      kept.splice(0, kept.length, ...kept.filter(({ id }) => id !== replaces?.id), { ...view, id: 'v9', version: 1 });
      return reply();
    };
    host.resolvers.deleteView = (payload) => {
      asked.push(['deleteView', payload]);
      kept.splice(0, kept.length, ...kept.filter(({ id }) => id !== payload.id));
      return reply();
    };
    await userEvent.click(await screen.findByRole('button', { name: 'Views' }));
    await screen.findByRole('textbox', { name: 'Save what is shown as' });
  }

  test('one goes to them; a column that there is no longer is named, and everything else is as it was saved', async () => {
    await openWith('/', [late, old]);
    await userEvent.click(screen.getByRole('button', { name: 'As it was' }));
    expect(here()).toBe(old.address);
    expect(screen.getByText(/“zebra” cannot be shown/)).toBeTruthy();
    expect(screen.getByRole('rowheader', { name: /^Assured/ })).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Views' }));
    await userEvent.click(screen.getByRole('button', { name: 'Views' }));
    expect(screen.getByRole('button', { name: 'As it was' }).getAttribute('aria-current')).toBe('page');
  });

  test('what is shown is saved without what is opened; under a name that is taken it replaces', async () => {
    await openWith('/projects?only=down&open=10000', [late]);
    await userEvent.type(screen.getByRole('textbox', { name: 'Save what is shown as' }), 'Late ones');
    await userEvent.click(screen.getByRole('button', { name: 'Replace “Late ones”' }));
    await screen.findByText('Saved.');
    await userEvent.click(screen.getByRole('checkbox', { name: /^Share/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Save view' }));
    const said = { name: 'Late ones', address: '/projects?only=down' };
    expect(asked).toEqual([
      ['saveView', { ...said, isShared: false, replaces: { id: 'v1', version: 1 } }],
      ['saveView', { ...said, isShared: true, replaces: null }],
    ]);
  });

  test('deleting can be taken back', async () => {
    await openWith('/', [late]);
    await userEvent.click(screen.getByRole('button', { name: 'Delete view Late ones' }));
    const undo = await screen.findByRole('button', { name: 'Undo' });
    expect(document.activeElement).toBe(undo);
    expect(screen.queryByRole('button', { name: 'Late ones' })).toBeNull();
    await userEvent.click(undo);
    expect(await screen.findByRole('button', { name: 'Late ones' })).toBeTruthy();
    expect(asked.map(([name]) => name)).toEqual(['deleteView', 'saveView']);
  });

  test('who may not share changes their own only, and is told why something was not saved', async () => {
    await openWith('/', [late, old], false);
    expect(screen.queryByRole('checkbox', { name: /^Share/ })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Delete view As it was' })).toBeNull();
    host.resolvers.saveView = () => ({
      ok: false,
      error: { kind: 'conflict', message: 'No more than 50.', remedy: 'Delete one.', reference: 'r' },
    });
    await userEvent.type(screen.getByRole('textbox', { name: 'Save what is shown as' }), 'New');
    await userEvent.click(screen.getByRole('button', { name: 'Save view' }));
    const views = screen.getByRole('group', { name: 'Saved views' });
    expect((await within(views).findByRole('alert')).textContent).toContain('Delete one.');
  });
});

describe('trends', () => {
  const point = (score: number | null, given: Partial<TrendPoint> = {}): TrendPoint => ({
    ...{ projects: 4, score, coverage: 0.9, late: 3, attainments: [0.5, null] },
    levels: { foundation: 2, managed: 1, assured: 0 },
    ...given,
  });
  const rules: TrendsView['rules'] = [
    { id: 'work-dated', title: 'Work has a date', theme: 'plan' },
    { id: 'item-ownership', title: 'Work in progress has an owner', theme: 'delivery' },
  ];
  const days = ['2026-11-06', '2026-11-13', '2026-11-20'];
  let asked: unknown[];

  async function openTrends(start: string, answer: (groups: number) => Partial<TrendsView>): Promise<void> {
    await open(start);
    asked = [];
    host.resolvers.trends = (payload) => {
      asked.push(payload);
      return { ok: true, value: { days, rules, groups: [], turns: [], ...answer(payload.groups.length) } };
    };
    await screen.findByRole('region', { name: 'Trends' });
  }
  const later = point(66, { late: 1, attainments: [0.75, 1] });
  const one = (): Partial<TrendsView> => ({
    groups: [[point(60), point(null), later]],
    turns: [
      { day: '2026-11-13', what: 'stage', from: 'Plan', to: 'Build', projects: 2 },
      { day: '2026-11-20', what: 'playbook', from: 'Predictive v3', to: 'Predictive v4', projects: 1 },
    ],
  });

  test('are of what the filters leave, in a chart, in words and in a table', async () => {
    await openTrends('/trends?level=foundation', one);
    expect(await screen.findByText(/All shown: from 60.0 on 6 Nov.* to 66.0 on 20 Nov/)).toBeTruthy();
    expect(asked).toEqual([{ weeks: 13, groups: [['10000']] }]);
    const turns = within(screen.getByRole('region', { name: 'What changed meanwhile' }));
    expect(turns.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^20 Nov.*: 1 project came to follow Predictive v4, after Predictive v3$/),
      expect.stringMatching(/^13 Nov.*: 2 projects passed from Plan to Build$/),
    ]);
    const cells = within(screen.getByRole('region', { name: 'The chart as a table', hidden: true }))
      .getAllByRole('cell', { hidden: true })
      .map(({ textContent }) => textContent);
    expect(cells).toEqual(['66.0', '–', '60.0']);
  });

  test('a rule that is pressed is shown; range and measure are in the address', async () => {
    await openTrends('/trends', one);
    await userEvent.click(await screen.findByRole('button', { name: 'A year' }));
    expect(here()).toBe('/trends?weeks=52');
    await userEvent.click(await screen.findByRole('button', { name: 'Work has a date' }));
    expect(here()).toBe('/trends?weeks=52&measure=work-dated');
    expect(screen.getByText(/All shown: from 50% on 6 Nov.* to 75% on 20 Nov/)).toBeTruthy();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Trend of' }), 'level');
    expect(screen.getByText(/No level: from 1 on 6 Nov/)).toBeTruthy();
  });

  test('groups are compared, a line each', async () => {
    await openTrends('/trends?group=level', (groups) => ({
      groups: Array.from({ length: groups }, (_, place) => days.map(() => point(50 + place))),
    }));
    expect(await screen.findByText(/^Foundation: from 51.0/)).toBeTruthy();
    expect(screen.getByText(/^Assured: from 50.0/)).toBeTruthy();
    expect(asked).toEqual([{ weeks: 13, groups: [['10001'], ['10000'], ['10002'], ['10003']] }]);
  });

  test('of a portfolio without a past they say from when on there will be one', async () => {
    await openTrends('/trends', () => ({ days: ['2026-11-20'], groups: [[point(60)]] }));
    expect(await screen.findByText(/only 20 Nov.* is kept so far. From tomorrow on/)).toBeTruthy();
  });
});

describe('the heat map', () => {
  test('arrow keys move among its cells and Enter opens the project', async () => {
    await open('/heat-map');
    const grid = await screen.findByRole('grid');
    const active = (): string | null =>
      document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')?.getAttribute('aria-label') ?? null;
    act(() => grid.focus());
    const first = active();
    expect(first).toMatch(/^Data platform, .*: (Fail|Partial)/);
    await userEvent.keyboard('{ArrowRight}');
    expect(active()).not.toBe(first);
    await userEvent.keyboard('{ArrowLeft}{Enter}');
    expect(here()).toMatch(/^\/heat-map\?open=10000&finding=(item-ownership|work-dated)$/);
  });

  test('of few, a cell says how many are good and how many are wanted', async () => {
    const cells = [fail, { status: 'partial', attainment: 0.7, few: [2, 3] }, null] as const;
    await open('/heat-map', aPortfolio({ projects: [aProject(0, 'Depot', { standing: aStanding({ cells }) })] }));
    await userEvent.click(
      await screen.findByRole('gridcell', { name: 'Depot, Work has a date: Partial, 2 of the 3 wanted' }),
    );
    const finding = within(screen.getByRole('region', { name: 'Finding' }));
    expect(finding.getByText(/^Partial, 2 of the 3 wanted; mending it gains/)).toBeTruthy();
  });

  test('a cell opens its project at the finding, and from there the project’s page on it', async () => {
    await open('/heat-map');
    await userEvent.click(
      await screen.findByRole('gridcell', { name: 'Data platform, Work has a date: Partial, 50% of target' }),
    );
    expect(here()).toBe('/heat-map?open=10000&finding=work-dated');
    const finding = within(screen.getByRole('region', { name: 'Finding' }));
    expect(finding.getByText(/^Partial, 50% of target; mending it gains 30.0 points/)).toBeTruthy();
    await userEvent.click(finding.getByRole('button', { name: 'Open the finding: Work has a date' }));
    expect(host.opened).toEqual(['project-page/DAT/findings/work-dated']);
  });

  describe('a cell of a group opens those of it that fall short', () => {
    const cells = [
      ['category', 'Rail systems', 'category=500'],
      ['category', 'Without a category', 'category=none'],
      ['lead', 'Kim Brandt', 'owner=account-7'],
      ['lead', 'Without a lead', 'owner=none'],
      ['tier', 'Directive', 'tier=directive'],
      ['tier', 'No tier', 'tier=none'],
      ['playbook', 'Predictive v4', 'playbook=predictive%404'],
      ['playbook', 'Predictive v3', 'playbook=predictive%403'],
      ['stage', 'Build', 'stage=Build'],
      ['stage', 'Past the last gate', 'stage=+passed'],
      ['stage', 'Without stages', 'stage=+none'],
      ['level', 'Foundation', 'level=foundation'],
      ['level', 'No level', 'level=none'],
    ] as const;
    const staged = aStagedPortfolio();
    /** Every group has one or two projects, and in each of them all fall short of the first rule. */
    const view: PortfolioView = {
      ...staged,
      playbooks: [staged.playbooks[0], { ...staged.playbooks[0], version: 3 }],
      projects: staged.projects.map((project, place) => ({
        ...project,
        category: place < 2 ? 500 : null,
        tier: place === 1 ? 'directive' : null,
        standing: aStanding({
          ...project.standing,
          ...{ level: place % 2 === 0 ? 'foundation' : null, playbook: place === 3 ? 1 : 0, cells: [fail, pass, null] },
        }),
      })),
    };

    test.each(cells)('by %s: %s', async (grouping, words, query) => {
      await open(`/heat-map?group=${grouping}`, view);
      // Names come after the rest, and only then are there groups by them.
      if (grouping === 'lead') await screen.findByRole('columnheader', { name: 'Kim Brandt' });
      const cell = await screen.findByRole('gridcell', {
        name: new RegExp(`^${words}, Work in progress has an owner: \\d of \\d fall short$`),
      });
      const [, short] = /: (\d) of/.exec(cell.getAttribute('aria-label') ?? '') ?? [];
      await userEvent.click(cell);
      expect(here()).toBe(`/projects?${query}&rule=item-ownership&group=${grouping}`);
      expect([rowNames().length, short]).toEqual([Number(short), expect.stringMatching(/^[1-3]$/)]);
      expect(screen.getByRole('rowheader').textContent).toBe(`${words} ${short} project${short === '1' ? '' : 's'}`);
      expect(screen.queryByText(/not offered here/)).toBeNull();
    });

    test('or all of it, where nobody falls short', async () => {
      await open('/heat-map?group=stage', view);
      await userEvent.click(await screen.findByRole('gridcell', { name: 'Build, Work has a date: 0 of 2 fall short' }));
      expect(here()).toBe('/projects?stage=Build&group=stage');
      expect(rowNames()).toHaveLength(2);
    });
  });

  test('of groups it says how many of them fall short', async () => {
    await open('/heat-map?group=playbook');
    expect(
      await screen.findByRole('gridcell', { name: 'Predictive v4, Work has a date: 1 of 2 fall short' }),
    ).toBeTruthy();
  });
});

describe('states', () => {
  test('loading: a skeleton that says so', async () => {
    host = installHost('/');
    host.resolvers.portfolio = () => new Promise(() => undefined);
    await openBy(openPortfolioPage);
    expect(screen.getByRole('status').textContent).toBe('Loading');
    expect(screen.getByRole('heading', { level: 1, name: 'Portfolio' })).toBeTruthy();
  });

  test.each([
    ['nobody has a project', aPortfolio({ projects: [], playbooks: [] }), 'There are no projects yet'],
    [
      'nothing was read',
      aPortfolio({ projects: [aProject(0, 'Archive', { standing: null })], rolledUpAt: null }),
      'Your projects are being read for the first time',
    ],
  ])('%s: what is happening and what will be here', async (_, view, title) => {
    await open('/', view);
    expect(await screen.findByRole('heading', { name: title })).toBeTruthy();
  });

  test.each(['noPermission', 'storageUnavailable'] as const)('refused: %s', async (kind: Refusal['kind']) => {
    host = installHost('/projects');
    const error = { kind, message: 'Plumbline could not read it.', remedy: 'Try again later.', reference: 'ref-7' };
    host.resolvers.portfolio = () => ({ ok: false, error });
    await openBy(openPortfolioPage);
    expect(await screen.findByRole('heading', { name: 'Plumbline could not read it' }, { timeout: 5000 })).toBeTruthy();
    expect(screen.queryByText(/Whoever may browse projects/) !== null).toBe(kind === 'noPermission');
  });

  test('filters that leave nothing say so', async () => {
    await open('/projects?only=gateDue');
    expect(await screen.findByText('No project is left by these filters.')).toBeTruthy();
    await userEvent.click(screen.getAllByRole('button', { name: 'Clear filters' })[0]);
    expect(rowNames()).toHaveLength(4);
  });
});
