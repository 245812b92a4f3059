import { dependencySlice } from '../dependencies';
import {
  commitSlice,
  compareWithStoredSlice,
  getRun,
  readIndex,
  readIndexMeta,
  setRun,
  type Hint,
  type PackedFacts,
  type RefreshRun,
} from '../store';
import { evaluateProject, storedFacts, type ReadFacts } from './evaluate-project';
import { playbookOf, type FollowedPlaybook } from './followed-playbook';
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
  const facts = committed === null ? await storedFacts(projectId) : { value: committed, readAt: run.startedAt };
  if (facts !== null) {
    const followed = await shareSlice(projectId, run, facts);
    await evaluateProject(projectId, { ...facts, followed });
  }
  await completeRun(projectId, run, hints);
  return 'done';
}

/**
 * Writes the project's share of the dependency graph if it changed, and has it merged with the others'. Answers the
 * playbook by which it is.
 */
async function shareSlice(projectId: number, run: RefreshRun, facts: ReadFacts): Promise<FollowedPlaybook> {
  const followed = await playbookOf(projectId);
  const { playbook, name } = followed;
  const slice = dependencySlice({ ...facts.value, surroundings: null, schedule: null }, playbook);
  const { share, seen } = await compareWithStoredSlice(projectId, slice);
  // What a twin of this job stored and was cut off before it asked for the merge is on the run's record.
  const isOwed = run.mergeOwed || (share === 'same' && (await getRun(projectId))?.mergeOwed === true);
  if (share === 'same' && !isOwed) return followed;
  if (!isOwed) await setRun(projectId, { ...run, mergeOwed: true, aliveAt: Date.now() });
  const { revision = 0 } = name;
  const outcome = await commitSlice(projectId, slice, { readAt: facts.readAt, revision }, seen);
  if (outcome === 'superseded' && ((await playbookOf(projectId)).name.revision ?? 0) > revision) {
    // Another playbook was published meanwhile, and the slice of older facts is by that one already.
    return shareSlice(projectId, run, facts);
  }
  // A project whose making nobody told of is missed when it first has a share; twins of that job are owed the merge.
  if (share === 'first' || isOwed) await discoverIfUnlisted(projectId);
  await requestMerge((await readIndexMeta()).count, await isWatched(projectId), isOwed);
  return followed;
}

async function discoverIfUnlisted(projectId: number): Promise<void> {
  const { projects } = await readIndex();
  if (!projects.some(({ id }) => id === projectId)) await requestDiscovery();
}

/** How many issues the facts account for. */
export function totalOf({ issues, unreadableCount }: PackedFacts): number {
  return issues.count + unreadableCount;
}
