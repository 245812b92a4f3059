import { NO_DAY, type Day } from './calendar';
import type { FarState, LinkColumns, LinkType } from './issue-links';
import type { MappedFields, UnreadField } from './mapped-fields';
import type { ProjectSchedule } from './outlook';
import { placeSetsOf, textOfPlaces, type PlaceSet } from './places';
import type { ProjectRecords } from './project-records';

/** Jira's three status categories, in the words of the rules. */
export type IssueState = 'todo' | 'inProgress' | 'done';

/** Of one Jira issue, what rules need. Days are calendar days in the site's time zone. */
export interface IssueFacts {
  readonly id: number;
  /** The 12 of PAY-12. */
  readonly number: number;
  /** Hierarchy level: −1 sub-task, 0 work item, ≥ 1 container. */
  readonly level: number;
  readonly state: IssueState;
  /** False when Jira gave no status category and `state` was told from the resolution. */
  readonly categorised: boolean;
  readonly hasResolution: boolean;
  readonly hasAssignee: boolean;
  /** Original estimate > 0, or the playbook's points field > 0. */
  readonly hasEstimate: boolean;
  /** Has a fix version with a release date, or a sprint with an end date. */
  readonly hasPlannedEnd: boolean;
  readonly start: Day | null;
  readonly due: Day | null;
  /** Only of done issues: day of `resolutiondate`, else of `statuscategorychangedate`. */
  readonly finishedOn: Day | null;
  readonly updatedOn: Day | null;
  readonly parentId: number | null;
  /** Name of its issue type; empty where Jira did not say. */
  readonly typeName: string;
  /** Of the sprint that it is in, closed sprints aside; `null` without one, where it has no such date, or when done. */
  readonly sprintStart: Day | null;
  readonly sprintEnd: Day | null;
  /** Of the dated, unreleased fix version that is due first: its id and release date; `null` when done. */
  readonly versionId: number | null;
  readonly versionEnd: Day | null;
  /** Remaining estimate, else the original one, in whole minutes, rounded up; 0 without, or when done. */
  readonly effortMinutes: number;
  /** Its components and team; empty when done. */
  readonly places: PlaceSet;
}

/** States by the number that stands for them in typed columns. */
export const STATE = { todo: 0, inProgress: 1, done: 2 } as const satisfies Record<IssueState, number>;

/** Bits of {@link IssueColumns.flags}. */
export const FLAG = { categorised: 1, resolution: 2, assignee: 4, estimate: 8, plannedEnd: 16 } as const;

/**
 * The issues of one project as typed columns, ascending by id: row i of every column belongs to the same issue.
 * About 68 bytes an issue, against some 800 for objects. Absent days are `NO_DAY`, absent parents and versions 0.
 */
export interface IssueColumns {
  readonly count: number;
  readonly id: Float64Array;
  readonly number: Int32Array;
  readonly level: Int8Array;
  readonly state: Uint8Array;
  readonly flags: Uint8Array;
  readonly start: Int32Array;
  readonly due: Int32Array;
  readonly finishedOn: Int32Array;
  readonly updatedOn: Int32Array;
  readonly parentId: Float64Array;
  /** Index into {@link ProjectFacts.issueTypes}. */
  readonly type: Uint16Array;
  readonly sprintStart: Int32Array;
  readonly sprintEnd: Int32Array;
  readonly versionId: Float64Array;
  readonly versionEnd: Int32Array;
  readonly effortMinutes: Int32Array;
  /** 1 + index into {@link ProjectFacts.placeSets}; 0 for none. */
  readonly places: Uint16Array;
}

export function emptyIssueColumns(count: number): IssueColumns {
  return {
    count,
    id: new Float64Array(count),
    number: new Int32Array(count),
    level: new Int8Array(count),
    state: new Uint8Array(count),
    flags: new Uint8Array(count),
    start: new Int32Array(count),
    due: new Int32Array(count),
    finishedOn: new Int32Array(count),
    updatedOn: new Int32Array(count),
    parentId: new Float64Array(count),
    type: new Uint16Array(count),
    sprintStart: new Int32Array(count),
    sprintEnd: new Int32Array(count),
    versionId: new Float64Array(count),
    versionEnd: new Int32Array(count),
    effortMinutes: new Int32Array(count),
    places: new Uint16Array(count),
  };
}

/** Packs issues into columns, ascending by id; of two with the same id the later one in `issues` stays. */
export function toIssueColumns(
  issues: readonly IssueFacts[],
): Pick<ProjectFacts, 'issues' | 'issueTypes' | 'placeSets'> {
  const byId = new Map(issues.map((issue) => [issue.id, issue]));
  const sorted = [...byId.values()].sort((a, b) => a.id - b.id);
  const issueTypes = [...new Set(sorted.map(({ typeName }) => typeName))].sort();
  const types = new Map(issueTypes.map((name, place) => [name, place]));
  const placeSets = placeSetsOf(sorted.map(({ places }) => places));
  const sets = new Map(placeSets.map((places, place) => [textOfPlaces(places), place + 1]));
  const columns = emptyIssueColumns(sorted.length);
  sorted.forEach((issue, row) => {
    columns.id[row] = issue.id;
    columns.number[row] = issue.number;
    columns.level[row] = issue.level;
    columns.state[row] = STATE[issue.state];
    columns.flags[row] =
      (issue.categorised ? FLAG.categorised : 0) |
      (issue.hasResolution ? FLAG.resolution : 0) |
      (issue.hasAssignee ? FLAG.assignee : 0) |
      (issue.hasEstimate ? FLAG.estimate : 0) |
      (issue.hasPlannedEnd ? FLAG.plannedEnd : 0);
    columns.start[row] = issue.start ?? NO_DAY;
    columns.due[row] = issue.due ?? NO_DAY;
    columns.finishedOn[row] = issue.finishedOn ?? NO_DAY;
    columns.updatedOn[row] = issue.updatedOn ?? NO_DAY;
    columns.parentId[row] = issue.parentId ?? 0;
    columns.type[row] = types.get(issue.typeName) ?? 0;
    columns.sprintStart[row] = issue.sprintStart ?? NO_DAY;
    columns.sprintEnd[row] = issue.sprintEnd ?? NO_DAY;
    columns.versionId[row] = issue.versionId ?? 0;
    columns.versionEnd[row] = issue.versionEnd ?? NO_DAY;
    columns.effortMinutes[row] = issue.effortMinutes;
    columns.places[row] = issue.places.length === 0 ? 0 : (sets.get(textOfPlaces(issue.places)) ?? 0);
  });
  return { issues: columns, issueTypes, placeSets };
}

/** Copies one issue from one row to another. */
export function copyIssue(from: IssueColumns, row: number, to: IssueColumns, target: number): void {
  to.id[target] = from.id[row];
  to.number[target] = from.number[row];
  to.level[target] = from.level[row];
  to.state[target] = from.state[row];
  to.flags[target] = from.flags[row];
  to.start[target] = from.start[row];
  to.due[target] = from.due[row];
  to.finishedOn[target] = from.finishedOn[row];
  to.updatedOn[target] = from.updatedOn[row];
  to.parentId[target] = from.parentId[row];
  to.type[target] = from.type[row];
  to.sprintStart[target] = from.sprintStart[row];
  to.sprintEnd[target] = from.sprintEnd[row];
  to.versionId[target] = from.versionId[row];
  to.versionEnd[target] = from.versionEnd[row];
  to.effortMinutes[target] = from.effortMinutes[row];
  to.places[target] = from.places[row];
}

/** `unsaid`: the source carries no lead at all (an export); `none`: Jira says that there is none. */
export type ProjectLead = 'active' | 'inactive' | 'none' | 'unsaid';

export interface ProjectIdentity {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly lead: ProjectLead;
}

/** An issue of another project that is an end of one of this project's dependencies, as its own project knows it. */
export interface FarEnd {
  readonly id: number;
  readonly key: string;
  readonly open: boolean;
  readonly start: Day | null;
  readonly due: Day | null;
}

/** What only the whole portfolio knows about this project; `null` in {@link ProjectFacts} until the first merge. */
export interface Surroundings {
  /** Ascending by id. Ends that no project of the portfolio holds are absent: they stay unknown. */
  readonly farEnds: readonly FarEnd[];
  /** Ids of this project's issues that are in a cycle of open dependencies over all projects, ascending. */
  readonly inOpenCycle: readonly number[];
}

/** A reply of Jira that did not fit: which issue, which field, why. Counted, reported, skipped. */
export interface Unreadable {
  /** `null` where the reply has none that can be read. */
  readonly id: number | null;
  /** The issue's key, else its id. */
  readonly issue: string;
  /** Its status, as a link to it would tell. */
  readonly state: FarState;
  readonly field: string;
  readonly reason: string;
}

/**
 * What became of due dates, of the issues whose date was moved or taken away at least once; ids ascending. Of the others
 * that have one, the date is the first that they were given.
 */
export interface DueMoves {
  readonly id: Float64Array;
  /** The first due date ever set. */
  readonly first: Int32Array;
  /** The day of the last move but one; `NO_DAY` after a single one. */
  readonly lastButOne: Int32Array;
  /** The last day on which it was moved later with at most a week to go; `NO_DAY`: never. */
  readonly postponedLate: Int32Array;
}

/** Everything that `evaluate` knows about one project. */
export interface ProjectFacts {
  readonly project: ProjectIdentity;
  readonly issues: IssueColumns;
  /** Names, ascending, each in use. */
  readonly issueTypes: readonly string[];
  /** In the order of their texts, each in use. */
  readonly placeSets: readonly PlaceSet[];
  /**
   * Working days that finished work items of the project took, from first in progress to finish: the median over the
   * last 50; `null` where their history tells none. As of the last reading of the whole project.
   */
  readonly typicalDays: number | null;
  /** False where the site has no field for a start date, so that no start can be told. */
  readonly hasStartDates: boolean;
  /** The field that starts were read from because a playbook names it; absent: from those that are named like one. */
  readonly startField?: string;
  /** The same of points. */
  readonly pointsField?: string;
  readonly linkTypes: readonly LinkType[];
  readonly links: LinkColumns;
  readonly surroundings: Surroundings | null;
  /** As of the last merge; `null` until the first. */
  readonly schedule: ProjectSchedule | null;
  /** Values of the fields that the playbook, or their names, give a meaning; absent: there are none. */
  readonly mapped?: MappedFields;
  /** The playbook's fields that the site does not have, or not with such values; absent: none. */
  readonly unreadFields?: readonly UnreadField[];
  /** What became of due dates; absent: their history could not be read, or was not yet. */
  readonly dueMoves?: DueMoves;
  /** What Plumbline's own records tell; absent where none are kept. */
  readonly records?: ProjectRecords;
  /** How many issues were read but did not fit; `issues.count + unreadableCount` = issues read. */
  readonly unreadableCount: number;
  /** The first of them by key, at most 1,000. */
  readonly unreadable: readonly Unreadable[];
}
