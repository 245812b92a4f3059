import { gatesOnRecord } from '../gates/on-record';
import { waiversOnRecord } from '../gates/waivers';
import {
  STATE,
  type ClosedSprint,
  type Day,
  type GatesOnRecord,
  type IssueColumns,
  type ProjectRecords,
  type WaiverState,
} from '../model';

/** What Plumbline keeps of a project itself, as stored. */
export interface StoredRecords {
  /** `null` where no lifecycle was saved yet. */
  readonly gates: GatesOnRecord | null;
  readonly waivers: WaiverState;
  /** `null` before a sprint was closed. */
  readonly sprints: { readonly value: readonly ClosedSprint[] } | null;
}

const NONE_PASSED = { passed: 0, evidenced: 0 } as const satisfies ProjectRecords['gates'];

/** What the rules see of a project's records on a day. */
export function recordsOn({ gates, waivers, sprints }: StoredRecords, issues: IssueColumns, day: Day): ProjectRecords {
  return {
    waivers: waiversOnRecord(waivers, day),
    sprints: sprints?.value ?? [],
    gates: gates === null ? NONE_PASSED : gatesOnRecord(gates, (issueId) => isDone(issues, issueId)),
  };
}

function isDone(issues: IssueColumns, issueId: number): boolean {
  return issues.state[issues.id.indexOf(issueId)] === STATE.done;
}
