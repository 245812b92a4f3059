import * as z from 'zod';
import { deflate, inflate } from './bytes';
import { packFacts, unpackFacts, type PackedFacts } from './packing';
import { createRecord, deleteRecord, getRecord, listRecords, setRecord, type RecordKind } from './records';
import { StoreError } from './store-error';

/** A refresh of a project under way: what the page shows, and where a killed job goes on. Instants in ms since 1970. */
export interface RefreshRun {
  readonly runId: string;
  /** When the reading began, and so the age of what it will have read. */
  readonly startedAt: number;
  readonly phase: 'reading' | 'evaluating';
  /** Pages staged so far; the next page has this number. */
  readonly pages: number;
  /** Jira's token of the next page; `null` before the first one. */
  readonly pageToken: string | null;
  readonly issuesRead: number;
  readonly issuesExpected: number | null;
  /** Last progress, or the instant until which Jira asked to wait. */
  readonly aliveAt: number;
  /** How often the reading began anew because fewer issues came than Jira counts, or its page token had expired. */
  readonly restarts: number;
  /** How often the run was put off because Jira did not answer; back to 0 with each page. */
  readonly deferrals: number;
  /** The slice changed and the merge has not been asked for yet. */
  readonly mergeOwed: boolean;
}

const runs: RecordKind<RefreshRun> = {
  name: 'run',
  version: 1,
  schema: z.object({
    runId: z.string(),
    startedAt: z.number(),
    phase: z.enum(['reading', 'evaluating']),
    pages: z.number().int(),
    pageToken: z.string().nullable(),
    issuesRead: z.number().int(),
    issuesExpected: z.number().int().nullable(),
    aliveAt: z.number(),
    restarts: z.number().int(),
    deferrals: z.number().int(),
    mergeOwed: z.boolean(),
  }),
};

export const getRun = (projectId: number): Promise<RefreshRun | null> => getRecord(runs, String(projectId));
export const setRun = (projectId: number, run: RefreshRun): Promise<void> => setRecord(runs, String(projectId), run);
export const createRun = (projectId: number, run: RefreshRun): Promise<boolean> =>
  createRecord(runs, String(projectId), run);
export const deleteRun = (projectId: number): Promise<void> => deleteRecord(runs, String(projectId));
export const listRuns = (): Promise<ReadonlyMap<string, RefreshRun>> => listRecords(runs);

/** One page of a reading, kept until the reading is whole. */
const stagedPages: RecordKind<string> = { name: 'staged', version: 1, schema: z.string() };

const stagedOwner = (projectId: number, runId: string, page: number): string => `${projectId}:${runId}:${page}`;

export async function stagePage(projectId: number, runId: string, page: number, facts: PackedFacts): Promise<void> {
  await setRecord(stagedPages, stagedOwner(projectId, runId, page), deflate(packFacts(facts)));
}

/** `null` when the page is not there (any more). */
export async function readStagedPage(projectId: number, runId: string, page: number): Promise<PackedFacts | null> {
  const stored = await getRecord(stagedPages, stagedOwner(projectId, runId, page));
  if (stored === null) return null;
  try {
    return unpackFacts(inflate(stored));
  } catch {
    throw new StoreError('corrupt', stagedPages.name);
  }
}

export async function deleteStagedPages(projectId: number, runId: string, pages: number): Promise<void> {
  for (let page = 0; page < pages; page++) await deleteRecord(stagedPages, stagedOwner(projectId, runId, page));
}

/** A hint that something has to be done, set before the job for it is queued: of many hints one job comes. */
export interface DirtyMarker {
  /** The job that was queued for it. */
  readonly runId: string;
  readonly at: number;
}

const markers: RecordKind<DirtyMarker> = {
  name: 'dirty',
  version: 1,
  schema: z.object({ runId: z.string(), at: z.number() }),
};

/** What is dirty: a project by its id, the list of projects, or all of them. */
export type DirtyThing = number | 'projects' | 'everything';

export const createMarker = (thing: DirtyThing, marker: DirtyMarker): Promise<boolean> =>
  createRecord(markers, String(thing), marker);
export const getMarker = (thing: DirtyThing): Promise<DirtyMarker | null> => getRecord(markers, String(thing));
export const setMarker = (thing: DirtyThing, marker: DirtyMarker): Promise<void> =>
  setRecord(markers, String(thing), marker);
export const deleteMarker = (thing: DirtyThing): Promise<void> => deleteRecord(markers, String(thing));
export const listMarkers = (): Promise<ReadonlyMap<string, DirtyMarker>> => listRecords(markers);

/** Why the last refresh failed, kept until one succeeds. */
export interface StoredFailure {
  readonly at: number;
  readonly cause: string;
  readonly remedy: string;
}

const failures: RecordKind<StoredFailure> = {
  name: 'failure',
  version: 1,
  schema: z.object({ at: z.number(), cause: z.string(), remedy: z.string() }),
};

export const getFailure = (projectId: number): Promise<StoredFailure | null> => getRecord(failures, String(projectId));
export const setFailure = (projectId: number, failure: StoredFailure): Promise<void> =>
  setRecord(failures, String(projectId), failure);
export const deleteFailure = (projectId: number): Promise<void> => deleteRecord(failures, String(projectId));

/** What refreshes know of the site; read anew when it is a day old. */
export interface StoredSite {
  readonly timeZone: string;
  readonly startDateFields: readonly string[];
  readonly sprintFields: readonly string[];
  readonly pointsFields: readonly string[];
  readonly readAt: number;
}

const sites: RecordKind<StoredSite> = {
  name: 'site',
  version: 1,
  schema: z.object({
    timeZone: z.string(),
    startDateFields: z.array(z.string()),
    sprintFields: z.array(z.string()),
    pointsFields: z.array(z.string()),
    readAt: z.number(),
  }),
};
const SITE = 'settings';

export const getSite = (): Promise<StoredSite | null> => getRecord(sites, SITE);
export const setSite = (site: StoredSite): Promise<void> => setRecord(sites, SITE, site);
