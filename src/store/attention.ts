import * as z from 'zod';
import { deleteRecord, getRecord, listRecords, setRecord, type RecordKind } from './records';

/** When somebody last looked at a project; not who. Milliseconds since 1970. */
const views: RecordKind<number> = { name: 'viewed', version: 1, schema: z.number() };

/** A page asks every few seconds; a note that is a minute younger tells nothing new. */
const WORTH_NOTING_MILLISECONDS = 60_000;

/** Notes that somebody looks at the project, unless that was noted within the last minute. */
export async function noteViewed(projectId: number, at: number): Promise<void> {
  if (at - (await getViewedAt(projectId)) >= WORTH_NOTING_MILLISECONDS) await setRecord(views, String(projectId), at);
}

/** To the minute; 0 when nobody ever looked. */
export async function getViewedAt(projectId: number): Promise<number> {
  return (await getRecord(views, String(projectId))) ?? 0;
}

/** By project. Eventually consistent. */
export async function listViewed(): Promise<ReadonlyMap<number, number>> {
  return new Map([...(await listRecords(views))].map(([owner, at]) => [Number(owner), at]));
}

export const forgetViewed = (projectId: number): Promise<void> => deleteRecord(views, String(projectId));
