import type { JobView, ProjectsByState } from '../../src/contract';

type Outcome = JobView['outcome'];
type Job = JobView['job'];
export type State = Exclude<keyof ProjectsByState, 'total'>;

export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  done: 'Done',
  continued: 'Continued',
  waiting: 'Waited',
  failed: 'Failed',
};

export const JOB_WORDS: Readonly<Record<Job, string>> = {
  whole: 'Read all issues',
  changes: 'Read changes',
  merge: 'Tied dependencies together',
  evaluate: 'Checked the rules',
  reconcile: 'Compared with Jira',
  upkeep: 'Hourly upkeep',
  discover: 'Listed projects',
  report: 'Reported accounts to Atlassian',
};

/** States in the order of the page, best first. */
export const STATES: readonly { readonly state: State; readonly title: string; readonly meaning: string }[] = [
  { state: 'fresh', title: 'Fresh', meaning: 'as Jira was within the last two hours' },
  { state: 'waiting', title: 'Refreshing', meaning: 'changed in Jira, or being read' },
  { state: 'stale', title: 'Old', meaning: 'not confirmed for more than two hours' },
  { state: 'failed', title: 'Failed', meaning: 'the last refresh failed' },
  { state: 'neverRead', title: 'Not read yet', meaning: 'without a score so far' },
];

/** A share as the whole percentage that it is set in. */
export function sharePercent(share: number): number {
  return Math.round(share * 100);
}
