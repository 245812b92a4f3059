import type { SiteIssue } from '../../site-data';
import type { Operator, ValueOperand } from '../syntax';

/** What sorting compares; `null`: the field is empty. */
type SortKey = string | number | null;

export interface Sorting {
  /** The direction of ORDER BY without ASC or DESC. */
  readonly descending: boolean;
  key(issue: SiteIssue): SortKey | readonly (string | number)[];
}

/** How changelog entries of a field are told and what their ids stand for. */
export interface HistoryTrail {
  /** As in the changelog's `field`, lower case. */
  readonly changelogField: string;
  readonly multiple: boolean;
}

interface FieldBase {
  /** As written in the query: Jira's messages repeat it. */
  readonly name: string;
  readonly operators: ReadonlySet<Operator>;
  readonly sorting: Sorting | null;
}

/** A field whose values are things with an identity: statuses, people, versions, issues, labels … */
export interface ChoiceField extends FieldBase {
  readonly kind: 'choice';
  /** The type that functions must return for this field. */
  readonly accepts: ValueType;
  /** Ids of the issue's values; none: the field is empty. */
  values(issue: SiteIssue): readonly string[];
  /** Ids that a written value means, at least one; throws a JqlError in Jira's words when there is none. */
  find(value: ValueOperand): readonly string[];
  /** Place of a value among those it can be compared with, for `<` and `>`. */
  readonly rank: ((id: string) => { readonly group: string; readonly place: number } | null) | null;
  /** Where values bound the search: by project, or to single issues. */
  readonly narrows: ((ids: ReadonlySet<string>) => Bound) | null;
  readonly history: HistoryTrail | null;
}

/** Dates. Instants are milliseconds; days are days since 1970 in the field itself, free of any time zone. */
export interface DateField extends FieldBase {
  readonly kind: 'date';
  readonly granularity: 'instant' | 'day';
  value(issue: SiteIssue): number | null;
}

export interface NumberField extends FieldBase {
  readonly kind: 'number';
  /** Durations are compared in seconds and written as `2h 30m`, or as minutes. */
  readonly duration: boolean;
  value(issue: SiteIssue): number | null;
}

export interface TextField extends FieldBase {
  readonly kind: 'text';
  /** False for `text` and `comment`: they cannot be asked whether they are empty. */
  readonly emptiable: boolean;
  texts(issue: SiteIssue): readonly string[];
}

export type Field = ChoiceField | DateField | NumberField | TextField;

export type ValueType =
  | 'project'
  | 'issue'
  | 'issuetype'
  | 'status'
  | 'user'
  | 'version'
  | 'sprint'
  | 'plain'; /* no function returns these */

/** No issue outside these can match. */
export interface Bound {
  readonly projectIds: ReadonlySet<string>;
  readonly issueIds: ReadonlySet<string>;
}

const EQUALITY: readonly Operator[] = ['=', '!=', 'in', 'not in', 'is', 'is not'];
const COMPARISON: readonly Operator[] = ['<', '>', '<=', '>='];
const HISTORY: readonly Operator[] = ['was', 'was not', 'was in', 'was not in', 'changed'];

export const OPERATORS = {
  equality: new Set(EQUALITY),
  ordered: new Set([...EQUALITY, ...COMPARISON]),
  history: new Set([...EQUALITY, ...HISTORY]),
  orderedHistory: new Set([...EQUALITY, ...COMPARISON, ...HISTORY]),
  text: new Set<Operator>(['~', '!~', 'is', 'is not']),
  anyText: new Set<Operator>(['~']),
  commentText: new Set<Operator>(['~', '!~']),
} as const satisfies Record<string, ReadonlySet<Operator>>;

export const HISTORY_OPERATORS: ReadonlySet<Operator> = new Set(HISTORY);

/** The sort key of several values is the least of them, as in Jira. */
export function leastKey<K extends string | number>(keys: readonly (K | null)[]): K | null {
  let least: K | null = null;
  for (const key of keys) if (key !== null && (least === null || key < least)) least = key;
  return least;
}
