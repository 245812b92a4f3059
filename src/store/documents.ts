import { randomBytes } from 'node:crypto';
import type * as z from 'zod';
import { appendHeader, emptyHeaders, findChainEnd, liveSections, type ChainEnd, type Header } from './document-chain';
import { Draft } from './document-draft';
import { declareIntent } from './document-intents';
import {
  deflateSection,
  deletePlaces,
  digestOfBytes,
  digestOfSections,
  placesOf,
  readSections,
} from './document-sections';
import { withNames, withoutNames } from './records';
import { StoreError } from './store-error';

/**
 * Documents that readers never see half written, however large, and of which a commit writes only what changed.
 *
 * A document is a chain of headers (document-chain.ts); the newest one says where its sections lie
 * (document-sections.ts). To commit, a writer stores the sections that are not stored already, then makes the next
 * header, and only over a header that it has seen and may supersede: an older reading cannot replace a newer one. What
 * it writes and what it replaces is declared first (document-intents.ts), so that a killed writer leaves nothing behind.
 */
export interface DocumentKind<T, M> {
  /** Part of the keys: letters and dashes. */
  readonly name: string;
  readonly version: number;
  /** Facts about the document that readers need without its content, such as when Jira was read. */
  readonly meta: z.ZodType<M>;
  /** The order in which the meta's fields are stored, without their names: all of them, once each. */
  readonly metaFields?: readonly (keyof M & string)[];
  /** The document as sections: a commit writes only those that are not stored already. */
  encode(value: T): readonly Buffer[];
  /** Throws on sections that are not such a document. */
  decode(sections: readonly Buffer[]): T;
  /**
   * Documents up to this many characters (deflated) lie in their header. Worth it as long as the meta does not change
   * often without the content.
   */
  readonly inlineUpTo: number;
  /**
   * What a document of an older version is in this one. Without it, or where `value` answers `undefined`, such a
   * document counts as absent: a refresh writes it anew.
   */
  readonly upgrade?: {
    meta(from: number, stored: unknown): unknown;
    value(from: number, sections: readonly Buffer[]): T | undefined;
  };
}

/** What the header of a kind of document needs to know of it. */
type HeaderKind<M> = Pick<DocumentKind<unknown, M>, 'name' | 'version' | 'meta' | 'metaFields' | 'upgrade'>;

export interface DocumentHeader<M> {
  /** Rises by one with each commit. */
  readonly sequence: number;
  /** Of the content: equal digests, equal content. */
  readonly digest: string;
  readonly meta: M;
}

/** What a job has seen of a document: what it then commits need not look up the same headers again. */
export interface Sight<M> {
  readonly header: DocumentHeader<M> | null;
  readonly end: ChainEnd;
}

export interface StoredDocument<T, M> extends Sight<M> {
  readonly header: DocumentHeader<M>;
  readonly value: T;
}

/** `written`: the content is new; `touched`: only the meta is; `superseded`: what is stored is newer, nothing was done. */
export type CommitOutcome = 'written' | 'touched' | 'superseded';

export interface Commit<T, M> {
  readonly value: T;
  readonly meta: M;
  /** When the value was begun (milliseconds since 1970): a document deleted since then stays deleted. */
  readonly begunAt: number;
  /** Whether the value may take the place of one with this meta. */
  readonly supersedes: (stored: M) => boolean;
  /** What this job has seen before. Where somebody committed since then, it is looked up after all. */
  readonly seen?: Sight<M> | undefined;
}

const MOST_ATTEMPTS = 40;

export async function readHeader<M>(kind: HeaderKind<M>, owner: string): Promise<DocumentHeader<M> | null> {
  return (await seeDocument(kind, owner)).header;
}

/** The newest header for a commit that may follow in the same job. */
export async function seeDocument<M>(kind: HeaderKind<M>, owner: string): Promise<Sight<M>> {
  const end = await findChainEnd(kind.name, owner);
  return { header: end.newest && openHeader(kind, end.newest), end };
}

/**
 * The newest whole document, or `null`; `seen`: what this job has seen of it just now. A reader that loses its sections to a writer looks again; should storage have
 * lost them, the document counts as never written.
 */
export async function readDocument<T, M>(
  kind: DocumentKind<T, M>,
  owner: string,
  seen?: Sight<M>,
): Promise<StoredDocument<T, M> | null> {
  let lost = 0;
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const end = attempt === 0 && seen ? seen.end : await findChainEnd(kind.name, owner);
    const { newest } = end;
    const header = newest && openHeader(kind, newest);
    if (newest === null || header === null) return null;
    const sections = await readSections(kind.name, owner, newest.sections);
    if (sections === null && newest.sequence === lost) {
      await deleteDocument(kind, owner);
      return null;
    }
    if (sections !== null) {
      const value = decode(kind, newest.version, sections);
      return value === undefined ? null : { header, end, value };
    }
    if (newest.sequence === lost) throw new StoreError('corrupt', kind.name);
    lost = newest.sequence;
  }
  throw tooManyWriters(kind.name);
}

/** The digest that {@link commitDocument} would give the value. */
export function digestOf<T, M>(kind: DocumentKind<T, M>, value: T): string {
  return digestOfSections(kind.encode(value).map((bytes) => ({ digest: digestOfBytes(bytes) })));
}

/**
 * Commits a value over what is stored, unless that is as new or newer. Sections that are stored already are not written
 * again. Safe to kill anywhere and to run beside its twin.
 */
export async function commitDocument<T, M>(
  kind: DocumentKind<T, M>,
  owner: string,
  { value, meta, begunAt, supersedes, seen }: Commit<T, M>,
): Promise<CommitOutcome> {
  const draft = new Draft(kind.name, owner, kind.encode(value).map(deflateSection), kind.inlineUpTo);
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const end = attempt === 0 && seen ? seen.end : await findChainEnd(kind.name, owner);
    const current = liveSections(end.newest);
    const stored = end.newest && openHeader(kind, end.newest);
    const isDeletedSince = end.newest?.deleted === true && end.newest.at > begunAt;
    if (isDeletedSince || (stored && !supersedes(stored.meta))) {
      await draft.tidy(current);
      return 'superseded';
    }
    const sections = await draft.storeBeside(current);
    const next = { version: kind.version, sections, meta: withoutNames(kind.metaFields, meta), deleted: false };
    if (!(await appendHeader(kind.name, owner, end, next))) continue;
    await draft.tidy(sections);
    return stored?.digest === digestOfSections(sections) ? 'touched' : 'written';
  }
  throw tooManyWriters(kind.name);
}

/** Commits a new meta over the same content, as long as `amend` has one to give; `null` leaves all as it is. */
export async function amendDocument<M>(
  kind: HeaderKind<M>,
  owner: string,
  amend: (stored: M) => M | null,
): Promise<void> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const end = await findChainEnd(kind.name, owner);
    const stored = end.newest && openHeader(kind, end.newest);
    const meta = stored && amend(stored.meta);
    if (end.newest === null || meta === null || end.newest.version !== kind.version) return;
    const next = { ...end.newest, meta: withoutNames(kind.metaFields, meta) };
    if (await appendHeader(kind.name, owner, end, next)) return;
  }
  throw tooManyWriters(kind.name);
}

/**
 * Deletes a document: first a header says so, then its content goes. Emptied headers keep their numbers for an hour, so
 * that a writer that was under way cannot bring it back. Harmless when there is none; killed half-way, it can be
 * repeated, else the sweep completes it.
 */
export async function deleteDocument<M>(kind: HeaderKind<M>, owner: string): Promise<void> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const end = await findChainEnd(kind.name, owner);
    if (end.newest === null) return;
    const { sections, deleted } = end.newest;
    const places = placesOf(sections);
    if (!deleted) {
      const intent = { document: kind.name, owner, places, at: Date.now() };
      await declareIntent(randomBytes(6).toString('base64url'), intent);
      const named = sections.filter((section) => 'place' in section);
      const tombstone = { version: kind.version, sections: named, meta: null, deleted: true };
      if (!(await appendHeader(kind.name, owner, end, tombstone))) continue;
    }
    await emptyHeaders(kind.name, owner, deleted ? end : { ...end, sequence: end.sequence + 1 });
    await deletePlaces(kind.name, owner, places);
    return;
  }
  throw tooManyWriters(kind.name);
}

/** `null` where it tells of no document of this version. */
function openHeader<M>(kind: HeaderKind<M>, header: Header): DocumentHeader<M> | null {
  if (header.deleted) return null;
  if (header.version > kind.version) throw new StoreError('newer', kind.name);
  const isCurrent = header.version === kind.version;
  if (!isCurrent && kind.upgrade === undefined) return null;
  const told = isCurrent ? withNames(kind.metaFields, header.meta) : kind.upgrade?.meta(header.version, header.meta);
  const meta = kind.meta.safeParse(told);
  if (!meta.success) throw new StoreError('corrupt', kind.name, meta.error.issues[0]?.path.join('.'));
  return { sequence: header.sequence, digest: digestOfSections(header.sections), meta: meta.data };
}

function decode<T, M>(kind: DocumentKind<T, M>, version: number, sections: readonly Buffer[]): T | undefined {
  try {
    return version === kind.version ? kind.decode(sections) : kind.upgrade?.value(version, sections);
  } catch {
    throw new StoreError('corrupt', kind.name);
  }
}

function tooManyWriters(name: string): Error {
  return new Error(`Too many writers of ${name} at once`);
}
