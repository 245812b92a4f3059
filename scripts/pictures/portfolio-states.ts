import type { PortfolioProject, TrendsView } from '../../src/contract';
import { largePortfolio } from '../../test/browser/support/large-portfolio';
import { portfolioPage } from '../../test/browser/support/shell-page';
import { ok, refused, type Shot, type Value } from './shot';

const PMO = 'Head of the PMO';
const pmo = { persona: PMO } as const;

const YEAR = Array.from({ length: 46 }, (_, place) => Date.parse('2026-11-20') - (45 - place) * 8 * 86_400_000);
const RULES = ['Work has a date', 'Work in progress has an owner', 'Planned work is tied to what it needs'];

/** The portfolio page in every state; its maps have pictures of their own. */
export const portfolioShots: readonly Shot[] = [
  { name: 'portfolio-overview', address: portfolioPage(), ...pmo, until: 'Where to step in' },
  { name: 'portfolio-overview-narrow', address: portfolioPage(), ...pmo, width: 'narrow' },
  { name: 'portfolio-overview-contractor', address: portfolioPage(), persona: 'Contractor' },
  { name: 'portfolio-projects', address: portfolioPage('/projects'), ...pmo },
  { name: 'portfolio-projects-grouped', address: portfolioPage('/projects?group=category&columns=score.gone'), ...pmo },
  { name: 'portfolio-project-drawer', address: portfolioPage('/projects?open=10001'), ...pmo },
  { name: 'portfolio-side-by-side', address: portfolioPage('/projects?compare=10000.10001.10005'), ...pmo },
  { name: 'portfolio-heat-map', address: portfolioPage('/heat-map'), ...pmo },
  { name: 'portfolio-heat-map-full', address: portfolioPage('/heat-map'), ...pmo, width: 'full' },
  { name: 'portfolio-heat-map-grouped', address: portfolioPage('/heat-map?group=category'), ...pmo },
  { name: 'portfolio-trends-at-first', address: portfolioPage('/trends'), ...pmo },
  trends('portfolio-trends', '/trends?weeks=52', 1),
  trends('portfolio-trends-levels', '/trends?weeks=52&measure=level', 1),
  trends('portfolio-trends-compared', '/trends?weeks=52&group=category', 6),
  { name: 'portfolio-report', address: portfolioPage('/report'), ...pmo },
  { name: 'portfolio-nothing-found', address: portfolioPage('/projects?search=zeppelin'), ...pmo },
  changed('portfolio-overview-1000', '', () => ok({ ...largePortfolio(1000) })),
  changed('portfolio-projects-2000', '/projects', () => ok({ ...largePortfolio(2000, withStages) })),
  {
    ...changed('portfolio-projects-narrow', '/projects', () => ok({ ...largePortfolio(60, withStages) })),
    width: 'narrow',
  },
  changed('portfolio-heat-map-2000', '/heat-map', () => ok({ ...largePortfolio(2000) })),
  changed('portfolio-all-fail', '', () => ok({ ...largePortfolio(40, allFailing) })),
  changed('portfolio-projects-all-fail', '/projects', () => ok({ ...largePortfolio(40, allFailing) })),
  changed('portfolio-heat-map-all-fail', '/heat-map', () => ok({ ...largePortfolio(40, allFailing) })),
  changed('portfolio-never-read', '', () => ok({ ...largePortfolio(40, neverRead) })),
  changed('portfolio-projects-never-read', '/projects', () => ok({ ...largePortfolio(40, neverRead) })),
  changed('portfolio-heat-map-never-read', '/heat-map', () => ok({ ...largePortfolio(40, neverRead) })),
  changed('portfolio-one-project', '', () => ok({ ...largePortfolio(1) })),
  changed('portfolio-no-projects', '', () => ok({ ...largePortfolio(0), playbooks: [] })),
  changed('portfolio-loading', '', 'never'),
  changed('portfolio-error', '', refused),
];

function neverRead(project: PortfolioProject): PortfolioProject {
  return { ...project, standing: null };
}

function allFailing(project: PortfolioProject): PortfolioProject {
  const { standing } = project;
  const cells = standing?.cells.map(() => ({ status: 'fail', attainment: 0 }) as const) ?? [];
  return { ...project, standing: standing && { ...standing, score: 0, level: null, cells } };
}

/** Stages and tiers: all filters and columns that there are. */
function withStages(project: PortfolioProject): PortfolioProject {
  const { standing } = project;
  const gate = { stage: 'Build in iterations', next: null, standing: null, gateReady: null };
  return { ...project, standing: standing && { ...standing, gate } };
}

/** Trends of a year, as they would be of so many groups. */
function trends(name: string, place: string, groups: number): Shot {
  const days = YEAR.map((at) => new Date(at).toISOString().slice(0, 10));
  const value: TrendsView = {
    days,
    rules: RULES.map((title, rule) => ({ id: `rule-${rule}`, title, theme: 'plan' })),
    groups: Array.from({ length: groups }, (_, group) =>
      days.map((_day, day) => ({
        ...{ projects: 12, score: 55 + group * 6 + day * 0.3 + 5 * Math.sin(day / (3 + group)), coverage: 0.8 },
        ...{ late: 15 - Math.round(day / 5), levels: { foundation: 6 - Math.round(day / 15), managed: 3, assured: 1 } },
        attainments: RULES.map((_rule, rule) => (rule === 2 && day < 12 ? null : 0.4 + (day * (rule + 1)) / 250)),
      })),
    ),
    turns: [
      { day: days[20], what: 'playbook', from: 'Predictive v3', to: 'Predictive v4', projects: 9 },
      { day: days[30], what: 'stage', from: 'Plan', to: 'Execute', projects: 2 },
      { day: days[41], what: 'stage', from: 'Execute', to: null, projects: 1 },
    ],
  };
  const change = { functionKey: 'trends', reply: () => ok({ ...value }) } as const;
  return { name, address: portfolioPage(place), ...pmo, change, until: 'What changed meanwhile' };
}

function changed(name: string, place: string, reply: 'never' | ((value: Value) => unknown)): Shot {
  return { name, address: portfolioPage(place), ...pmo, change: { functionKey: 'portfolio', reply } };
}
