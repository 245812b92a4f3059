import type { Day } from './calendar';
import type { EdgeColumns } from './graph/edges';

/** Ends outside the project as typed columns, ascending by id, as the project's own links tell of them. */
export interface OutsideEnds {
  readonly count: number;
  readonly id: Float64Array;
  /** Index into `FAR_STATES`. */
  readonly state: Uint8Array;
  /** The key is `prefixes[prefix]-number`; where the number is 0, the prefix is the whole key, which may be empty. */
  readonly prefix: Int32Array;
  readonly number: Int32Array;
  /** Ascending, each in use. */
  readonly prefixes: readonly string[];
}

/**
 * This project's issues that the graph needs, as typed columns, ascending by id: ends of dependencies, and open issues
 * with a planned finish. What only a schedule asks for is empty (`NO_DAY`, 0) on done issues.
 */
export interface OwnEnds {
  readonly count: number;
  readonly id: Float64Array;
  /** The 12 of PAY-12. */
  readonly number: Int32Array;
  /** Index into `STATE`. */
  readonly state: Uint8Array;
  /** `NO_DAY` where absent, as all days here. */
  readonly start: Int32Array;
  readonly due: Int32Array;
  readonly sprintStart: Int32Array;
  readonly sprintEnd: Int32Array;
  /** 0 where absent. */
  readonly versionId: Float64Array;
  readonly versionEnd: Int32Array;
  /** Working days, rounded up; 0 where there is no estimate. */
  readonly effortDays: Int32Array;
  /** 1 for issues of the playbook's milestone types. */
  readonly milestone: Uint8Array;
}

/** One project's share of the graph: what the merge reads instead of the project's facts. */
export interface DependencySlice {
  readonly projectId: number;
  readonly projectKey: string;
  /** See {@link ProjectFacts.typicalDays}. */
  readonly typicalDays: number | null;
  /** The day on which the project has to be finished, where a field that means it says so. */
  readonly target: Day | null;
  readonly ends: OwnEnds;
  readonly outside: OutsideEnds;
  /**
   * Each (provider, dependent, kind) once, ascending. An end below `ends.count` is the project's own of that place,
   * the others are those outside, from `ends.count` on.
   */
  readonly dependencies: EdgeColumns;
  readonly selfLinks: number;
  /** Ascending by name. */
  readonly unclearLinkTypes: readonly { readonly name: string; readonly links: number }[];
}
