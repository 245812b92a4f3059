import type { Check } from './lifecycle-edits';

/** How a criterion is told to be met. */
export const KIND_WORDS: Readonly<Record<Check['of'], string>> = {
  rule: 'a rule',
  jql: 'a query of Jira',
  evidence: 'evidence that is attached',
  statement: 'a statement that is confirmed',
  record: 'the project record',
};
