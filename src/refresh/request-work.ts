import { randomUUID } from 'node:crypto';
import { createMarker, deleteMarker, getMarker, setMarker, type DirtyThing } from '../store';
import { pushJob, type Job } from './jobs';

/** A marker whose job should have begun this long ago lost it: the job is queued again. */
export const LOST_AFTER_MILLISECONDS = 120_000;

/** Jira's events come in bursts; one reading after the burst serves them all. */
const EVENT_DELAY_SECONDS = 2;

/** The platform may announce an installation twice; what the first announcement had read is recent enough. */
const RECENT_MILLISECONDS = 600_000;

interface RequestOptions {
  readonly delaySeconds?: number;
  /**
   * Queues a job even where one should be queued already: for work that is repeated after a kill, which may have
   * fallen between marker and job. The two jobs are of one run, so that the second finds its work done.
   */
  readonly insist?: boolean;
}

/** Asks for a reading of the project unless one is asked for already. True when this call queued it. */
export function requestRefresh(projectId: number, options: RequestOptions = {}): Promise<boolean> {
  return request(projectId, options, (runId) => ({ job: 'project', projectId, runId }));
}

/** Asks for a new list of the site's projects; those that were never read, and those that are gone, are read. */
export function requestDiscovery(options: RequestOptions = {}): Promise<boolean> {
  return request('projects', options, () => ({ job: 'discover', readBefore: 0 }));
}

/** Asks for a new list of the site's projects and for a reading of each that was not read just now. */
export function requestReadingOfEverything(options: RequestOptions = {}): Promise<boolean> {
  const readBefore = Date.now() - RECENT_MILLISECONDS;
  return request('everything', options, () => ({ job: 'discover', readBefore }));
}

/**
 * Asks for a merge after a moment in which other projects may finish; the larger the portfolio, the longer. One merge
 * serves all that was asked before it begins.
 */
export function requestMerge(projects: number): Promise<void> {
  return pushJob({ job: 'merge', askedAt: Date.now() }, Math.min(60, 2 + projects / 20));
}

/** Of any number of hints before the job begins, one queues it: the job deletes the marker before it reads. */
async function request(
  thing: DirtyThing,
  { delaySeconds = EVENT_DELAY_SECONDS, insist = false }: RequestOptions,
  jobFor: (runId: string) => Job,
): Promise<boolean> {
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
  if (standing === null) return false;
  const isLost = Date.now() - standing.at > LOST_AFTER_MILLISECONDS;
  if (!isLost && !insist) return false;
  if (isLost) await setMarker(thing, { runId: standing.runId, at: marker.at });
  await pushJob(jobFor(standing.runId), delaySeconds);
  return true;
}
