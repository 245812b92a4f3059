import {
  getSite,
  getUpkeep,
  listFailures,
  listJobEntries,
  listMarkers,
  listReconciliations,
  listRuns,
  readIndex,
  readSettings,
  type JobEntry,
  type PortfolioProject,
  type Reconciliation,
  type RefreshRun,
  type StoredFailure,
  type StoredSettings,
  type StoredSite,
} from '../../store';
import { backgroundWork, playbooksInForce, type BackgroundWork } from '../../refresh';
import type { Playbook } from '../../model';
import { hoursBefore, type SpentInHour } from './hours';

/** What changes from second to second, as it is stored. */
export interface ProgressRecords {
  readonly now: number;
  readonly background: BackgroundWork;
  readonly runs: ReadonlyMap<number, RefreshRun>;
  /** Projects whose refresh is asked for and has not begun, with the instant when it is due. */
  readonly due: ReadonlyMap<number, number>;
  readonly projects: readonly PortfolioProject[];
}

/** Everything else that tells how refreshing stands. */
export interface HealthRecords extends ProgressRecords {
  readonly hours: readonly SpentInHour[];
  readonly failures: ReadonlyMap<number, StoredFailure>;
  readonly reconciliations: ReadonlyMap<number, Reconciliation>;
  readonly settings: StoredSettings;
  readonly jobs: readonly JobEntry[];
  /** Until when the whole site was last asked for changes. */
  readonly sweptAt: number;
  readonly playbooks: readonly Playbook[];
  /** `null` before it was read. */
  readonly site: StoredSite | null;
}

export async function readProgressRecords(now: number): Promise<ProgressRecords> {
  const [background, runs, markers, index] = await Promise.all([
    backgroundWork(),
    listRuns(),
    listMarkers(),
    readIndex(),
  ]);
  const due = [...markers].flatMap(([thing, { at }]) => (isProject(thing) ? [[Number(thing), at] as const] : []));
  return {
    now,
    background,
    runs: new Map([...runs].map(([owner, run]) => [Number(owner), run])),
    due: new Map(due),
    projects: index.projects,
  };
}

/** @param mostJobs of the newest entries of the job log */
export async function readHealthRecords(now: number, mostJobs: number): Promise<HealthRecords> {
  const [progress, hours, failures, reconciliations, settings, jobs, upkeep, playbooks, site] = await Promise.all([
    readProgressRecords(now),
    hoursBefore(now),
    listFailures(),
    listReconciliations(),
    readSettings(),
    listJobEntries(mostJobs),
    getUpkeep(),
    playbooksInForce(),
    getSite(),
  ]);
  const { sweptAt } = upkeep;
  return { ...progress, hours, failures, reconciliations, settings, jobs, sweptAt, playbooks, site };
}

/** Markers also stand for the list of projects and the like. */
function isProject(thing: string): boolean {
  return /^[1-9]\d*$/.test(thing);
}
