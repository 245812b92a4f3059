import { defaultPlaybook } from '../compliance';
import { dependencySlice } from '../dependencies';
import {
  commitSlice,
  differsFromStoredSlice,
  getRun,
  readFacts,
  readIndex,
  setRun,
  type Hint,
  type PackedFacts,
  type RefreshRun,
} from '../store';
import { evaluateProject } from './evaluate-project';
import { requestMerge } from './request-merge';
import { isWatched, requestDiscovery } from './request-work';
import { completeRun } from './run-ends';

/** How a job on a run ended: `continued` by a further job. */
export type Applied = 'done' | 'continued' | 'failed';

/**
 * What follows once a run's facts are stored: slice, snapshot, and the end of the run, which made use of `hints`.
 * `committed` spares reading the facts that were stored just now.
 */
export async function finish(
  projectId: number,
  run: RefreshRun,
  committed: PackedFacts | null,
  hints: readonly Hint[],
): Promise<Applied> {
  const facts = committed ?? (await readFacts(projectId))?.value;
  if (facts) {
    await shareSlice(projectId, run, facts);
    await evaluateProject(projectId, { value: facts, readAt: run.startedAt });
  }
  await completeRun(projectId, run, hints);
  return 'done';
}

/** Writes the project's share of the dependency graph if it changed, and has it merged with the others'. */
async function shareSlice(projectId: number, run: RefreshRun, facts: PackedFacts): Promise<void> {
  const slice = dependencySlice({ ...facts, surroundings: null, schedule: null }, defaultPlaybook);
  const differs = await differsFromStoredSlice(projectId, slice);
  // What a twin of this job stored and was cut off before it asked for the merge is on the run's record.
  const isOwed = run.mergeOwed || (!differs && (await getRun(projectId))?.mergeOwed === true);
  if (!differs && !isOwed) return;
  if (!isOwed) await setRun(projectId, { ...run, mergeOwed: true, aliveAt: Date.now() });
  await commitSlice(projectId, slice, run.startedAt);
  const { projects } = await readIndex();
  if (!projects.some(({ id }) => id === projectId)) await requestDiscovery();
  await requestMerge(projects.length, await isWatched(projectId), isOwed);
}

/** How many issues the facts account for. */
export function totalOf({ issues, unreadableCount }: PackedFacts): number {
  return issues.count + unreadableCount;
}
