import * as z from 'zod';
import { createRecord, deleteRecord, getRecord, listRecords, setRecord, type RecordKind } from './records';

/** A note that something has to be done, set before the job for it is queued: of many notes one job comes. */
export interface DirtyMarker {
  /** The job that was queued for it. */
  readonly runId: string;
  /** When that job is due; milliseconds since 1970. */
  readonly at: number;
  readonly by: 'people' | 'background';
  /** Account id of whoever asked; `null` when nobody did. */
  readonly askedBy: string | null;
}

/** Short, for every event reads one; the rest only where somebody asked. */
type StoredMarker = readonly [
  runId: string,
  at: number,
  by?: DirtyMarker['by'] | undefined,
  askedBy?: string | null | undefined,
];

const markers: RecordKind<StoredMarker> = {
  name: 'dirty',
  version: 2,
  schema: z.tuple([
    z.string(),
    z.number(),
    z.enum(['people', 'background']).optional(),
    z.string().nullable().optional(),
  ]),
  upgrade: (_from, marker) => {
    const { runId, at } = Object(marker) as Partial<DirtyMarker>;
    return [runId, at];
  },
};

/** What is dirty: a project by its id, the list of projects, all of them, how they hang together, or their rows. */
export type DirtyThing = number | 'projects' | 'everything' | 'merge' | 'rows';

export const createMarker = (thing: DirtyThing, marker: DirtyMarker): Promise<boolean> =>
  createRecord(markers, String(thing), toStored(marker));
export const setMarker = (thing: DirtyThing, marker: DirtyMarker): Promise<void> =>
  setRecord(markers, String(thing), toStored(marker));
export const deleteMarker = (thing: DirtyThing): Promise<void> => deleteRecord(markers, String(thing));

export async function getMarker(thing: DirtyThing): Promise<DirtyMarker | null> {
  const stored = await getRecord(markers, String(thing));
  return stored && fromStored(stored);
}

export async function listMarkers(): Promise<ReadonlyMap<string, DirtyMarker>> {
  return new Map([...(await listRecords(markers))].map(([thing, stored]) => [thing, fromStored(stored)]));
}

function toStored({ runId, at, by, askedBy }: DirtyMarker): StoredMarker {
  return by === 'background' && askedBy === null ? [runId, at] : [runId, at, by, askedBy];
}

function fromStored([runId, at, by = 'background', askedBy = null]: StoredMarker): DirtyMarker {
  return { runId, at, by, askedBy };
}
