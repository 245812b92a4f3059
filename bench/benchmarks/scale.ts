/**
 * What it costs to carry a portfolio: reading Jira's JSON, packing facts, evaluating rules, merging the dependency graph, and memory.
 * Each figure stands beside a plain bound measured in the same run, since machines differ and are noisy: ratios travel, milliseconds do not.
 */
import { deflateRawSync } from 'node:zlib';
import { DirectedGraph } from 'graphology';
import { stronglyConnectedComponents } from 'graphology-components';
import { defaultPlaybook, evaluate } from '../../src/compliance';
import { dependencySlice, mergeSlices } from '../../src/dependencies';
import { parseIssuePage, type SiteSettings } from '../../src/jira';
import {
  parseDay,
  type DependencySlice,
  type IssueColumns,
  type ProjectFacts,
  type ProjectIdentity,
} from '../../src/model';
import { assemblePages, factsOfPage } from '../../src/refresh/assemble';
import { packFacts, unpackFacts, type PackedFacts } from '../../src/store/packing';
import { BENCH_TODAY, generateProjects, type GeneratedProject, type Shape } from '../generate';
import { bytesAlive, fastest, figure, type Figure, type FigureGroup } from '../measure';

const SIZES = [10_000, 100_000];
const SHAPE: Omit<Shape, 'issues'> = { issuesPerProject: 1_000, links: 0.4, crossing: 0.15, seed: 20260615 };
const SITE: SiteSettings = {
  timeZone: 'UTC',
  startDateFields: ['customfield_10015'],
  sprintFields: ['customfield_10020'],
  pointsFields: ['customfield_10016'],
};
/** Enough for the compiler to have seen the code; the fastest run counts. */
const RUNS = 12;
/** Reading is measured project by project, and long enough by itself. */
const READING_RUNS = 3;

export async function benchmark(): Promise<readonly FigureGroup[]> {
  // What is compiled and cached on first use must not be counted as memory of the first size.
  measureReading(SHAPE.issuesPerProject);
  return SIZES.map((issues) => ({
    title: `${issues.toLocaleString('en')} issues, ${issues / SHAPE.issuesPerProject} projects, 0.4 links an issue, 15 % across projects`,
    figures: measureSize(issues),
  }));
}

interface Portfolio {
  readonly facts: readonly PackedFacts[];
  readonly figures: readonly Figure[];
  readonly parseMilliseconds: number;
}

function measureSize(issues: number): Figure[] {
  const { facts, figures, parseMilliseconds } = measureReading(issues);
  const whole = facts.map((each): ProjectFacts => ({ ...each, surroundings: null }));
  const slices = whole.map((each) => dependencySlice(each, defaultPlaybook));
  const { surroundings } = mergeSlices(slices);
  const surrounded = whole.map((each) => ({ ...each, surroundings: surroundings.get(each.project.id) ?? null }));
  return [
    ...figures,
    ...measurePacking(issues, facts),
    ...measureRulesAndGraph(issues, surrounded, slices, parseMilliseconds),
  ];
}

/** Projects are generated, parsed and measured one by one, so that the JSON of one project at a time is alive. */
function measureReading(issues: number): Portfolio {
  const before = bytesAlive();
  const { facts, bytes, parse, toFacts, jsonAlive } = readPortfolio(issues);
  const alive = bytesAlive() - before;
  const count = facts.reduce((sum, each) => sum + each.issues.count, 0);
  if (count !== issues) throw new Error(`${issues} issues generated, ${count} read`);
  return {
    facts,
    parseMilliseconds: parse,
    figures: [
      figure('Jira JSON', bytes / issues, 'B/issue'),
      figure('JSON.parse', (parse * 1e3) / issues, 'µs/issue'),
      figure('JSON objects to facts', (toFacts * 1e3) / issues, 'µs/issue', {
        what: 'JSON.parse',
        value: (parse * 1e3) / issues,
      }),
      figure('memory, facts with links', alive / issues, 'B/issue', {
        what: 'parsed JSON',
        value: jsonAlive / SHAPE.issuesPerProject,
      }),
      figure(
        'memory, issue columns',
        columnBytes(facts) / issues,
        'B/issue',
        null,
        target('≤ 100 B', columnBytes(facts) / issues <= 100),
      ),
    ],
  };
}

/** A function of its own, so that nothing but its result is alive when it returns. Times in milliseconds. */
function readPortfolio(issues: number): {
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
    parse += fastest(READING_RUNS, () => {
      pages = project.pages.map((page) => JSON.parse(page) as { issues: unknown[] });
    });
    if (facts.length === 0) jsonAlive = measureJson(project);
    const identity: ProjectIdentity = { id: project.id, key: project.key, name: project.key, lead: 'active' };
    let read: PackedFacts | null = null;
    toFacts += fastest(READING_RUNS, () => {
      const parts = pages.map((page) => factsOfPage(parseIssuePage(page.issues, identity, SITE), identity));
      read = assemblePages(parts, identity);
    });
    if (!read) throw new Error('nothing was read');
    facts.push(read);
  }
  return { facts, bytes, parse, toFacts, jsonAlive };
}

function measureJson(project: GeneratedProject): number {
  const before = bytesAlive();
  const held = project.pages.map((page) => JSON.parse(page) as { issues: unknown[] });
  const alive = bytesAlive() - before;
  return held.length > 0 ? alive : 0;
}

function columnBytes(facts: readonly PackedFacts[]): number {
  return facts.reduce(
    (sum, { issues }) => sum + columnsOf(issues).reduce((bytes, column) => bytes + column.byteLength, 0),
    0,
  );
}

function columnsOf(issues: IssueColumns): readonly (Float64Array | Int32Array | Int8Array | Uint8Array)[] {
  const { count: _, ...columns } = issues;
  return Object.values(columns);
}

function measurePacking(issues: number, facts: readonly PackedFacts[]): Figure[] {
  const copy = facts.map(({ issues: columns }) =>
    columnsOf(columns).map((column) => new Uint8Array(column.buffer.slice(0))),
  );
  const plainCopy = fastest(RUNS, () => copy.forEach((columns) => columns.forEach((column) => column.slice())));
  const plainDeflate = fastest(1, () => copy.forEach((columns) => columns.forEach((column) => deflateRawSync(column))));
  let packed: Buffer[] = [];
  const pack = fastest(RUNS, () => {
    packed = facts.map((each) => packFacts(each));
  });
  let stored: string[] = [];
  const deflate = fastest(RUNS, () => {
    stored = packed.map((bytes) => deflateRawSync(bytes).toString('base64'));
  });
  const unpack = fastest(RUNS, () => packed.forEach((bytes) => unpackFacts(bytes)));
  const bytes = stored.reduce((sum, text) => sum + text.length, 0) / issues;
  return [
    figure('stored', bytes, 'B/issue', null, target('≤ 30 B', bytes <= 30)),
    figure('pack', (pack * 1e6) / issues, 'ns/issue', {
      what: 'copying the columns',
      value: (plainCopy * 1e6) / issues,
    }),
    figure('deflate and base64', (deflate * 1e6) / issues, 'ns/issue', {
      what: 'deflating the columns unpacked',
      value: (plainDeflate * 1e6) / issues,
    }),
    figure('unpack', (unpack * 1e6) / issues, 'ns/issue', {
      what: 'copying the columns',
      value: (plainCopy * 1e6) / issues,
    }),
  ];
}

function measureRulesAndGraph(
  issues: number,
  facts: readonly ProjectFacts[],
  slices: readonly DependencySlice[],
  parseMilliseconds: number,
): Figure[] {
  const today = parseDay(BENCH_TODAY) ?? 0;
  const rules = defaultPlaybook.rules.length;
  const onePass = fastest(RUNS, () => facts.forEach(({ issues: columns }) => columnsOf(columns).forEach(sum)));
  const evaluation = fastest(RUNS, () => facts.forEach((each) => evaluate(each, defaultPlaybook, today)));
  const unlinked = facts.map((each): ProjectFacts => ({ ...each, links: [] }));
  const rulesOnly = fastest(RUNS, () => unlinked.forEach((each) => evaluate(each, defaultPlaybook, today)));
  const slicing = fastest(RUNS, () => facts.forEach((each) => dependencySlice(each, defaultPlaybook)));
  const merge = fastest(RUNS, () => mergeSlices(slices));
  const edges = mergeSlices(slices).report.dependencies;
  const oracle = fastest(1, () => stronglyConnectedComponents(asGraph(slices)));
  const entries = facts.reduce((total, each) => total + each.links.length, 0);
  const pass = (onePass * 1e6) / issues;
  const ofRules = (rulesOnly * 1e6) / issues;
  const share = (evaluation + slicing + merge) / parseMilliseconds;
  return [
    figure(
      `${rules} rules, all issues`,
      ofRules,
      'ns/issue',
      { what: 'one pass over the columns', value: pass },
      target('≤ 6.5×', ofRules <= 6.5 * pass),
    ),
    figure(`${rules} rules, each`, ofRules / rules, 'ns/issue·rule'),
    figure('what links add to it', ((evaluation - rulesOnly) * 1e6) / entries, 'ns/link entry'),
    figure('slice', (slicing * 1e6) / edges, 'ns/dependency'),
    figure('merge', (merge * 1e6) / edges, 'ns/dependency', {
      what: 'graphology: build and components',
      value: (oracle * 1e6) / edges,
    }),
    figure('rules and graph beside JSON.parse', share * 100, '%', null, target('≤ 5 %', share <= 0.05)),
  ];
}

function sum(column: Float64Array | Int32Array | Int8Array | Uint8Array): number {
  let total = 0;
  for (let at = 0; at < column.length; at++) total += column[at];
  return total;
}

function asGraph(slices: readonly DependencySlice[]): DirectedGraph {
  const graph = new DirectedGraph();
  for (const { dependencies } of slices) {
    for (const { provider, dependent } of dependencies) {
      graph.mergeNode(String(provider));
      graph.mergeNode(String(dependent));
      graph.mergeDirectedEdge(String(provider), String(dependent));
    }
  }
  return graph;
}

function target(what: string, met: boolean): { readonly what: string; readonly met: boolean } {
  return { what, met };
}
