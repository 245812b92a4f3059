import { act, screen, waitFor } from '@testing-library/react';
import type { PatternView, PortfolioView } from '../../../src/contract';
import { openPortfolioPage } from '../../../static/portfolio/open-page';
import { installHost, type FakeHost } from '../support/host';
import { closePages, openBy } from '../support/open-page';
import { portfolioIs, variedPortfolio } from '../support/portfolio';

jest.setTimeout(120_000);

const LEVELS = ['assured', 'managed', 'foundation', null] as const;
const plain = variedPortfolio(30);
/** With projects that were never read, that have no score and no coverage, that rose, and that are in one of seven stages. */
const varied: PortfolioView = {
  ...plain,
  playbooks: [plain.playbooks[0], { ...plain.playbooks[0], version: 5 }],
  projects: plain.projects.map((project, place) => {
    const { standing } = project;
    if (standing === null || place % 9 === 4) return { ...project, standing: null };
    const { score, gate, weekAgo } = standing;
    const isBare = place % 8 === 3;
    return {
      ...project,
      standing: {
        ...standing,
        ...{
          score: isBare ? null : score,
          coverage: isBare ? null : standing.coverage,
          playbook: place % 3 === 1 ? 1 : 0,
        },
        level: LEVELS[place % 4],
        weekAgo: weekAgo && { ...weekAgo, score: Math.max(0, (score ?? 0) + (place % 3 === 0 ? -4 : 4)) },
        gate: gate && { ...gate, stage: gate.stage && `${gate.stage} ${place % 3}` },
      },
    };
  }),
};
const short = (rule: number): number[] =>
  varied.projects.flatMap(({ standing }, place) => {
    const status = standing?.cells[rule]?.status;
    return status === 'fail' || status === 'partial' ? [place] : [];
  });
/** Fewer projects than fall short of the rule: others do not count for it. */
const rule = (place: number, most: number): { rule: number; projects: number[]; of: number; trend: never } => ({
  ...{ rule: place, projects: short(place).slice(0, most), of: 20 },
  trend: { before: 0, now: 0 } as never,
});
const patterns: readonly PatternView[] = [
  { in: 'portfolio', ...rule(0, 9) },
  { in: 'group', group: { kind: 'tier', name: 'directive' }, rules: [rule(1, 3), rule(2, 4)] },
  { in: 'place', place: { kind: 'component', name: 'API' }, rules: [rule(3, 8)] },
  { in: 'waiting', provider: 4, projects: [1, 2, 5], of: 4, trend: { before: 2, now: 3 } },
];
const view: PortfolioView = { ...varied, patterns };

let host: FakeHost;
afterEach(closePages);

/** Clicks as a program does: at once, whatever is laid out. */
const press = (button: Element): void => act(() => (button as HTMLElement).click());
const here = (): string => host.visited[host.visited.length - 1];

async function open(address: string): Promise<void> {
  closePages();
  host = installHost(address);
  host.context = { ...host.context, timezone: 'UTC', extension: { type: 'jira:globalPage' } };
  portfolioIs(host, view);
  await openBy(openPortfolioPage);
  await waitFor(() => expect(document.querySelector('[aria-busy=true]')).toBeNull());
}

/** All that can be pressed on the overview but its table, the choices above it and the files. */
function doors(): readonly Element[] {
  const all = document.querySelectorAll(
    '.portfolio-header p button, .overview-cards button, .band-chart button, .band-chart ~ p button, ' +
      '.pattern-list button, .overview-part > p button, .glance-map th button',
  );
  return [...new Set(all)];
}

const nameOf = (door: Element): string => door.getAttribute('aria-label') ?? door.textContent;

/** Names of the projects that are listed; there are few enough that all are drawn. */
function listed(): readonly string[] {
  return [...document.querySelectorAll('.projects-table tbody .projects-name')].map(({ textContent }) => textContent);
}

const column = (place: string): readonly number[] =>
  [...document.querySelectorAll(`.projects-table tbody td:nth-child(${place})`)].map(({ textContent }) =>
    Number(textContent),
  );

/** How many projects a door says that it opens; `null` for one without a figure, `undefined` for one that opens no list. */
function promised(name: string): number | null | undefined {
  if (/^All [\d,]+ rules ×|^On the map|in Jira: component|other stage/.test(name)) return undefined;
  const found =
    /late, in (\d+) project/.exec(name) ??
    /waived in (\d+) project/.exec(name) ??
    /^See them: (\d+) project/.exec(name) ??
    /: (\d+) projects?$/.exec(name) ??
    /^All (\d+) project/.exec(name) ??
    /^[▲▼]?\s*(\d+) (?!wait for)/.exec(name);
  if (found !== null) return Number(found[1]);
  return view.rules.some(({ title }) => title === name) ? null : undefined;
}

test.each([
  ['nothing', '', 40],
  ['a figure that was opened', 'only=late', 30],
  ['two figures and a rule', 'only=down.late&rule=rule-3', 15],
  ['a stage and those with waived rules', 'stage=Build+0&only=waived', 10],
  ['a tier and a search', 'tier=directive&search=p', 10],
  ['a band of scores', 'score=1', 10],
  ['those without coverage', 'coverage=none', 8],
  ['a version of a playbook, and due criteria', 'playbook=predictive%404&only=criteriaOpen', 15],
])('filtered by %s, each figure opens exactly as many projects as it says', async (_, query, fewest) => {
  await open(`/projects?${query}`);
  const all = new Set(listed());
  expect(all.size).toBeGreaterThan(0);
  await open(`/?${query}`);
  const names = doors().map(nameOf);
  const wrong: unknown[] = [];
  const beside: string[] = [];
  let figures = 0;
  for (const [place, name] of names.entries()) {
    const isOfAll = name.startsWith('See them') || / (fresh|older than a day|not read yet): list/.test(name);
    press(doors()[place]);
    const figure = promised(name);
    if (figure === undefined) beside.push(name);
    else {
      await waitFor(() => expect(here()).toMatch(/^\/projects/));
      await waitFor(() => expect(document.querySelector('[aria-busy=true]')).toBeNull());
      figures++;
      const found = listed();
      const strangers = isOfAll ? [] : found.filter((each) => !all.has(each));
      // A rule says no figure: of those that were shown, all that fall short.
      const at = view.rules.findIndex(({ title }) => title === name);
      const expected =
        figure ?? [...all].filter((each) => short(at).some((p) => view.projects[p].name === each)).length;
      if (found.length !== expected || strangers.length > 0) wrong.push([name, found.length, here(), strangers]);
      const late = /^(\d+) late/.exec(name);
      if (late) {
        const heads = [...document.querySelectorAll('.projects-table thead tr > *')];
        const sum = column(String(1 + heads.findIndex(({ textContent }) => textContent.startsWith('Late'))));
        expect([name, sum.reduce((total, each) => total + each, 0)]).toEqual([name, Number(late[1])]);
      }
    }
    while (host.visited.length > 1) act(() => host.back());
    await waitFor(() => expect(doors().map(nameOf)).toEqual(names));
  }
  expect(wrong).toEqual([]);
  expect(figures).toBeGreaterThanOrEqual(fewest);
  // What names one project or leads to another view opens that.
  const opened = beside.filter((name) => !/×|On the map|in Jira|other stage/.test(name));
  expect(opened.filter((name) => !view.projects.some((project) => name.includes(project.name)))).toEqual([]);
});

test('stages for which the card has no room are in the list', async () => {
  await open('/');
  const door = doors().find((each) => /other stage/.test(nameOf(each)));
  const others = Number(/^\d+/.exec(nameOf(door as Element))?.[0]);
  const told = document.querySelectorAll('[aria-label="Stages"] .overview-figures > *').length;
  press(door as Element);
  await waitFor(() => expect(here()).toBe('/projects?group=stage'));
  const groups = (await screen.findAllByRole('rowheader')).map(({ textContent }) => textContent);
  expect(groups.filter((words) => !words.startsWith('Without stages'))).toHaveLength(told + others);
});

test('nothing opens where a figure is zero', async () => {
  await open('/?level=managed');
  const levels = document.querySelector('[aria-label="Levels"] .overview-figures');
  const zeros = [...(levels?.children ?? [])].filter(({ textContent }) => textContent.startsWith('0 '));
  expect(zeros.map(({ tagName }) => tagName)).toEqual(['DIV', 'DIV', 'DIV']);
});

test('figures that were opened are named above the list, and taken off one by one', async () => {
  await open('/projects?only=up.late&rule=rule-3.rule-7&score=none&coverage=none');
  expect(here()).toContain('only=up.late');
  const chips = (): string[] => [...document.querySelectorAll('.filter-taken')].map(nameOf);
  expect(chips()).toEqual([
    'Remove filter: With late dependencies',
    `Remove filter: Falls short of: ${view.rules[3].title}`,
    `Remove filter: Falls short of: ${view.rules[7].title}`,
    'Remove filter: Without a score, or not read yet',
    'Remove filter: Without coverage',
  ]);
  for (const [place, left] of [
    [3, 'only=up.late&rule=rule-3.rule-7&coverage=none'],
    [1, 'only=up.late&rule=rule-7&coverage=none'],
    [0, 'only=up&rule=rule-7&coverage=none'],
  ] as const) {
    press(document.querySelectorAll('.filter-taken')[place]);
    expect(here()).toBe(`/projects?${left}`);
  }
});

test('a pattern that recurs no longer leaves nobody, and says so', async () => {
  await open('/projects?pattern=abc123');
  expect(screen.getByText('No project is left by these filters.')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Remove filter: Something that recurs no longer' })).toBeTruthy();
});
