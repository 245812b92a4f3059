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
);

test('a day comes back as it was kept', async () => {
  const forge = new FakeForge();
  await forge.run(() => writePortfolioDay(day));
  expect(await valueOf(forge, () => readPortfolioDays([DAY - 1, DAY]))).toEqual([day]);
  expect(day.projects.map(({ passed }) => passed)).toEqual([0, 130, null]);
});

test('a day that an earlier version kept knows nothing of gates passed', async () => {
  const forge = new FakeForge();
  await forge.run(() => writePortfolioDay(day));
  const key = `portfolio-day:${DAY}`;
  const { value } = JSON.parse(forge.storage.get(key) ?? '') as { readonly value: string };
  const bytes = inflate(value);
  // Of three projects, one of which has passed more than a byte holds.
  const earlier = deflate(bytes.subarray(0, -4));
  forge.storage.set(key, JSON.stringify({ schema: 1, value: earlier }));
  expect(await valueOf(forge, () => readPortfolioDays([DAY]))).toEqual([
    { ...day, projects: day.projects.map((project) => ({ ...project, passed: null })) },
  ]);
});
