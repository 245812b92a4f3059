import * as z from 'zod';
import { deleteRecord, getRecord, listRecords, setRecord, type RecordKind } from './records';

/** Why the last refresh failed, kept until one succeeds. */
export interface StoredFailure {
  readonly at: number;
  readonly cause: string;
  readonly remedy: string;
}

const failures: RecordKind<StoredFailure> = {
  name: 'failure',
  version: 1,
  schema: z.object({ at: z.number(), cause: z.string(), remedy: z.string() }),
};

export const getFailure = (projectId: number): Promise<StoredFailure | null> => getRecord(failures, String(projectId));
export const setFailure = (projectId: number, failure: StoredFailure): Promise<void> =>
  setRecord(failures, String(projectId), failure);
export const deleteFailure = (projectId: number): Promise<void> => deleteRecord(failures, String(projectId));

/** By project. */
export async function listFailures(): Promise<ReadonlyMap<number, StoredFailure>> {
  return new Map([...(await listRecords(failures))].map(([owner, failure]) => [Number(owner), failure]));
}
