import type { Finding, PlaybookRule, PortfolioRow, Snapshot } from '../../src/model';
import { continuedRow, freshRow, movesOfWeek } from '../../src/portfolio';
import { aFinding, aRow, aWeekAgo } from './support';

const snapshot: Snapshot = {
  schema: 1,
  project: { id: 7, key: 'PAY' },
  today: '2026-03-02',
  playbook: { id: 'p', version: 1, title: 'P' },
  issues: { read: 1, evaluated: 1, unreadable: 0, open: 1, uncategorised: 0 },
  findings: [],
  score: 66.6666,
  withheld: null,
  coverage: 0.98765,
  applicableShare: 1,
  level: 'managed',
  nextLevel: null,
  cappedBy: [],
  fixes: [],
};
function useOf(rule: string): Omit<PlaybookRule, 'countsFrom'> {
  return { rule, lifecycle: 'enforced', weight: 5, target: 0.95, level: 'assured', critical: false };
}

function shortFindings(): readonly Finding[] {
  return ['leads', 'lags'].map((rule) => ({
    ...useOf(rule),
    ...{ status: 'fail', numerator: 1, denominator: 3, attainment: 0.35, contribution: 35, loss: 65, toMend: 2 },
    ...{ missing: [], offenders: [] },
  }));
}

const rowOf = (changes: Partial<Snapshot>, day: number, before: PortfolioRow | null): PortfolioRow =>
  continuedRow(
    freshRow({ ...snapshot, ...changes }, { evaluatedOn: day, readAt: 5, gate: null, places: [], uses: [] }),
    null,
    before,
  );

test('a row rounds what it shows and keeps the scores of four weeks', () => {
  const first = rowOf({}, 100, null);
  expect(first).toMatchObject({ projectId: 7, score: 66.67, coverage: 0.988, readAt: 5 });
  expect(first.recent).toEqual([...Array<null>(27).fill(null), 66.67]);
  const sameDay = rowOf({ score: 70 }, 100, first);
  expect(sameDay.recent.slice(-2)).toEqual([null, 70]);
  const later = rowOf({ score: 80 }, 103, sameDay);
  expect(later.recent.slice(-5)).toEqual([null, 70, null, null, 80]);
  const muchLater = rowOf({}, 200, later);
  expect(muchLater.recent.filter((score) => score !== null)).toEqual([66.67]);
});

test('a row says why there is no score', () => {
  const because = (withheld: Snapshot['withheld']): unknown => rowOf({ score: null, withheld }, 100, null).withheld;
  expect(because({ because: 'lowCoverage', coverage: 0.5 })).toBe('lowCoverage');
  expect(because({ because: 'littleApplies', applicableShare: 0.2, dormant: false })).toBe('littleApplies');
  expect(because({ because: 'littleApplies', applicableShare: 0.2, dormant: true })).toBe('dormant');
});

test('a row says of what few members attained how many are good and how many are wanted', () => {
  const [leads] = shortFindings();
  const told = ({ numerator, denominator, attainment }: Partial<Finding>): unknown =>
    freshRow(
      { ...snapshot, findings: [{ ...leads, numerator, denominator, attainment } as Finding] },
      { evaluatedOn: 100, readAt: 5, gate: null, places: [], uses: [] },
    ).findings[0].few;
  expect(told({ numerator: 2, denominator: 3, attainment: 2 / 2.85 })).toEqual([2, 3]);
  expect(told({ numerator: 8, denominator: 9, attainment: 8 / 8.55 })).toEqual([8, 9]);
  expect(told({ numerator: 9, denominator: 10, attainment: 9 / 9.5 })).toBeUndefined();
  expect(told({ numerator: 3, denominator: 3, attainment: 1 })).toBeUndefined();
  expect(told({ numerator: 0, denominator: 1, attainment: 0 })).toBeUndefined();
  expect(told({ numerator: null, denominator: null, attainment: null })).toBeUndefined();
});

test('the moves of a week add up to the move of the score', () => {
  const row = aRow(1, {
    score: 75,
    findings: [aFinding('lags', 1), aFinding('leads', 0.5), aFinding('cpli', 0, { lifecycle: 'shadow' })],
    weekAgo: aWeekAgo(50, { lags: 0, leads: 1, cpli: 1 }),
  });
  expect(movesOfWeek(row)).toEqual([
    { rule: 'lags', points: 50, countsSince: null },
    { rule: 'leads', points: -25, countsSince: null },
  ]);
});

test('a rule that was announced moves the score when it comes to count, and is told as that', () => {
  const cameToCount = (countsFrom: number): unknown =>
    movesOfWeek(
      aRow(1, {
        ...{ score: 50, evaluatedOn: 20_500, weekAgo: aWeekAgo(100, { lags: 1, leads: 0 }) },
        findings: [aFinding('lags', 1), aFinding('leads', 0, { countsFrom })],
      }),
    );
  expect(cameToCount(20_500)).toEqual([{ rule: 'leads', points: -50, countsSince: 20_500 }]);
  expect(cameToCount(20_494)).toEqual([{ rule: 'leads', points: -50, countsSince: 20_494 }]);
  // On that day a week ago it counted already, and was as short as it is.
  expect(cameToCount(20_493)).toEqual([]);
});

test('a row keeps from when a rule counts that was announced', () => {
  const [leads, lags] = shortFindings();
  const uses = [{ ...useOf('leads'), lifecycle: 'announced' as const, countsFrom: 95 }, useOf('lags')];
  const { findings } = freshRow(
    { ...snapshot, findings: [leads, lags] },
    { evaluatedOn: 100, readAt: 5, gate: null, places: [], uses },
  );
  expect(findings.map(({ rule, countsFrom }) => [rule, countsFrom])).toEqual([
    ['leads', 95],
    ['lags', undefined],
  ]);
});

test.each([
  ['there was no score', aWeekAgo(null, { lags: 0.5 })],
  ['another playbook counted', { ...aWeekAgo(50, { lags: 0.5 }), playbook: 'p@2' }],
  ['nothing is known', null],
])('there are no moves where %s a week ago', (_, weekAgo) => {
  expect(movesOfWeek(aRow(1, { findings: [aFinding('lags', 1)], weekAgo }))).toEqual([]);
});
