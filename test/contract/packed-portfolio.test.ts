import fc from 'fast-check';
import {
  packPortfolio,
  unpackPortfolio,
  type PortfolioCell,
  type PortfolioProject,
  type PortfolioStanding,
  type PortfolioView,
} from '../../src/contract';
import { formatDay, LEVELS, TIERS } from '../../src/model';

const RULES = 40;
const hundredths = (most: number): fc.Arbitrary<number> => fc.integer({ min: 0, max: most * 100 }).map((n) => n / 100);
const count = fc.nat(100_000);
const day = fc.integer({ min: 20_000, max: 21_000 }).map(formatDay);
const level = fc.option(fc.constantFrom(...LEVELS));
const cell: fc.Arbitrary<PortfolioCell> = fc.oneof(
  fc.constant({ status: 'pass', attainment: 1 } as const),
  fc.record({ status: fc.constantFrom('partial', 'fail'), attainment: hundredths(1) }),
  fc.record({
    ...{ status: fc.constantFrom('partial', 'fail'), attainment: hundredths(1) },
    few: fc.tuple(fc.nat(9), fc.nat(9)),
  }),
  fc.record({ status: fc.constantFrom('notApplicable', 'notAssessable', 'exempt'), attainment: fc.constant(null) }),
);

const criteria = fc.record({ asked: count, settled: count, uncounted: count });

const standing: fc.Arbitrary<PortfolioStanding> = fc.record({
  score: fc.option(hundredths(100)),
  withheld: fc.constantFrom(null, 'lowCoverage', 'littleApplies', 'dormant'),
  coverage: fc.option(hundredths(1)),
  level,
  weekAgo: fc.option(fc.record({ score: fc.option(hundredths(100)), level, samePlaybook: fc.boolean() })),
  moves: fc.array(
    fc.record({
      rule: fc.nat(RULES - 1),
      points: fc.integer({ min: -1000, max: 1000 }).map((n) => n / 10),
      countsSince: fc.option(day),
    }),
    { maxLength: 3 },
  ),
  recent: fc.array(fc.option(fc.nat(30).map((step) => (step / 30) * 100)), { maxLength: 28 }),
  playbook: fc.nat(9),
  evaluatedOn: fc.integer({ min: 20_000, max: 20_500 }).map(formatDay),
  ...{ hoursOld: count, openIssues: count, unreadableIssues: count },
  toNextLevel: fc.option(count),
  cells: fc.array(fc.option(cell), { minLength: RULES, maxLength: RULES }),
  gate: fc.option(
    fc.record({
      stage: fc.option(fc.constantFrom('Define', 'Plan')),
      next: fc.option(
        fc.record({
          title: fc.constantFrom('G1 Defined', 'G2 Plan approved'),
          ...{ planned: fc.option(day), forecast: fc.option(day) },
        }),
      ),
      ...{ standing: fc.option(criteria), gateReady: fc.option(criteria) },
    }),
  ),
});

const project: fc.Arbitrary<PortfolioProject> = fc.record({
  ...{ id: fc.string(), key: fc.string(), name: fc.string() },
  category: fc.option(count),
  tier: fc.option(fc.constantFrom(...TIERS)),
  standing: fc.option(standing),
  dependencies: fc.record({ waitsFor: count, waitsForLate: count, waitedFor: count, waitedForLate: count }),
});

function viewOf(projects: readonly PortfolioProject[]): PortfolioView {
  return {
    ...{ revision: 'r', siteTimeZone: 'UTC', today: formatDay(20_500), rolledUpAt: null, isBehind: false, isPmo: true },
    rules: Array.from({ length: RULES }, (_, rule) => {
      return { id: `some-rule-${rule}`, title: 'Work in progress has an owner', theme: 'delivery' } as const;
    }),
    ...{ playbooks: [], projects, patterns: [] },
  };
}

test('a view comes back as it was packed', () => {
  fc.assert(
    fc.property(fc.array(project, { maxLength: 4 }).map(viewOf), (view) => {
      expect(unpackPortfolio(packPortfolio(view))).toEqual(view);
    }),
  );
});

test('figures that were cut off are refused', () => {
  const [one] = fc.sample(project, { seed: 1, numRuns: 1 });
  const packed = packPortfolio(viewOf([one]));
  const cut = { ...packed, projects: { ...packed.projects, figures: packed.projects.figures.slice(0, -1) } };
  expect(() => unpackPortfolio(cut)).toThrow(RangeError);
});

test('a thousand projects of forty rules, a third of them short, are less than 300 KB', () => {
  const projects = fc.sample(standing, { seed: 1, numRuns: 1000 }).map((each, place): PortfolioProject => {
    const named = {
      id: String(100_000 + place),
      key: `PROJECT${place}`,
      name: `Programme ${place}: renewal of a system`,
    };
    const dependencies = { waitsFor: 12, waitsForLate: 3, waitedFor: 9, waitedForLate: 2 };
    return { ...named, category: 10_001, tier: 'controlling', standing: each, dependencies };
  });
  expect(Buffer.byteLength(JSON.stringify(packPortfolio(viewOf(projects))))).toBeLessThan(300_000);
});
