import * as z from 'zod';
import type { Ties } from '../model';
import { surroundings } from './dependency-schemas';
import { commitDocument, deleteDocument, readDocument } from './documents';
import { jsonDocument } from './json-document';
import { packSchedule, unpackSchedule } from './schedule-packing';

/** How a draft would tie a project to others, beside how it is tied now. */
export interface ForeseenTies {
  readonly projectId: number;
  readonly before: Ties;
  readonly after: Ties;
}

/** The schedule packed, in base64. */
const stored = z.object({ surroundings, schedule: z.string() });
type StoredTies = z.infer<typeof stored>;

/** Of the preview that was begun then (ms since 1970). */
const tiesKind = jsonDocument(
  'preview-ties',
  1,
  z.array(z.object({ projectId: z.number().int(), before: stored, after: stored })),
  z.object({ startedAt: z.number() }),
);

/** There is one preview. */
const OWNER = 'site';

/** What was computed for the preview that was begun then; `null` where nothing was. */
export async function readForeseenTies(startedAt: number): Promise<readonly ForeseenTies[] | null> {
  const found = await readDocument(tiesKind, OWNER);
  if (found === null || found.header.meta.startedAt !== startedAt) return null;
  return found.value.map(({ projectId, before, after }) => {
    return { projectId, before: unpacked(before), after: unpacked(after) };
  });
}

/** Keeps for the further jobs of a preview what its first one computed. */
export async function keepForeseenTies(ties: readonly ForeseenTies[], startedAt: number): Promise<void> {
  await commitDocument(tiesKind, OWNER, {
    value: ties.map(({ projectId, before, after }) => ({ projectId, before: packed(before), after: packed(after) })),
    meta: { startedAt },
    begunAt: Infinity,
    supersedes: (known) => known.startedAt < startedAt,
  });
}

/** A preview that is finished needs them no more. */
export function forgetForeseenTies(): Promise<void> {
  return deleteDocument(tiesKind, OWNER);
}

function packed(ties: Ties): StoredTies {
  return { surroundings: ties.surroundings, schedule: packSchedule(ties.schedule).toString('base64') };
}

function unpacked(ties: StoredTies): Ties {
  return { surroundings: ties.surroundings, schedule: unpackSchedule(Buffer.from(ties.schedule, 'base64')) };
}
