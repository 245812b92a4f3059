import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { parseIssuePage } from '../../src/jira';
import {
  emptyIssueColumns,
  NO_DAY,
  toDueMoves,
  toIssueColumns,
  toLinkColumns,
  type DueMove,
  type FieldValues,
  type IssueFacts,
  type IssueLink,
  type MappedFields,
  type Place,
  type PlaceSet,
  type ProjectIdentity,
} from '../../src/model';
import { assemblePages, factsOfPage } from '../../src/refresh/assemble';
import { deflate, inflate } from '../../src/store/bytes';
import { packFacts, unpackFacts, type PackedFacts } from '../../src/store/packing';
import { anIssue, blocks, LINK_TYPES, waitsFor } from '../support/facts';

/** Plain objects, which compare as equal to the unpacked ones. */
function record<T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> {
  return fc.record<T>(model, { noNullPrototype: true });
}

const someDay = fc.integer({ min: -800_000, max: 3_000_000 });
const day = fc.option(someDay, { nil: null });
/** Sprints and versions come back in other issues. */
const seldomDay = fc.oneof(fc.constantFrom(null, 20_000, 20_014), day);
const dayOrNone = fc.oneof(fc.constant(NO_DAY), someDay);
const anyId = fc.oneof(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 1, max: 2 ** 50 }));

const place: fc.Arbitrary<Place> = record({
  kind: fc.constantFrom('component', 'team'),
  name: fc.oneof(fc.constantFrom('API', 'Web'), fc.string({ unit: 'grapheme' })),
});

const issue: fc.Arbitrary<IssueFacts> = record({
  id: anyId,
  number: fc.integer({ min: 1, max: 2147483647 }),
  level: fc.integer({ min: -1, max: 100 }),
  state: fc.constantFrom('todo', 'inProgress', 'done'),
  categorised: fc.boolean(),
  hasResolution: fc.boolean(),
  hasAssignee: fc.boolean(),
  hasEstimate: fc.boolean(),
  hasPlannedEnd: fc.boolean(),
  start: day,
  due: day,
  finishedOn: day,
  updatedOn: day,
  parentId: fc.option(anyId, { nil: null }),
  typeName: fc.oneof(fc.constantFrom('', 'Task', 'Bug', 'Epic'), fc.string({ unit: 'grapheme' })),
  sprintStart: seldomDay,
  sprintEnd: seldomDay,
  versionId: fc.option(anyId, { nil: null }),
  versionEnd: seldomDay,
  places: fc.oneof(
    fc.constantFrom<PlaceSet>([], [{ kind: 'component', name: 'Payments API' }]),
    fc.array(place, { maxLength: 3 }),
  ),
  effortMinutes: fc.oneof(fc.constantFrom(0, 480, 960), fc.integer({ min: 0, max: 2147483647 })),
});

const link: fc.Arbitrary<IssueLink> = record({
  issueId: anyId,
  type: fc.integer({ min: 0, max: 300 }),
  outward: fc.boolean(),
  farId: anyId,
  farKey: fc.oneof(
    fc.constantFrom('PAY-12', 'PAY-0', 'PAY-012', 'PAY-99999999999', '-1', 'no key', 'A-B-3', ''),
    fc.string(),
  ),
  farState: fc.constantFrom('unknown', 'open', 'done'),
});

const text = fc.string({ unit: 'grapheme' });
/** Each link on one of the issues, and half of them to another one, told of as its row tells or not. */
function linksAmong(issues: readonly IssueFacts[], projectKey: string, links: readonly IssueLink[]): IssueLink[] {
  if (issues.length === 0) return [];
  return links.flatMap((each, i): IssueLink[] => {
    const near = issues[each.issueId % issues.length];
    const far = issues[each.farId % issues.length];
    const entry = { ...each, issueId: near.id };
    if (i % 4 === 0) return [entry];
    const keyOf = (issue: IssueFacts): string => `${projectKey}-${issue.number}`;
    const stateOf = (issue: IssueFacts): IssueLink['farState'] => (issue.state === 'done' ? 'done' : 'open');
    const one: IssueLink = { ...entry, farId: far.id, farKey: keyOf(far), farState: stateOf(far) };
    const opposite: IssueLink = { ...one, issueId: far.id, farId: near.id, outward: !one.outward };
    return i % 4 === 1 ? [one] : [one, { ...opposite, farKey: keyOf(near), farState: stateOf(near) }];
  });
}

function valuesOf(value: fc.Arbitrary<number>): fc.Arbitrary<FieldValues> {
  const entries = fc.uniqueArray(fc.tuple(anyId, value), { selector: ([id]) => id, maxLength: 40 });
  return fc.tuple(text, entries).map(([field, found]) => {
    const sorted = [...found].sort(([a], [b]) => a - b);
    return {
      field,
      id: Float64Array.from(sorted, ([id]) => id),
      value: Float64Array.from(sorted, ([, value]) => value),
    };
  });
}

const mappedFields: fc.Arbitrary<MappedFields> = fc
  .record({
    fixedDate: fc.option(valuesOf(fc.integer({ min: -800_000, max: 3_000_000 })), { nil: undefined }),
    actualCost: fc.option(valuesOf(fc.integer({ min: -1e14, max: 1e14 }).map((hundredths) => hundredths / 100)), {
      nil: undefined,
    }),
    response: fc.option(valuesOf(fc.constant(1)), { nil: undefined }),
  })
  .map((fields) => Object.fromEntries(Object.entries(fields).filter(([, values]) => values !== undefined)));

const dueMove: fc.Arbitrary<readonly [place: number, move: DueMove]> = fc.tuple(
  fc.nat(),
  fc.record({ first: someDay, lastButOne: dayOrNone, postponedLate: dayOrNone }),
);

/** Of the issues at these places. */
function movesOf(
  issues: readonly IssueFacts[],
  moves: readonly (readonly [place: number, move: DueMove])[],
): ReadonlyMap<number, DueMove> {
  return new Map(issues.length === 0 ? [] : moves.map(([place, move]) => [issues[place % issues.length].id, move]));
}

const facts: fc.Arbitrary<PackedFacts> = record({
  project: record({
    id: anyId,
    key: text,
    name: text,
    lead: fc.constantFrom('active', 'inactive', 'none', 'unsaid'),
  }),
  issues: fc.uniqueArray(issue, { selector: ({ id }) => id, maxLength: 300 }),
  typicalDays: fc.option(fc.nat(), { nil: null }),
  hasStartDates: fc.boolean(),
  linkTypes: fc.array(
    record({ name: text, inward: fc.option(text, { nil: null }), outward: fc.option(text, { nil: null }) }),
  ),
  links: fc.array(link, { maxLength: 60 }),
  unreadableCount: fc.nat(),
  unreadable: fc.array(
    record({
      id: fc.option(anyId, { nil: null }),
      issue: text,
      state: fc.constantFrom('unknown', 'open', 'done'),
      field: text,
      reason: text,
    }),
  ),
  mapped: fc.option(mappedFields, { nil: undefined }),
  startField: fc.option(text, { nil: undefined }),
  pointsField: fc.option(text, { nil: undefined }),
  moves: fc.option(fc.array(dueMove, { maxLength: 60 }), { nil: undefined }),
}).map(({ issues, links, mapped, startField, pointsField, moves, ...rest }) => {
  return {
    ...rest,
    ...(mapped === undefined ? {} : { mapped }),
    ...(startField === undefined ? {} : { startField }),
    ...(pointsField === undefined ? {} : { pointsField }),
    ...(moves === undefined ? {} : { dueMoves: toDueMoves(movesOf(issues, moves)) }),
    ...toIssueColumns(issues),
    links: toLinkColumns(linksAmong(issues, rest.project.key, links)),
  };
});

describe('packing facts', () => {
  test('of a project without places is what it was before there were any', () => {
    const issues = [anIssue({ number: 1, due: 20_600 }), anIssue({ number: 2, state: 'done' })];
    const page = { issues, links: blocks(1, 2), linkTypes: LINK_TYPES, mapped: {}, unreadable: [] };
    const payments = { ...pay, name: 'Payments' };
    const facts = assemblePages([factsOfPage(page, payments)], payments);
    // As stored then: without a dictionary, too.
    const then = [
      'Y2ZkDnCM5AhIrMxNzSspZmBkCUkszmZgZGRzyslPzi5m5M0sVkgCMVNTFJIqGdnA7GIGBgYA',
      'E3xn8U5kYfl9px/1/3t+m0wR0QYA',
    ].map(inflate);
    expect(packFacts(facts).map((section) => section.toString('hex'))).toEqual(
      then.map((each) => each.toString('hex')),
    );
    expect(isDeepStrictEqual(unpackFacts(then), facts)).toBe(true);
  });

  test('gives back exactly what was packed', () => {
    fc.assert(
      fc.property(facts, (given) => {
        // Jest's own comparison of typed arrays takes ten times as long as all the rest.
        expect(isDeepStrictEqual(unpackFacts(packFacts(given)), given)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test('refuses sections that end too early, whatever they were', () => {
    fc.assert(
      fc.property(facts, fc.nat(), fc.double({ min: 0, max: 0.999, noNaN: true }), (given, which, share) => {
        const sections = [...packFacts(given)];
        const place = which % sections.length;
        sections[place] = sections[place].subarray(0, Math.floor(sections[place].length * share));
        expect(() => unpackFacts(sections)).toThrow(RangeError);
      }),
    );
  });

  const many = (change: (number: number) => Partial<IssueFacts> = () => ({})): PackedFacts =>
    factsOfPage(
      {
        issues: Array.from({ length: 1_000 }, (_, i) => anIssue({ number: i + 1, ...change(i + 1) })),
        links: Array.from({ length: 999 }, (_, i) => blocks(i + 1, i + 2)).flat(),
        linkTypes: LINK_TYPES,
        mapped: {},
        unreadable: [],
      },
      pay,
    );
  const changed = (before: PackedFacts, after: PackedFacts): number[] => {
    const [a, b] = [packFacts(before), packFacts(after)];
    return b.flatMap((section, place) => (a[place]?.equals(section) ? [] : [place]));
  };

  test('writes a head and eight chunks of a thousand issues, and at most 33 sections of very many', () => {
    expect(packFacts(many())).toHaveLength(9);
    const large = { ...many(), issues: emptyIssueColumns(100_000), links: toLinkColumns([]) };
    large.issues.id.forEach((_, row) => (large.issues.id[row] = row + 1));
    expect(packFacts(large).length).toBeLessThanOrEqual(33);
  });

  test('a changed issue changes its own chunk only, even when others link to it', () => {
    const whole = assemblePages([many()], pay);
    const done = many((number) => (number === 300 ? { state: 'done', updatedOn: 20_000 } : {}));
    expect(changed(whole, assemblePages([done], pay))).toEqual([3]);
  });

  test('a new issue changes the last chunk only, and nothing of the head', () => {
    const whole = assemblePages([many()], pay);
    const added = factsOfPage(
      { issues: [anIssue({ number: 1_001 })], links: [], linkTypes: [], mapped: {}, unreadable: [] },
      pay,
    );
    expect(changed(whole, assemblePages([many(), added], pay))).toEqual([8]);
  });

  test('refuses a link that belongs to no issue', () => {
    const stray = { ...many(), links: toLinkColumns([waitsFor(2_000, { farId: 1, farKey: 'WEB-1' })]) };
    expect(() => packFacts(stray)).toThrow('belongs to no issue');
  });

  test('refuses another layout', () => {
    const [head] = packFacts(factsOfPage({ issues: [], links: [], linkTypes: [], mapped: {}, unreadable: [] }, pay));
    head[0] = 1;
    expect(() => unpackFacts([head])).toThrow('another layout');
  });
});

const pay: ProjectIdentity = { id: 1, key: 'PAY', name: 'Payroll', lead: 'active' };

const data = process.env.PLUMBLINE_DATA ?? path.resolve(__dirname, '../../../shared/data');
const tidev = path.join(data, 'jira/tidev-titanium.jsonl.gz');
const withData = existsSync(tidev) ? describe : describe.skip;

withData('packing a real export (skipped where it is absent)', () => {
  test('takes at most 6 bytes an issue, links included', () => {
    const byProject = new Map<string, { identity: ProjectIdentity; issues: unknown[] }>();
    for (const line of gunzipSync(readFileSync(tidev)).toString('utf8').split('\n')) {
      if (line === '') continue;
      const issue = JSON.parse(line) as { fields: { project: { id: string; key: string; name: string } } };
      const { id, key, name } = issue.fields.project;
      const project = byProject.get(key) ?? { identity: { id: Number(id), key, name, lead: 'unsaid' }, issues: [] };
      project.issues.push(issue);
      byProject.set(key, project);
    }
    const site = {
      timeZone: 'UTC',
      startDateFields: [],
      sprintFields: [],
      pointsFields: [],
      teamFields: [],
      mapped: {},
    };
    let issues = 0;
    let characters = 0;
    for (const project of byProject.values()) {
      const page = factsOfPage(parseIssuePage(project.issues, project.identity, site), project.identity);
      const whole = assemblePages([page], project.identity);
      const stored = packFacts(whole).map((section) => deflate(section));
      expect(isDeepStrictEqual(unpackFacts(stored.map((text) => inflate(text))), whole)).toBe(true);
      issues += whole.issues.count;
      characters += stored.reduce((sum, section) => sum + section.length, 0);
      expect(whole.unreadableCount).toBe(0);
    }
    expect(issues).toBe(29_057);
    expect(characters / issues).toBeLessThanOrEqual(6);
  });
});
