import { randomUUID } from 'node:crypto';
import { getMarker, getRun, readIndex } from '../store';
import { pushJob, type Job } from './jobs';
import { requestDiscovery, requestRefresh } from './request-work';

/** A project that is just being refreshed is looked at again after so long: what a refresh finds is no loss. */
const BUSY_SECONDS = 30;

/**
 * Has one project's facts proved against Jira, or the list of projects and, one after the other, those of all. `askedBy` is the account id of
 * whoever asked. Not started when there is no project.
 */
export async function startReconciliation(
  projectId: number | null,
  askedBy: string | null,
): Promise<{ readonly started: boolean }> {
  if (projectId === null) await requestDiscovery();
  const first = projectId ?? (await readIndex()).projects[0]?.id;
  if (first === undefined) return { started: false };
  await pushJob(jobFor(first, projectId === null, askedBy));
  return { started: true };
}

/** Does one such job; `refresh` proves the project and answers how that ended. */
export async function reconcileProject(
  job: Extract<Job, { job: 'reconcile' }>,
  refresh: () => Promise<'waiting' | 'other'>,
): Promise<void> {
  const { projectId, runId, all, askedBy } = job;
  if (await isBusy(projectId, runId)) return pushJob(job, BUSY_SECONDS);
  if ((await refresh()) === 'waiting') {
    const until = (await getRun(projectId))?.waiting?.until ?? Date.now();
    return pushJob(job, (until - Date.now()) / 1000);
  }
  if (!all) return;
  const { projects } = await readIndex();
  const next = projects.find(({ id }) => id > projectId);
  if (next !== undefined) await pushJob(jobFor(next.id, all, askedBy));
}

async function isBusy(projectId: number, runId: string): Promise<boolean> {
  const run = await getRun(projectId);
  if (run !== null) return run.runId !== runId;
  if ((await getMarker(projectId)) === null) return false;
  await requestRefresh(projectId, { delaySeconds: 0 });
  return true;
}

function jobFor(projectId: number, all: boolean, askedBy: string | null): Job {
  return { job: 'reconcile', projectId, runId: `reconcile:${randomUUID()}`, all, askedBy };
}
