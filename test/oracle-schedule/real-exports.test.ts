import { existsSync } from 'node:fs';
import path from 'node:path';
import { DirectedGraph } from 'graphology';
import { stronglyConnectedComponents } from 'graphology-components';
import { demoSite } from '../../sandbox/demo';
import { importExport } from '../../sandbox/import';
import { defaultPlaybook } from '../../src/compliance';
import { analyse, dependencySlice } from '../../src/dependencies';
import {
  joinIssueKey,
  type DependencyReport,
  type DependencySlice,
  type LinkMeaning,
  type Outlook,
  type ProjectFacts,
} from '../../src/model';
import { factsOfIssues } from '../oracle/engine';
import { rawIssuesOf } from '../oracle/raw-issues';
import { rawSite } from '../oracle/raw-site';
import { readItem, type Raw } from '../oracle/read';
import { USUAL_TERMS } from '../oracle/terms';
import { day } from '../support/facts';
import { differences } from './compare';
import type { Site } from './site';
import { siteOf } from './slices';

/** Issues as the app reads them, and as the textbook does: straight from Jira's replies. */
interface Read {
  readonly facts: readonly ProjectFacts[];
  readonly site: Site;
}

function readBothWays(data: Parameters<typeof rawIssuesOf>[0]): Read {
  const raw = rawIssuesOf(data);
  const facts = factsOfIssues(raw, { timeZone: data.timeZone, leads: new Map() });
  const items = raw.map((issue) => readItem(issue as Raw, data.timeZone));
  const projects = facts.map(({ project: { id, key } }) => ({ id, key, typicalDays: null }));
  return { facts, site: rawSite(items, USUAL_TERMS, projects) };
}

function compared({ facts, site }: Read, today: string): DependencyReport {
  const slices = facts.map((each) => dependencySlice(each, defaultPlaybook));
  const settings = { asOf: day(today), calendar: defaultPlaybook.calendar };
  const analysis = analyse(slices, settings);
  expect(differences(slices, analysis, settings, site)).toEqual([]);
  expectComponentsOfLibrary(slices, analysis.report);
  return analysis.report;
}

/** Cycles are the strongly connected components that a general graph library finds in the same dependencies. */
function expectComponentsOfLibrary(slices: readonly DependencySlice[], { cycles }: DependencyReport): void {
  const graph = new DirectedGraph();
  const { dependencies } = siteOf(slices);
  for (const { provider, dependent } of dependencies) graph.mergeDirectedEdge(provider, dependent);
  const inOrder = (components: readonly (readonly number[])[]): readonly (readonly number[])[] =>
    components.map((ids) => [...ids].sort((a, b) => a - b)).sort((a, b) => a[0] - b[0]);
  const found = stronglyConnectedComponents(graph).filter(({ length }) => length > 1);
  const theirs = inOrder(found.map((ids) => ids.map(Number)));
  expect(inOrder(cycles.map(({ issues }) => issues.map(({ id }) => id)))).toEqual(theirs);
}

function cyclesIn({ cycles }: DependencyReport): readonly (readonly string[])[] {
  return cycles.map(({ issues }) => issues.map(({ key }) => key).sort()).sort();
}

test.each(['2026-03-11', '2026-11-22'])('the demo portfolio of %s: the analysis equals the textbook', (today) => {
  const report = compared(readBothWays(demoSite({ today })), today);
  expect(report.cycles).toHaveLength(1);
  expect(report.lateness.willBeLate + report.lateness.lateNow).toBeGreaterThan(0);
});

const DATA = process.env.PLUMBLINE_DATA ?? path.resolve(__dirname, '../../../shared/data');
// A folder that is named has to be there.
const suite = process.env.PLUMBLINE_DATA !== undefined || existsSync(DATA) ? describe : describe.skip;

suite(
  `real exports (${existsSync(DATA) ? 'found' : 'skipped: set PLUMBLINE_DATA to the folder that holds them'})`,
  () => {
    async function exported(name: string): Promise<Read> {
      return readBothWays((await importExport([path.join(DATA, 'jira', `${name}.jsonl.gz`)])).data);
    }

    it('fluid: equals the textbook, and has its two cycles', async () => {
      const read = await exported('fluid');
      const cycles = [
        ['FLUID-2285', 'FLUID-2286'],
        ['FLUID-4762', 'FLUID-4781'],
      ];
      for (const today of ['2025-06-30', '2012-05-15']) expect(cyclesIn(compared(read, today))).toEqual(cycles);
    }, 120_000);

    it('tidev: equals the textbook, has no cycles, and counts links as its description does', async () => {
      const read = await exported('tidev-titanium');
      const { facts } = read;
      for (const today of ['2021-06-30', '2014-03-31']) expect(cyclesIn(compared(read, today))).toEqual([]);

      // The description counts links of every type, so each type stands for dependencies once, for it alone.
      const types = [...new Set(facts.flatMap(({ linkTypes }) => linkTypes.map(({ name }) => name.toLowerCase())))];
      const counted = types.map((type) => {
        const slices = facts.map((each) =>
          dependencySlice(each, { ...defaultPlaybook, linkMeanings: only(type, types) }),
        );
        const analysis = analyse(slices, { asOf: day('2021-06-30'), calendar: defaultPlaybook.calendar });
        expectComponentsOfLibrary(slices, analysis.report);
        return { type, slices, ...analysis };
      });
      const sum = (count: (report: DependencyReport) => number): number =>
        counted.reduce((total, { report }) => total + count(report), 0);
      const ofType = (name: string): number | undefined =>
        counted.find(({ type }) => type === name)?.report.dependencies;
      expect([ofType('blocks'), ofType('depends')]).toEqual([447, 584]);
      expect(sum(({ dependencies }) => dependencies)).toBe(8_922);
      expect(sum(({ crossProject }) => crossProject)).toBe(2_149);
      expect(sum(({ withUnknownEnd }) => withUnknownEnd)).toBe(2_168);
      expect(counted.reduce((total, { slices, outlooks }) => total + withBothEnds(slices, outlooks), 0)).toBe(637);
      expect(new Set(counted.flatMap(({ slices }) => slices.flatMap(projectPairs))).size).toBe(36);
    }, 300_000);
  },
);

/** Makes one link type a dependency, and nothing of all others. */
function only(type: string, types: readonly string[]): Readonly<Record<string, LinkMeaning>> {
  const blocks = { as: 'dependency', provider: 'outwardSource', kind: 'finishToStart' } as const;
  return Object.fromEntries(types.map((each) => [each, each === type ? blocks : { as: 'none' }]));
}

/** Dependencies of two projects that both hold their end, each told where it waits. */
function withBothEnds(slices: readonly DependencySlice[], outlooks: ReadonlyMap<number, Outlook>): number {
  return slices.reduce((total, { projectId, ends, dependencies: { provider, dependent } }) => {
    const heldBy = outlooks.get(projectId)?.ends.project ?? new Float64Array();
    return (
      total + provider.filter((end, i) => end >= ends.count && dependent[i] < ends.count && heldBy[end] > 0).length
    );
  }, 0);
}

/** Which two projects each link that leaves its project ties, whichever waits for the other. */
function projectPairs({ projectKey, outside }: DependencySlice): readonly string[] {
  const keys = Array.from(outside.id, (_, place) =>
    joinIssueKey(outside.prefixes[outside.prefix[place]], outside.number[place]),
  );
  // An issue of the project itself may be missing in the export, too.
  const others = keys.map((key) => key.slice(0, key.lastIndexOf('-'))).filter((key) => key !== projectKey);
  return others.map((key) => [projectKey, key].sort().join(' '));
}
