import { mergeSlices } from '../dependencies';
import {
  commitDependencyReport,
  commitSurroundings,
  readIndex,
  readSlice,
  readSnapshotHeader,
  reportMergedAt,
} from '../store';
import { inParallel } from './in-parallel';
import { pushJobs } from './jobs';

/**
 * Ties all projects' dependency slices into one graph, stores what changed around each project and the report, and
 * has those projects evaluated whose snapshot is of other surroundings. The report comes last: one that is younger
 * than `askedAt` says that a whole merge has seen everything that was there then. Killed anywhere, it can be run again.
 */
export async function mergeDependencies(askedAt: number): Promise<void> {
  if ((await reportMergedAt()) > askedAt) return;
  const mergedAt = Date.now();
  const { projects } = await readIndex();
  const slices = await inParallel(projects, ({ id }) => readSlice(id));
  const { report, surroundings } = mergeSlices(slices.flatMap((slice) => (slice === null ? [] : [slice])));
  const changed = await inParallel([...surroundings], async ([projectId, value]) => {
    const digest = await commitSurroundings(projectId, value, mergedAt);
    const snapshot = await readSnapshotHeader(projectId);
    return snapshot !== null && snapshot.meta.surroundings !== digest ? [projectId] : [];
  });
  await pushJobs(changed.flat().map((projectId) => ({ job: { job: 'evaluate', projectId }, delaySeconds: 0 })));
  await commitDependencyReport(report, mergedAt);
}
