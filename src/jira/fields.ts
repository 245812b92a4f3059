import * as z from 'zod';
import { route } from '@forge/api';
import type { FieldMeaning } from '../model';
import { askJira, type Caller } from './request';
import { POINTS } from './usage';

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-fields/#api-rest-api-3-field-get */
const fields = z.array(
  z.object({
    id: z.string(),
    name: z.string().optional(),
    schema: z.object({ type: z.string().optional(), custom: z.string().optional() }).optional(),
  }),
);

export interface CustomField {
  readonly id: string;
  /** Empty where Jira tells none. */
  readonly name: string;
  /** Of its values: `date`, `number`, `option` …; `null` where Jira tells none. */
  readonly type: string | null;
  /** Which app's field it is; `null` where Jira tells none. */
  readonly kind: string | null;
}

/** The site's custom fields in Jira's order. 1 call. */
export async function listCustomFields(as: Caller): Promise<readonly CustomField[]> {
  const all = await askJira(
    { endpoint: 'field', route: route`/rest/api/3/field`, as, points: (reply) => POINTS.fields(reply.length) },
    fields,
  );
  return all
    .filter(({ id }) => /^customfield_\d+$/.test(id))
    .map(({ id, name = '', schema }) => ({ id, name, type: schema?.type ?? null, kind: schema?.custom ?? null }));
}

interface Likeness {
  /** Types of values that rules can read as this. */
  readonly types: readonly string[];
  /** Names in lower case, likeliest first. */
  readonly names: readonly string[];
}

const DATES = ['date', 'datetime'];
const TEXTS = ['string', 'option'];
/** What fields of a meaning are called on most sites: the names of Jira's own, of Atlassian's apps, and of the standards. */
const LIKENESS: Readonly<Record<FieldMeaning, Likeness>> = {
  start: { types: ['date'], names: ['start date'] },
  baselineFinish: {
    types: DATES,
    names: ['baseline finish', 'baseline end', 'baseline end date', 'baseline finish date'],
  },
  fixedDate: { types: DATES, names: ['fixed date', 'must finish on', 'constraint date'] },
  plannedValue: { types: ['number'], names: ['planned value', 'planned value (pv)', 'bcws'] },
  earnedValue: { types: ['number'], names: ['earned value', 'earned value (ev)', 'bcwp'] },
  actualCost: { types: ['number'], names: ['actual cost', 'actual cost (ac)', 'acwp'] },
  probability: { types: ['number', 'option'], names: ['risk probability', 'probability', 'likelihood'] },
  impact: { types: ['number', 'option'], names: ['risk impact', 'impact'] },
  response: { types: TEXTS, names: ['risk response', 'response strategy', 'mitigation plan', 'mitigation'] },
  contingency: { types: TEXTS, names: ['contingency plan', 'contingency'] },
};

/** Fields whose values could mean this, in Jira's order. */
export function fieldsFitting(meaning: FieldMeaning, all: readonly CustomField[]): readonly CustomField[] {
  const { types } = LIKENESS[meaning];
  return all.filter(({ type }) => type !== null && types.includes(type));
}

/** The field that means this as far as its name and type tell; `null` where none does. The likelier name comes first. */
export function guessField(meaning: FieldMeaning, all: readonly CustomField[]): CustomField | null {
  const fitting = fieldsFitting(meaning, all);
  const named = LIKENESS[meaning].names.flatMap((likely) =>
    fitting.filter(({ name }) => name.trim().toLowerCase() === likely),
  );
  return named[0] ?? null;
}
