/** Meanings whose values are read as such. Stored facts know them by their places here: later ones come last. */
export const READ_MEANINGS = [
  'baselineFinish',
  'fixedDate',
  'plannedValue',
  'earnedValue',
  'actualCost',
  'probability',
  'impact',
  'response',
  'contingency',
  'target',
] as const;
export type ReadMeaning = (typeof READ_MEANINGS)[number];

/** What a field of Jira may mean to rules; starts and points are told in columns of their own. */
export const FIELD_MEANINGS = ['start', 'points', ...READ_MEANINGS] as const;
export type FieldMeaning = (typeof FIELD_MEANINGS)[number];

/**
 * Which field of Jira each meaning was, or is to be, read from; absent: none, and of start and points that no playbook
 * names one: then fields are taken for it by their names.
 */
export type FieldMap = Readonly<Partial<Record<FieldMeaning, string>>>;

/** Stands in a {@link FieldMap} for the field of starts or points that a playbook names and that cannot be read. */
export const NONE_TO_READ = '';

/** A field that a playbook names and that cannot be read as what it is to mean. */
export interface UnreadField {
  readonly meaning: FieldMeaning;
  /** Jira's id of the field. */
  readonly field: string;
  /** Jira's word for what it holds instead, empty where Jira tells none; `null`: there is no such field any more. */
  readonly holds: string | null;
}

/**
 * What a field holds, of the issues that have a value there: ids ascending. Values are days for dates, sums rounded to
 * hundredths for costs, and steps from 1 to 5 for probability and impact, 0 where no step can be told. Of a text only
 * that it is there: 1.
 */
export interface FieldValues {
  /** Jira's id of the field. */
  readonly field: string;
  readonly id: Float64Array;
  readonly value: Float64Array;
}

/** The fields that a reading knew of; one that no issue has a value in is there, and empty. */
export type MappedFields = Readonly<Partial<Record<ReadMeaning, FieldValues>>>;
