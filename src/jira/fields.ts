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

export interface JiraField {
  readonly id: string;
  /** Empty where Jira tells none. */
  readonly name: string;
  /** Of its values: `date`, `number`, `option` …; `null` where Jira tells none. */
  readonly type: string | null;
  /** Which app's field it is; `null` where Jira tells none. */
  readonly kind: string | null;
}

/** The site's fields in Jira's order, its own and custom ones. 1 call. */
export async function listFields(as: Caller): Promise<readonly JiraField[]> {
  const all = await askJira(
    { endpoint: 'field', route: route`/rest/api/3/field`, as, points: (reply) => POINTS.fields(reply.length) },
    fields,
  );
  return all.map(({ id, name = '', schema }) => {
    return { id, name, type: schema?.type ?? null, kind: schema?.custom ?? null };
  });
}

/** Those that somebody, or an app, added to the site. */
export function customAmong(all: readonly JiraField[]): readonly JiraField[] {
  return all.filter(({ id }) => /^customfield_\d+$/.test(id));
}

interface Likeness {
  /** Types of values that rules can read as this. */
  readonly types: readonly string[];
  /** Names in lower case, likeliest first. */
  readonly names: readonly string[];
  /** Kinds of fields that are made for it, whatever they are called. */
  readonly kinds?: readonly string[];
}

const DATES = ['date', 'datetime'];
const TEXTS = ['string', 'option'];
/** What fields of a meaning are called on most sites: the names of Jira's own, of Atlassian's apps, and of the standards. */
const LIKENESS: Readonly<Record<FieldMeaning, Likeness>> = {
  start: { types: ['date'], names: ['start date'] },
  points: {
    types: ['number'],
    names: ['story point estimate', 'story points'],
    kinds: ['com.pyxis.greenhopper.jira:jsw-story-points'],
  },
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
  target: {
    types: DATES,
    names: ['target end', 'target date', 'target finish', 'target end date', 'target finish date'],
  },
};

/** Whether values of Jira's `type` can be read as this. */
export function canMean(meaning: FieldMeaning, type: string | null): boolean {
  return type !== null && LIKENESS[meaning].types.includes(type);
}

/** Fields whose values could mean this, in Jira's order. */
export function fieldsFitting(meaning: FieldMeaning, all: readonly JiraField[]): readonly JiraField[] {
  return all.filter(({ type }) => canMean(meaning, type));
}

/** The fields that mean this as far as kind, name and type tell, likeliest first. */
export function guessFields(meaning: FieldMeaning, all: readonly JiraField[]): readonly JiraField[] {
  const fitting = fieldsFitting(meaning, all);
  const { names, kinds = [] } = LIKENESS[meaning];
  const made = fitting.filter(({ kind }) => kind !== null && kinds.includes(kind));
  const named = names.flatMap((likely) => fitting.filter(({ name }) => name.trim().toLowerCase() === likely));
  return [...new Set([...made, ...named])];
}
