import type { SiteIssue } from '../../site-data';
import { parseDayText, parseInstantText } from '../calendar';
import { asList, asObject, asText, type JqlContext } from '../context';
import { plainText } from '../text';
import { OPERATORS, type ChoiceField, type DateField, type NumberField, type TextField } from './field';

export function dateField(
  name: string,
  fieldId: string,
  granularity: 'instant' | 'day',
  descending: boolean,
): DateField {
  const read = granularity === 'day' ? parseDayText : parseInstantText;
  const value = (issue: SiteIssue): number | null => {
    const text = issue.fields[fieldId];
    return typeof text === 'string' ? read(text) : null;
  };
  return {
    kind: 'date',
    name,
    operators: OPERATORS.ordered,
    granularity,
    value,
    sorting: { descending, key: value },
  };
}

export function numberField(
  name: string,
  value: (issue: SiteIssue) => number | null,
  options: { readonly duration?: boolean; readonly descending?: boolean } = {},
): NumberField {
  return {
    kind: 'number',
    name,
    operators: OPERATORS.ordered,
    duration: options.duration ?? false,
    value,
    sorting: { descending: options.descending ?? false, key: value },
  };
}

/** A number that a REST field holds by itself. */
export function numberOf(fieldId: string): (issue: SiteIssue) => number | null {
  return (issue) => {
    const value = issue.fields[fieldId];
    return typeof value === 'number' ? value : null;
  };
}

/** Seconds of an estimate or of time spent, from its own field or from `timetracking`. */
export function secondsOf(fieldId: string, trackingMember: string): (issue: SiteIssue) => number | null {
  return (issue) => {
    const own = issue.fields[fieldId];
    if (typeof own === 'number') return own;
    const tracked = asObject(issue.fields['timetracking'])?.[trackingMember];
    return typeof tracked === 'number' ? tracked : null;
  };
}

export function textField(name: string, fieldId: string): TextField {
  const texts = (issue: SiteIssue): readonly string[] => {
    const text = plainText(issue.fields[fieldId]);
    return text === null ? [] : [text];
  };
  return {
    kind: 'text',
    name,
    operators: OPERATORS.text,
    emptiable: true,
    texts,
    sorting: { descending: false, key: (issue) => texts(issue)[0]?.toLowerCase() ?? null },
  };
}

export function commentField(name: string): TextField {
  return { kind: 'text', name, operators: OPERATORS.commentText, emptiable: false, texts: commentTexts, sorting: null };
}

function commentTexts(issue: SiteIssue): readonly string[] {
  return asList(asObject(issue.fields['comment'])?.['comments']).flatMap((comment) => {
    return plainText(asObject(comment)?.['body']) ?? [];
  });
}

/** `text`: summary, description, environment, comments and every custom text field. */
export function anyTextField(context: JqlContext, name: string): TextField {
  const custom = context.world.customFields.filter((field) => isText(field.schema.custom)).map((field) => field.id);
  const ids = ['summary', 'description', 'environment', ...custom];
  const texts = (issue: SiteIssue): readonly string[] => {
    const own = ids.flatMap((id) => plainText(issue.fields[id]) ?? []);
    return [...own, ...commentTexts(issue)];
  };
  return { kind: 'text', name, operators: OPERATORS.anyText, emptiable: false, texts, sorting: null };
}

/** Whether a custom field of that type is searched by its words. */
export function isText(customType: string | undefined): boolean {
  return /:(?:textfield|textarea|readonlyfield)$/.test(customType ?? '');
}

/** `attachments`, of which can be asked only whether there are any. */
export function attachmentsField(name: string): ChoiceField {
  return {
    kind: 'choice',
    name,
    operators: new Set(['is', 'is not']),
    accepts: 'plain',
    values: (issue) => asList(issue.fields['attachment']).map((_each, index) => String(index)),
    find: () => [],
    rank: null,
    narrows: null,
    history: null,
    sorting: null,
  };
}

/** Jira's ranking as text (`0|i0000f:`); a site without the field keeps issues in the order of their creation. */
export function rankField(context: JqlContext, name: string): ChoiceField {
  const field = context.world.customFields.find((each) => /:gh-lexo-rank$/.test(each.schema.custom ?? ''));
  const key = (issue: SiteIssue): string | number | null => (field ? asText(issue.fields[field.id]) : Number(issue.id));
  return {
    kind: 'choice',
    name,
    operators: new Set(),
    accepts: 'plain',
    values: () => [],
    find: () => [],
    rank: null,
    narrows: null,
    history: null,
    sorting: { descending: false, key },
  };
}
