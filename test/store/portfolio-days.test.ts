import { portfolioDay } from '../../src/portfolio';
import { readPortfolioDays, writePortfolioDay } from '../../src/store';
import { aFinding, aRow } from '../portfolio/support';
import { deflate, inflate } from '../../src/store/bytes';
import { FakeForge, useClock } from '../support/forge';
import { valueOf } from './support/value-of';

useClock('2026-03-02T10:00:00Z');

const DAY = 20_514;
const gate = (passed: number) => ({ stage: 'Plan', next: null, passed, standing: null, gateReady: null });
const day = portfolioDay(
  DAY,
  [aRow(7, { gate: gate(0), findings: [aFinding('lags', 0.5)] }), aRow(9, { gate: gate(130) }), aRow(12)],
  new Map([[9, 3]]),
  [
    { dependent: 12, provider: 7 },
    { dependent: 9, provider: 12 },
    { dependent: 9, provider: 7 },
  ],
);

test('a day comes back as it was kept', async () => {
  const forge = new FakeForge();
  await forge.run(() => writePortfolioDay(day));
  expect(await valueOf(forge, () => readPortfolioDays([DAY - 1, DAY]))).toEqual([day]);
  expect(day.projects.map(({ passed }) => passed)).toEqual([0, 130, null]);
  expect(day.lateWaits).toEqual([
    { dependent: 9, provider: 7 },
    { dependent: 9, provider: 12 },
    { dependent: 12, provider: 7 },
  ]);
});

/** How many bytes say who waited for whom: their number, and two for each; and before them, which gates were passed. */
const LATE_WAITS = 7;
const PASSED = 4;

test.each([
  [1, 'nothing of gates passed', LATE_WAITS + PASSED, { passed: null }],
  [2, 'not who waited for whom', LATE_WAITS, {}],
])('a day that version %s kept knows %s', async (schema, _, missing, without) => {
  const forge = new FakeForge();
  await forge.run(() => writePortfolioDay(day));
  const key = `portfolio-day:${DAY}`;
  const { value } = JSON.parse(forge.storage.get(key) ?? '') as { readonly value: string };
  forge.storage.set(key, JSON.stringify({ schema, value: deflate(inflate(value).subarray(0, -missing)) }));
  const { lateWaits, ...known } = day;
  expect(lateWaits).toHaveLength(3);
  expect(await valueOf(forge, () => readPortfolioDays([DAY]))).toStrictEqual([
    { ...known, projects: known.projects.map((project) => ({ ...project, ...without })) },
  ]);
});
