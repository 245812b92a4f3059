import { createHash, randomUUID } from 'node:crypto';
import * as z from 'zod';
import { deflate, inflate } from './bytes';
import { createRecord, deleteRecord, getRecord, listRecords, setRecord, type RecordKind } from './records';
import { StoreError } from './store-error';

/**
 * Documents too large for one KVS value, which readers never see half written.
 *
 * A document has a chain of headers, numbered 1, 2, 3 …; a header tells where its body's parts are. To commit, a
 * writer stores the parts under a name of its own, then creates the next header with FAIL_IF_EXISTS, so that of two
 * writers exactly one gets each number, and only over a header that it has seen and may supersede: an older reading
 * cannot replace a newer one. The pointer, a copy of the newest header, is flipped last and only spares readers the
 * search; whoever finds it behind the chain moves it on.
 */
export interface DocumentKind<T, M> {
  /** Part of the keys: letters and dashes. */
  readonly name: string;
  readonly version: number;
  /** Facts about the document that readers need without its body, such as when Jira was read. */
  readonly meta: z.ZodType<M>;
  /** The document as sections: a commit writes only those that are not stored already. */
  encode(value: T): readonly Buffer[];
  /** Throws on sections that are not such a document. */
  decode(sections: readonly Buffer[]): T;
}

/** What the headers of a kind of document need to know of it. */
type HeaderKind<M> = Pick<DocumentKind<unknown, M>, 'name' | 'version' | 'meta'>;

export interface DocumentHeader<M> {
  /** Rises by one with each commit. */
  readonly sequence: number;
  readonly body: string;
  readonly parts: number;
  /** Of the body's content: equal digests, equal content. */
  readonly digest: string;
  readonly meta: M;
}

export interface StoredDocument<T, M> {
  readonly header: DocumentHeader<M>;
  readonly value: T;
}

/** `written`: the content is new; `touched`: only the meta is; `superseded`: what is stored is newer, nothing was done. */
export type CommitOutcome = 'written' | 'touched' | 'superseded';

/** Characters of base64 in one part: 200 KiB, below KVS's 240 KiB with its envelope. */
const PART_CHARACTERS = 200 * 1024;
/** A writer that slept through as many commits has lost its place in the chain for good. */
const HEADERS_KEPT = 3;
const MOST_ATTEMPTS = 20;

export async function readHeader<M>(kind: HeaderKind<M>, owner: string): Promise<DocumentHeader<M> | null> {
  return getRecord(pointerKind(kind), owner);
}

/** The newest whole document, or `null`. A reader that loses its parts to a writer looks again. */
export async function readDocument<T, M>(
  kind: DocumentKind<T, M>,
  owner: string,
): Promise<StoredDocument<T, M> | null> {
  let header = await readHeader(kind, owner);
  for (let attempt = 0; attempt < 3; attempt++) {
    if (header === null) return null;
    const body = await readBody(kind, owner, header);
    if (body !== null) return { header, value: decodeBody(kind, body) };
    header = await newestHeader(kind, owner);
  }
  return null;
}

/** The digest that {@link commitDocument} would give the value. */
export function digestOf<T, M>(kind: DocumentKind<T, M>, value: T): string {
  return createHash('sha256')
    .update(Buffer.concat(kind.encode(value)))
    .digest('base64url')
    .slice(0, 22);
}

/**
 * Commits a value over what is stored, unless `supersedes` says of the stored meta that it is as new or newer.
 * Content that is already stored is not written again. Safe to kill anywhere and to run beside its twin.
 */
export async function commitDocument<T, M>(
  kind: DocumentKind<T, M>,
  owner: string,
  value: T,
  meta: M,
  supersedes: (stored: M) => boolean,
): Promise<CommitOutcome> {
  const bytes = Buffer.concat(kind.encode(value));
  const digest = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
  let written: WrittenBody | null = null;
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const current = await newestHeader(kind, owner);
    if (current && !supersedes(current.meta)) {
      if (written) await discardBody(kind, owner, written);
      return 'superseded';
    }
    const sameContent = current?.digest === digest && (await isWhole(current));
    if (!sameContent) written ??= await writeBody(kind, owner, bytes);
    const { body, parts } = sameContent ? current : (written ?? { body: '', parts: 0 });
    const next: DocumentHeader<M> = { sequence: (current?.sequence ?? 0) + 1, body, parts, digest, meta };
    if (!(await createRecord(headerKind(kind), headerOwner(owner, next.sequence), next))) continue;
    await movePointer(kind, owner, next);
    if (current) await tidyAfter(kind, owner, current, next);
    if (written && written.body !== body) await discardBody(kind, owner, written);
    return sameContent ? 'touched' : 'written';
  }
  throw new Error(`Too many writers of ${kind.name} at once`);
}

/** Commits a new meta over the same content, as long as `amend` has one to give; `null` leaves all as it is. */
export async function amendDocument<M>(
  kind: HeaderKind<M>,
  owner: string,
  amend: (stored: M) => M | null,
): Promise<void> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const current = await newestHeader(kind, owner);
    const meta = current && amend(current.meta);
    if (current === null || meta === null) return;
    const next: DocumentHeader<M> = { ...current, sequence: current.sequence + 1, meta };
    if (!(await createRecord(headerKind(kind), headerOwner(owner, next.sequence), next))) continue;
    await movePointer(kind, owner, next);
    await tidyAfter(kind, owner, current, next);
    return;
  }
}

/** Removes a document with its headers and parts. Harmless when there is none; killed half-way, it can be repeated. */
export async function deleteDocument<M>(kind: HeaderKind<M>, owner: string): Promise<void> {
  const newest = await newestHeader(kind, owner);
  if (!newest) return;
  const entry = { kind: kind.name, owner, parts: newest.parts, at: Date.now(), abandoned: true };
  await setRecord(bodies, newest.body, entry);
  await discardBody(kind, owner, newest);
  for (let sequence = Math.max(1, newest.sequence - HEADERS_KEPT); sequence <= newest.sequence; sequence++) {
    await deleteRecord(headerKind(kind), headerOwner(owner, sequence));
  }
  await deleteRecord(pointerKind(kind), owner);
}

/**
 * One small entry for every body whose parts may be stored, from before the first part is written until after the
 * last one is deleted: what a killed writer leaves behind is found by it.
 */
interface BodyEntry {
  readonly kind: string;
  readonly owner: string;
  readonly parts: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly abandoned: boolean;
}

const bodies: RecordKind<BodyEntry> = {
  name: 'body',
  version: 1,
  schema: z.object({
    kind: z.string(),
    owner: z.string(),
    parts: z.number(),
    at: z.number(),
    abandoned: z.boolean(),
  }),
};

/** Deletes the parts of bodies that were begun before `olderThan` and that no header names. Answers how many. */
export async function sweepAbandonedBodies(kinds: readonly HeaderKind<unknown>[], olderThan: number): Promise<number> {
  let swept = 0;
  for (const [body, entry] of await listRecords(bodies)) {
    const kind = kinds.find((each) => each.name === entry.kind);
    if (entry.at >= olderThan || !kind) continue;
    const newest = await newestHeader(kind, entry.owner);
    if (newest?.body === body) continue;
    await discardBody(kind, entry.owner, { body, parts: entry.parts });
    swept++;
  }
  return swept;
}

async function isWhole({ body }: WrittenBody): Promise<boolean> {
  const entry = await getRecord(bodies, body);
  return entry !== null && !entry.abandoned;
}

interface WrittenBody {
  readonly body: string;
  readonly parts: number;
}

async function writeBody<T, M>(kind: DocumentKind<T, M>, owner: string, bytes: Buffer): Promise<WrittenBody> {
  const text = deflate(bytes);
  const parts = Math.max(1, Math.ceil(text.length / PART_CHARACTERS));
  const body = randomUUID();
  await setRecord(bodies, body, { kind: kind.name, owner, parts, at: Date.now(), abandoned: false });
  for (let part = 0; part < parts; part++) {
    const piece = text.slice(part * PART_CHARACTERS, (part + 1) * PART_CHARACTERS);
    await setRecord(partKind(kind), partOwner(owner, body, part), piece);
  }
  return { body, parts };
}

async function readBody<T, M>(
  kind: DocumentKind<T, M>,
  owner: string,
  header: DocumentHeader<M>,
): Promise<string | null> {
  const pieces = await Promise.all(
    Array.from({ length: header.parts }, (_, part) => getRecord(partKind(kind), partOwner(owner, header.body, part))),
  );
  return pieces.some((piece) => piece === null) ? null : pieces.join('');
}

function decodeBody<T, M>(kind: DocumentKind<T, M>, body: string): T {
  try {
    return kind.decode([inflate(body)]);
  } catch {
    throw new StoreError('corrupt', kind.name);
  }
}

/**
 * The pointer, then up the chain from it: a writer may have been killed between its header and the pointer, which is
 * then moved on here.
 */
async function newestHeader<M>(kind: HeaderKind<M>, owner: string): Promise<DocumentHeader<M> | null> {
  const pointer = await readHeader(kind, owner);
  const next = await getRecord(headerKind(kind), headerOwner(owner, (pointer?.sequence ?? 0) + 1));
  return next === null ? pointer : movePointer(kind, owner, next);
}

/** Flips the pointer, then looks whether the chain went on meanwhile: a slow writer must not leave it behind. */
async function movePointer<M>(kind: HeaderKind<M>, owner: string, to: DocumentHeader<M>): Promise<DocumentHeader<M>> {
  let newest = to;
  for (;;) {
    await setRecord(pointerKind(kind), owner, newest);
    const next = await getRecord(headerKind(kind), headerOwner(owner, newest.sequence + 1));
    if (next === null) return newest;
    newest = next;
  }
}

async function tidyAfter<M>(
  kind: HeaderKind<M>,
  owner: string,
  previous: DocumentHeader<M>,
  next: DocumentHeader<M>,
): Promise<void> {
  if (previous.body !== next.body) await discardBody(kind, owner, previous);
  if (next.sequence > HEADERS_KEPT) {
    await deleteRecord(headerKind(kind), headerOwner(owner, next.sequence - HEADERS_KEPT));
  }
}

async function discardBody<M>(kind: HeaderKind<M>, owner: string, { body, parts }: WrittenBody): Promise<void> {
  for (let part = 0; part < parts; part++) await deleteRecord(partKind(kind), partOwner(owner, body, part));
  await deleteRecord(bodies, body);
}

function pointerKind<M>(kind: HeaderKind<M>): RecordKind<DocumentHeader<M>> {
  return { name: kind.name, version: kind.version, schema: headerSchema(kind) };
}

function headerKind<M>(kind: HeaderKind<M>): RecordKind<DocumentHeader<M>> {
  return { name: `${kind.name}-header`, version: kind.version, schema: headerSchema(kind) };
}

function partKind({ name, version }: Pick<HeaderKind<unknown>, 'name' | 'version'>): RecordKind<string> {
  return { name: `${name}-part`, version, schema: z.string() };
}

function headerSchema<M>(kind: HeaderKind<M>): z.ZodType<DocumentHeader<M>> {
  return z.object({
    sequence: z.number().int().min(1),
    body: z.string(),
    parts: z.number().int().min(1),
    digest: z.string(),
    meta: kind.meta,
  });
}

function headerOwner(owner: string, sequence: number): string {
  return `${owner}:${sequence}`;
}

function partOwner(owner: string, body: string, part: number): string {
  return `${owner}:${body}:${part}`;
}
