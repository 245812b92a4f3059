import {
  HISTORY_WEEKS,
  LEAD_IN_ADDRESSES,
  NOBODY_IN_ADDRESSES,
  PLAYBOOK_IN_ADDRESSES,
  STAGE_IN_ADDRESSES,
} from '../../src/contract/limits';
import { COLUMN_IDS, type ColumnId } from './column-ids';
import { pathOfTab, tabOfPath, type Tab } from './tabs';

/** Figures of the overview, each of which opens the list of its projects. */
export const ONLY = [
  'up',
  'down',
  'late',
  'waived',
  'gateOverdue',
  'gateDue',
  'criteriaOpen',
  'fresh',
  'old',
  'neverRead',
  'noScore',
] as const;
export type Only = (typeof ONLY)[number];

export const LEVEL_CHOICES = ['assured', 'managed', 'foundation', 'none'] as const;
export type LevelChoice = (typeof LEVEL_CHOICES)[number];

export const TIER_CHOICES = ['directive', 'controlling', 'supportive', 'exempt', 'none'] as const;
export type TierChoice = (typeof TIER_CHOICES)[number];

export const GROUPINGS = ['category', 'lead', 'tier', 'playbook', 'stage', 'level'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** In the place of a lead, for projects without one. */
export const NOBODY = NOBODY_IN_ADDRESSES;
/** In the place of a stage, begun with a blank so as to be nobody’s title. */
export const [NO_STAGE, PAST_LAST_GATE] = [' none', ' passed'] as const;

/** Which projects are shown. */
export interface Filters {
  /** Id of a category, or `none` for projects without one. */
  readonly category: string | null;
  readonly tier: TierChoice | null;
  /** Id of a playbook, whatever its version, or `id@version` for one of them. */
  readonly playbook: string | null;
  /** Its title, {@link NO_STAGE} or {@link PAST_LAST_GATE}. */
  readonly stage: string | null;
  readonly level: LevelChoice | null;
  /** Account id, or {@link NOBODY}: a name would tell in an address who it is. */
  readonly lead: string | null;
  readonly search: string;
  /** All of them at once, so that a figure of what was filtered opens no more than it counts. */
  readonly only: readonly Only[];
  /** Ids of rules, of each of which they fall short. */
  readonly rules: readonly string[];
  readonly score: Ten | null;
  readonly coverage: Ten | null;
  /** Id of something that recurs: those that show it. See `recurring.ts`. */
  readonly pattern: string | null;
}

/** Tens of points and of per cent: 6 stands for 60 to below 70, 9 holds 100, too; `none` for no place on the scale. */
export type Ten = number | 'none';

export const NO_FILTERS: Filters = {
  ...{ category: null, tier: null, playbook: null, stage: null, level: null, lead: null, search: '', only: [] },
  ...{ rules: [], score: null, coverage: null, pattern: null },
};

/** What is left of what the filters left when these are set, too: those that hold several hold them all. */
export function narrowed(filters: Filters, more: Partial<Filters>): Filters {
  const both = <T>(now: readonly T[], also: readonly T[] = []): readonly T[] => [...new Set([...now, ...also])];
  return { ...filters, ...more, only: both(filters.only, more.only), rules: both(filters.rules, more.rules) };
}

export interface Sorting {
  readonly column: ColumnId;
  readonly isDescending: boolean;
}

/** Over how many weeks trends are shown. */
export type TrendWeeks = (typeof HISTORY_WEEKS)[number];
export const USUAL_WEEKS: TrendWeeks = 13;
/** What a trend is of where nothing else is chosen. */
export const USUAL_MEASURE = 'score';

/** All that an address says of the page: where the reader is, what is shown, and how. */
export interface Place {
  readonly tab: Tab;
  readonly filters: Filters;
  readonly grouping: Grouping | null;
  /** `null`: as the page has it by itself. */
  readonly sorting: Sorting | null;
  readonly columns: readonly ColumnId[] | null;
  readonly weeks: TrendWeeks;
  /** What trends are of: see `measures.ts`; anything else is the id of a rule. */
  readonly measure: string;
  /** Id of the project in the drawer. */
  readonly opened: string | null;
  /** Id of the rule whose finding is looked at there. */
  readonly finding: string | null;
  /** Ids of projects that stand side by side. */
  readonly compared: readonly string[];
}

export const MOST_COMPARED = 5;

/** Id of a rule, or a word of the page's own. */
const RULE = /^[a-z][a-z0-9-]{0,63}$/;
const ID = /^[1-9]\d{0,17}$/;
const [LONGEST_TEXT, MOST_RULES] = [200, 8];
/** A word of the address per filter; two of them are those of the maps, which so follow the same search and lead. */
const WORDS = {
  category: 'category',
  tier: 'tier',
  playbook: PLAYBOOK_IN_ADDRESSES,
  stage: STAGE_IN_ADDRESSES,
  level: 'level',
  lead: LEAD_IN_ADDRESSES,
  search: 'search',
  only: 'only',
  rules: 'rule',
  score: 'score',
  coverage: 'coverage',
  pattern: 'pattern',
} as const satisfies Record<keyof Filters, string>;
const FILTER_KEYS = Object.keys(WORDS) as (keyof Filters)[];
/** What is kept while the reader is among the maps, which have words of their own. */
export const KEPT_WORDS: readonly string[] = [...Object.values(WORDS), 'group', 'sort', 'columns'].filter(
  (word) => word !== WORDS.lead && word !== WORDS.search,
);

export function isFiltered(filters: Filters): boolean {
  return FILTER_KEYS.some((key) => wordOf(filters[key]) !== '');
}

/** What stands for it in an address; empty where nothing is filtered by. */
function wordOf(value: Filters[keyof Filters]): string {
  return Array.isArray(value) ? value.join('.') : String(value ?? '');
}

/** What an address says of which projects are shown and how; empty where nothing is set. */
export function queryOfView({
  filters,
  grouping,
  sorting,
  columns,
}: Pick<Place, 'filters' | 'grouping' | 'sorting' | 'columns'>): string {
  const query = new URLSearchParams();
  for (const key of FILTER_KEYS) {
    const word = wordOf(filters[key]);
    if (word !== '') query.set(WORDS[key], word);
  }
  if (grouping !== null) query.set('group', grouping);
  if (sorting !== null) query.set('sort', (sorting.isDescending ? '-' : '') + sorting.column);
  if (columns !== null) query.set('columns', columns.join('.'));
  return query.toString();
}

/** The address of a place on the page. It holds ids only: what a reader shares tells nothing that the other may not see. */
export function addressOf(place: Place): string {
  const query = new URLSearchParams(queryOfView(place));
  if (place.tab === 'trends' && place.weeks !== USUAL_WEEKS) query.set('weeks', String(place.weeks));
  if (place.tab === 'trends' && place.measure !== USUAL_MEASURE) query.set('measure', place.measure);
  if (place.opened !== null) query.set('open', place.opened);
  if (place.opened !== null && place.finding !== null) query.set('finding', place.finding);
  if (place.compared.length > 0) query.set('compare', place.compared.join('.'));
  const text = query.toString();
  return pathOfTab(place.tab) + (text === '' ? '' : `?${text}`);
}

/** What an address says; what nobody offers is not filtered by. */
export function placeOf(path: string, queryText: string): Place {
  const query = new URLSearchParams(queryText);
  const text = (key: keyof Filters): string | null => query.get(WORDS[key])?.slice(0, LONGEST_TEXT) || null;
  const oneOf = <T extends string>(choices: readonly T[], value: string | null): T | null =>
    choices.find((choice) => choice === value) ?? null;
  const several = (key: 'only' | 'rules'): readonly string[] => (query.get(WORDS[key]) ?? '').split('.');
  const tens = (key: 'score' | 'coverage'): Ten | null => {
    const value = text(key);
    return value === 'none' ? value : value !== null && /^\d$/.test(value) ? Number(value) : null;
  };
  const category = text('category');
  const sort = query.get('sort') ?? '';
  const sortColumn = oneOf(COLUMN_IDS, sort.replace(/^-/, ''));
  const opened = query.get('open') ?? '';
  return {
    tab: tabOfPath(path),
    filters: {
      category: category !== null && (category === 'none' || ID.test(category)) ? category : null,
      tier: oneOf(TIER_CHOICES, text('tier')),
      playbook: text('playbook'),
      stage: text('stage'),
      level: oneOf(LEVEL_CHOICES, text('level')),
      lead: text('lead'),
      search: text('search') ?? '',
      only: ONLY.filter((only) => several('only').includes(only)),
      rules: [...new Set(several('rules').filter((word) => RULE.test(word)))].slice(0, MOST_RULES),
      score: tens('score'),
      coverage: tens('coverage'),
      pattern: /^[a-z\d]{1,12}$/.exec(query.get(WORDS.pattern) ?? '')?.[0] ?? null,
    },
    grouping: oneOf(GROUPINGS, query.get('group')),
    sorting: sortColumn === null ? null : { column: sortColumn, isDescending: sort.startsWith('-') },
    columns: query.has('columns') ? wordsOf(query).flatMap((word) => oneOf(COLUMN_IDS, word) ?? []) : null,
    weeks: HISTORY_WEEKS.find((weeks) => String(weeks) === query.get('weeks')) ?? USUAL_WEEKS,
    measure: RULE.exec(query.get('measure') ?? '')?.[0] ?? USUAL_MEASURE,
    opened: ID.test(opened) ? opened : null,
    finding: RULE.exec(query.get('finding') ?? '')?.[0] ?? null,
    compared: [...new Set((query.get('compare') ?? '').split('.').filter((id) => ID.test(id)))].slice(0, MOST_COMPARED),
  };
}

/** Columns that the address names and that the page has no longer. */
export function columnsGone(queryText: string): readonly string[] {
  const known = new Set<string>(COLUMN_IDS);
  return wordsOf(new URLSearchParams(queryText)).filter((word) => !known.has(word));
}

function wordsOf(query: URLSearchParams): readonly string[] {
  return (query.get('columns') ?? '').slice(0, LONGEST_TEXT).split('.').filter(Boolean);
}
