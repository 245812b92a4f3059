import * as z from 'zod';
import type { ClosedSprint } from '../model';
import { deleteDocument } from './documents';
import { createRecord, deleteRecord, getRecord, listRecords, setRecord, type RecordKind } from './records';
import { changeShared, readShared, sharedRecord, type SharedRecord } from './shared-record';

/** What an event told of a sprint, kept until its items were counted. Instants in milliseconds since 1970. */
export interface SprintNews {
  /** When it was told. */
  readonly at: number;
  /** The start, or the completion, that the sprint itself names; `null` where it names none. */
  readonly on: number | null;
}
export type SprintStep = 'started' | 'closed';

/** What a week of tries did not count, nobody counts any more. */
const news: RecordKind<SprintNews> = {
  name: 'sprint-news',
  version: 1,
  fields: ['at', 'on'],
  schema: z.object({ at: z.number(), on: z.number().nullable() }),
  keptHours: 168,
};

const newsOwner = (sprintId: number, step: SprintStep): string => `${sprintId}:${step}`;

export const noteSprintNews = (sprintId: number, step: SprintStep, told: SprintNews): Promise<void> =>
  setRecord(news, newsOwner(sprintId, step), told);
export const getSprintNews = (sprintId: number, step: SprintStep): Promise<SprintNews | null> =>
  getRecord(news, newsOwner(sprintId, step));
export const deleteSprintNews = (sprintId: number, step: SprintStep): Promise<void> =>
  deleteRecord(news, newsOwner(sprintId, step));

/** The sprints of which something was told before an instant that is not counted yet. Eventually consistent. */
export async function listSprintsToldBefore(instant: number): Promise<readonly number[]> {
  const waiting = [...(await listRecords(news))].filter(([, { at }]) => at < instant);
  return [...new Set(waiting.map(([owner]) => Number(owner.split(':')[0])))];
}

/** What a sprint began with. */
export interface SprintStart {
  /** Milliseconds since 1970; `null` where its start was not seen: nothing is known then. */
  readonly startedAt: number | null;
  /** Items by project. */
  readonly committed: readonly (readonly [projectId: number, items: number])[];
}

/** No record of a sprint that is never closed, or was deleted, stays for longer than half a year. */
const starts: RecordKind<SprintStart> = {
  name: 'sprint-start',
  version: 1,
  fields: ['startedAt', 'committed'],
  schema: z.object({
    startedAt: z.number().nullable(),
    committed: z.array(z.tuple([z.number().int(), z.number().int().min(0)])),
  }),
  keptHours: 4380,
};

export const getSprintStart = (sprintId: number): Promise<SprintStart | null> => getRecord(starts, String(sprintId));
/** Of several counts of a sprint's start the first one stays: answers whether this was it. */
export const createSprintStart = (sprintId: number, start: SprintStart): Promise<boolean> =>
  createRecord(starts, String(sprintId), start);

type StoredSprint = readonly [id: number, closedAt: number, committed: number | null, completed: number];

/** Each project's sprints that were closed lately: a few numbers, which each evaluation reads. */
const closed = sharedRecord<readonly StoredSprint[]>(
  'sprints',
  2,
  z.array(z.tuple([z.number().int(), z.number(), z.number().int().min(0).nullable(), z.number().int().min(0)])),
);

/** `null` before a sprint with issues of the project was closed. The version rises with each change. */
export async function readClosedSprints(projectId: number): Promise<SharedRecord<readonly ClosedSprint[]> | null> {
  const stored = await readShared(closed, String(projectId));
  return stored && { ...stored, value: stored.value.map(withNames) };
}

/** Changes a project's closed sprints; `change` may be asked again when somebody else was faster, `null` leaves them. */
export async function changeClosedSprints(
  projectId: number,
  change: (sprints: readonly ClosedSprint[]) => readonly ClosedSprint[] | null,
): Promise<void> {
  const changed = (stored: SharedRecord<readonly StoredSprint[]> | null): readonly StoredSprint[] | null => {
    const sprints = change((stored?.value ?? []).map(withNames));
    return sprints && sprints.map(({ id, closedAt, committed, completed }) => [id, closedAt, committed, completed]);
  };
  await changeShared(closed, changed, String(projectId));
}

function withNames([id, closedAt, committed, completed]: StoredSprint): ClosedSprint {
  return { id, closedAt, committed, completed };
}

export function deleteClosedSprints(projectId: number): Promise<void> {
  return deleteDocument(closed, String(projectId));
}
