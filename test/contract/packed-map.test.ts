import fc from 'fast-check';
import { packPortfolioMap, unpackPortfolioMap, type MapProject, type PortfolioMapView } from '../../src/contract';
import { formatDay } from '../../src/model';

const count = fc.nat(100_000);
const days = fc.option(fc.integer({ min: -100_000, max: 100_000 }));
const day = fc.option(fc.integer({ min: -719_000, max: 2_900_000 }).map(formatDay));
const text = fc.option(fc.string());

const project = fc
  .record({
    ...{ id: text, key: text, name: text, target: day, forecast: day, leastFloat: days, waitingForIt: count },
    ...{ waitedFor: count, items: count, estimated: count, undated: count },
  })
  .map((figures): MapProject => ({
    ...figures,
    instability:
      figures.waitingForIt + figures.waitedFor === 0
        ? null
        : figures.waitedFor / (figures.waitingForIt + figures.waitedFor),
  }));

/** Kinds are those of the open ones. */
const pair = fc
  .record({ open: count, late: count, done: count, leastSlack: days, kinds: fc.integer({ min: 1, max: 15 }) })
  .map((each) => ({ ...each, kinds: each.open === 0 ? 0 : each.kinds }));

const view: fc.Arbitrary<PortfolioMapView> = fc
  .array(project, { maxLength: 8 })
  .chain((projects) =>
    fc.record({
      projects: fc.constant(projects),
      asOf: day,
      rows: fc.tuple(...projects.map(() => fc.tuple(...projects.map(() => fc.option(pair))))),
    }),
  )
  .map(({ projects, asOf, rows }) => {
    const first = [0];
    const provider: number[] = [];
    const found: { open: number; late: number; done: number; leastSlack: number | null; kinds: number }[] = [];
    for (const row of rows) {
      row.forEach((each, place) => {
        if (each === null) return;
        provider.push(place);
        found.push(each);
      });
      first.push(found.length);
    }
    return {
      ...{
        revision: 'r',
        asOf,
        mergedAt: null,
        stale: false,
        siteTimeZone: 'UTC',
        projects,
        cycles: [],
        cycleCount: 0,
      },
      pairs: {
        ...{ first, provider, open: found.map(({ open }) => open), late: found.map(({ late }) => late) },
        ...{ done: found.map(({ done }) => done), leastSlack: found.map(({ leastSlack }) => leastSlack) },
        kinds: found.map(({ kinds }) => kinds),
      },
      lateness: { lateNow: 0, willBeLate: 0, atRisk: 0, fine: 0, unknown: 0 },
      ...{
        dependencies: { total: 0, open: 0, crossProject: 0 },
        withUnknownEnd: 0,
        selfLinks: 0,
        unclearLinkTypes: [],
      },
    };
  });

test('a portfolio map arrives as it was sent', () => {
  fc.assert(
    fc.property(view, (sent) => {
      const travelled = JSON.parse(JSON.stringify(packPortfolioMap(sent))) as ReturnType<typeof packPortfolioMap>;
      expect(unpackPortfolioMap(travelled)).toEqual(sent);
    }),
  );
});

test('a map that was cut off is refused, not misread', () => {
  const [sent] = fc.sample(
    view.filter(({ projects }) => projects.length > 2),
    { numRuns: 1, seed: 7 },
  );
  const packed = packPortfolioMap(sent);
  expect(() => unpackPortfolioMap({ ...packed, pairs: '' })).toThrow(RangeError);
  expect(() => unpackPortfolioMap({ ...packed, pairs: '!' })).toThrow(RangeError);
});
