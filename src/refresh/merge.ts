import { mergeSlices } from '../dependencies';
import {
  commitDependencyReport,
  commitSurroundings,
  deleteMarker,
  getMarker,
  readIndex,
  readSlice,
  readSnapshotHeader,
  reportMergedAt,
  setMarker,
} from '../store';
import { inParallel } from './in-parallel';
import { pushJobs } from './jobs';
import { requestMerge, spendMerge } from './request-merge';

/** A merge that has not ended by then was killed; the upkeep takes its marker up. */
const LEASE_MILLISECONDS = 900_000;

/**
 * Ties all projects' dependency slices into one graph, stores what changed around each project and the report, and
 * has those projects evaluated whose snapshot is of other surroundings. The report comes last: one that is younger
 * than `askedAt` says that a whole merge has seen everything that was there then. Killed anywhere, it can be run again.
 */
export async function mergeDependencies(askedAt: number): Promise<void> {
  const marker = await getMarker('merge');
  if ((await reportMergedAt()) > askedAt && marker === null) return;
  const mergedAt = Date.now();
  const lease = `merging ${askedAt}`;
  if (marker !== null && marker.runId !== lease) {
    // Somebody is merging, or it is put off since this job was queued: then another comes for it.
    if (marker.at > mergedAt + 1000) return;
    await setMarker('merge', { ...marker, runId: lease, at: mergedAt + LEASE_MILLISECONDS });
  }
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
  await spendMerge(projects.length);
  await leaveMarker(lease, projects.length);
}

/** Requests that came while this merge ran put their name on the marker: they get a merge of their own. */
async function leaveMarker(mine: string, projects: number): Promise<void> {
  const standing = await getMarker('merge');
  if (standing === null) return;
  await deleteMarker('merge');
  if (standing.runId !== mine) await requestMerge(projects, false);
}
