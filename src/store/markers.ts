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

const markers: RecordKind<DirtyMarker> = {
  name: 'dirty',
  version: 2,
  fields: ['runId', 'at', 'by', 'askedBy'],
  schema: z.object({
    runId: z.string(),
    at: z.number(),
    by: z.enum(['people', 'background']),
    askedBy: z.string().nullable(),
  }),
  upgrade: (_from, marker) => ({ by: 'background', askedBy: null, ...Object(marker) }) as unknown,
};

/** What is dirty: a project by its id, the list of projects, all of them, how they hang together, or their rows. */
export type DirtyThing = number | 'projects' | 'everything' | 'merge' | 'rows';

export const createMarker = (thing: DirtyThing, marker: DirtyMarker): Promise<boolean> =>
  createRecord(markers, String(thing), marker);
export const getMarker = (thing: DirtyThing): Promise<DirtyMarker | null> => getRecord(markers, String(thing));
export const setMarker = (thing: DirtyThing, marker: DirtyMarker): Promise<void> =>
  setRecord(markers, String(thing), marker);
export const deleteMarker = (thing: DirtyThing): Promise<void> => deleteRecord(markers, String(thing));
export const listMarkers = (): Promise<ReadonlyMap<string, DirtyMarker>> => listRecords(markers);
