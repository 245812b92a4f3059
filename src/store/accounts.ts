import { forgetActor, knownActorOf, listNamedAccounts } from './actors';
import { jobLog } from './job-log';
import { listMarkers, setMarker, type DirtyThing } from './markers';
import { listRecords, setRecord } from './records';
import { listRuns, setRun } from './run-records';
import { deleteViewsOf } from './saved-views';
import { forgetWhoChangedSettings, readSettings } from './settings';

/** An account id that is stored somewhere, and when it was stored last (milliseconds since 1970). */
export interface StoredAccount {
  readonly accountId: string;
  readonly updatedAt: number;
}

/**
 * Every account id at rest, ascending: who asked for refreshes, who changed the settings, whose steps are on record.
 * Eventually consistent.
 */
export async function listStoredAccounts(): Promise<readonly StoredAccount[]> {
  const [runs, markers, jobs, settings, named] = await Promise.all([
    listRuns(),
    listMarkers(),
    listRecords(jobLog),
    readSettings(),
    listNamedAccounts(),
  ]);
  const newest = new Map<string, number>();
  const note = (accountId: string | null, at: number): void => {
    if (accountId !== null) newest.set(accountId, Math.max(at, newest.get(accountId) ?? 0));
  };
  for (const { askedBy, startedAt } of runs.values()) note(askedBy, startedAt);
  for (const { askedBy, at } of markers.values()) note(askedBy, at);
  for (const { askedBy, at } of jobs.values()) note(askedBy, at);
  note(settings.changedBy, settings.changedAt);
  for (const { accountId, at } of named) note(accountId, at);
  const found = [...newest].map(([accountId, updatedAt]) => ({ accountId, updatedAt }));
  return found.sort((a, b) => (a.accountId < b.accountId ? -1 : 1));
}

/**
 * Forgets an account wherever its id is stored, and the views that it kept for itself. A run under way may write it once more; the next round of reporting
 * finds it then.
 */
export async function forgetAccount(accountId: string): Promise<void> {
  for (const [owner, run] of await listRuns()) {
    if (run.askedBy === accountId) await setRun(Number(owner), { ...run, askedBy: null });
  }
  for (const [owner, marker] of await listMarkers()) {
    if (marker.askedBy === accountId) await setMarker(thingOf(owner), { ...marker, askedBy: null });
  }
  for (const [owner, entry] of await listRecords(jobLog)) {
    if (entry.askedBy === accountId) await setRecord(jobLog, owner, { ...entry, askedBy: null });
  }
  await forgetWhoChangedSettings(accountId);
  const actor = await knownActorOf(accountId);
  if (actor !== null) await deleteViewsOf(actor);
  await forgetActor(accountId);
}

function thingOf(owner: string): DirtyThing {
  return owner === 'projects' || owner === 'everything' || owner === 'merge' ? owner : Number(owner);
}
