import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { ChainEntry, GatesOnRecord, Lifecycle, PlaybookLifecycle } from '../model';
import { appendToLog, readLog, type LogKind } from './append-log';
import { chainEntry, lifecycleSchema } from './gate-schema';
import { deleteRecord, getRecord, setRecord, withNames, type RecordKind } from './records';
import { changeShared, readShared, sharedRecord } from './shared-record';

/**
 * The record of each project's gates. Entries are read as they are and parsed one by one: one that does not fit any more
 * is to be shown as tampered with, not to take the others from sight. It outlives what was read of Jira.
 */
const gateLog: LogKind<unknown> = { name: 'gate-record', version: 1, schema: z.unknown() };

/** A lifecycle lies where its entry in the record says, and is never changed there. */
const lifecycles: RecordKind<unknown> = { name: 'lifecycle', version: 1, schema: z.unknown() };

const day = z.number().int().nullable();

/** What rules and the portfolio need of a record, so that an evaluation reads one small value instead of all entries. */
const inShort: RecordKind<GatesOnRecord> = {
  name: 'gates-in-short',
  version: 2,
  fields: ['events', 'passed', 'stage', 'next', 'criteria'],
  schema: z.object({
    events: z.number().int(),
    passed: z.array(z.array(z.number().int().nullable())),
    stage: z.string().nullable(),
    next: z.object({ title: z.string(), planned: day, forecast: day }).nullable(),
    criteria: z
      .array(
        z.object({
          atGate: z.boolean(),
          atEntry: z.boolean(),
          until: day,
          else: z.union([z.tuple([z.string(), z.number()]), z.literal('query'), z.null()]),
        }),
      )
      .nullable(),
  }),
  upgrade: (from, value) =>
    from === 1 ? { ...(withNames(['events', 'passed', 'stage', 'next'], value) as object), criteria: null } : undefined,
};

/** `null` where no lifecycle was saved yet. May be an event behind for a moment. */
export function readGatesInShort(projectId: number): Promise<GatesOnRecord | null> {
  return getRecord(inShort, String(projectId));
}

export function writeGatesInShort(projectId: number, gates: GatesOnRecord): Promise<void> {
  return setRecord(inShort, String(projectId), gates);
}

export interface StoredGateRecord {
  /** Up to the first that cannot be read. */
  readonly entries: readonly ChainEntry[];
  /** All there are. */
  readonly count: number;
}

export async function readGateRecord(projectId: number): Promise<StoredGateRecord> {
  const stored = await readLog(gateLog, String(projectId));
  const entries: ChainEntry[] = [];
  for (const each of stored) {
    const parsed = chainEntry.safeParse(each);
    if (!parsed.success) break;
    entries.push(parsed.data);
  }
  return { entries, count: stored.length };
}

/** Adds the entry that follows all that there are. Answers whether nobody else was faster; if not, nothing was added. */
export function addGateEntry(projectId: number, entry: ChainEntry): Promise<boolean> {
  return appendToLog(gateLog, String(projectId), entry.sequence - 1, entry);
}

/** Stores a lifecycle, which counts as soon as an entry of the record names its place, and answers that. */
export async function placeLifecycle(projectId: number, lifecycle: Lifecycle): Promise<string> {
  const place = randomBytes(9).toString('base64url');
  await setRecord(lifecycles, ownerOf(projectId, place), lifecycle);
  return place;
}

/** `null` where nothing lies any more, as when another one has been saved since, or something else does. */
export async function readLifecycle(projectId: number, place: string): Promise<Lifecycle | null> {
  return lifecycleSchema.safeParse(await getRecord(lifecycles, ownerOf(projectId, place))).data ?? null;
}

export function dropLifecycle(projectId: number, place: string): Promise<void> {
  return deleteRecord(lifecycles, ownerOf(projectId, place));
}

function ownerOf(projectId: number, place: string): string {
  return `${projectId}:${place}`;
}

/** What a playbook gives, and how often that was changed. */
export interface StoredPlaybookLifecycle {
  /** `null`: its projects set up their own. */
  readonly given: PlaybookLifecycle | null;
  /** Rises with each change; 0 before the first. */
  readonly version: number;
}

/**
 * By the playbooks' ids. They lie beside the playbooks: every evaluation reads its playbook, and none of them reads stages
 * and gates.
 */
const ofPlaybooks = sharedRecord<Readonly<Record<string, StoredPlaybookLifecycle>>>(
  'playbook-lifecycles',
  1,
  z.record(
    z.string(),
    z.object({
      given: z.object({ lifecycle: lifecycleSchema, mayDiffer: z.boolean() }).nullable(),
      version: z.number().int(),
    }),
  ),
);

const NOTHING_GIVEN: StoredPlaybookLifecycle = { given: null, version: 0 };

export async function readPlaybookLifecycle(playbook: string): Promise<StoredPlaybookLifecycle> {
  const stored = (await readShared(ofPlaybooks))?.value ?? {};
  return Object.hasOwn(stored, playbook) ? stored[playbook] : NOTHING_GIVEN;
}

/** Answers whether it is so now; not where somebody else has changed it since `version`. */
export function writePlaybookLifecycle(
  playbook: string,
  given: PlaybookLifecycle | null,
  version: number,
): Promise<boolean> {
  return changeShared(ofPlaybooks, (stored) => {
    const all = stored?.value ?? {};
    const known = Object.hasOwn(all, playbook) ? all[playbook].version : 0;
    return known === version ? { ...all, [playbook]: { given, version: version + 1 } } : null;
  });
}
