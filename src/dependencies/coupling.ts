import type { ProjectCoupling } from '../model';
import type { Edges } from './edges';
import type { Ends } from './ends';

/**
 * Who waits for whom among the projects of the portfolio. Of projects outside nobody can say who may know of them: that
 * dependencies lead there is only counted, as `withUnknownEnd`.
 */
export function couplingOf(edges: Edges, ends: Ends): ProjectCoupling[] {
  const projects = ends.projectKeys.length;
  const own = new Set(ends.slices.map(({ projectKey }) => projectKey));
  const inPortfolio = ends.projectKeys.map((key) => own.has(key));
  // One number for each dependency across projects: its pair, dependent first, and whether it is open.
  const codes = new Float64Array(edges.counts.crossProject);
  let count = 0;
  for (let i = 0; i < edges.count; i++) {
    const provider = ends.project[edges.provider[i]];
    const dependent = ends.project[edges.dependent[i]];
    if (provider === dependent || !inPortfolio[provider] || !inPortfolio[dependent]) continue;
    codes[count++] = (dependent * projects + provider) * 2 + edges.open[i];
  }
  const sorted = codes.subarray(0, count).sort();
  const coupling: ProjectCoupling[] = [];
  for (let at = 0; at < count;) {
    const pair = Math.floor(sorted[at] / 2);
    let total = 0;
    let open = 0;
    for (; at < count && Math.floor(sorted[at] / 2) === pair; at++) {
      total++;
      open += sorted[at] % 2;
    }
    const dependentProject = ends.projectKeys[Math.floor(pair / projects)];
    coupling.push({ dependentProject, providerProject: ends.projectKeys[pair % projects], total, open });
  }
  return coupling;
}
