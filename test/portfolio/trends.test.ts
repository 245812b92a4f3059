import type { GatesInBrief, PortfolioDay } from '../../src/model';
import { portfolioDay, rulesIn, trendOf, turnsOf } from '../../src/portfolio';
import { aFinding, aRow } from './support';

const DAY = 20_500;
const MEMBERS = new Set([1, 2, 3]);
const pmo = { isPmo: true };

test('a point is counted from the members alone; the mean of nothing is nothing', () => {
  const rows = [
    aRow(1, { score: 60, coverage: 0.8, level: 'managed', findings: [aFinding('dated', 0.5), aFinding('owned', 1)] }),
    aRow(2, { score: 70, coverage: 1, level: null, findings: [aFinding('dated', 1), aFinding('owned', null)] }),
    aRow(3, { score: null, coverage: null, findings: [] }),
    aRow(9, { score: 0, coverage: 0, level: 'assured', findings: [aFinding('dated', 0)] }),
  ];
  const late = new Map([
    [1, 2],
    [9, 40],
  ]);
  const day = portfolioDay(DAY, rows, late);
  expect(trendOf([day], MEMBERS, ['owned', 'dated', 'unknown'], pmo)).toEqual([
    {
      ...{ day: DAY, projects: 3, score: 65, coverage: 0.9, late: 2 },
      levels: { foundation: 0, managed: 1, assured: 0 },
      attainments: [1, 0.75, null],
    },
  ]);
  expect(trendOf([day], new Set([7]), ['dated'], pmo)).toMatchObject([
    { projects: 0, score: null, coverage: null, late: 0, attainments: [null] },
  ]);
});

test('a rule in shadow is for the PMO alone, by the playbook in which it is', () => {
  const shadow = aFinding('dated', 0, { lifecycle: 'shadow' });
  const other = { id: 'q', version: 1, title: 'Q' };
  const rows = [
    aRow(1, { findings: [shadow] }),
    aRow(2, { playbook: other, findings: [aFinding('dated', 1), aFinding('owned', 1, { lifecycle: 'shadow' })] }),
  ];
  const days = [portfolioDay(DAY, rows, new Map())];
  const seen = (isPmo: boolean): unknown => [
    [...rulesIn(days, MEMBERS, { isPmo })].sort(),
    trendOf(days, MEMBERS, ['dated', 'owned'], { isPmo })[0].attainments,
  ];
  expect(seen(true)).toEqual([
    ['dated', 'owned'],
    [0.5, 1],
  ]);
  expect(seen(false)).toEqual([['dated'], [1, null]]);
});

test('who came to follow another playbook or passed into another stage is told on the first day that shows it', () => {
  const inStage = (stage: string | null): { gate: GatesInBrief } => ({
    gate: { stage, next: null, standing: null, gateReady: null },
  });
  const next = { playbook: { id: 'p', version: 2, title: 'P' } };
  const days = [
    portfolioDay(DAY, [aRow(1, inStage('Plan')), aRow(2, inStage('Plan')), aRow(9, inStage('Plan'))], new Map()),
    portfolioDay(
      DAY + 2,
      [aRow(1, { ...next, ...inStage('Build') }), aRow(2, inStage('Build')), aRow(9, next)],
      new Map(),
    ),
    portfolioDay(DAY + 4, [aRow(1, { ...next, ...inStage(null) }), aRow(2, inStage('Build')), aRow(3)], new Map()),
  ];
  expect(turnsOf(days, MEMBERS)).toEqual([
    { day: DAY + 2, what: 'stage', from: 'Plan', to: 'Build', projects: 2 },
    { day: DAY + 2, what: 'playbook', from: 'P v1', to: 'P v2', projects: 1 },
    { day: DAY + 4, what: 'stage', from: 'Build', to: null, projects: 1 },
  ]);
});

test('a stage that has another name is none that somebody passed into', () => {
  const stood = (day: number, stage: string, passed?: number): PortfolioDay => {
    const gate = { stage, next: null, standing: null, gateReady: null, ...(passed !== undefined && { passed }) };
    return portfolioDay(day, [aRow(1, { gate })], new Map());
  };
  const told = (...days: readonly PortfolioDay[]): unknown => turnsOf(days, MEMBERS).map(({ from, to }) => [from, to]);
  expect(told(stood(DAY, 'Plan', 1), stood(DAY + 1, 'Planning', 1))).toEqual([]);
  expect(told(stood(DAY, 'Plan', 1), stood(DAY + 1, 'Build', 2))).toEqual([['Plan', 'Build']]);
  // Of days before this was kept only titles tell.
  expect(told(stood(DAY, 'Plan'), stood(DAY + 1, 'Build', 2))).toEqual([['Plan', 'Build']]);
});
