import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { deflate, inflate } from './bytes';
import { deleteRecords, getRecord, setRecord, type RecordKind } from './records';

/**
 * One piece of a document's content. A large section lies in parts of its own under a place that is never used twice; a
 * small document's sections lie as text in the header itself.
 */
export type Section = { readonly digest: string } & ({ readonly place: string } | { readonly text: string });

/** A section that is to be stored, if it is not stored already. */
export interface NewSection {
  readonly digest: string;
  /** Deflated, base64. */
  readonly text: string;
}

/** Characters of base64 in one part: 200 KiB, below KVS's 240 KiB with its envelope. */
export const PART_CHARACTERS = 200 * 1024;
/** 72 bits: sections of a million generations do not meet by accident. */
const DIGEST_CHARACTERS = 12;
const LAYOUT = 2;

export function digestOfBytes(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('base64url').slice(0, DIGEST_CHARACTERS);
}

/** Of a whole document: equal digests, equal content. */
export function digestOfSections(sections: readonly { readonly digest: string }[]): string {
  return digestOfBytes(sections.map(({ digest }) => digest).join());
}

export function deflateSection(bytes: Buffer): NewSection {
  return { digest: digestOfBytes(bytes), text: deflate(bytes) };
}

/** A place nobody has written to: its name, and after `*` the number of parts where there are several. */
export function newPlace(text: string): string {
  const parts = Math.ceil(text.length / PART_CHARACTERS);
  const name = randomBytes(6).toString('base64url');
  return parts > 1 ? `${name}*${parts}` : name;
}

/** Stores a section's text at its place. */
export async function writeSection(document: string, owner: string, place: string, text: string): Promise<void> {
  await Promise.all(
    partOwners(owner, place).map((part, index) =>
      setRecord(partKind(document), part, text.slice(index * PART_CHARACTERS, (index + 1) * PART_CHARACTERS)),
    ),
  );
}

/** The content of sections, or `null` when one of them is not there any more. */
export async function readSections(
  document: string,
  owner: string,
  sections: readonly Section[],
): Promise<readonly Buffer[] | null> {
  const texts = await Promise.all(
    sections.map(async (section) => {
      if ('text' in section) return section.text;
      const parts = partOwners(owner, section.place).map((part) => getRecord(partKind(document), part));
      const pieces = await Promise.all(parts);
      return pieces.includes(null) ? null : pieces.join('');
    }),
  );
  const whole = texts.filter((text) => text !== null);
  return whole.length === texts.length ? whole.map(inflate) : null;
}

/** Deletes what is stored at places. Harmless where nothing is. */
export async function deletePlaces(document: string, owner: string, places: readonly string[]): Promise<void> {
  await deleteRecords(
    partKind(document),
    places.flatMap((place) => partOwners(owner, place)),
  );
}

/** Where sections lie outside the header. */
export function placesOf(sections: readonly Section[]): readonly string[] {
  return sections.flatMap((section) => ('place' in section ? [section.place] : []));
}

/** Sections as a header names them. */
export function nameSections(sections: readonly Section[]): string {
  return sections
    .map((section) => section.digest + ('place' in section ? section.place : `=${section.text}`))
    .join(BETWEEN_SECTIONS);
}

/** Reads what {@link nameSections} wrote. */
export function parseSections(names: string): readonly Section[] {
  if (names === '') return [];
  return names.split(BETWEEN_SECTIONS).map((name) => {
    const digest = name.slice(0, DIGEST_CHARACTERS);
    const rest = name.slice(DIGEST_CHARACTERS);
    return rest.startsWith('=') ? { digest, text: rest.slice(1) } : { digest, place: rest };
  });
}

/** Does not occur in base64. */
const BETWEEN_SECTIONS = ',';

function partOwners(owner: string, place: string): readonly string[] {
  const [name, parts = '1'] = place.split('*');
  return Array.from({ length: Number(parts) }, (_, part) => `${owner}:${name}:${part}`);
}

const partText = z.string();

function partKind(document: string): RecordKind<string> {
  return { name: `${document}-part`, version: LAYOUT, schema: partText };
}
