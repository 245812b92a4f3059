import type { FieldMap, FieldMeaning, ReadMeaning, UnreadField } from '../model';
import { NO_START_DATES, type ProjectView } from './project-view';
import type { RuleContext } from './rule';

const IN_WORDS: Readonly<Record<FieldMeaning, string>> = {
  start: 'planned start',
  points: 'story points',
  baselineFinish: 'baseline finish',
  fixedDate: 'fixed date',
  plannedValue: 'planned value',
  earnedValue: 'earned value',
  actualCost: 'actual cost',
  probability: 'probability',
  impact: 'impact',
  response: 'response',
  contingency: 'contingency',
  target: 'target date',
};

const A_NUMBER = 'a number';
const A_DATE = 'a date';
const A_STEP = 'a number or a choice';
const A_TEXT = 'a text or a choice';
const NEEDED: Readonly<Record<FieldMeaning, string>> = {
  start: A_DATE,
  points: A_NUMBER,
  baselineFinish: A_DATE,
  fixedDate: A_DATE,
  plannedValue: A_NUMBER,
  earnedValue: A_NUMBER,
  actualCost: A_NUMBER,
  probability: A_STEP,
  impact: A_STEP,
  response: A_TEXT,
  contingency: A_TEXT,
  target: A_DATE,
};
/** What fields hold by Jira's words for it, as far as anybody would say so. */
const HELD: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'numbers',
  date: 'dates',
  datetime: 'dates with a time',
  option: 'choices',
  array: 'lists',
  user: 'people',
};

/** Why a field that the playbook names cannot be read: the end of a sentence, or one that begins in lower case. */
export function unreadFieldInWords({ meaning, field, holds }: UnreadField): string {
  const named = `the field ${field}, which the playbook names for “${IN_WORDS[meaning]}”,`;
  if (holds === null) return `${named} no longer exists in Jira`;
  return `${named} holds ${HELD[holds] ?? 'something else'}, where ${NEEDED[meaning]} is needed`;
}

type Known = Pick<ProjectView, 'mapped' | 'unreadFields'>;

/** What is missing of fields that a rule cannot do without: nobody knows which they are, or they cannot be, or were not yet, read. */
export function missingFields(
  project: Known,
  { playbook }: Pick<RuleContext, 'playbook'>,
  meanings: readonly ReadMeaning[],
): readonly string[] {
  const { mapped } = project;
  const unread = unreadFields(project, { playbook }, meanings);
  const unknown = meanings.filter((meaning) => mapped[meaning] === undefined && playbook.fields[meaning] === undefined);
  return unknown.length === 0 ? unread : [`no field of Jira is known to mean ${listed(unknown)}`, ...unread];
}

/** The same of fields that a rule does not apply without: only what the playbook names can be waited for. */
export function unreadFields(
  project: Known,
  { playbook }: Pick<RuleContext, 'playbook'>,
  meanings: readonly ReadMeaning[],
): readonly string[] {
  const wanted: FieldMap = playbook.fields;
  const lost = unreadableFields(project, meanings);
  const awaited = meanings.filter(
    (meaning) =>
      wanted[meaning] !== undefined &&
      wanted[meaning] !== project.mapped[meaning]?.field &&
      !project.unreadFields.some((unread) => unread.meaning === meaning),
  );
  return awaited.length === 0 ? lost : [...lost, `the field for ${listed(awaited)} has not been read yet`];
}

/** Of fields that the playbook names, those that the site does not have, or not with such values. */
export function unreadableFields(
  { unreadFields }: Pick<ProjectView, 'unreadFields'>,
  meanings: readonly FieldMeaning[],
): readonly string[] {
  return unreadFields.filter(({ meaning }) => meanings.includes(meaning)).map(unreadFieldInWords);
}

/** Why no start can be told; `null` where it can. */
export function missingStarts({
  unreadFields,
  hasStartDates,
}: Pick<ProjectView, 'unreadFields' | 'hasStartDates'>): string | null {
  const [unread] = unreadableFields({ unreadFields }, ['start']);
  return unread ?? (hasStartDates ? null : NO_START_DATES);
}

function listed(meanings: readonly ReadMeaning[]): string {
  const words = meanings.map((meaning) => `“${IN_WORDS[meaning]}”`);
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}
