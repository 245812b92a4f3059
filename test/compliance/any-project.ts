import fc from 'fast-check';
import type { DueMove, FieldMeaning, IssueFacts, IssueLink, ProjectFacts, Surroundings } from '../../src/model';
import { anIssue, aSchedule, LINK_TYPES, movesOf, someFacts, TODAY, valuesOf } from '../support/facts';

/** By issue number. */
type ByNumber<T> = Readonly<Record<number, T>>;

/** What a project is like, said so that a test can change one thing of it. */
export interface PlainProject {
  readonly issues: readonly IssueFacts[];
  readonly links: readonly IssueLink[];
  readonly lead: ProjectFacts['project']['lead'];
  readonly surroundings: Surroundings | null;
  readonly floats: ByNumber<number>;
  readonly mapped: Readonly<Record<MappedOfIssues, ByNumber<number>>>;
  readonly dueMoves: ByNumber<Partial<DueMove>>;
}

/** Meanings by which rules judge issues. */
const MAPPED = ['fixedDate', 'baselineFinish', 'probability', 'impact', 'response', 'contingency'] as const;
type MappedOfIssues = (typeof MAPPED)[number] & FieldMeaning;

const MOST_ISSUES = 40;
const FIRST_FAR = 90_001;
const LAST_FAR = 90_005;

/** The usual types, and one by which two issues have to start together. */
export const TYPES = [
  ...LINK_TYPES,
  { name: 'Gantt', outward: 'has to be started together with', inward: 'has to be started together with' },
];
export const START_TOGETHER = LINK_TYPES.length;

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { freq: 2 });
const aDay = fc.integer({ min: TODAY - 120, max: TODAY + 120 });
const someId = fc.integer({ min: 10_001, max: 10_000 + MOST_ISSUES });
/** Of some issues. */
const ofSome = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<ByNumber<T>> =>
  fc
    .array(maybe(arbitrary), { minLength: MOST_ISSUES, maxLength: MOST_ISSUES })
    .map((all) => Object.fromEntries(all.flatMap((one, i) => (one === null ? [] : [[i + 1, one] as const]))));

const issues: fc.Arbitrary<IssueFacts[]> = fc
  .array(
    fc.record({
      level: fc.constantFrom(-1, 0, 0, 0, 1, 2),
      state: fc.constantFrom('todo', 'inProgress', 'inProgress', 'done'),
      typeName: fc.constantFrom('Task', 'Task', 'Risk'),
      categorised: fc.boolean(),
      hasResolution: fc.boolean(),
      hasAssignee: fc.boolean(),
      hasEstimate: fc.boolean(),
      hasPlannedEnd: fc.boolean(),
      start: maybe(aDay),
      due: maybe(aDay),
      finishedOn: maybe(aDay),
      updatedOn: maybe(aDay),
      parentId: maybe(someId),
    }),
    { maxLength: MOST_ISSUES, size: 'max' },
  )
  .map((all) =>
    all.map(({ finishedOn, ...rest }, i) =>
      anIssue({ ...rest, number: i + 1, finishedOn: rest.state === 'done' ? finishedOn : null }),
    ),
  );

const links: fc.Arbitrary<IssueLink[]> = fc.array(
  fc
    .record({
      issueId: someId,
      type: fc.integer({ min: 0, max: TYPES.length - 1 }),
      outward: fc.boolean(),
      farId: fc.oneof(someId, fc.integer({ min: FIRST_FAR, max: LAST_FAR })),
      farState: fc.constantFrom('unknown', 'open', 'done'),
    })
    .map((link) => ({ ...link, farKey: link.farId > 90_000 ? `WEB-${link.farId}` : `PAY-${link.farId - 10_000}` })),
  { maxLength: 60, size: 'max' },
);

const surroundings = maybe(
  fc.uniqueArray(fc.integer({ min: FIRST_FAR, max: LAST_FAR })).map((ids) => ({
    farEnds: ids
      .sort((a, b) => a - b)
      .map((id) => ({ id, key: `WEB-${id}`, open: id % 2 === 0, start: null, due: TODAY + (id % 7) })),
    inOpenCycle: [10_001],
  })),
);

const marks = fc.integer({ min: 1, max: 5 });

/** Projects of any health, with links, a schedule, mapped fields and moved dates. */
export const anyProject: fc.Arbitrary<PlainProject> = fc.record({
  ...{ issues, links, surroundings },
  lead: fc.constantFrom('active', 'inactive', 'none', 'unsaid'),
  floats: ofSome(fc.integer({ min: -20, max: 80 })),
  mapped: fc.record({
    ...{ fixedDate: ofSome(aDay), baselineFinish: ofSome(aDay) },
    ...{ probability: ofSome(marks), impact: ofSome(marks), response: ofSome(marks), contingency: ofSome(marks) },
  }),
  dueMoves: ofSome(fc.record({ lastButOne: aDay, postponedLate: aDay })),
});

/** The project as the rules get it. What is said of issues that it does not have is left out. */
export function factsOf(plain: PlainProject): ProjectFacts {
  const numbers = new Set(plain.issues.map(({ number }) => number));
  const known = <T>(all: ByNumber<T>): ByNumber<T> =>
    Object.fromEntries(Object.entries(all).filter(([number]) => numbers.has(Number(number))));
  const dated = plain.issues.flatMap(({ number, due }) => (due === null ? [] : [number]));
  const moves = Object.entries(known(plain.dueMoves)).filter(([number]) => dated.includes(Number(number)));
  return someFacts({
    project: { id: 1, key: 'PAY', name: 'Payments', lead: plain.lead },
    ...{ issues: plain.issues, links: plain.links, linkTypes: TYPES, surroundings: plain.surroundings },
    schedule: aSchedule(known(plain.floats)),
    mapped: Object.fromEntries(MAPPED.map((meaning) => [meaning, valuesOf(known(plain.mapped[meaning]))])),
    dueMoves: movesOf(Object.fromEntries(moves)),
  });
}
