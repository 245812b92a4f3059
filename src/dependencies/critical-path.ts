import type { Forecast } from './forward';
import type { Floats } from './floats';
import { NONE } from './numbered-days';

/** What determines when a project is finished; days by number, `NONE` where not known. */
export interface CriticalPaths {
  /** Of each project its forecast finish, and the least total float on the path that leads to it. */
  readonly finish: Int32Array;
  readonly leastFloat: Int32Array;
  /** Of each project the end with which its path begins; −1 without a path. */
  readonly first: Int32Array;
  /** By end: 1 where it is on the path of its own project, and where its float is at most the path's least. */
  readonly onPath: Uint8Array;
  readonly critical: Uint8Array;
}

/**
 * The critical path of each project: from its item that is finished last (of several the smallest issue id) back along
 * drivers, through whichever projects, to an item that no provider drives. `projectOf`: of each end its project's
 * number below `projects`. Linear in items and the lengths of paths.
 */
export function criticalPaths(
  projects: number,
  projectOf: Int32Array,
  order: Int32Array,
  { finish, driver }: Forecast,
  { total }: Floats,
  idOf: (node: number) => number,
): CriticalPaths {
  const last = new Int32Array(projects).fill(-1);
  for (let at = 0; at < order.length; at++) {
    const node = order[at];
    const project = projectOf[node];
    const known = last[project];
    const isLater =
      known < 0 || finish[node] > finish[known] || (finish[node] === finish[known] && idOf(node) < idOf(known));
    if (isLater) last[project] = node;
  }
  const onPath = new Uint8Array(finish.length);
  const leastFloat = new Int32Array(projects).fill(NONE);
  const first = new Int32Array(projects).fill(-1);
  for (let project = 0; project < projects; project++) {
    for (let node = last[project]; node >= 0; node = driver[node]) {
      first[project] = node;
      if (projectOf[node] === project) onPath[node] = 1;
      const isLeast = total[node] !== NONE && (leastFloat[project] === NONE || total[node] < leastFloat[project]);
      if (isLeast) leastFloat[project] = total[node];
    }
  }
  const critical = new Uint8Array(finish.length);
  for (let at = 0; at < order.length; at++) {
    const node = order[at];
    if (total[node] !== NONE && total[node] <= leastFloat[projectOf[node]]) critical[node] = 1;
  }
  return { finish: last.map((node) => (node < 0 ? NONE : finish[node])), leastFloat, first, onPath, critical };
}
