import * as z from 'zod';
import { deleteHistory } from './history';
import { deleteKept } from './kept-snapshots';
import { createRecord, deleteRecord, listRecords, setRecord, type RecordKind } from './records';
import { deleteClosedSprints } from './sprints';

/** Since when Jira has not shown a project to the app (ms since 1970); 0 where it told that the project was deleted. */
const removals: RecordKind<number> = { name: 'removed', version: 1, schema: z.number().int().min(0) };
const DELETED = 0;

/** Notes that Jira does not show a project any more; what was noted of it before stays. */
export async function noteRemoved(projectId: number, at: number): Promise<void> {
  await createRecord(removals, String(projectId), at);
}

/** Notes that a project was deleted for good: it is not waited for. */
export const noteDeleted = (projectId: number): Promise<void> => setRecord(removals, String(projectId), DELETED);

export const forgetRemoval = (projectId: number): Promise<void> => deleteRecord(removals, String(projectId));

/** Since when each project has been away; 0 for those that were deleted. Eventually consistent. */
export async function listRemoved(): Promise<ReadonlyMap<number, number>> {
  return new Map([...(await listRecords(removals))].map(([owner, since]) => [Number(owner), since]));
}

/** Deletes what Jira cannot tell again: how a project stood, day by day, and what its closed sprints came to. */
export async function deleteProjectPast(projectId: number): Promise<void> {
  await deleteHistory(projectId);
  await deleteKept(projectId);
  await deleteClosedSprints(projectId);
  // Last: killed before, the next look finds it.
  await forgetRemoval(projectId);
}
