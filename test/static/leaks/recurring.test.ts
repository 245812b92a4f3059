import { openPortfolioPage } from '../../../static/portfolio/open-page';
import { portfolioResolver } from '../../../src/index';
import { parseDay, type PortfolioRow } from '../../../src/model';
import { portfolioDay } from '../../../src/portfolio';
import { commitIndex, commitRows, writePortfolioDay } from '../../../src/store';
import { aFinding, aRow, aWeekAgo } from '../../portfolio/support';
import { FakeForge, useClock } from '../../support/forge';
import { aProject } from '../../support/issues';
import { closePages } from '../support/open-page';
import { everything, keepFiles, leaks, placesOf } from './everything';

const WITHIN = 180_000;
const NOW = '2026-03-02T10:00:00Z';
const TODAY = parseDay('2026-03-02') ?? 0;
/** Projects that everybody may browse, and those that only the boss may. */
const OPEN = Array.from({ length: 24 }, (_, place) => 10_001 + place);
const HIDDEN = Array.from({ length: 8 }, (_, place) => 77_770_001 + place);
const CANARIES = /quail|7777000|88880001/i;
/** What an address, a cell or a group would tell of them by its id. */
const HIDDEN_CATEGORY = 88_880_001;

useClock(NOW);
beforeEach(keepFiles);
afterEach(closePages);

const isHidden = (id: number): boolean => HIDDEN.includes(id);

/** The hidden ones share everything that a pattern can be of, of the others six do; a week ago it was less. */
function rowOf(id: number, daysAgo: number): PortfolioRow {
  const [hidden, alike] = [isHidden(id), OPEN.indexOf(id) >= 0 && OPEN.indexOf(id) < 6];
  const name = hidden ? 'Quail' : alike ? 'Depot' : 'Yard';
  const isShort = hidden || alike;
  return aRow(id, {
    evaluatedOn: TODAY - daysAgo,
    playbook: { id: name.toLowerCase(), version: daysAgo === 0 ? 2 : 1, title: `${name} playbook` },
    score: hidden ? 11 : 70,
    findings: [aFinding('leads', isShort ? 0.3 : 1), aFinding('lags', isShort && daysAgo === 0 ? 0.4 : 1)],
    gate: { stage: `${name} ${daysAgo === 0 ? 'build' : 'plan'}`, next: null, standing: null, gateReady: null },
    places: ['component', 'team'].map((kind) => ({
      ...{ kind: kind as 'component' | 'team', name: `${name} ${kind}`, judged: ['leads', 'lags'] },
      short: isShort ? ['leads', 'lags'] : [],
    })),
    weekAgo: aWeekAgo(60, { leads: isShort ? 0.3 : 1, lags: 1 }),
  });
}

async function aSite(): Promise<FakeForge> {
  const forge = new FakeForge();
  const all = [...OPEN, ...HIDDEN];
  const named = (id: number): string => (isHidden(id) ? `Quail ${id - HIDDEN[0]}` : `Project ${id - OPEN[0]}`);
  forge.jira.projects = all.map((id) => ({
    ...aProject(String(id), isHidden(id) ? `QUAIL${id - HIDDEN[0]}` : `P${id - OPEN[0]}`, 0),
    name: named(id),
    projectCategory: isHidden(id)
      ? { id: String(HIDDEN_CATEGORY), name: 'Quail category' }
      : { id: '500', name: 'Rail' },
    lead: { active: true, accountId: isHidden(id) ? 'quail-lead' : 'ada', displayName: isHidden(id) ? 'Quail' : 'Ada' },
  }));
  forge.jira.administrators.add('boss').add('pm');
  forge.jira.browse.set('boss', new Set(all.map(String)));
  for (const account of ['pm', 'manager']) forge.jira.browse.set(account, new Set(OPEN.map(String)));
  const seeded = await forge.run(async () => {
    const madeAt = Date.now() + 3_600_000;
    const index = forge.jira.projects.map(({ id, key, name }) => {
      const category = isHidden(Number(id)) ? HIDDEN_CATEGORY : 500;
      return { id: Number(id), key, name: name ?? key, lead: 'active' as const, category };
    });
    await commitIndex(index, madeAt);
    await commitRows(
      all.map((id) => rowOf(id, 0)),
      { madeAt },
    );
    for (const daysAgo of [14, 7, 0]) {
      const rows = all.map((id) => rowOf(id, daysAgo));
      await writePortfolioDay(portfolioDay(TODAY - daysAgo, rows, new Map(HIDDEN.map((id) => [id, 99]))));
    }
  });
  if (seeded.killed) throw new Error('not killed');
  return forge;
}

const [ids, hiddenIds] = [OPEN, HIDDEN].map((all) => all.slice(0, 3).join('.'));
const places = placesOf({ of: 'portfolio', script: openPortfolioPage, resolver: portfolioResolver }, [
  '/',
  '/?group=category',
  `/projects?group=stage&columns=project.lead.category.playbook.stage.worst&compare=${ids}`,
  ...['category', 'lead', 'playbook', 'stage'].map((group) => `/heat-map?group=${group}`),
  ...['', '&measure=level', '&measure=late', '&measure=lags', '&group=stage', '&group=category', '&group=lead'].map(
    (query) => `/trends?weeks=4${query}`,
  ),
  '/report',
]);
/** Typed in by somebody who may not know that there are such projects, groups and patterns. */
const guessed = placesOf({ of: 'guessed', script: openPortfolioPage, resolver: portfolioResolver }, [
  `/projects?compare=${hiddenIds}&open=${HIDDEN[0]}`,
  `/trends?weeks=4&stage=Depot+build`,
]);

test(
  'what recurs and how it went are in pages and files of who may browse it all, so that there is something to leak',
  async () => {
    const pieces = await everything(await aSite(), 'boss', places);
    const having = (of: RegExp): readonly string[] => pieces.filter((piece) => of.test(piece) && CANARIES.test(piece));
    for (const kind of ['CSV', 'XLSX', 'JSON']) {
      // Of the first, its files of what recurs and of the overview; of trends those of the days by groups.
      expect([kind, having(new RegExp(`^${kind}.* of portfolio /: `)).length > 0]).toEqual([kind, true]);
      expect([kind, having(new RegExp(`^${kind}.* of portfolio /trends.*group=stage: `)).length > 0]).toEqual([
        kind,
        true,
      ]);
    }
    const [overview] = having(/^page portfolio \/: /);
    for (const words of [
      'stage Quail build',
      'component Quail component',
      'team Quail team',
      'follow Quail playbook',
    ]) {
      expect(overview).toContain(words);
    }
    expect(overview).toContain('Projects in Quail category');
    const [trends] = having(/^page portfolio \/trends\?weeks=4: /);
    expect(trends).toMatch(/passed from Quail plan to Quail build/);
    expect(trends).toMatch(/came to follow Quail playbook v2/);
  },
  WITHIN,
);

test.each([
  ['pm', 'who has the PMO role'],
  ['manager', 'who has not'],
])(
  '%s, %s, finds nothing of the hidden projects in what recurs, in trends, or in any file',
  async (accountId) => {
    const pieces = await everything(await aSite(), accountId, [...places, ...guessed]);
    const typed = new RegExp(HIDDEN.join('|'), 'g');
    const seen = pieces.map((piece) => (/^[^:]*guessed/.test(piece) ? piece.replace(typed, '') : piece));
    expect(leaks(seen, [CANARIES])).toEqual([]);
    // Of what they may browse they have it all: the pattern of the others, and its files.
    expect(pieces.filter((piece) => /Depot component/.test(piece)).length).toBeGreaterThan(4);
    expect(
      pieces.filter((piece) => /^CSV.*trends/.test(piece) && piece.includes('Depot build')).length,
    ).toBeGreaterThan(0);
    // The mean is of their own projects, all of which have 70.
    expect(pieces.find((piece) => /^CSV of days.*\/trends\?weeks=4: /.test(piece))).toContain(',70,');
  },
  WITHIN,
);
