import { ForgeKvsAPIError, ForgeKvsError, kvs, WhereConditions } from '@forge/kvs';
import * as z from 'zod';
import { StoreError } from './store-error';

/** A kind of small record: one KVS value per owner, with its schema version. */
export interface RecordKind<T> {
  /** Part of the key: letters and dashes. */
  readonly name: string;
  readonly version: number;
  readonly schema: z.ZodType<T>;
}

const envelope = z.object({ schema: z.number().int(), value: z.unknown() });

function keyOf(kind: { readonly name: string }, owner: string): string {
  return `${kind.name}:${owner}`;
}

export async function getRecord<T>(kind: RecordKind<T>, owner: string): Promise<T | null> {
  const stored = await kvs.get<unknown>(keyOf(kind, owner));
  return stored === undefined ? null : parseRecord(kind, stored);
}

export async function setRecord<T>(kind: RecordKind<T>, owner: string, value: T): Promise<void> {
  await kvs.set(keyOf(kind, owner), { schema: kind.version, value });
}

/** Sets a record unless there is one; of several callers exactly one gets `true`. */
export async function createRecord<T>(kind: RecordKind<T>, owner: string, value: T): Promise<boolean> {
  try {
    await kvs.set(keyOf(kind, owner), { schema: kind.version, value }, { keyPolicy: 'FAIL_IF_EXISTS' });
    return true;
  } catch (error) {
    if (error instanceof ForgeKvsAPIError && error.responseDetails.status === 409) return false;
    throw error;
  }
}

export async function deleteRecord(kind: { readonly name: string }, owner: string): Promise<void> {
  await kvs.delete(keyOf(kind, owner));
}

/** All records of a kind by owner. Eventually consistent: a record written lately may be missing. */
export async function listRecords<T>(kind: RecordKind<T>): Promise<ReadonlyMap<string, T>> {
  const found = new Map<string, T>();
  const prefix = keyOf(kind, '');
  let cursor: string | undefined;
  do {
    const query = kvs.query().where('key', WhereConditions.beginsWith(prefix)).limit(100);
    const page = await (cursor === undefined ? query : query.cursor(cursor)).getMany<unknown>();
    for (const { key, value } of page.results) found.set(key.slice(prefix.length), parseRecord(kind, value));
    cursor = page.nextCursor || undefined;
  } while (cursor !== undefined);
  return found;
}

function parseRecord<T>(kind: RecordKind<T>, stored: unknown): T {
  const opened = envelope.safeParse(stored);
  if (!opened.success) throw new StoreError('corrupt', kind.name);
  if (opened.data.schema > kind.version) throw new StoreError('newer', kind.name);
  const parsed = kind.schema.safeParse(opened.data.value);
  if (!parsed.success) throw new StoreError('corrupt', kind.name, parsed.error.issues[0]?.path.join('.'));
  return parsed.data;
}

/** Whether an error is storage's own: refused, unreachable, or a record that cannot be used. */
export function isStorageFailure(error: unknown): boolean {
  return error instanceof StoreError || error instanceof ForgeKvsError;
}
