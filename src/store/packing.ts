import { copyIssue, emptyIssueColumns, FAR_STATES, PLACE_KINDS } from '../model';
import type { IssueColumns, LinkType, Place, PlaceSet, ProjectFacts, Unreadable } from '../model';
import { ByteReader, ByteWriter, list, one, withLength, withoutLength } from './bytes';
import { packDueMoves, unpackDueMoves } from './due-packing';
import { packMapped, unpackMapped } from './mapped-packing';
import { CHUNK_CONTEXTS, LinkPacker, LinkUnpacker } from './link-packing';
import { Decoder, Encoder } from './range-coder';
import { codeRowCount, codeRows } from './row-packing';

/** What is stored of a project's facts; what a merge or the site tells of it are records of their own. */
export type PackedFacts = Omit<ProjectFacts, 'surroundings' | 'schedule' | 'records' | 'unreadFields'>;

/** Version of the layout below; what not all facts have is added to it. */
const LAYOUT = 3;
/** A section with the values of mapped fields comes last. */
const WITH_MAPPED = 1;
/** The head ends with what became of due dates. */
const WITH_DUE_MOVES = 2;
/** The head says where starts were read from. */
const WITH_START_FIELD = 4;
/** The head ends with sets of places, and each row has the number of its set. */
const WITH_PLACES = 8;
/** The head says where points were read from. */
const WITH_POINTS_FIELD = 16;
const ALL_OF_THESE = WITH_MAPPED | WITH_DUE_MOVES | WITH_START_FIELD | WITH_PLACES | WITH_POINTS_FIELD;
const LEADS = ['active', 'inactive', 'none', 'unsaid'] as const;

/**
 * Rows in one chunk of a small project. Small enough that one changed issue costs few bytes; large enough that naming
 * the chunks, and learning what their rows look like, costs little beside them.
 */
const CHUNK_ROWS = 128;
/** Larger projects have larger chunks instead of more. */
const MOST_CHUNKS = 32;

/**
 * Packs facts into sections: a head, and chunks of rows with their links, each of which changes only with its own rows
 * (but for links to rows before them), and last the values of mapped fields, if there are such fields. {@link unpackFacts} gives back exactly the same facts. The issues have to be
 * ascending by id, and each link entry has to belong to one of them; throws RangeError otherwise. Linear.
 */
export function packFacts(facts: PackedFacts): readonly Buffer[] {
  const links = new LinkPacker(facts.issues, facts.links, facts.project.key);
  const rows = rowsPerChunk(facts.issues.count);
  const chunks: Buffer[] = [];
  for (let from = 0; from < facts.issues.count; from += rows) {
    const count = Math.min(rows, facts.issues.count - from);
    chunks.push(packChunk(facts, links, from, count));
  }
  const mapped = facts.mapped === undefined ? [] : [packMapped(facts.mapped)];
  return [packHead(facts, links.prefixes.all), ...chunks, ...mapped];
}

/** Reads what {@link packFacts} wrote; throws RangeError on anything else. */
export function unpackFacts(sections: readonly Buffer[]): PackedFacts {
  const [head, ...chunks] = sections;
  if (head === undefined) throw new RangeError('Packed facts have no head');
  const { prefixes, hasMapped, dueMoves, ...told } = unpackHead(head);
  const mapped = hasMapped ? chunks.pop() : null;
  if (mapped === undefined) throw new RangeError('Packed facts lack the values of mapped fields');
  const links = new LinkUnpacker();
  let rows = 0;
  const parts = chunks.map((chunk) => {
    const part = unpackChunk(chunk, links, rows, told.placeSets.length > 0);
    rows += part.count;
    return part;
  });
  const issues = joinRows(parts, rows);
  return {
    ...told,
    issues,
    links: links.links(issues, told.project.key, prefixes),
    ...(mapped === null ? {} : { mapped: unpackMapped(mapped) }),
    ...(dueMoves === null ? {} : { dueMoves: unpackDueMoves(dueMoves, issues) }),
  };
}

function rowsPerChunk(count: number): number {
  let rows = CHUNK_ROWS;
  while (rows * MOST_CHUNKS < count) rows *= 2;
  return rows;
}

function packChunk({ issues, placeSets }: PackedFacts, links: LinkPacker, from: number, count: number): Buffer {
  const coder = new Encoder(CHUNK_CONTEXTS);
  codeRowCount(coder, count);
  codeRows(coder, issues, from, count, placeSets.length > 0);
  for (let row = from; row < from + count; row++) links.code(coder, row);
  return withLength(coder.bytes());
}

function unpackChunk(chunk: Buffer, links: LinkUnpacker, from: number, hasPlaces: boolean): IssueColumns {
  const coder = new Decoder(CHUNK_CONTEXTS, withoutLength(chunk));
  const issues = emptyIssueColumns(codeRowCount(coder, 0));
  codeRows(coder, issues, 0, issues.count, hasPlaces);
  for (let row = 0; row < issues.count; row++) links.code(coder, from + row, issues.id[row]);
  return issues;
}

function joinRows(parts: readonly IssueColumns[], count: number): IssueColumns {
  if (parts.length === 1) return parts[0];
  const joined = emptyIssueColumns(count);
  let next = 0;
  for (const part of parts) for (let row = 0; row < part.count; row++) copyIssue(part, row, joined, next++);
  return joined;
}

function packHead(facts: PackedFacts, prefixes: readonly string[]): Buffer {
  const { project, issueTypes, typicalDays, hasStartDates, unreadable, unreadableCount, linkTypes } = facts;
  const { issues, mapped, dueMoves, startField, pointsField, placeSets } = facts;
  const more =
    (mapped === undefined ? 0 : WITH_MAPPED) +
    (dueMoves === undefined ? 0 : WITH_DUE_MOVES) +
    (startField === undefined ? 0 : WITH_START_FIELD) +
    (placeSets.length === 0 ? 0 : WITH_PLACES) +
    (pointsField === undefined ? 0 : WITH_POINTS_FIELD);
  const out = new ByteWriter();
  out.unsigned(LAYOUT + more);
  out.unsigned(project.id);
  out.text(project.key);
  out.text(project.name);
  out.unsigned(LEADS.indexOf(project.lead));
  out.unsigned(issueTypes.length);
  for (const name of issueTypes) out.text(name);
  out.unsigned(typicalDays === null ? 0 : typicalDays + 1);
  out.unsigned(hasStartDates ? 1 : 0);
  packLinkTypes(out, linkTypes);
  out.unsigned(prefixes.length);
  for (const prefix of prefixes) out.text(prefix);
  out.unsigned(unreadableCount);
  out.unsigned(unreadable.length);
  for (const { id, issue, state, field, reason } of unreadable) {
    out.unsigned(id ?? 0);
    out.unsigned(FAR_STATES.indexOf(state));
    [issue, field, reason].forEach((text) => out.text(text));
  }
  if (dueMoves !== undefined) out.block(packDueMoves(dueMoves, issues));
  if (startField !== undefined) out.text(startField);
  if (placeSets.length > 0) packPlaceSets(out, placeSets);
  if (pointsField !== undefined) out.text(pointsField);
  return out.bytes();
}

interface Head extends Omit<PackedFacts, 'issues' | 'links' | 'mapped' | 'dueMoves'> {
  readonly prefixes: readonly string[];
  readonly hasMapped: boolean;
  readonly dueMoves: Buffer | null;
}

function unpackHead(head: Buffer): Head {
  const input = new ByteReader(head);
  const more = input.unsigned() - LAYOUT;
  if (more < 0 || more > ALL_OF_THESE) {
    throw new RangeError('Packed facts have another layout');
  }
  return {
    hasMapped: (more & WITH_MAPPED) !== 0,
    project: { id: input.unsigned(), key: input.text(), name: input.text(), lead: one(LEADS, input.unsigned()) },
    issueTypes: list(input.unsigned(), () => input.text()),
    typicalDays: orNull(input.unsigned()),
    hasStartDates: input.unsigned() === 1,
    linkTypes: unpackLinkTypes(input),
    prefixes: list(input.unsigned(), () => input.text()),
    unreadableCount: input.unsigned(),
    unreadable: list(input.unsigned(), () => unpackUnreadable(input)),
    dueMoves: (more & WITH_DUE_MOVES) === 0 ? null : input.block(),
    ...((more & WITH_START_FIELD) === 0 ? {} : { startField: input.text() }),
    placeSets: (more & WITH_PLACES) === 0 ? [] : unpackPlaceSets(input),
    ...((more & WITH_POINTS_FIELD) === 0 ? {} : { pointsField: input.text() }),
  };
}

/** One more than it is; 0 for none. */
function orNull(stored: number): number | null {
  return stored === 0 ? null : stored - 1;
}

function unpackUnreadable(input: ByteReader): Unreadable {
  const id = input.unsigned();
  const state = one(FAR_STATES, input.unsigned());
  return { id: id === 0 ? null : id, state, issue: input.text(), field: input.text(), reason: input.text() };
}

/** Each place once, then of each set the numbers of its places. */
function packPlaceSets(out: ByteWriter, placeSets: readonly PlaceSet[]): void {
  const numbers = new Map<string, number>();
  const places: Place[] = [];
  const numberOf = (place: Place): number => {
    const key = `${place.kind}\n${place.name}`;
    const known = numbers.get(key) ?? places.push(place) - 1;
    numbers.set(key, known);
    return known;
  };
  const sets = placeSets.map((set) => set.map(numberOf));
  out.unsigned(places.length);
  for (const { kind, name } of places) {
    out.unsigned(PLACE_KINDS.indexOf(kind));
    out.text(name);
  }
  out.unsigned(sets.length);
  for (const set of sets) {
    out.unsigned(set.length);
    for (const number of set) out.unsigned(number);
  }
}

function unpackPlaceSets(input: ByteReader): readonly PlaceSet[] {
  const places = list(input.unsigned(), () => ({ kind: one(PLACE_KINDS, input.unsigned()), name: input.text() }));
  return list(input.unsigned(), () => list(input.unsigned(), () => one(places, input.unsigned())));
}

/** Each phrase after a 1, an absent one as 0. */
function packLinkTypes(out: ByteWriter, linkTypes: readonly LinkType[]): void {
  out.unsigned(linkTypes.length);
  for (const { name, inward, outward } of linkTypes) {
    out.text(name);
    for (const phrase of [inward, outward]) {
      out.unsigned(phrase === null ? 0 : 1);
      if (phrase !== null) out.text(phrase);
    }
  }
}

function unpackLinkTypes(input: ByteReader): readonly LinkType[] {
  const phrase = (): string | null => (input.unsigned() === 0 ? null : input.text());
  return list(input.unsigned(), () => ({ name: input.text(), inward: phrase(), outward: phrase() }));
}
