import type { SiteField, SiteIssue } from '../../site-data';
import { asObject, asText, type JqlContext } from '../context';
import { unsupported } from '../errors';
import { OPERATORS, type ChoiceField, type Field } from './field';
import { labelsField, occurringField, projectField, sprintField, userField, versionField } from './named-fields';
import { dateField, isText, numberField, numberOf, rankField, textField } from './plain-fields';

/** Jira's words for types of custom fields, as in `"Start date[Date]"`, with the schema that each stands for. */
const TYPE_WORDS: Readonly<Record<string, (field: SiteField) => boolean>> = {
  date: (field) => field.schema.type === 'date',
  'time stamp': (field) => field.schema.type === 'datetime',
  number: (field) => field.schema.type === 'number',
  'short text': (field) => /:textfield$/.test(field.schema.custom ?? ''),
  paragraph: (field) => /:textarea$/.test(field.schema.custom ?? ''),
  dropdown: (field) => field.schema.type === 'option',
  'radio buttons': (field) => field.schema.type === 'option',
  checkboxes: (field) => field.schema.items === 'option',
  'select list (multiple choices)': (field) => field.schema.items === 'option',
  labels: (field) => field.schema.items === 'string',
  people: (field) => field.schema.items === 'user',
  'user picker (single user)': (field) => field.schema.type === 'user',
  'user picker (multiple users)': (field) => field.schema.items === 'user',
};

/** The custom field that a query names: by name, `cf[10015]` or `"Name[Type]"`. `null` when there is none. */
export function findCustomField(context: JqlContext, written: string): SiteField | null {
  const fields = context.world.customFields;
  const byNumber = /^cf\s*\[\s*(\d+)\s*\]$/i.exec(written);
  if (byNumber) return fields.find((field) => field.id === `customfield_${byNumber[1]}`) ?? null;
  const named = fields.filter((field) => field.name.toLowerCase() === written.toLowerCase());
  if (named.length > 0) return onlyOne(named, written);
  const typed = /^(.+?)\s*\[([^[\]]+)\]$/.exec(written);
  if (!typed) return null;
  const ofName = fields.filter((field) => field.name.toLowerCase() === typed[1].toLowerCase());
  if (ofName.length === 0) return null;
  const isOfType = TYPE_WORDS[typed[2].trim().toLowerCase()];
  if (!isOfType) throw unsupported(`The type '${typed[2]}' in the field name '${written}'`);
  const ofType = ofName.filter(isOfType);
  return ofType.length === 0 ? null : onlyOne(ofType, written);
}

function onlyOne(fields: readonly SiteField[], written: string): SiteField {
  if (fields.length === 1) return fields[0];
  const ids = fields.map((field) => field.id.replace('customfield_', 'cf[') + ']').join(', ');
  throw unsupported(`The field name '${written}', which several custom fields share (use one of ${ids}),`);
}

/** How a custom field is searched, by its schema. */
export function customField(context: JqlContext, name: string, field: SiteField): Field {
  const { type, items, custom = '' } = field.schema;
  if (/:gh-sprint$/.test(custom)) return sprintField(context, name, field.id);
  if (/:gh-lexo-rank$/.test(custom)) return rankField(context, name);
  if (type === 'date') return dateField(name, field.id, 'day', false);
  if (type === 'datetime') return dateField(name, field.id, 'instant', false);
  if (type === 'number') return numberField(name, numberOf(field.id));
  if (type === 'user' || items === 'user') return userField(context, name, field.id, null);
  if (type === 'version' || items === 'version') return versionField(context, name, field.id, null);
  if (type === 'option' || items === 'option') return occurringField(context, name, field.id, 'option');
  if (type === 'group' || items === 'group') return occurringField(context, name, field.id);
  if (items === 'string') return labelsField(name, field.id);
  if (type === 'project') return projectPickerField(context, name, field.id);
  if (type === 'string') return isText(custom) ? textField(name, field.id) : exactTextField(name, field.id);
  throw unsupported(`Searching by the field '${name}' (type ${custom || type})`);
}

/** Web addresses and other strings that are searched as a whole. */
function exactTextField(name: string, fieldId: string): ChoiceField {
  const values = (issue: SiteIssue): readonly string[] => {
    const text = asText(issue.fields[fieldId]);
    return text === null ? [] : [text];
  };
  return {
    kind: 'choice',
    name,
    operators: OPERATORS.equality,
    accepts: 'plain',
    values,
    find: (value) => [value.text],
    rank: null,
    narrows: null,
    history: null,
    sorting: { descending: false, key: values },
  };
}

/** The project that a custom field holds, not the issue's own: it bounds nothing. */
function projectPickerField(context: JqlContext, name: string, fieldId: string): ChoiceField {
  const values = (issue: SiteIssue): readonly string[] => {
    const id = asText(asObject(issue.fields[fieldId])?.['id']);
    return id === null ? [] : [id];
  };
  return { ...projectField(context, name), values, narrows: null, sorting: null };
}
