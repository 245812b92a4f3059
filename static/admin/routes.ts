import type { JobView } from '../../src/contract';

/** Which jobs the page shows: those of one outcome, or all. */
export type JobFilter = JobView['outcome'] | 'all';

export const JOB_FILTERS: readonly JobFilter[] = ['all', 'done', 'continued', 'waiting', 'failed'];

const JOBS = /^\/jobs\/([a-z]+)\/?$/;

export function jobsPath(filter: JobFilter): string {
  return filter === 'all' ? '/' : `/jobs/${filter}`;
}

/** An unknown address shows all jobs. */
export function jobFilterOf(path: string): JobFilter {
  const asked = JOBS.exec(path)?.[1];
  return JOB_FILTERS.find((filter) => filter === asked) ?? 'all';
}
