import type { ProjectsByState } from '../../contract';
import { readSnapshotHeader } from '../../store';
import { isStale } from '../revision';
import type { HealthRecords } from './health-records';

/** Headers read at once: a thousand projects take a moment, not a burst. */
const AT_ONCE = 20;

type State = Exclude<keyof ProjectsByState, 'total'>;

/**
 * In which state each project is, counted. A failure is told before all else, since somebody has to act on it; a
 * project that was never read before what it waits for.
 */
export async function projectsByState(records: HealthRecords): Promise<ProjectsByState> {
  const counts = { fresh: 0, waiting: 0, stale: 0, failed: 0, neverRead: 0 };
  const ids = records.projects.map(({ id }) => id);
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const states = await Promise.all(ids.slice(from, from + AT_ONCE).map((id) => stateOf(id, records)));
    for (const state of states) counts[state]++;
  }
  return { total: ids.length, ...counts };
}

async function stateOf(projectId: number, { failures, runs, due, sweptAt }: HealthRecords): Promise<State> {
  if (failures.has(projectId)) return 'failed';
  const header = await readSnapshotHeader(projectId);
  if (header === null) return 'neverRead';
  if (runs.has(projectId) || due.has(projectId)) return 'waiting';
  return isStale(Math.max(header.meta.readAt, sweptAt)) ? 'stale' : 'fresh';
}
