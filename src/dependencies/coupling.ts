import type { ProjectCoupling, ProjectStability } from '../model';
import type { Edges } from './edges';
import { projectOf, type Ends } from './ends';
import { isLate, type Standings } from './lateness';
import { NONE } from './numbered-days';

/**
 * Who waits for whom among the projects of the portfolio, ascending by dependent, then provider. Of projects outside
 * nobody can say who may know of them: that dependencies lead there is only counted, as `withUnknownEnd`. Linear.
 */
export function couplingOf(edges: Edges, ends: Ends, standings: Standings): ProjectCoupling[] {
  const { projectKeys } = ends;
  const { first, byDependent } = groupByDependent(edges, ends);
  const total = new Int32Array(projectKeys.length);
  const open = new Int32Array(projectKeys.length);
  const late = new Int32Array(projectKeys.length);
  const slack = new Int32Array(projectKeys.length);
  const kinds = new Uint8Array(projectKeys.length);
  const coupling: ProjectCoupling[] = [];
  for (let dependent = 0; dependent < projectKeys.length; dependent++) {
    const providers: number[] = [];
    for (let at = first[dependent]; at < first[dependent + 1]; at++) {
      const i = byDependent[at];
      const provider = projectOf(edges.provider[i], ends);
      if (total[provider]++ === 0) {
        providers.push(provider);
        open[provider] = late[provider] = kinds[provider] = 0;
        slack[provider] = NONE;
      }
      open[provider] += edges.open[i];
      kinds[provider] |= edges.open[i] << edges.kind[i];
      if (isLate(standings.lateness[i])) late[provider]++;
      const spare = standings.slack[i];
      if (spare !== NONE && (slack[provider] === NONE || spare < slack[provider])) slack[provider] = spare;
    }
    providers.sort((a, b) => a - b);
    for (const provider of providers) {
      coupling.push({
        dependentProject: projectKeys[dependent],
        providerProject: projectKeys[provider],
        total: total[provider],
        open: open[provider],
        late: late[provider],
        leastSlack: slack[provider] === NONE ? null : slack[provider],
        kinds: kinds[provider],
      });
      total[provider] = 0;
    }
  }
  return coupling;
}

/** Dependencies between projects of the portfolio, grouped by the dependent's. */
function groupByDependent(edges: Edges, ends: Ends): { readonly first: Int32Array; readonly byDependent: Int32Array } {
  const { projectKeys } = ends;
  const own = new Set(ends.slices.map(({ projectKey }) => projectKey));
  const inPortfolio = Uint8Array.from(projectKeys, (key) => (own.has(key) ? 1 : 0));
  const first = new Int32Array(projectKeys.length + 1);
  const counted = new Int32Array(edges.crossing.length);
  let count = 0;
  for (const i of edges.crossing) {
    const dependent = projectOf(edges.dependent[i], ends);
    if (inPortfolio[projectOf(edges.provider[i], ends)] === 0 || inPortfolio[dependent] === 0) continue;
    counted[count++] = i;
    first[dependent + 1]++;
  }
  for (let each = 0; each < projectKeys.length; each++) first[each + 1] += first[each];
  const next = first.slice(0, projectKeys.length);
  const byDependent = new Int32Array(count);
  for (let at = 0; at < count; at++) byDependent[next[projectOf(edges.dependent[counted[at]], ends)]++] = counted[at];
  return { first, byDependent };
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
