/**
 * What it costs to carry a portfolio: reading Jira's JSON, packing facts, evaluating rules, merging the dependency graph, and memory.
 * Each figure stands beside a plain bound measured in the same run, since machines differ and are noisy: ratios travel, milliseconds do not.
 */
import { deflateRawSync } from 'node:zlib';
import { asRulesSee, defaultPlaybook, evaluate } from '../../src/compliance';
import { analyse, dependencySlice } from '../../src/dependencies';
import { clockOf } from '../../src/dependencies/numbered-days';
import { parseIssuePage, type FieldSettings } from '../../src/jira';
import {
  dependenciesOf,
  NO_DAY,
  parseDay,
  rowsWithFollowedDue,
  scheduleOf,
  toDueMoves,
  type DependencySlice,
  type DueMove,
  type Playbook,
  type ProjectFacts,
  type ProjectIdentity,
  type ProjectRecords,
} from '../../src/model';
import { assemblePages, factsOfPage } from '../../src/refresh/assemble';
import { deflate, inflate } from '../../src/store/bytes';
import { packFacts, unpackFacts, type PackedFacts } from '../../src/store/packing';
import { packSlice } from '../../src/store/slice-packing';
import { packSnapshot } from '../../src/store/snapshot-packing';
import { BENCH_FIELDS, BENCH_TODAY, generateProjects, type GeneratedProject, type Shape } from '../generate';
import { graphPipeline } from '../graph-pipeline';
import { bytesAlive, fastest, fastestByParts, figure, type Figure, type FigureGroup } from '../measure';

/** How often each size is measured; the fastest run counts, after enough of them for the compiler to have seen the code. */
const SIZES = [
  { issues: 10_000, runs: 12, readingRuns: 3 },
  { issues: 100_000, runs: 12, readingRuns: 3 },
  { issues: 1_000_000, runs: 6, readingRuns: 2 },
] as const;
type Size = (typeof SIZES)[number];

const SHAPE: Omit<Shape, 'issues'> = { issuesPerProject: 1_000, links: 0.4, crossing: 0.15, seed: 20260615 };
const SITE: FieldSettings = {
  timeZone: 'UTC',
  startDateFields: ['customfield_10015'],
  sprintFields: ['customfield_10020'],
  pointsFields: ['customfield_10016'],
  teamFields: [],
  mapped: BENCH_FIELDS,
};
/** With a template to conform to: what a playbook says beside its rules. */
const PLAYBOOK: Playbook = {
  ...defaultPlaybook,
  requiredTypes: [
    { type: 'story', fields: ['assignee', 'due'] },
    { type: 'epic', fields: ['assignee', 'due'] },
  ],
};
/** Every kind of record that is kept. */
const RECORDS: ProjectRecords = {
  waivers: { inForce: 1, pastExpiry: 0 },
  gates: { passed: 2, evidenced: 2 },
  sprints: [3, 2, 1].map((id) => ({ id, closedAt: id, committed: 20, completed: 18 + id })),
};
/** What one invocation of the app may use. */
const MEMORY_LIMIT_BYTES = 512 * 1024 * 1024;

export async function benchmark(): Promise<readonly FigureGroup[]> {
  // What is compiled and cached on first use must not be counted as memory of the first size.
  measureReading({ issues: SHAPE.issuesPerProject, runs: 1, readingRuns: 1 });
  return SIZES.map((size) => ({
    title: `${size.issues.toLocaleString('en')} issues, ${size.issues / SHAPE.issuesPerProject} projects, 0.4 links an issue, 15 % across projects`,
    figures: measureSize(size),
  }));
}

interface Portfolio {
  readonly facts: readonly PackedFacts[];
  readonly figures: readonly Figure[];
  /** Of `JSON.parse` alone, and of reading what it gives into columns. */
  readonly reading: { readonly parse: number; readonly toFacts: number };
}

type MeasuredSize = { readonly [K in keyof Size]: number };

function measureSize(size: MeasuredSize): Figure[] {
  const { facts, figures, reading } = measureReading(size);
  const slices = facts.map((each) => dependencySlice({ ...each, surroundings: null, schedule: null }, defaultPlaybook));
  const { surroundings, outlooks } = analyse(slices, settings());
  const surrounded = facts.map((each, place) => {
    const outlook = outlooks.get(each.project.id);
    // As the merge keeps it for evaluations.
    const schedule = outlook ? asRulesSee(scheduleOf({ slice: slices[place], outlook })) : null;
    return { ...each, surroundings: surroundings.get(each.project.id) ?? null, schedule, records: RECORDS };
  });
  return [
    ...figures,
    ...measurePacking(size, facts),
    ...measureOtherRecords(size, surrounded, slices),
    ...measureRulesAndGraph(size, surrounded, slices, reading),
  ];
}

/** Projects are generated, parsed and measured one by one, so that the JSON of one project at a time is alive. */
function measureReading({ issues, readingRuns }: MeasuredSize): Portfolio {
  const { facts, bytes, parse, toFacts, jsonAlive } = readPortfolio(issues, readingRuns);
  const alive = facts.reduce((total, each) => total + bytesOf(each.issues) + bytesOf(each.links), 0);
  const alsoAlive = facts.reduce((total, each) => total + bytesOfFields(each), 0);
  const count = facts.reduce((sum, each) => sum + each.issues.count, 0);
  if (count !== issues) throw new Error(`${issues} issues generated, ${count} read`);
  const parseMicroseconds = (parse * 1e3) / issues;
  return {
    facts,
    reading: { parse, toFacts },
    figures: [
      figure('Jira JSON', bytes / issues, 'B/issue'),
      figure('JSON.parse', parseMicroseconds, 'µs/issue'),
      figure('JSON objects to facts', (toFacts * 1e3) / issues, 'µs/issue', {
        ...{ what: 'JSON.parse', value: parseMicroseconds },
      }),
      figure(
        'memory, facts with links',
        alive / issues,
        'B/issue',
        { what: 'parsed JSON', value: jsonAlive / SHAPE.issuesPerProject },
        target('≤ 100 B', alive / issues <= 100),
      ),
      figure('memory, ten mapped fields and moved due dates', alsoAlive / issues, 'B/issue'),
    ],
  };
}

/** A function of its own, so that nothing but its result is alive when it returns. Times in milliseconds. */
function readPortfolio(
  issues: number,
  runs: number,
): {
  readonly facts: readonly PackedFacts[];
  readonly bytes: number;
  readonly parse: number;
  readonly toFacts: number;
  readonly jsonAlive: number;
} {
  const facts: PackedFacts[] = [];
  let bytes = 0;
  let parse = 0;
  let toFacts = 0;
  let jsonAlive = 0;
  for (const project of generateProjects({ ...SHAPE, issues })) {
    bytes += project.pages.reduce((sum, page) => sum + Buffer.byteLength(page), 0);
    let pages: { issues: unknown[] }[] = [];
    parse += fastest(runs, () => {
      pages = project.pages.map((page) => JSON.parse(page) as { issues: unknown[] });
    });
    if (facts.length === 0) jsonAlive = measureJson(project);
    const identity: ProjectIdentity = { id: project.id, key: project.key, name: project.key, lead: 'active' };
    let read: PackedFacts | null = null;
    toFacts += fastest(runs, () => {
      const parts = pages.map((page) => factsOfPage(parseIssuePage(page.issues, identity, SITE), identity));
      read = assemblePages(parts, identity);
    });
    if (!read) throw new Error('nothing was read');
    facts.push(withDueMoves(read));
  }
  return { facts, bytes, parse, toFacts, jsonAlive };
}

/** As changelogs would tell: every fifth due date was moved, every third of those more than once and at the last moment. */
function withDueMoves(facts: PackedFacts): PackedFacts {
  const { id, due } = facts.issues;
  const moved = rowsWithFollowedDue(facts.issues).filter((_, place) => place % 5 === 0);
  const moves = moved.map((row, place): [number, DueMove] => {
    const again = place % 3 === 0 ? today() - (place % 90) : NO_DAY;
    return [id[row], { first: due[row] - 14, lastButOne: again, postponedLate: again }];
  });
  return { ...facts, dueMoves: toDueMoves(new Map(moves)) };
}

function measureJson(project: GeneratedProject): number {
  const before = bytesAlive();
  const held = project.pages.map((page) => JSON.parse(page) as { issues: unknown[] });
  const alive = bytesAlive() - before;
  return held.length > 0 ? alive : 0;
}

/** Of mapped fields, and of what became of due dates. */
function bytesOfFields({ mapped = {}, dueMoves }: PackedFacts): number {
  return Object.values(mapped).reduce((total, values) => total + bytesOf(values), bytesOf(dueMoves ?? {}));
}

function bytesOf(columns: object): number {
  const all: readonly unknown[] = Object.values(columns);
  return all.reduce((total: number, column) => total + (ArrayBuffer.isView(column) ? column.byteLength : 0), 0);
}

type Column = Float64Array | Int32Array | Uint16Array | Int8Array | Uint8Array;

function columnsOf({ issues }: Pick<PackedFacts, 'issues'>): readonly Column[] {
  const { count: _, ...columns } = issues;
  return Object.values(columns);
}

function measurePacking({ issues, runs }: MeasuredSize, facts: readonly PackedFacts[]): Figure[] {
  const plain = facts.map((each) => Buffer.concat(columnsOf(each).map((column) => new Uint8Array(column.buffer))));
  const plainDeflate = fastest(1, () => plain.forEach((bytes) => deflateRawSync(bytes)));
  const plainBytes = plain.reduce((sum, bytes) => sum + deflate(bytes).length, 0) / issues;
  let stored: (readonly string[])[] = [];
  const pack = fastest(runs, () => {
    stored = facts.map((each) => packFacts(each).map((section) => deflate(section)));
  });
  const unpack = fastest(runs, () =>
    stored.forEach((sections) => unpackFacts(sections.map((section) => inflate(section)))),
  );
  const bytes = stored.flat().reduce((sum, text) => sum + text.length, 0) / issues;
  const chunks = stored.flatMap(([, ...sections]) => sections);
  const bound = { what: 'deflating the columns', value: (plainDeflate * 1e6) / issues };
  return [
    figure(
      'stored',
      bytes,
      'B/issue',
      { what: 'columns deflated, without links', value: plainBytes },
      target('≤ 30 B', bytes <= 30),
    ),
    figure('stored, one chunk', chunks.reduce((sum, text) => sum + text.length, 0) / chunks.length, 'B'),
    figure('pack and encode', (pack * 1e6) / issues, 'ns/issue', bound),
    figure('decode and unpack', (unpack * 1e6) / issues, 'ns/issue', bound),
  ];
}

function measureOtherRecords(
  { issues }: MeasuredSize,
  facts: readonly ProjectFacts[],
  slices: readonly DependencySlice[],
): Figure[] {
  const some = facts.slice(0, 10);
  const snapshots = some.map((each) => {
    const snapshot = evaluate(each, PLAYBOOK, today());
    return deflate(packSnapshot({ snapshot, project: each.project, unreadable: [] })).length;
  });
  return [
    figure(
      'stored, slices',
      slices.reduce((sum, each) => sum + deflate(packSlice(each)).length, 0) / issues,
      'B/issue',
    ),
    figure('stored, a snapshot', snapshots.reduce((sum, each) => sum + each, 0) / some.length, 'B/project'),
  ];
}

function settings(): Parameters<typeof analyse>[1] {
  return { asOf: today(), calendar: defaultPlaybook.calendar };
}

function today(): number {
  return parseDay(BENCH_TODAY) ?? 0;
}

function measureRulesAndGraph(
  { issues, runs }: MeasuredSize,
  facts: readonly ProjectFacts[],
  slices: readonly DependencySlice[],
  reading: Portfolio['reading'],
): Figure[] {
  const rules = PLAYBOOK.rules.length;
  const columns = facts.flatMap((each) => columnsOf(each).map(wordsOf));
  const onePass = fastest(runs, () => columns.forEach(sum));
  const evaluation = fastestByParts(runs, inParts(facts), evaluateAll);
  const readingLinks = fastestByParts(runs, inParts(facts), readLinks);
  const slicing = fastest(runs, () => facts.forEach((each) => dependencySlice(each, defaultPlaybook)));
  const before = process.memoryUsage();
  const analysis = fastest(runs, () => analyse(slices, settings()));
  const after = process.memoryUsage();
  const graph = graphPipeline(slices, clockOf(today(), defaultPlaybook.calendar), runs).times.total;
  const edges = analyse(slices, settings()).report.dependencies;
  const entries = facts.reduce((total, each) => total + each.links.count, 0);
  const edgePass = fastest(runs, () => slices.forEach(({ dependencies }) => sum(dependencies.dependent)));
  const perEdge = (analysis * 1e6) / edges;
  const perRule = ((evaluation - readingLinks) * 1e6) / issues / rules;
  const whole = reading.parse + reading.toFacts;
  const share = (evaluation + graph) / whole;
  const used = after.heapTotal + after.arrayBuffers;
  return [
    figure(
      `${rules} rules, each`,
      perRule,
      'ns/issue·rule',
      { what: 'one pass over the columns, for all rules', value: (onePass * 1e6) / issues / rules },
      target('≤ 10 ns', perRule <= 10),
    ),
    figure('before them, links into dependencies', (readingLinks * 1e6) / entries, 'ns/link entry'),
    figure('both, by rule', (evaluation * 1e6) / issues / rules, 'ns/issue·rule'),
    figure('slice', (slicing * 1e6) / edges, 'ns/dependency'),
    figure('analysis of the graph, with schedule', perEdge, 'ns/dependency', {
      ...{ what: 'one pass over the dependencies', value: (edgePass * 1e6) / edges },
    }),
    figure('rules and graph beside reading JSON into columns', share * 100, '%', null, target('≤ 5 %', share <= 0.05)),
    figure('the same beside JSON.parse alone', ((evaluation + graph) / reading.parse) * 100, '%'),
    figure(
      'with slices, schedule and outlooks, beside reading',
      ((evaluation + slicing + analysis) / whole) * 100,
      '%',
    ),
    figure(
      'memory with all facts and slices, after merging',
      used / 1048576,
      'MB',
      { what: 'before', value: (before.heapTotal + before.arrayBuffers) / 1048576 },
      target('≤ 512 MB', used <= MEMORY_LIMIT_BYTES),
    ),
  ];
}

function evaluateAll(facts: readonly ProjectFacts[]): void {
  facts.forEach((each) => evaluate(each, PLAYBOOK, today()));
}

/** The part of an evaluation that builds a graph and judges nothing. */
function readLinks(facts: readonly ProjectFacts[]): void {
  facts.forEach((each) => dependenciesOf(each, PLAYBOOK));
}

/** So many projects take some 20 ms: long enough to see memory collected, short enough to be left alone once. */
const PROJECTS_A_PART = 50;

function inParts(facts: readonly ProjectFacts[]): readonly (readonly ProjectFacts[])[] {
  const parts = Math.ceil(facts.length / PROJECTS_A_PART);
  return Array.from({ length: parts }, (_, at) => facts.slice(at * PROJECTS_A_PART, (at + 1) * PROJECTS_A_PART));
}

/** The column's memory, four bytes a number: one kind of array, so that summing columns is compiled for it. */
function wordsOf(column: Column): Int32Array {
  return new Int32Array(column.slice().buffer, 0, column.byteLength >> 2);
}

function sum(column: Int32Array): number {
  let total = 0;
  for (let at = 0; at < column.length; at++) total += column[at];
  return total;
}

function target(what: string, met: boolean): { readonly what: string; readonly met: boolean } {
  return { what, met };
}
