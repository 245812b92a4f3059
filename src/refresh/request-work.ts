import {
  createMarker,
  deleteMarker,
  getMarker,
  getRun,
  getViewedAt,
  readFactsHeader,
  setMarker,
  type DirtyMarker,
  type DirtyThing,
  type RefreshRun,
} from '../store';
import { LONGEST_DELAY_SECONDS, pushJob, type JobOf, type NewJob } from './jobs';
import { newId } from './new-id';
import { bucketOfProject, takenLately, waitFor } from './pace';

const LOST_AFTER_MILLISECONDS = 120_000;
/** Work without progress for this long has lost its job. */
export const STALLED_AFTER_MILLISECONDS = 600_000;
/** A project whose page was open so lately is being looked at. */
const WATCHED_MILLISECONDS = 900_000;

/** Jira's events come in bursts; one refresh after the burst serves them all. Doubled with each that came lately. */
const BURST_SECONDS = { watched: 2, unwatched: 15 } as const;
const LONGEST_BURST_SECONDS = 600;

export interface RequestOptions {
  /** Instead of what the project's pace says. */
  readonly delaySeconds?: number;
  /** A person asked, or waits for it. */
  readonly by?: 'people' | 'background';
  /** Who, by account id. */
  readonly askedBy?: string | null;
  /**
   * Queues a job even where one should be queued already: for work that is repeated after a kill, which may have
   * fallen between marker and job. The two jobs are of one run, so that the second finds its work done.
   */
  readonly insist?: boolean;
}

/**
 * Asks for a refresh of the project unless one is asked for already, at the project's pace: soon where somebody looks
 * or little happened lately, later where refreshes followed each other. True when this call queued a job.
 */
export async function requestRefresh(projectId: number, options: RequestOptions = {}): Promise<boolean> {
  const standing = await getMarker(projectId);
  const isAsked = standing !== null && !isLost(standing) && options.insist !== true;
  if (isAsked && options.delaySeconds === undefined) return false;
  const delaySeconds = options.delaySeconds ?? (standing === null ? await paceOf(projectId) : 0);
  const urgent = options.delaySeconds !== undefined;
  return request(projectId, { ...options, delaySeconds }, urgent, (runId) => ({ job: 'project', projectId, runId }));
}

/** Under this instead of a project's id stand hints of links whose ends' projects no event named. */
export const UNPLACED = 0;

/** Asks for the hints of {@link UNPLACED} links to be given to the projects that they concern. */
export function requestPlacing(options: RequestOptions = {}): Promise<boolean> {
  return request(UNPLACED, withDelay(options), false, () => ({ job: 'place' }));
}

/**
 * Takes what was asked for from its marker: whoever asks from here on gets a job of their own. False when it was put off
 * since this job was queued: another comes for it then.
 */
export async function takeRequest(thing: DirtyThing): Promise<boolean> {
  const marker = await getMarker(thing);
  if (marker !== null && marker.at > Date.now() + 1000) return false;
  await deleteMarker(thing);
  return true;
}

/**
 * Has a job that has to wait until an instant (ms since 1970) come again, as if it were asked for just now: of those that
 * the queue handed out twice, and of what others ask for meanwhile, one job comes. Before that it may come in vain, for the
 * queue keeps nothing for that long.
 */
export async function requestAgain(job: JobOf<'discover' | 'place'>, until: number): Promise<void> {
  const delaySeconds = Math.min(LONGEST_DELAY_SECONDS, (until - Date.now()) / 1000);
  if (job.job === 'place') await requestPlacing({ delaySeconds });
  else if (job.everything) await requestReadingOfEverything({ delaySeconds });
  else await requestDiscovery({ delaySeconds });
}

/** Asks for a new list of the site's projects; those that were never read, and those that are gone, are read. */
export function requestDiscovery(options: RequestOptions = {}): Promise<boolean> {
  return request('projects', withDelay(options), false, () => ({ job: 'discover', everything: false }));
}

/** Asks for a new list of the site's projects and for a whole reading of each. */
export function requestReadingOfEverything(options: RequestOptions = {}): Promise<boolean> {
  return request('everything', withDelay(options), false, () => ({ job: 'discover', everything: true }));
}

/** Asks for the portfolio's rows to be brought up to date with the snapshots. */
export function requestRollUp(): Promise<boolean> {
  return request('rows', { delaySeconds: 0 }, false, () => ({ job: 'rollUp' }));
}

/** Whether somebody has looked at the project's page just now. */
export async function isWatched(projectId: number): Promise<boolean> {
  return Date.now() - (await getViewedAt(projectId)) < WATCHED_MILLISECONDS;
}

/** Has a marker's job queued when it is due before the queue's longest delay; the upkeep sees to the others. */
export async function pushWhenDue(marker: Pick<DirtyMarker, 'at'>, job: NewJob): Promise<boolean> {
  const delaySeconds = (marker.at - Date.now()) / 1000;
  if (delaySeconds > LONGEST_DELAY_SECONDS) return false;
  await pushJob(job, Math.max(0, delaySeconds));
  return true;
}

/** Seconds until the project's next refresh may begin. */
export async function paceOf(projectId: number): Promise<number> {
  const [header, watched] = await Promise.all([readFactsHeader(projectId), isWatched(projectId)]);
  if (header === null) return BURST_SECONDS.watched;
  const { pace, issuesCounted } = header.meta;
  const bucket = bucketOfProject(issuesCounted, watched);
  const now = Date.now();
  const first = watched ? BURST_SECONDS.watched : BURST_SECONDS.unwatched;
  const burst = Math.min(LONGEST_BURST_SECONDS, first * 2 ** takenLately(pace, bucket, now));
  return Math.max(burst, waitFor(pace, bucket, now) / 1000);
}

/**
 * Seconds until a project that somebody looks at has a refresh left: some may follow each other at once, then there is one
 * every twenty seconds, and after much was read fewer. Else who presses a button again and again would use up the points
 * that others' projects are read with.
 */
export async function waitOfWatched(projectId: number): Promise<number> {
  const header = await readFactsHeader(projectId);
  if (header === null) return 0;
  const { pace, issuesCounted } = header.meta;
  return waitFor(pace, bucketOfProject(issuesCounted, true), Date.now()) / 1000;
}

/** Whether a marker's job should have begun so long ago that it must be lost: it is queued again then. */
export function isLost({ at }: Pick<DirtyMarker, 'at'>): boolean {
  return Date.now() - at > LOST_AFTER_MILLISECONDS;
}

/** Whether a run must have lost its job: whoever comes next takes it up. */
export function isStalled({ aliveAt, waiting }: Pick<RefreshRun, 'aliveAt' | 'waiting'>): boolean {
  return Date.now() - Math.max(aliveAt, waiting?.until ?? 0) > STALLED_AFTER_MILLISECONDS;
}

/** A run under way sees to what is asked for meanwhile when it ends. */
async function isRunAlive(thing: DirtyThing): Promise<boolean> {
  const run = typeof thing === 'number' ? await getRun(thing) : null;
  return run !== null && !isStalled(run);
}

function withDelay(options: RequestOptions): RequestOptions & { readonly delaySeconds: number } {
  return { delaySeconds: BURST_SECONDS.watched, ...options };
}

/**
 * Of any number of hints before the job begins, one queues it: the job deletes the marker before it reads. An urgent
 * request brings a later one forward.
 */
async function request(
  thing: DirtyThing,
  options: RequestOptions & { readonly delaySeconds: number },
  urgent: boolean,
  jobFor: (runId: string) => NewJob,
): Promise<boolean> {
  const { delaySeconds, by = 'background', askedBy = null, insist = false } = options;
  const marker: DirtyMarker = { runId: newId(), at: Date.now() + delaySeconds * 1000, by, askedBy };
  if (await createMarker(thing, marker)) {
    if (await isRunAlive(thing)) return false;
    try {
      return await pushWhenDue(marker, jobFor(marker.runId));
    } catch (error) {
      await deleteMarker(thing);
      throw error;
    }
  }
  const standing = await getMarker(thing);
  if (standing === null) return false;
  const isEarlier = urgent && marker.at < standing.at;
  if (!isLost(standing) && !isEarlier && !insist) return false;
  if (isLost(standing) || isEarlier) await setMarker(thing, { ...marker, runId: standing.runId });
  await pushJob(jobFor(standing.runId), delaySeconds);
  return true;
}
