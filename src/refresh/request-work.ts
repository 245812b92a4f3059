import { randomUUID } from 'node:crypto';
import { createMarker, deleteMarker, getMarker, setMarker, type DirtyThing } from '../store';
import { pushJob, type Job } from './jobs';

/** A marker whose job should have begun this long ago lost it: the job is queued again. */
const LOST_AFTER_MILLISECONDS = 120_000;

/** Jira's events come in bursts; one reading after the burst serves them all. */
const EVENT_DELAY_SECONDS = 2;

/** Asks for a reading of the project unless one is asked for already. True when this call queued it. */
export function requestRefresh(projectId: number, delaySeconds = EVENT_DELAY_SECONDS): Promise<boolean> {
  return request(projectId, delaySeconds, (runId) => ({ job: 'project', projectId, runId }));
}

/** Asks for a merge after a moment in which other projects may finish; the larger the portfolio, the longer. */
export function requestMerge(projects: number): Promise<boolean> {
  return request('merge', Math.min(60, 2 + projects / 20), () => ({ job: 'merge' }));
}

/** Asks for a new list of the site's projects. */
export function requestDiscovery(delaySeconds = EVENT_DELAY_SECONDS): Promise<boolean> {
  return request('projects', delaySeconds, () => ({ job: 'discover' }));
}

/** Queues again the jobs of markers that have lost theirs. */
export async function requeueLost(thing: DirtyThing): Promise<void> {
  if (thing === 'merge') await requestMerge(0);
  else if (thing === 'projects') await requestDiscovery();
  else await requestRefresh(thing);
}

/** Of any number of hints before the job begins, one queues it: the job deletes the marker before it reads. */
async function request(thing: DirtyThing, delaySeconds: number, jobFor: (runId: string) => Job): Promise<boolean> {
  const marker = { runId: randomUUID(), at: Date.now() + delaySeconds * 1000 };
  if (await createMarker(thing, marker)) {
    try {
      await pushJob(jobFor(marker.runId), delaySeconds);
      return true;
    } catch (error) {
      await deleteMarker(thing);
      throw error;
    }
  }
  const standing = await getMarker(thing);
  if (standing === null || Date.now() - standing.at < LOST_AFTER_MILLISECONDS) return false;
  await setMarker(thing, { runId: standing.runId, at: Date.now() });
  await pushJob(jobFor(standing.runId));
  return true;
}
