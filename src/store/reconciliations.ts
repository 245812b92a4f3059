import * as z from 'zod';
import { deleteRecord, listRecords, setRecord, type RecordKind } from './records';

/** What the last comparison of a project's stored facts with Jira found. */
export interface Reconciliation {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Issues compared by their count. */
  readonly issues: number;
  /** Issues compared field by field. */
  readonly contents: number;
  /** In Jira, but not stored. */
  readonly missing: number;
  /** Stored, but not in Jira. */
  readonly gone: number;
  readonly linksDiffering: number;
  readonly contentsDiffering: number;
  readonly repaired: boolean;
}

const results: RecordKind<Reconciliation> = {
  name: 'reconciliation',
  version: 1,
  fields: ['at', 'issues', 'contents', 'missing', 'gone', 'linksDiffering', 'contentsDiffering', 'repaired'],
  schema: z.object({
    at: z.number(),
    issues: z.number(),
    contents: z.number(),
    missing: z.number(),
    gone: z.number(),
    linksDiffering: z.number(),
    contentsDiffering: z.number(),
    repaired: z.boolean(),
  }),
};

export const setReconciliation = (projectId: number, result: Reconciliation): Promise<void> =>
  setRecord(results, String(projectId), result);
export const deleteReconciliation = (projectId: number): Promise<void> => deleteRecord(results, String(projectId));

/** By project. Eventually consistent. */
export async function listReconciliations(): Promise<ReadonlyMap<number, Reconciliation>> {
  return new Map([...(await listRecords(results))].map(([owner, result]) => [Number(owner), result]));
}
