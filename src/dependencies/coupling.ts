import type { ProjectCoupling, ProjectStability } from '../model';
import type { CrossingEdges, Edges } from './edges';
import type { Ends } from './ends';
import { isLate, type Standings } from './lateness';
import { NONE } from './numbered-days';

/**
 * Who waits for whom among the projects of the portfolio, ascending by dependent, then provider. Of projects outside
 * nobody can say who may know of them: that dependencies lead there is only counted, as `withUnknownEnd`. Linear.
 */
export function couplingOf(edges: Edges, ends: Ends, standings: Standings): ProjectCoupling[] {
  const { projectKeys } = ends;
  const { providerProject, dependentProject } = edges.crossing;
  const { traits, slack } = crossingRows(edges, standings);
  const rows = rowsByProjects(edges.crossing, ends);
  const coupling: ProjectCoupling[] = [];
  for (let from = 0, to = 0; from < rows.length; from = to) {
    const provider = providerProject[rows[from]];
    const dependent = dependentProject[rows[from]];
    let [open, late, kinds, leastSlack] = [0, 0, 0, NONE];
    for (; to < rows.length; to++) {
      const row = rows[to];
      if (providerProject[row] !== provider || dependentProject[row] !== dependent) break;
      if ((traits[row] & OPEN) === 0) continue;
      open++;
      kinds |= 1 << (traits[row] & KIND_MASK);
      if ((traits[row] & LATE) !== 0) late++;
      if (slack[row] !== NONE && (leastSlack === NONE || slack[row] < leastSlack)) leastSlack = slack[row];
    }
    coupling.push({
      dependentProject: projectKeys[dependent],
      providerProject: projectKeys[provider],
      total: to - from,
      open,
      late,
      leastSlack: leastSlack === NONE ? null : leastSlack,
      kinds,
    });
  }
  return coupling;
}

/** Four kinds come first. */
const KIND_MASK = 3;
const OPEN = 4;
const LATE = 8;

/**
 * Kind and flags of dependencies between projects, and their slack, by row. Taken in the order in which dependencies stand:
 * sorted by projects, each of them would be fetched from memory.
 */
function crossingRows(
  { crossing: { place }, open, kind }: Edges,
  { lateness, slack: slackOf }: Standings,
): { readonly traits: Uint8Array; readonly slack: Int32Array } {
  const [traits, slack] = [new Uint8Array(place.length), new Int32Array(place.length)];
  for (let row = 0; row < place.length; row++) {
    const i = place[row];
    traits[row] = kind[i] | (open[i] === 1 ? OPEN : 0) | (isLate(lateness[i]) ? LATE : 0);
    slack[row] = slackOf[i];
  }
  return { traits, slack };
}

/** Rows of the dependencies between projects of the portfolio, ascending by dependent, then provider. */
function rowsByProjects({ providerProject, dependentProject }: CrossingEdges, ends: Ends): Int32Array {
  const { projectKeys, projectOfSlice } = ends;
  const inPortfolio = new Uint8Array(projectKeys.length);
  for (const project of projectOfSlice) inPortfolio[project] = 1;
  const rows = new Int32Array(providerProject.length);
  let count = 0;
  for (let row = 0; row < providerProject.length; row++) {
    if (inPortfolio[providerProject[row]] === 1 && inPortfolio[dependentProject[row]] === 1) rows[count++] = row;
  }
  const byProvider = sortedBy(providerProject, rows.subarray(0, count), projectKeys.length);
  return sortedBy(dependentProject, byProvider, projectKeys.length);
}

/** Rows ascending by a column whose values are below `limit`; those that are equal there keep their order. */
function sortedBy(column: Int32Array, rows: Int32Array, limit: number): Int32Array {
  const next = new Int32Array(limit + 1);
  for (let at = 0; at < rows.length; at++) next[column[rows[at]] + 1]++;
  for (let value = 0; value < limit; value++) next[value + 1] += next[value];
  const sorted = new Int32Array(rows.length);
  for (let at = 0; at < rows.length; at++) sorted[next[column[rows[at]]]++] = rows[at];
  return sorted;
}

/** How much projects hang on each other by open dependencies, ascending by key. */
export function stabilityOf(coupling: readonly ProjectCoupling[], projectKeys: readonly string[]): ProjectStability[] {
  const waiting = new Map<string, number>();
  const waitedFor = new Map<string, number>();
  for (const { dependentProject, providerProject, open } of coupling) {
    if (open === 0) continue;
    waiting.set(providerProject, (waiting.get(providerProject) ?? 0) + 1);
    waitedFor.set(dependentProject, (waitedFor.get(dependentProject) ?? 0) + 1);
  }
  return [...new Set(projectKeys)].sort().map((project) => {
    const [afferent, efferent] = [waiting.get(project) ?? 0, waitedFor.get(project) ?? 0];
    const instability = afferent + efferent === 0 ? null : efferent / (afferent + efferent);
    return { project, waitingForIt: afferent, waitedFor: efferent, instability };
  });
}
