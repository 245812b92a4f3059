import * as z from 'zod';
import { placesOf, parseSections } from '../../../src/store/document-sections';
import {
  amendDocument,
  commitDocument,
  deleteDocument,
  readDocument,
  type CommitOutcome,
  type DocumentKind,
  type StoredDocument,
} from '../../../src/store/documents';
import type { FakeForge } from '../../support/forge';

/** A document for tests: lines, each a section of its own, and an age by which the newer one wins. */
export interface Age {
  readonly age: number;
}
export type Lines = readonly string[];

export const NOTE = 'note';
export const OWNER = 'one';

/** `inlineUpTo` 0: even an empty document lies outside its header. */
export function noteKind(overrides: Partial<DocumentKind<Lines, Age>> = {}): DocumentKind<Lines, Age> {
  return {
    name: NOTE,
    version: 1,
    meta: z.object({ age: z.number() }),
    encode: (lines) => lines.map((line) => Buffer.from(line, 'utf8')),
    decode: (sections) => sections.map((section) => section.toString('utf8')),
    inlineUpTo: 0,
    ...overrides,
  };
}

export const notes = noteKind();

export const commit =
  (lines: Lines, age: number, kind = notes) =>
  (): Promise<CommitOutcome> =>
    commitDocument(kind, OWNER, {
      value: lines,
      meta: { age },
      begunAt: Date.now(),
      supersedes: (stored) => stored.age < age,
    });

export const amend = (age: number) => (): Promise<void> =>
  amendDocument(notes, OWNER, (stored) => (stored.age < age ? { age } : null));

export const remove = () => (): Promise<void> => deleteDocument(notes, OWNER);

export const look =
  (kind = notes) =>
  (): Promise<StoredDocument<Lines, Age> | null> =>
    readDocument(kind, OWNER);

/** What a fresh process reads. */
export async function read(forge: FakeForge, kind = notes): Promise<Lines | null> {
  const outcome = await forge.run(look(kind));
  if (outcome.killed) throw new Error('Nobody killed the reader');
  return outcome.value?.value ?? null;
}

export interface HeaderAtRest {
  readonly sequence: number;
  readonly age: number | null;
  readonly places: readonly string[];
}

/** The headers that are stored, ascending. */
export function headersOf(forge: FakeForge): readonly HeaderAtRest[] {
  const found = forge.keys(`${NOTE}-head`).map((key): HeaderAtRest => {
    const { value } = JSON.parse(forge.storage.get(key) ?? '') as { value: { s: string; m?: Age } };
    const sequence = Number(key.slice(key.lastIndexOf(':') + 1));
    return { sequence, age: value.m?.age ?? null, places: placesOf(parseSections(value.s)) };
  });
  return found.sort((a, b) => a.sequence - b.sequence);
}

/** Places whose parts are stored. */
export function placesAtRest(forge: FakeForge): readonly string[] {
  return [...new Set(forge.keys(`${NOTE}-part`).map((key) => key.split(':')[2]))].sort();
}

/** Deflates badly, so that it takes several parts. */
export function longLine(seed: number): string {
  let state = seed;
  const next = (): string => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state.toString(36);
  };
  return Array.from({ length: 80_000 }, next).join('');
}
