import type { EditedPlaybook, PlaybookChoices, PlaybooksView } from '../../../src/contract';
import type { Format } from '../../shared/format';
import { isoOf } from '../../shared/days';
import { TIER_WORDS, type Tier } from '../../shared/tier-words';
import type { Path } from './merge';

type Rule = EditedPlaybook['rules'][number];
export type Lifecycle = Rule['lifecycle'];
export type Level = Rule['level'];
type Meaning = EditedPlaybook['linkMeanings'][string];
type FieldMeaning = PlaybookChoices['fields'][number]['meaning'];
type Theme = PlaybooksView['rules'][number]['theme'];

export const THEME_WORDS: Readonly<Record<Theme, string>> = {
  plan: 'Plan',
  delivery: 'Delivery',
  dependencies: 'Dependencies',
  riskAndChange: 'Risk and change',
  governance: 'Governance',
};
export const THEMES = Object.keys(THEME_WORDS) as readonly Theme[];

export const LIFECYCLE_WORDS: Readonly<Record<Lifecycle, string>> = {
  shadow: 'In shadow',
  announced: 'Announced',
  enforced: 'Enforced',
};
export const LEVEL_WORDS: Readonly<Record<Level, string>> = {
  foundation: 'Foundation',
  managed: 'Managed',
  assured: 'Assured',
};
export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

export const FIELD_WORDS: Readonly<Record<FieldMeaning, { readonly title: string; readonly serves: string }>> = {
  start: { title: 'Planned start', serves: 'durations, float and the schedule' },
  points: { title: 'Story points', serves: 'staffed and sized work' },
  baselineFinish: { title: 'Baseline finish', serves: 'missed tasks, BEI' },
  fixedDate: { title: 'Fixed date', serves: 'hard constraints' },
  plannedValue: { title: 'Planned value', serves: 'cost performance' },
  earnedValue: { title: 'Earned value', serves: 'cost performance' },
  actualCost: { title: 'Actual cost', serves: 'cost performance' },
  probability: { title: 'Risk probability', serves: 'complete and reviewed risks' },
  impact: { title: 'Risk impact', serves: 'complete and reviewed risks' },
  response: { title: 'Risk response', serves: 'complete risks' },
  contingency: { title: 'Contingency', serves: 'complete risks' },
  target: { title: 'Target date', serves: 'float, CPLI and forecasts' },
};

export type RequiredField = EditedPlaybook['requiredTypes'][number]['fields'][number];

export const REQUIRED_FIELD_WORDS: Readonly<Record<RequiredField, string>> = {
  assignee: 'Assignee',
  estimate: 'Estimate',
  start: 'Planned start',
  due: 'Due date',
  plannedEnd: 'Dated version or sprint',
  parent: 'Parent',
};

/** Issue types go by their names in lower case. */
export function asTypeName(entered: string): string {
  return entered.trim().toLowerCase();
}

const KINDS = {
  finishToStart: ['starts', 'finishes'],
  startToStart: ['starts', 'starts'],
  finishToFinish: ['finishes', 'finishes'],
  startToFinish: ['finishes', 'starts'],
} as const;
type Kind = keyof typeof KINDS;

/** All that a link type can mean, the usual first. */
export const MEANINGS: readonly Meaning[] = [
  ...(Object.keys(KINDS) as Kind[]).flatMap((kind) =>
    (['outwardSource', 'outwardTarget'] as const).map((provider) => ({ as: 'dependency', provider, kind }) as const),
  ),
  { as: 'none' },
  { as: 'unclear' },
];

/** Of "A ⟨words⟩ B". */
export function meaningInWords(meaning: Meaning): string {
  if (meaning.as === 'none') return 'No dependency';
  if (meaning.as === 'unclear') return 'Unclear: not counted until somebody decides';
  const [dependent, provider] = meaning.provider === 'outwardSource' ? ['B', 'A'] : ['A', 'B'];
  const [does, once] = KINDS[meaning.kind];
  return `${dependent} ${does} after ${provider} ${once}`;
}

/** What names the things that paths and values tell by id. */
export interface Names {
  readonly rules: ReadonlyMap<string, string>;
  readonly projects: ReadonlyMap<string, string>;
  readonly categories: ReadonlyMap<string, string>;
  readonly linkTypes: ReadonlyMap<string, string>;
  readonly fields: ReadonlyMap<string, string>;
}

export function namesOf(rules: PlaybooksView['rules'], choices: PlaybookChoices | undefined): Names {
  const { projects = [], categories = [], linkTypes = [], fields = [] } = choices ?? {};
  return {
    rules: new Map(rules.map(({ id, title }) => [id, title])),
    projects: new Map(projects.map(({ id, key, name }) => [String(id), `${name} (${key})`])),
    categories: new Map(categories.map(({ id, name }) => [String(id), name])),
    linkTypes: new Map(linkTypes.map(({ name, shown }) => [name, shown])),
    fields: new Map(fields.flatMap((each) => each.fields).map(({ id, name }) => [id, name])),
  };
}

const RULE_FIELD_WORDS: Readonly<Record<string, string>> = {
  lifecycle: 'use',
  countsFrom: 'counts from',
  weight: 'weight',
  target: 'target',
  level: 'asked for by',
  critical: 'critical',
};
const FIELDS_BY_THEMSELVES: Readonly<Record<string, string>> = {
  title: 'Name',
  hoursPerDay: 'Hours in a working day',
  estimatesRequired: 'Estimates are required',
  parentWaitsForChildren: 'A parent waits for its children',
};

/** What stands at a path, e.g. "Work is dated: target". */
export function pathInWords([first, second = '', third = '', last = '']: Path, names: Names): string {
  switch (first) {
    case 'rules': {
      const rule = names.rules.get(second) ?? second;
      return third === '' ? rule : `${rule}: ${RULE_FIELD_WORDS[third] ?? third}`;
    }
    case 'followers':
      if (second === 'everyOther') return 'Every project that no other playbook names';
      if (second === 'categories') return `Category ${names.categories.get(third) ?? 'that you may not see'}`;
      return names.projects.get(third) ?? 'A project that you may not see';
    case 'calendar':
      if (second === 'weekdays') return WEEKDAYS[Number(third)] ?? 'Weekdays';
      return third === '' ? 'Holidays' : `Holiday ${isoOf(Number(third))}`;
    case 'milestoneTypes':
      return second === '' ? 'Milestones' : `Milestone type "${second}"`;
    case 'requiredTypes':
      if (second === '') return 'Required issue types';
      return third === '' || last === '' ? `Required type "${second}"` : `Required of "${second}": ${fieldWords(last)}`;
    case 'risks':
      if (second === 'highFrom') return 'A risk is high from';
      return third === '' ? 'Risks' : `Risk type "${third}"`;
    case 'linkMeanings':
      return `Links "${names.linkTypes.get(second) ?? second}"`;
    case 'fields':
      return `Field for ${FIELD_WORDS[second as FieldMeaning]?.title.toLowerCase() ?? second}`;
    case 'reportWithin':
      return `Status report, ${TIER_WORDS[second as Tier]?.toLowerCase() ?? second} projects`;
    default:
      return FIELDS_BY_THEMSELVES[first ?? ''] ?? first ?? 'Playbook';
  }
}

function fieldWords(field: string): string {
  return (REQUIRED_FIELD_WORDS[field as RequiredField] ?? field).toLowerCase();
}

/** The value that stands at a path. */
export function valueInWords(path: Path, value: unknown, names: Names, format: Format): string {
  const [first, , third] = path;
  if (first === 'rules' && path.length === 2) {
    return value === undefined ? 'not used' : LIFECYCLE_WORDS[(value as Rule).lifecycle].toLowerCase();
  }
  if (first === 'linkMeanings') return value === undefined ? 'as guessed' : meaningInWords(value as Meaning);
  if (first === 'fields') {
    return value === undefined ? 'as guessed' : (names.fields.get(told(value)) ?? told(value));
  }
  if (first === 'reportWithin') return value === null ? 'none' : `every ${format.count(Number(value))} days`;
  if (third === 'target') return format.percent(Number(value));
  if (third === 'countsFrom') return value === undefined ? 'no day' : format.day(isoOf(Number(value)));
  if (third === 'lifecycle') return LIFECYCLE_WORDS[value as Lifecycle].toLowerCase();
  if (third === 'level') return LEVEL_WORDS[value as Level];
  if (typeof value === 'boolean' || value === undefined) return value === true ? 'yes' : 'no';
  if (typeof value === 'number' && !isEntry(path)) return format.weight(value);
  return isEntry(path) ? 'yes' : told(value);
}

function told(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Something of a list, of which only counts that it is there. */
function isEntry([first, second]: Path): boolean {
  if (first === 'followers') return second !== 'everyOther';
  if (first === 'risks') return second === 'types';
  return first === 'milestoneTypes' || first === 'requiredTypes' || (first === 'calendar' && second === 'holidays');
}
