import {
  packPortfolio,
  unpackPortfolio,
  type PortfolioCell,
  type PortfolioGate,
  type PortfolioProject,
  type PortfolioStanding,
  type PortfolioView,
} from '../../../src/contract';
import { largePortfolio } from '../../browser/support/large-portfolio';
import type { FakeHost } from './host';

export const pass: PortfolioCell = { status: 'pass', attainment: 1 };
export const partial = (attainment: number): PortfolioCell => ({ status: 'partial', attainment });
export const fail: PortfolioCell = { status: 'fail', attainment: 0 };
export const waived: PortfolioCell = { status: 'exempt', attainment: null };

export function aStanding(overrides: Partial<PortfolioStanding> = {}): PortfolioStanding {
  return {
    ...{ score: 70, withheld: null, coverage: 0.9, level: 'foundation', weekAgo: null, moves: [], recent: [60, 70] },
    ...{ playbook: 0, evaluatedOn: '2026-11-20', hoursOld: 1, openIssues: 20, unreadableIssues: 0, toNextLevel: 12 },
    ...{ cells: [pass, pass, null], gate: null },
    ...overrides,
  };
}

/** A project of the demo portfolio; its number is its place. */
export function aProject(number: number, name: string, overrides: Partial<PortfolioProject> = {}): PortfolioProject {
  return {
    ...{ id: String(10_000 + number), key: name.slice(0, 3).toUpperCase(), name, category: null, tier: null },
    standing: aStanding(),
    dependencies: { waitsFor: 0, waitsForLate: 0, waitedFor: 0, waitedForLate: 0 },
    ...overrides,
  };
}

/** Data platform fell by 5.2 points and is waited for; the intranet has no score; the archive was never read. */
export function aPortfolio(overrides: Partial<PortfolioView> = {}): PortfolioView {
  const down = {
    weekAgo: { score: 70, level: 'foundation', samePlaybook: true },
    moves: [{ rule: 1, points: -5.2, countsSince: null }],
  } as const;
  return {
    ...{ revision: 'rows-1', siteTimeZone: 'Europe/London', today: '2026-11-20', isBehind: false, isPmo: true },
    rolledUpAt: '2026-11-20T09:40:00.000Z',
    rules: [
      { id: 'item-ownership', title: 'Work in progress has an owner', theme: 'delivery' },
      { id: 'work-dated', title: 'Work has a date', theme: 'plan' },
      { id: 'dependency-cycles', title: 'No dependency cycles', theme: 'dependencies' },
    ],
    playbooks: [
      {
        ...{ id: 'predictive', version: 4, title: 'Predictive' },
        rules: [
          { weight: 5, lifecycle: 'enforced' },
          { weight: 7.5, lifecycle: 'enforced' },
          { weight: 10, lifecycle: 'shadow' },
        ],
      },
    ],
    projects: [
      aProject(0, 'Data platform', {
        standing: aStanding({ ...down, score: 64.8, cells: [fail, partial(0.5), fail], hoursOld: 30 }),
        dependencies: { waitsFor: 7, waitsForLate: 1, waitedFor: 17, waitedForLate: 4 },
      }),
      aProject(1, 'Signalling upgrade', {
        standing: aStanding({
          ...{ score: 91, level: 'assured', cells: [pass, waived, pass] },
          ...{
            weekAgo: { score: 84.9, level: 'managed', samePlaybook: true },
            moves: [{ rule: 0, points: 6.1, countsSince: null }],
          },
        }),
        dependencies: { waitsFor: 9, waitsForLate: 4, waitedFor: 6, waitedForLate: 3 },
      }),
      aProject(2, 'Intranet', {
        standing: aStanding({ score: null, withheld: 'lowCoverage', level: null, coverage: 0.2, recent: [] }),
      }),
      aProject(3, 'Archive', { standing: null }),
    ],
    patterns: [],
    ...overrides,
  };
}

/** Of the states that a figure tells of, every kind there is: the same for the same size. */
export function variedPortfolio(size: number): PortfolioView {
  const large = unpackPortfolio(largePortfolio(size));
  return {
    ...large,
    projects: large.projects.map((project, place) => {
      const { standing } = project;
      return {
        ...project,
        standing: standing && {
          ...standing,
          ...{ coverage: (place % 11) / 10, hoursOld: place, toNextLevel: place % 4 === 0 ? null : place % 13 },
          cells: standing.cells.map((cell, rule) => ((place + rule) % 17 === 0 ? waived : cell)),
          gate: gateOf(place),
        },
      };
    }),
  };
}

/** Of stages, planned days around today, and criteria, every kind there is. */
function gateOf(place: number): PortfolioGate | null {
  if (place % 5 === 0) return null;
  const stage = ['Plan', 'Build', 'Close', null][place % 4];
  const planned = place % 7 === 0 ? null : new Date(Date.UTC(2026, 10, 20 + 3 * (place - 20))).toISOString();
  return {
    stage,
    next: stage === null ? null : { title: 'Gate', planned: planned && planned.slice(0, 10), forecast: null },
    standing: place % 6 === 0 ? null : { asked: 4, settled: place % 5, uncounted: place % 2 },
    gateReady: null,
  };
}

/** A back end that answers `portfolio` as the real one does: `unchanged` when the page knows the revision. */
export function portfolioIs(host: FakeHost, view: PortfolioView): void {
  host.resolvers.portfolio = ({ knownRevision }) => {
    const { revision } = view;
    return { ok: true, value: knownRevision === revision ? { unchanged: true, revision } : packPortfolio(view) };
  };
  host.resolvers.projectNames = () => {
    const [data, signalling] = view.projects;
    const ids = [data, signalling].flatMap((project) => (project === undefined ? [] : [project.id]));
    const leads = [{ accountId: 'account-7', name: 'Kim Brandt', projectIds: ids.slice(0, 1) }];
    return { ok: true, value: { leads, categories: [{ id: 500, name: 'Rail systems' }] } };
  };
}
