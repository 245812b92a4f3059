import * as z from 'zod';
import { parseSections, nameSections, type Section } from './document-sections';
import { createRecord, deleteRecord, getRecord, setRecord, type RecordKind } from './records';

/**
 * The chain of a document's headers, numbered 1, 2, 3 …, of which the newest one counts.
 *
 * A header is made with FAIL_IF_EXISTS, so that of writers at once exactly one gets each number. The pointer holds the
 * number of a header that was the newest a short while ago; from there everybody walks up the chain, so that nothing
 * depends on it being set in time, nor on a slow writer not setting it back.
 *
 * A header is deleted only when its successor is older than any invocation can be. Until then its number stays taken:
 * a writer that slept meanwhile cannot make it again. Deletions go upwards, behind the pointer, so that the headers
 * that are left follow each other without a gap. A pointer is never deleted: no number is ever used twice.
 */
export interface Header {
  readonly sequence: number;
  /** Schema version of the content and the meta. */
  readonly version: number;
  /** When it was made; milliseconds since 1970. */
  readonly at: number;
  /** Of a deleted document, those that were stored outside its header. */
  readonly sections: readonly Section[];
  readonly meta: unknown;
  /** The document was deleted: this header only says so. */
  readonly deleted: boolean;
}

type NewHeader = Pick<Header, 'version' | 'sections' | 'meta' | 'deleted'>;

/** Where a chain ends. */
export interface ChainEnd {
  /** Number of the newest header; the next one has the following number. */
  readonly sequence: number;
  /** `null` when there never was one, or it was swept away after the document's deletion. */
  readonly newest: Header | null;
  /** Number at which the pointer stands; 0 without one. */
  readonly pointer: number;
  /** Headers below this number are deleted. */
  readonly first: number;
}

/** No invocation lives for longer than 15 minutes. */
const SAFELY_OLD_MILLISECONDS = 3_600_000;
/** Fewer old headers than this are not worth looking at. */
const HEADERS_KEPT = 4;
const MOST_DELETED_AT_ONCE = 8;
const LAYOUT = 2;

/** The sections of a document as its newest header names them; none when there is none or it was deleted. */
export function liveSections(newest: Header | null): readonly Section[] {
  return newest === null || newest.deleted ? [] : newest.sections;
}

/** Looks up the end of a chain: 3 reads as long as the pointer is in place, one more for every number it is behind. */
export async function findChainEnd(document: string, owner: string): Promise<ChainEnd> {
  const pointer = (await getRecord(pointerKind(document), owner)) ?? 0;
  let [newest, next] = await Promise.all([
    pointer === 0 ? null : getRecord(headerKind(document), headerOwner(owner, pointer)),
    getRecord(headerKind(document), headerOwner(owner, pointer + 1)),
  ]);
  let sequence = pointer;
  while (next !== null) {
    newest = next;
    sequence++;
    next = await getRecord(headerKind(document), headerOwner(owner, sequence + 1));
  }
  const first = newest?.f ?? sequence + 1;
  return { sequence, newest: newest && toHeader(sequence, newest), pointer, first };
}

/** Adds a header behind the end that was found. Answers whether nobody else did so before. */
export async function appendHeader(
  document: string,
  owner: string,
  end: ChainEnd,
  header: NewHeader,
): Promise<boolean> {
  if (end.pointer < end.sequence) await setRecord(pointerKind(document), owner, end.sequence);
  const first = await deleteOldHeaders(document, owner, end);
  const sequence = end.sequence + 1;
  const stored = toStored(header, Date.now(), first);
  if (!(await createRecord(headerKind(document), headerOwner(owner, sequence), stored))) return false;
  await setRecord(pointerKind(document), owner, sequence);
  return true;
}

/**
 * Empties all headers below the newest one without freeing their numbers: what they said of a deleted document is gone
 * at once.
 */
export async function emptyHeaders(document: string, owner: string, { first, sequence }: ChainEnd): Promise<void> {
  for (let number = first; number < sequence; number++) {
    const header = await getRecord(headerKind(document), headerOwner(owner, number));
    if (header !== null) await setRecord(headerKind(document), headerOwner(owner, number), { ...header, ...EMPTIED });
  }
}

/** Deletes a chain that ends in a deletion, but for its pointer. To be done when no writer of its time is alive. */
export async function deleteHeaders(document: string, owner: string, end: ChainEnd): Promise<void> {
  if (end.pointer < end.sequence) await setRecord(pointerKind(document), owner, end.sequence);
  for (let number = end.first; number <= end.sequence; number++) {
    await deleteRecord(headerKind(document), headerOwner(owner, number));
  }
}

/** Deletes headers from below whose successor is old, and answers the number of the first one that is left. */
async function deleteOldHeaders(document: string, owner: string, { first, sequence }: ChainEnd): Promise<number> {
  if (sequence - first < HEADERS_KEPT) return first;
  const oldest = Date.now() - SAFELY_OLD_MILLISECONDS;
  let left = first;
  while (left < sequence && left - first < MOST_DELETED_AT_ONCE) {
    const successor = await getRecord(headerKind(document), headerOwner(owner, left + 1));
    if (successor !== null && successor.t >= oldest) break;
    await deleteRecord(headerKind(document), headerOwner(owner, left));
    left++;
  }
  return left;
}

/** A header as it is stored: short names, for it is written with every commit. */
interface StoredHeader {
  /** Version of the content. */
  readonly v: number;
  /** When it was made. */
  readonly t: number;
  /** The first number that is left. */
  readonly f: number;
  /** Sections. */
  readonly s: string;
  /** Meta; absent when the document is deleted. */
  readonly m?: unknown;
}

const EMPTIED = { s: '', m: undefined };

function toStored({ version, sections, meta, deleted }: NewHeader, at: number, first: number): StoredHeader {
  return { v: version, t: at, f: first, s: nameSections(sections), ...(deleted ? {} : { m: meta }) };
}

function toHeader(sequence: number, { v, t, s, m }: StoredHeader): Header {
  return { sequence, version: v, at: t, sections: parseSections(s), meta: m, deleted: m === undefined };
}

const storedHeader: z.ZodType<StoredHeader> = z.object({
  v: z.number().int(),
  t: z.number(),
  f: z.number().int().min(1),
  s: z.string(),
  m: z.unknown().optional(),
});

function headerKind(document: string): RecordKind<StoredHeader> {
  return { name: `${document}-head`, version: LAYOUT, schema: storedHeader };
}

/** Made once: a pointer is read with every document, and a schema costs more to make than to use. */
const storedPointer = z.number().int().min(1);

function pointerKind(document: string): RecordKind<number> {
  return { name: document, version: LAYOUT, schema: storedPointer };
}

function headerOwner(owner: string, sequence: number): string {
  return `${owner}:${sequence}`;
}
