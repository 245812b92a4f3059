import type { Forecast } from './forward';
import type { Floats } from './floats';
import type { Network } from './network';
import { NONE } from './numbered-days';
import type { Targets } from './targets';

/** What determines when targets are met; days by number, `NONE` where not known. */
export interface CriticalPaths {
  /** Of each project its forecast finish, and the least total float on the path that leads to it. */
  readonly finish: Int32Array;
  readonly leastFloat: Int32Array;
  /** Of each project the end with which its path begins; −1 without a path. */
  readonly first: Int32Array;
  /** By end: 1 where it is on the path of its own project. */
  readonly onPath: Uint8Array;
  /** 1 where its float is at most the least on the path of its project, or of a milestone or version it leads to. */
  readonly critical: Uint8Array;
}

/**
 * The critical path to each target: from the item that is finished last (of several the smallest issue id) back along
 * drivers, through whichever projects, to an item that no provider drives. `projectOf`: of each end its project's
 * number. Linear in items, dependencies and the lengths of projects' paths.
 */
export function criticalPaths(
  targets: Targets,
  projectOf: Int32Array,
  network: Network,
  order: Int32Array,
  { finish, driver }: Forecast,
  { total }: Floats,
): CriticalPaths {
  const projects = targets.project.length;
  const last = lastOf(projects, projectOf, order, finish, network.idOf);
  const onPath = new Uint8Array(finish.length);
  const first = new Int32Array(projects).fill(-1);
  for (let project = 0; project < projects; project++) {
    for (let node = last[project]; node >= 0; node = driver[node]) {
      first[project] = node;
      if (projectOf[node] === project) onPath[node] = 1;
    }
  }
  const least = leastFloats(order, driver, total);
  const leastFloat = last.map((node) => (node < 0 ? NONE : least[node]));
  const enough = floatsToTargets(targets, network, order, finish, least);
  const critical = new Uint8Array(finish.length);
  for (let at = 0; at < order.length; at++) {
    const node = order[at];
    if (total[node] !== NONE && total[node] <= Math.max(leastFloat[projectOf[node]], enough[node])) critical[node] = 1;
  }
  return { finish: last.map((node) => (node < 0 ? NONE : finish[node])), leastFloat, first, onPath, critical };
}

/** Of each group below `groups` the item that is finished last, of several the one with the smallest issue id; else −1. */
function lastOf(
  groups: number,
  groupOf: Int32Array,
  order: Int32Array,
  finish: Int32Array,
  idOf: Network['idOf'],
): Int32Array {
  const last = new Int32Array(groups).fill(-1);
  for (let at = 0; at < order.length; at++) {
    const node = order[at];
    const group = groupOf[node];
    const known = last[group];
    const isLater =
      known < 0 || finish[node] > finish[known] || (finish[node] === finish[known] && idOf(node) < idOf(known));
    if (isLater) last[group] = node;
  }
  return last;
}

/** Of each item the least total float on the path from it back along drivers, which come before it in `order`. */
function leastFloats(order: Int32Array, driver: Int32Array, total: Int32Array): Int32Array {
  const least = new Int32Array(total.length).fill(NONE);
  for (let at = 0; at < order.length; at++) {
    const node = order[at];
    const before = driver[node] < 0 ? NONE : least[driver[node]];
    least[node] = before === NONE || (total[node] !== NONE && total[node] < before) ? total[node] : before;
  }
  return least;
}

/** Of each item the most that `least` says of paths to milestones and versions that it leads to: backwards. */
function floatsToTargets(
  { milestone, version, versions }: Targets,
  { first, dependent, idOf }: Network,
  order: Int32Array,
  finish: Int32Array,
  least: Int32Array,
): Int32Array {
  const last = lastOf(versions + 1, version, order, finish, idOf);
  const most = new Int32Array(least.length).fill(NONE);
  for (let at = order.length - 1; at >= 0; at--) {
    const node = order[at];
    let own = milestone[node] === 1 ? least[node] : NONE;
    if (version[node] !== 0) own = Math.max(own, least[last[version[node]]]);
    for (let i = first[node]; i < first[node + 1]; i++) own = Math.max(own, most[dependent[i]]);
    most[node] = own;
  }
  return most;
}
