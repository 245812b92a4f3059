import * as z from 'zod';
import { emptyHeaders, findChainEnd } from './document-chain';
import { commitDocument, readDocument, type DocumentKind, type StoredDocument } from './documents';
import { jsonDocument } from './json-document';

/** A small record that several may change at once: each change is made to what the one before left. */
export type SharedRecordKind<T> = DocumentKind<T, { readonly version: number }>;

export interface SharedRecord<T> {
  /** 0 before the first change; rises by one with each. */
  readonly version: number;
  readonly value: T;
}

/** There is one of each kind for the whole site, and those of owners who have their own. */
const SITE = 'site';
const MOST_ATTEMPTS = 20;

export function sharedRecord<T>(name: string, version: number, schema: z.ZodType<T>): SharedRecordKind<T> {
  return jsonDocument(name, version, schema, z.object({ version: z.number().int() }));
}

/** `null` before the first change. */
export async function readShared<T>(kind: SharedRecordKind<T>, owner = SITE): Promise<SharedRecord<T> | null> {
  const stored = await readDocument(kind, owner);
  return stored && toShared(stored);
}

function toShared<T>({ header, value }: StoredDocument<T, { readonly version: number }>): SharedRecord<T> {
  return { version: header.meta.version, value };
}

/**
 * Changes the record. `change` is given what is stored, answers what is to be stored instead or `null` to leave it, and
 * is asked again when somebody else was faster. Answers whether anything was stored.
 */
export async function changeShared<T>(
  kind: SharedRecordKind<T>,
  change: (stored: SharedRecord<T> | null) => T | null,
  owner = SITE,
): Promise<boolean> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const seen = (await readDocument(kind, owner)) ?? undefined;
    const next = change(seen ? toShared(seen) : null);
    if (next === null) return false;
    const before = seen?.header.meta.version ?? 0;
    const meta = { version: before + 1 };
    const outcome = await commitDocument(kind, owner, {
      ...{ value: next, meta, seen },
      begunAt: Infinity,
      supersedes: ({ version }) => version === before,
    });
    if (outcome !== 'superseded') return true;
  }
  throw new Error(`Too many writers of ${kind.name} at once`);
}

/** Forgets what the record said before its last change: it stays in old headers for a while. */
export async function forgetPastOf<T>(kind: SharedRecordKind<T>): Promise<void> {
  await emptyHeaders(kind.name, SITE, await findChainEnd(kind.name, SITE));
}
