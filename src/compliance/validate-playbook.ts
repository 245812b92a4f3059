import {
  FIELD_MEANINGS,
  formatDay,
  REQUIRED_FIELDS,
  TIERS,
  type Day,
  type Playbook,
  type PlaybookRule,
  type RequiredType,
  type RuleId,
  type WorkingCalendar,
} from '../model';
import { catalogue } from './catalogue';

/** What is wrong with a playbook, to be shown beside the field. All texts are shown to readers as they stand. */
export interface PlaybookProblem {
  /** Path of the field, e.g. `rules.3.target`; the place in a list counts from 0. */
  readonly field: string;
  readonly problem: string;
  readonly remedy: string;
}

/** 2000-01-01 and 2099-12-31: a date beyond is a slip of the pen. */
const FIRST_DAY: Day = 10957;
const LAST_DAY: Day = 47481;

const LONGEST_TEXT = 100;
const MOST_ENTRIES = {
  holidays: 1000,
  projects: 1000,
  categories: 200,
  milestoneTypes: 50,
  requiredTypes: 50,
  types: 50,
  linkMeanings: 500,
  fields: REQUIRED_FIELDS.length,
} as const;
const LARGEST_WEIGHT = 100;
/** Probability × impact, both from 1 to 5. */
const HIGHEST_RISK = 25;
const LONGEST_RHYTHM = 366;

/** Of Jira's ids those of fields: `duedate`, `customfield_10015`. */
const FIELD_ID = /^[a-z][a-z0-9_]*$/i;

/**
 * What keeps a playbook from being published; empty when nothing does. Of a playbook that has the right types, it
 * judges values only. A rule that this version does not know is a problem, too: nothing could be measured.
 */
export function validatePlaybook(playbook: Playbook): readonly PlaybookProblem[] {
  const { title, rules, calendar, hoursPerDay, milestoneTypes, linkMeanings, followers } = playbook;
  return [
    ...textProblems('title', title),
    ...rulesProblems(rules),
    ...calendarProblems(calendar),
    ...unless(hoursPerDay > 0 && hoursPerDay <= 24, {
      field: 'hoursPerDay',
      problem: `A working day of ${hoursPerDay} hours turns no estimate into days.`,
      remedy: 'Enter more than 0 and at most 24 hours.',
    }),
    ...listProblems('milestoneTypes', milestoneTypes, (name, field) => namedProblems(field, name)),
    ...requiredTypesProblems(playbook.requiredTypes),
    ...listProblems('risks.types', playbook.risks.types, (name, field) => namedProblems(field, name)),
    ...unless(playbook.risks.highFrom >= 1 && playbook.risks.highFrom <= HIGHEST_RISK, {
      field: 'risks.highFrom',
      problem: `A risk that is high from ${playbook.risks.highFrom} on is out of range.`,
      remedy: `Enter 1 to ${HIGHEST_RISK}: probability × impact, each a step from 1 to 5.`,
    }),
    ...tooMany('linkMeanings', Object.keys(linkMeanings).length),
    ...Object.keys(linkMeanings).flatMap((name) => namedProblems(`linkMeanings.${name}`, name)),
    ...listProblems('followers.projects', followers.projects, idProblems),
    ...listProblems('followers.categories', followers.categories, idProblems),
    ...fieldProblems(playbook.fields),
    ...TIERS.flatMap((tier) => rhythmProblems(`reportWithin.${tier}`, playbook.reportWithin[tier])),
  ];
}

function rulesProblems(rules: readonly PlaybookRule[]): readonly PlaybookProblem[] {
  const seen = new Set<RuleId>();
  const each = rules.flatMap((use, place) => {
    const isRepeated = seen.has(use.rule);
    seen.add(use.rule);
    return ruleProblems(use, `rules.${place}`, isRepeated);
  });
  const someCount = rules.some(({ lifecycle }) => lifecycle === 'enforced');
  return [
    ...each,
    ...unless(someCount, {
      field: 'rules',
      problem: 'No rule is enforced, so that no project would have a score.',
      remedy: 'Enforce at least one rule.',
    }),
  ];
}

function ruleProblems(use: PlaybookRule, field: string, isRepeated: boolean): readonly PlaybookProblem[] {
  const { rule, lifecycle, countsFrom, weight, target } = use;
  return [
    ...unless(
      catalogue.some(({ id }) => id === rule),
      {
        field: `${field}.rule`,
        problem: `This version of Plumbline has no rule "${rule}".`,
        remedy: 'Remove the rule, or update Plumbline if a later version has it.',
      },
    ),
    ...unless(!isRepeated, {
      field: `${field}.rule`,
      problem: `The rule "${rule}" is there twice.`,
      remedy: 'Remove one of the two: a rule counts once.',
    }),
    ...unless(weight > 0 && weight <= LARGEST_WEIGHT, {
      field: `${field}.weight`,
      problem: `A weight of ${weight} is out of range.`,
      remedy: `Enter more than 0 and at most ${LARGEST_WEIGHT}; put a rule that is not to count in shadow.`,
    }),
    ...unless(target > 0 && target <= 1, {
      field: `${field}.target`,
      problem: `A target of ${percent(target)} is out of range.`,
      remedy: 'Enter more than 0 % and at most 100 %.',
    }),
    ...(lifecycle === 'announced' ? dayProblems(`${field}.countsFrom`, countsFrom) : []),
    ...unless(lifecycle === 'announced' || countsFrom === undefined, {
      field: `${field}.countsFrom`,
      problem: 'Only an announced rule has a day from which it counts.',
      remedy: 'Announce the rule, or take the day away.',
    }),
  ];
}

function calendarProblems({ weekdays, holidays }: WorkingCalendar): readonly PlaybookProblem[] {
  return [
    ...unless(weekdays.length === 7, {
      field: 'calendar.weekdays',
      problem: `A week of ${weekdays.length} days is none.`,
      remedy: 'Say of each of the seven weekdays whether it is worked.',
    }),
    ...unless(weekdays.includes(true), {
      field: 'calendar.weekdays',
      problem: 'A calendar without working days measures nothing.',
      remedy: 'Choose at least one weekday that is worked.',
    }),
    ...listProblems('calendar.holidays', holidays, (day, field) => dayProblems(field, day)),
  ];
}

function requiredTypesProblems(required: readonly RequiredType[]): readonly PlaybookProblem[] {
  const names = required.map(({ type }) => type);
  return [
    ...listProblems('requiredTypes', names, (name, field) => namedProblems(`${field}.type`, name)),
    ...required.flatMap(({ fields }, place) => listProblems(`requiredTypes.${place}.fields`, fields, () => [])),
  ];
}

function fieldProblems(fields: Playbook['fields']): readonly PlaybookProblem[] {
  return FIELD_MEANINGS.flatMap((meaning) => {
    const id = fields[meaning];
    return unless(id === undefined || (FIELD_ID.test(id) && id.length <= LONGEST_TEXT), {
      field: `fields.${meaning}`,
      problem: `"${id}" is not the id of a field of Jira.`,
      remedy: 'Choose a field from the list, e.g. customfield_10015, or leave it to be guessed.',
    });
  });
}

function rhythmProblems(field: string, days: number | null): readonly PlaybookProblem[] {
  const isRhythm = days === null || (Number.isInteger(days) && days >= 1 && days <= LONGEST_RHYTHM);
  return unless(isRhythm, {
    field,
    problem: `A report every ${days} days is out of range.`,
    remedy: `Enter 1 to ${LONGEST_RHYTHM} days, or that none is asked for.`,
  });
}

function dayProblems(field: string, day: Day | undefined): readonly PlaybookProblem[] {
  if (day === undefined) {
    return [{ field, problem: 'The day is missing.', remedy: 'Choose the day from which the rule counts.' }];
  }
  return unless(Number.isInteger(day) && day >= FIRST_DAY && day <= LAST_DAY, {
    field,
    problem: 'The day is none, or far out of range.',
    remedy: `Choose a day from ${formatDay(FIRST_DAY)} to ${formatDay(LAST_DAY)}.`,
  });
}

function idProblems(id: number, field: string): readonly PlaybookProblem[] {
  return unless(Number.isSafeInteger(id) && id > 0, {
    field,
    problem: `"${id}" is not an id of Jira.`,
    remedy: 'Choose from the list.',
  });
}

function textProblems(field: string, text: string): readonly PlaybookProblem[] {
  return unless(text.trim() !== '' && text.length <= LONGEST_TEXT, {
    field,
    problem: text.trim() === '' ? 'The name is empty.' : `The name has ${text.length} characters.`,
    remedy: `Enter 1 to ${LONGEST_TEXT} characters.`,
  });
}

/** Names of types are compared in lower case, without spaces around them. */
function namedProblems(field: string, name: string): readonly PlaybookProblem[] {
  return [
    ...textProblems(field, name),
    ...unless(name === name.trim().toLowerCase(), {
      field,
      problem: `"${name}" would never be found: names are compared in lower case.`,
      remedy: `Enter "${name.trim().toLowerCase()}".`,
    }),
  ];
}

/** Too many entries, entries that are there twice, and what is wrong with each. */
function listProblems<T extends string | number>(
  field: string,
  entries: readonly T[],
  problemsOf: (entry: T, field: string) => readonly PlaybookProblem[],
): readonly PlaybookProblem[] {
  const seen = new Set<T>();
  const each = entries.flatMap((entry, place) => {
    const isRepeated = seen.has(entry);
    seen.add(entry);
    const at = `${field}.${place}`;
    const once = { field: at, problem: 'The entry is there twice.', remedy: 'Remove one of the two.' };
    return [...problemsOf(entry, at), ...unless(!isRepeated, once)];
  });
  return [...tooMany(field, entries.length), ...each];
}

function tooMany(field: string, count: number): readonly PlaybookProblem[] {
  const most = MOST_ENTRIES[field.slice(field.lastIndexOf('.') + 1) as keyof typeof MOST_ENTRIES];
  return unless(count <= most, {
    field,
    problem: `${count} entries are too many.`,
    remedy: `Keep at most ${most}.`,
  });
}

/** Comparisons with NaN are false: what is no number is never good. */
function unless(isGood: boolean, problem: PlaybookProblem): readonly PlaybookProblem[] {
  return isGood ? [] : [problem];
}

function percent(share: number): string {
  return `${Math.round(share * 10000) / 100} %`;
}
