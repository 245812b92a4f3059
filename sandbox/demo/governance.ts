import type { Json, SiteData } from '../jira/site-data';
import { dayText, plusWorkdays, type DayNumber } from './days';
import { spanOf, type Growth } from './ground';
import type { IssueDraft } from './issue-draft';
import { liveItem } from './item';
import type { ProjectSpec, RiskSpec } from './project-spec';
import type { Random } from './random';
import { categoryOf, ISSUE_TYPES } from './standards';

const CUSTOM = 'com.atlassian.jira.plugin.system.customfieldtypes:';
/** Value types of Jira's fields, and the kind of field that holds them. */
const KINDS = { date: 'datepicker', number: 'float', option: 'select', string: 'textfield' } as const;

/** Fields that the PMO of this site added. Their names tell the app what they mean. */
const FIELDS = {
  baselineFinish: { id: 10101, name: 'Baseline finish', type: 'date' },
  mustFinishOn: { id: 10102, name: 'Must finish on', type: 'date' },
  plannedValue: { id: 10103, name: 'Planned value', type: 'number' },
  earnedValue: { id: 10104, name: 'Earned value', type: 'number' },
  actualCost: { id: 10105, name: 'Actual cost', type: 'number' },
  likelihood: { id: 10106, name: 'Likelihood', type: 'option' },
  impact: { id: 10107, name: 'Impact', type: 'option' },
  response: { id: 10108, name: 'Mitigation plan', type: 'string' },
  contingency: { id: 10109, name: 'Contingency plan', type: 'string' },
  target: { id: 10110, name: 'Target end', type: 'date' },
} as const satisfies Record<string, { id: number; name: string; type: keyof typeof KINDS }>;

type FieldName = keyof typeof FIELDS;

export const GOVERNANCE_FIELDS: SiteData['customFields'] = Object.values(FIELDS).map(({ id, name, type }) => ({
  id: `customfield_${id}`,
  name,
  custom: true,
  schema: { type, custom: `${CUSTOM}${KINDS[type]}`, customId: id },
}));

const LIKELIHOODS = { firstId: 10_201, names: ['Rare', 'Unlikely', 'Possible', 'Likely', 'Almost certain'] };
const IMPACTS = { firstId: 10_211, names: ['Negligible', 'Minor', 'Moderate', 'Major', 'Severe'] };

/** What a piece of work is worth, in euros. */
const WORTH = 9_500;
const WORKDAYS_BETWEEN_REVIEWS = 20;

/** The risks of a project. */
export function risksOf({ spec }: Growth, today: DayNumber, random: Random): readonly IssueDraft[] {
  return (spec.risks ?? []).map((risk) => plantRisk(spec, risk, today, random));
}

function plantRisk(spec: ProjectSpec, risk: RiskSpec, today: DayNumber, random: Random): IssueDraft {
  const day = (workdays: number): DayNumber => plusWorkdays(today, workdays);
  const draft = liveItem(
    spec,
    {
      type: 'risk',
      summary: risk.summary,
      description: null,
      parent: null,
      reporter: spec.lead,
      created: day(risk.reviewed - WORKDAYS_BETWEEN_REVIEWS),
      owner: risk.owner,
      status: 'todo',
      start: null,
      due: risk.due === null ? null : day(risk.due),
      startedOn: null,
      finishedOn: null,
      resolved: false,
      estimate: null,
      points: null,
      sprints: [],
      earlierDues: [],
      touchedOn: day(risk.reviewed),
    },
    today,
    random,
  );
  draft.custom = fields({
    likelihood: option(LIKELIHOODS, risk.likelihood),
    impact: option(IMPACTS, risk.impact),
    response: risk.response,
    contingency: risk.contingency,
  });
  return draft;
}

/** Jira's option of a step from 1 to 5, its ids counted from `firstId`. */
function option({ firstId, names }: { firstId: number; names: readonly string[] }, step: number): Json {
  return { id: String(firstId + step - 1), value: names[step - 1] };
}

/** Fills in what a project keeps of its baseline, of dates that must hold, and of money; none of it has a history. */
export function keepRecords({ spec, drafts }: Growth): void {
  const { records } = spec;
  if (records === undefined) return;
  const dated = drafts.filter((draft) => ISSUE_TYPES[draft.type].hierarchyLevel === 0 && draft.now().due !== null);
  const open = dated.filter((draft) => categoryOf(draft.now().status) !== 'done');
  for (const draft of dated) add(draft, { baselineFinish: dayOrNull(draft.firstDue()) });
  open
    .filter((_, place) => place % records.everyFixed === 0)
    .forEach((draft) => add(draft, { mustFinishOn: dayOrNull(draft.now().due) }));
  drafts
    .filter(({ type }) => type === 'epic')
    .forEach((epic, place) => {
      const work = drafts.filter(({ parent }) => parent === epic);
      const { from, to } = spanOf(spec, place);
      const planned = Math.max(0, Math.min(1, -from / (to - from)));
      const earned = work.filter((draft) => categoryOf(draft.now().status) === 'done').length;
      add(epic, {
        plannedValue: hundreds(work.length * WORTH * planned),
        earnedValue: hundreds(earned * WORTH),
        actualCost: hundreds(earned * WORTH * records.costOfEarned),
      });
    });
}

function add(draft: IssueDraft, values: Partial<Record<FieldName, Json>>): void {
  draft.custom = { ...draft.custom, ...fields(values) };
}

/** What is `null` is an empty field. */
function fields(values: Partial<Record<FieldName, Json>>): Readonly<Record<string, Json>> {
  const filled = Object.entries(values).filter(([, value]) => value !== null);
  return Object.fromEntries(filled.map(([name, value]) => [`customfield_${FIELDS[name as FieldName].id}`, value]));
}

function dayOrNull(day: DayNumber | null): string | null {
  return day === null ? null : dayText(day);
}

function hundreds(sum: number): number {
  return Math.round(sum / 100) * 100;
}
