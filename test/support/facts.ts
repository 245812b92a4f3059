import {
  NO_DAY,
  NO_DAYS,
  parseDay,
  toDueMoves,
  toIssueColumns,
  toLinkColumns,
  type Day,
  type DueMove,
  type DueMoves,
  type FieldValues,
  type IssueFacts,
  type IssueLink,
  type LinkType,
  type ProjectFacts,
  type ProjectSchedule,
} from '../../src/model';

/** The day on which test projects are looked at: a Wednesday. */
export const TODAY: Day = day('2026-10-14');

/** `YYYY-MM-DD` as a day; throws when it is none. */
export function day(text: string): Day {
  const parsed = parseDay(text);
  if (parsed === null) throw new Error(`not a day: ${text}`);
  return parsed;
}

/** An open work item in no need of anything; its id is its number + 10,000 unless given. */
export function anIssue(overrides: Partial<IssueFacts> & { readonly number: number }): IssueFacts {
  return {
    id: overrides.number + 10_000,
    level: 0,
    state: 'todo',
    categorised: true,
    hasResolution: overrides.state === 'done',
    hasAssignee: true,
    hasEstimate: true,
    hasPlannedEnd: false,
    start: null,
    due: null,
    finishedOn: null,
    updatedOn: TODAY,
    parentId: null,
    typeName: 'Task',
    sprintStart: null,
    sprintEnd: null,
    versionId: null,
    versionEnd: null,
    effortMinutes: 0,
    places: [],
    ...overrides,
  };
}

/** Types that links in tests may name by index: 0 blocks, 1 depends on, 2 relates to, 3 unclear. */
export const LINK_TYPES: readonly LinkType[] = [
  { name: 'Blocks', outward: 'blocks', inward: 'is blocked by' },
  { name: 'Depends', outward: 'depends on', inward: 'is depended on by' },
  { name: 'Relates', outward: 'relates to', inward: 'relates to' },
  { name: 'Dependency', outward: 'Dependency', inward: 'Dependency' },
];

type FactsOverrides = Partial<Omit<ProjectFacts, 'issues' | 'issueTypes' | 'links'>> & {
  readonly issues?: readonly IssueFacts[];
  readonly links?: readonly IssueLink[];
};

/** A project PAY with an active lead whose surroundings are known and empty. */
export function someFacts({ issues = [], links = [], ...overrides }: FactsOverrides = {}): ProjectFacts {
  return {
    project: { id: 1, key: 'PAY', name: 'Payments', lead: 'active' },
    ...toIssueColumns(issues),
    typicalDays: null,
    hasStartDates: true,
    linkTypes: LINK_TYPES,
    links: toLinkColumns(links),
    surroundings: { farEnds: [], inOpenCycle: [] },
    schedule: null,
    unreadableCount: 0,
    unreadable: [],
    ...overrides,
  };
}

/** Both entries of "provider blocks dependent" between two issues of the same project, by number. */
export function blocks(provider: number, dependent: number, projectKey = 'PAY'): IssueLink[] {
  const [from, to] = [provider + 10_000, dependent + 10_000];
  return [
    { issueId: from, type: 0, outward: true, farId: to, farKey: `${projectKey}-${dependent}`, farState: 'unknown' },
    { issueId: to, type: 0, outward: false, farId: from, farKey: `${projectKey}-${provider}`, farState: 'unknown' },
  ];
}

/** The entry on issue `number` that waits for an issue of another project. */
export function waitsFor(number: number, far: Pick<IssueLink, 'farId' | 'farKey'> & Partial<IssueLink>): IssueLink {
  return { issueId: number + 10_000, type: 0, outward: false, farState: 'open', ...far };
}

/** The entry on issue `number` that an issue of another project waits for. */
export function isWaitedForBy(
  number: number,
  far: Pick<IssueLink, 'farId' | 'farKey'> & Partial<IssueLink>,
): IssueLink {
  return { issueId: number + 10_000, type: 0, outward: true, farState: 'open', ...far };
}

/** What a field holds, by issue number. */
export function valuesOf(byNumber: Readonly<Record<number, number>>, field = 'customfield_10300'): FieldValues {
  const numbers = Object.keys(byNumber).map(Number);
  return {
    field,
    id: Float64Array.from(numbers, (number) => number + 10_000),
    value: Float64Array.from(numbers, (number) => byNumber[number]),
  };
}

/** What became of due dates, by issue number; what is not said of a move did not happen. */
export function movesOf(byNumber: Readonly<Record<number, Partial<DueMove>>>): DueMoves {
  const none = { first: TODAY, lastButOne: NO_DAY, postponedLate: NO_DAY };
  return toDueMoves(
    new Map(Object.entries(byNumber).map(([number, move]) => [Number(number) + 10_000, { ...none, ...move }])),
  );
}

/** A schedule that knows issues, by number, with their total floats in working days; `null` where it knows none. */
export function aSchedule(
  floats: Readonly<Record<number, number | null>> = {},
  overrides: Partial<ProjectSchedule> = {},
): ProjectSchedule {
  const numbers = Object.keys(floats).map(Number);
  return {
    ...{ target: null, forecast: null, pathMoves: true },
    id: Float64Array.from(numbers, (number) => number + 10_000),
    totalFloat: Int32Array.from(numbers, (number) => floats[number] ?? NO_DAYS),
    ...overrides,
  };
}
