import type { CriterionLook } from '../../src/contract';

type RecordField = Extract<CriterionLook, { readonly of: 'record' }>['field'];

/** What the fields of the project record are called. */
export const RECORD_WORDS: Readonly<Record<RecordField, string>> = {
  objective: 'Objective',
  scope: 'Scope',
  successCriteria: 'Success criteria',
  sponsor: 'Sponsor',
  strategicGoals: 'Strategic goals',
};
