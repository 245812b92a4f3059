import { ForgeKvsAPIError, ForgeKvsError, kvs, WhereConditions } from '@forge/kvs';
import * as z from 'zod';
import { StoreError } from './store-error';

/** A kind of small record: one KVS value per owner, with its schema version. */
export interface RecordKind<T> {
  /** Part of the key: letters and dashes. */
  readonly name: string;
  readonly version: number;
  readonly schema: z.ZodType<T>;
  /**
   * What a value of an older version is in this one. Without it, or where it answers `undefined`, the record counts as
   * absent: a refresh writes it anew.
   */
  upgrade?(from: number, value: unknown): unknown;
  /** Makes the record small: its fields are stored in this order, without their names. All of them, once each. */
  readonly fields?: readonly (keyof T & string)[];
  /** Hours after its last writing in which storage keeps a record; it may take its time to drop it. Without it: for ever. */
  readonly keptHours?: number;
}

/** The platform answers at most 100 records a query. */
const MOST_A_QUERY = 100;
const DELETED_AT_ONCE = 10;

const envelope = z.object({ schema: z.number().int(), value: z.unknown() });

function keyOf(kind: { readonly name: string }, owner: string): string {
  return `${kind.name}:${owner}`;
}

export async function getRecord<T>(kind: RecordKind<T>, owner: string): Promise<T | null> {
  const stored = await kvs.get<unknown>(keyOf(kind, owner));
  return stored === undefined ? null : parseRecord(kind, stored);
}

export async function setRecord<T>(kind: RecordKind<T>, owner: string, value: T): Promise<void> {
  await kvs.set(keyOf(kind, owner), enclose(kind, value), expiryOf(kind));
}

/** Sets a record unless there is one; of several callers exactly one gets `true`. */
export async function createRecord<T>(kind: RecordKind<T>, owner: string, value: T): Promise<boolean> {
  try {
    await kvs.set(keyOf(kind, owner), enclose(kind, value), { keyPolicy: 'FAIL_IF_EXISTS', ...expiryOf(kind) });
    return true;
  } catch (error) {
    if (error instanceof ForgeKvsAPIError && error.responseDetails.status === 409) return false;
    throw error;
  }
}

export async function deleteRecord(kind: { readonly name: string }, owner: string): Promise<void> {
  await kvs.delete(keyOf(kind, owner));
}

/** Deletes several records, some at a time, so that a large number neither takes long nor comes as a burst. */
export async function deleteRecords(kind: { readonly name: string }, owners: readonly string[]): Promise<void> {
  for (let from = 0; from < owners.length; from += DELETED_AT_ONCE) {
    await Promise.all(owners.slice(from, from + DELETED_AT_ONCE).map((owner) => deleteRecord(kind, owner)));
  }
}

interface Selection {
  /** Begin of the owners that are meant. */
  readonly prefix?: string;
  /** Owners from here on are left out. */
  readonly before?: string;
  readonly most?: number;
}

/**
 * Records of a kind by owner, ascending by it: all of them or those selected.
 * Eventually consistent: a record written lately may be missing, a deleted one still be there.
 */
export async function listRecords<T>(
  kind: RecordKind<T>,
  { prefix = '', before, most = Infinity }: Selection = {},
): Promise<ReadonlyMap<string, T>> {
  const found = new Map<string, T>();
  const ownerAt = keyOf(kind, '').length;
  let cursor: string | undefined;
  do {
    const limit = Math.min(MOST_A_QUERY, most - found.size);
    const query = kvs
      .query()
      .where('key', WhereConditions.beginsWith(keyOf(kind, prefix)))
      .limit(limit);
    const page = await (cursor === undefined ? query : query.cursor(cursor)).getMany<unknown>();
    for (const { key, value } of page.results) {
      const owner = key.slice(ownerAt);
      if (before !== undefined && owner >= before) return found;
      const parsed = parseRecord(kind, value);
      if (parsed !== null) found.set(owner, parsed);
    }
    cursor = page.nextCursor || undefined;
  } while (cursor !== undefined && found.size < most);
  return found;
}

function expiryOf({ keptHours }: { readonly keptHours?: number }): { ttl?: { value: number; unit: 'HOURS' } } {
  return keptHours === undefined ? {} : { ttl: { value: keptHours, unit: 'HOURS' } };
}

function enclose<T>(
  { version, fields }: RecordKind<T>,
  value: T,
): { readonly schema: number; readonly value: unknown } {
  return { schema: version, value: withoutNames(fields, value) };
}

/** A value as an array of its fields in this order, or as it is where none are given. */
export function withoutNames<T>(fields: readonly (keyof T & string)[] | undefined, value: T): unknown {
  return fields ? fields.map((field) => value[field]) : value;
}

/** Gives back their names to what {@link withoutNames} made. */
export function withNames(fields: readonly string[] | undefined, value: unknown): unknown {
  if (!fields || !Array.isArray(value)) return value;
  return Object.fromEntries(fields.map((field, place) => [field, value[place] as unknown]));
}

function parseRecord<T>(kind: RecordKind<T>, stored: unknown): T | null {
  const opened = envelope.safeParse(stored);
  if (!opened.success) throw new StoreError('corrupt', kind.name);
  const { schema: version, value } = opened.data;
  if (version > kind.version) throw new StoreError('newer', kind.name);
  const current = version === kind.version ? withNames(kind.fields, value) : kind.upgrade?.(version, value);
  if (current === undefined) return null;
  const parsed = kind.schema.safeParse(current);
  if (!parsed.success) throw new StoreError('corrupt', kind.name, parsed.error.issues[0]?.path.join('.'));
  return parsed.data;
}

/** Whether storage did not take or give something now, and may later: it takes so much a minute. */
export function isStorageBusy(error: unknown): boolean {
  return error instanceof ForgeKvsError;
}

/** Whether an error is storage's own: refused, unreachable, or a record that cannot be used. */
export function isStorageFailure(error: unknown): boolean {
  return error instanceof StoreError || error instanceof ForgeKvsError;
}
