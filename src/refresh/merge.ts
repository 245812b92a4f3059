import { mergeSlices } from '../dependencies';
import {
  commitDependencyReport,
  commitSurroundings,
  deleteMarker,
  readIndex,
  readSlice,
  readSnapshotHeader,
} from '../store';
import { inParallel } from './in-parallel';
import { pushJobs } from './jobs';

/**
 * Ties all projects' dependency slices into one graph, stores the report and what changed around each project, and
 * has those projects evaluated whose snapshot is of other surroundings. Killed anywhere, it can be run again.
 */
export async function mergeDependencies(): Promise<void> {
  await deleteMarker('merge');
  const mergedAt = Date.now();
  const { projects } = await readIndex();
  const slices = await inParallel(projects, ({ id }) => readSlice(id));
  const { report, surroundings } = mergeSlices(slices.flatMap((slice) => (slice === null ? [] : [slice])));
  await commitDependencyReport(report, mergedAt);
  const changed = await inParallel([...surroundings], async ([projectId, value]) => {
    const digest = await commitSurroundings(projectId, value, mergedAt);
    const snapshot = await readSnapshotHeader(projectId);
    return snapshot !== null && snapshot.meta.surroundings !== digest ? [projectId] : [];
  });
  await pushJobs(changed.flat().map((projectId) => ({ job: { job: 'evaluate', projectId }, delaySeconds: 0 })));
}
