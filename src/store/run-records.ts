import * as z from 'zod';
import { deflate, inflate } from './bytes';
import { packFacts, unpackFacts, type PackedFacts } from './packing';
import { createRecord, deleteRecord, deleteRecords, getRecord, listRecords, setRecord, withNames } from './records';
import type { RecordKind } from './records';
import { StoreError } from './store-error';

/** A refresh of a project under way: what the page shows, and where a killed job goes on. Instants in ms since 1970. */
export interface RefreshRun {
  readonly runId: string;
  /** Whether all issues are read, those that changed since the stored facts, or what proves those facts besides. */
  readonly mode: 'whole' | 'changes' | 'reconcile';
  /** When the reading began, and so the age of what it will have read. */
  readonly startedAt: number;
  /** Which list is being read: issues with links, pages of a search, or the issues that hints name. */
  readonly source: 'linked' | 'search' | 'named';
  /** Pages staged so far; the next page has this number. */
  readonly pages: number;
  /** Jira's token of the next page; `null` before the first one. */
  readonly pageToken: string | null;
  /**
   * Key of the issue behind which the search goes on: Jira's searches of large projects may end before their end.
   * `null` for the first search of a run.
   */
  readonly behind: string | null;
  /** How far back a reading of changes asks; `null` while that is not decided, and for whole readings. */
  readonly sinceMinutes: number | null;
  readonly issuesRead: number;
  readonly issuesExpected: number | null;
  /** Last progress, or the instant until which the run waits for points or Jira. */
  readonly aliveAt: number;
  /** How often the reading began anew because fewer issues came than Jira counts, or its page token had expired. */
  readonly restarts: number;
  /** How often the run was put off because Jira did not answer; back to 0 with each page. */
  readonly deferrals: number;
  /** The slice changed and the merge has not been asked for yet. */
  readonly mergeOwed: boolean;
  /**
   * What the run waits for, and until when at the longest: points of the next hour, the end of a pause of Jira's, or that
   * its lane has read others for a while. `null` while it goes on.
   */
  readonly waiting: { readonly until: number; readonly for: 'points' | 'jira' | 'turn' } | null;
  readonly by: 'people' | 'background';
  /** Account id of whoever asked; `null` when nobody did. */
  readonly askedBy: string | null;
}

/** What a run of version 1, which only read whole projects, lacks. */
const SINCE_VERSION_2 = {
  mode: 'whole',
  source: 'search',
  behind: null,
  sinceMinutes: null,
  waiting: null,
  by: 'background',
  askedBy: null,
};

const FIELDS = [
  'runId',
  'mode',
  'startedAt',
  'source',
  'pages',
  'pageToken',
  'behind',
  'sinceMinutes',
  'issuesRead',
  'issuesExpected',
  'aliveAt',
  'restarts',
  'deferrals',
  'mergeOwed',
  'waiting',
  'by',
  'askedBy',
] as const;
/** Runs of version 2 also had a phase, which was always the same. */
const FIELDS_OF_VERSION_2 = FIELDS.flatMap((field) => (field === 'source' ? ['phase', field] : [field]));

const runs: RecordKind<RefreshRun> = {
  name: 'run',
  version: 3,
  fields: FIELDS,
  schema: z.object({
    runId: z.string(),
    mode: z.enum(['whole', 'changes', 'reconcile']),
    startedAt: z.number(),
    source: z.enum(['linked', 'search', 'named']),
    pages: z.number().int(),
    pageToken: z.string().nullable(),
    behind: z.string().nullable(),
    sinceMinutes: z.number().nullable(),
    issuesRead: z.number().int(),
    issuesExpected: z.number().int().nullable(),
    aliveAt: z.number(),
    restarts: z.number().int(),
    deferrals: z.number().int(),
    mergeOwed: z.boolean(),
    waiting: z.object({ until: z.number(), for: z.enum(['points', 'jira', 'turn']) }).nullable(),
    by: z.enum(['people', 'background']),
    askedBy: z.string().nullable(),
  }),
  upgrade: (from, run) =>
    from === 1 ? ({ ...SINCE_VERSION_2, ...Object(run) } as unknown) : withNames(FIELDS_OF_VERSION_2, run),
};

export const getRun = (projectId: number): Promise<RefreshRun | null> => getRecord(runs, String(projectId));
export const setRun = (projectId: number, run: RefreshRun): Promise<void> => setRecord(runs, String(projectId), run);
export const createRun = (projectId: number, run: RefreshRun): Promise<boolean> =>
  createRecord(runs, String(projectId), run);
export const deleteRun = (projectId: number): Promise<void> => deleteRecord(runs, String(projectId));
export const listRuns = (): Promise<ReadonlyMap<string, RefreshRun>> => listRecords(runs);

/** One page of a reading, kept until the reading is whole: its packed sections, each deflated. */
const stagedPages: RecordKind<string> = { name: 'staged', version: 3, schema: z.string() };
/** Does not occur in base64. */
const BETWEEN_SECTIONS = '.';

const stagedOwner = (projectId: number, runId: string, page: number): string => `${projectId}:${runId}:${page}`;

export async function stagePage(projectId: number, runId: string, page: number, facts: PackedFacts): Promise<void> {
  const text = packFacts(facts).map(deflate).join(BETWEEN_SECTIONS);
  await setRecord(stagedPages, stagedOwner(projectId, runId, page), text);
}

/** `null` when the page is not there (any more). */
export async function readStagedPage(projectId: number, runId: string, page: number): Promise<PackedFacts | null> {
  const stored = await getRecord(stagedPages, stagedOwner(projectId, runId, page));
  if (stored === null) return null;
  try {
    return unpackFacts(stored.split(BETWEEN_SECTIONS).map(inflate));
  } catch {
    throw new StoreError('corrupt', stagedPages.name);
  }
}

export const deleteStagedPage = (projectId: number, runId: string, page: number): Promise<void> =>
  deleteRecord(stagedPages, stagedOwner(projectId, runId, page));

/**
 * Deletes staged pages of runs that are over: a job that outlived its run may have staged one more. Answers how many.
 */
export async function sweepStagedPages(): Promise<number> {
  const underWay = new Map<string, string | null>();
  const orphans: string[] = [];
  for (const owner of (await listRecords(stagedPages)).keys()) {
    const [project, runId] = owner.split(':');
    if (!underWay.has(project)) underWay.set(project, (await getRun(Number(project)))?.runId ?? null);
    if (underWay.get(project) !== runId) orphans.push(owner);
  }
  await deleteRecords(stagedPages, orphans);
  return orphans.length;
}
