/** A raw issue of Jira's REST API, or of an export that keys fields by display name. Read field by field, no schema. */
export type Raw = { readonly [key: string]: unknown };

const DISPLAY_NAMES: Readonly<Record<string, readonly string[]>> = {
  status: ['Status'],
  resolution: ['Resolution'],
  resolutiondate: ['Resolved'],
  issuetype: ['Issue Type'],
  assignee: ['Assignee'],
  updated: ['Updated'],
  duedate: ['Due date'],
  customfield_10015: ['Start date'],
  customfield_10016: ['Story points', 'Story point estimate'],
  customfield_10020: ['Sprint'],
  fixVersions: ['Fix versions'],
  parent: ['Parent'],
  issuelinks: ['Linked Issues'],
};

export function objectOf(value: unknown): Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

function field(issue: Raw, id: string | null): unknown {
  if (id === null) return null;
  const fields = objectOf(issue.fields);
  for (const name of [id, ...(DISPLAY_NAMES[id] ?? [])]) {
    if (fields[name] !== undefined && fields[name] !== null) return fields[name];
  }
  return null;
}

function textOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Which fields hold what; `null`: the site has none for it. */
export interface FieldIds {
  readonly start: string | null;
  readonly points: string | null;
  readonly baselineFinish: string | null;
  readonly fixedDate: string | null;
  readonly plannedValue: string | null;
  readonly earnedValue: string | null;
  readonly actualCost: string | null;
  readonly probability: string | null;
  readonly impact: string | null;
  readonly response: string | null;
  readonly contingency: string | null;
  readonly target: string | null;
}

/** Start and points as Jira has them, the others under ids that tests fill in; baselines and targets nobody keeps. */
export const USUAL_FIELDS: FieldIds = {
  start: 'customfield_10015',
  points: 'customfield_10016',
  baselineFinish: null,
  fixedDate: 'customfield_99002',
  plannedValue: 'customfield_99003',
  earnedValue: 'customfield_99004',
  actualCost: 'customfield_99005',
  probability: 'customfield_99006',
  impact: 'customfield_99007',
  response: 'customfield_99008',
  contingency: 'customfield_99009',
  target: null,
};

/** What the recount needs of an issue; days as `YYYY-MM-DD`, which compare as text. */
export interface Item {
  readonly key: string;
  readonly id: string | null;
  readonly project: string;
  readonly done: boolean;
  readonly inProgress: boolean;
  readonly level: number;
  readonly resolved: boolean;
  readonly assigned: boolean;
  readonly estimated: boolean;
  readonly plannedEnd: boolean;
  readonly start: string | null;
  readonly due: string | null;
  readonly finished: string | null;
  readonly updated: string | null;
  readonly parent: Mention | null;
  readonly links: readonly Link[];
  /** In lower case. */
  readonly typeName: string;
  /** The sprint that it is in, or is to be in; closed ones aside. */
  readonly sprint: { readonly start: string | null; readonly end: string | null } | null;
  /** The dated, unreleased version that is due first. */
  readonly version: { readonly id: number | null; readonly end: string } | null;
  /** Remaining, else as first estimated. */
  readonly effortSeconds: number;
  readonly target: string | null;
  readonly baselineFinish: string | null;
  readonly hasFixedDate: boolean;
  readonly plannedValue: number;
  readonly earnedValue: number;
  readonly actualCost: number;
  /** 1 to 5, 0 for what tells no step; `null` for nothing. */
  readonly probability: number | null;
  readonly impact: number | null;
  readonly hasResponse: boolean;
  readonly hasContingency: boolean;
  /** Oldest first. */
  readonly dueChanges: readonly DueChange[];
}

/** Days as `YYYY-MM-DD`: when it was changed, and from what to what. */
export interface DueChange {
  readonly on: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** How one issue names another: by id, key or both. */
export interface Mention {
  readonly id: string | null;
  readonly key: string | null;
}

export interface Link {
  readonly typeName: string;
  readonly inwardWords: string | null;
  readonly outwardWords: string | null;
  /** The far end is under `outwardIssue`. */
  readonly outward: boolean;
  readonly far: Mention;
  /** Category of the far end's status, as the link tells it. */
  readonly farCategory: string | null;
}

export function readItem(issue: Raw, timeZone: string, ids: FieldIds = USUAL_FIELDS): Item {
  const key = String(issue.key);
  const status = objectOf(field(issue, 'status'));
  const category = textOf(objectOf(status.statusCategory).key);
  const known = category === 'new' || category === 'indeterminate' || category === 'done';
  const resolved = field(issue, 'resolution') !== null;
  const done = known ? category === 'done' : resolved;
  const type = objectOf(field(issue, 'issuetype'));
  const finished = textOf(field(issue, 'resolutiondate')) ?? textOf(field(issue, 'statuscategorychangedate'));
  const updated = textOf(field(issue, 'updated'));
  return {
    key,
    id: textOf(issue.id),
    project: key.slice(0, key.lastIndexOf('-')),
    done,
    inProgress: category === 'indeterminate',
    level:
      typeof type.hierarchyLevel === 'number'
        ? type.hierarchyLevel
        : type.subtask === true
          ? -1
          : type.name === 'Epic'
            ? 1
            : 0,
    resolved,
    assigned: field(issue, 'assignee') !== null,
    estimated: isPositive(field(issue, 'timeoriginalestimate')) || isPositive(field(issue, ids.points)),
    plannedEnd: hasDatedVersion(issue) || hasDatedSprint(issue),
    start: textOf(field(issue, ids.start)),
    due: textOf(field(issue, 'duedate')),
    finished: done && finished !== null ? dayIn(finished, timeZone) : null,
    updated: updated === null ? null : dayIn(updated, timeZone),
    parent: field(issue, 'parent') === null ? null : mentionOf(field(issue, 'parent')),
    links: listOf(field(issue, 'issuelinks')).flatMap(readLink),
    typeName: textOf(type.name)?.trim().toLowerCase() ?? '',
    sprint: sprintOf(issue, timeZone),
    version: versionOf(issue),
    effortSeconds: numberOf(field(issue, 'timeestimate') ?? field(issue, 'timeoriginalestimate')),
    target: textOf(field(issue, ids.target)),
    baselineFinish: textOf(field(issue, ids.baselineFinish)),
    hasFixedDate: field(issue, ids.fixedDate) !== null,
    plannedValue: numberOf(field(issue, ids.plannedValue)),
    earnedValue: numberOf(field(issue, ids.earnedValue)),
    actualCost: numberOf(field(issue, ids.actualCost)),
    probability: stepOf(field(issue, ids.probability)),
    impact: stepOf(field(issue, ids.impact)),
    hasResponse: textOf(field(issue, ids.response)) !== null,
    hasContingency: textOf(field(issue, ids.contingency)) !== null,
    dueChanges: dueChangesOf(issue, timeZone),
  };
}

/** Jira tells histories newest first, under the issue or, in an export, as a list of their own. */
function dueChangesOf(issue: Raw, timeZone: string): readonly DueChange[] {
  const histories = Array.isArray(issue.changelog) ? issue.changelog : listOf(objectOf(issue.changelog).histories);
  const changes = histories.map(objectOf).flatMap((history) =>
    listOf(history.items)
      .map(objectOf)
      .filter(({ fieldId }) => fieldId === 'duedate')
      .map(({ from, to }) => ({ at: String(history.created), from: textOf(from), to: textOf(to) })),
  );
  changes.sort((a, b) => new Date(a.at).getTime() - new Date(b.at).getTime());
  return changes.map(({ at, from, to }) => ({ on: dayIn(at, timeZone), from, to }));
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

const WORDS = [
  ['Very low', 'Rare', 'Negligible'],
  ['Low', 'Unlikely', 'Minor'],
  ['Medium', 'Possible', 'Moderate'],
  ['High', 'Likely', 'Major'],
  ['Very high', 'Almost certain', 'Severe'],
];

function stepOf(value: unknown): number | null {
  if (value === null) return null;
  if (typeof value === 'number') return [1, 2, 3, 4, 5].includes(value) ? value : 0;
  const name = String(objectOf(value).value);
  const told = WORDS.findIndex((words) => words.includes(name));
  return (told < 0 ? ['1', '2', '3', '4', '5'].indexOf(name[0]) : told) + 1;
}

function isPositive(value: unknown): boolean {
  return typeof value === 'number' && value > 0;
}

function hasDatedVersion(issue: Raw): boolean {
  return listOf(field(issue, 'fixVersions')).some((version) => textOf(objectOf(version).releaseDate) !== null);
}

function hasDatedSprint(issue: Raw): boolean {
  return sprintsOf(issue).some((sprint) => textOf(sprint.endDate) !== null);
}

function sprintsOf(issue: Raw): readonly Raw[] {
  return [
    ...listOf(field(issue, 'customfield_10020')),
    ...listOf(field(issue, 'closedSprints')),
    field(issue, 'sprint') ?? [],
  ]
    .flat()
    .map(objectOf);
}

/** The one under way, else one to come; of several the one that ends first, those without an end last. */
function sprintOf(issue: Raw, timeZone: string): Item['sprint'] {
  const open = sprintsOf(issue).filter(
    ({ state, completeDate }) => textOf(state)?.toLowerCase() !== 'closed' && (completeDate ?? null) === null,
  );
  const active = open.filter(({ state }) => textOf(state)?.toLowerCase() === 'active');
  const asked = active.length > 0 ? active : open;
  const timeOf = (sprint: Raw): number => new Date(textOf(sprint.endDate) ?? '9999-12-31').getTime();
  const [found] = [...asked].sort((a, b) => timeOf(a) - timeOf(b));
  if (asked.length === 0) return null;
  const day = (value: unknown): string | null => {
    const instant = textOf(value);
    return instant === null ? null : dayIn(instant, timeZone);
  };
  return { start: day(found.startDate), end: day(found.endDate) };
}

function versionOf(issue: Raw): Item['version'] {
  const dated = listOf(field(issue, 'fixVersions'))
    .map(objectOf)
    .flatMap(({ id, released, releaseDate }) => {
      const [end, number] = [textOf(releaseDate), textOf(id)];
      return end === null || released === true ? [] : [{ id: number === null ? null : Number(number), end }];
    });
  dated.sort((a, b) => (a.end === b.end ? (a.id ?? 0) - (b.id ?? 0) : a.end < b.end ? -1 : 1));
  return dated.length === 0 ? null : dated[0];
}

function readLink(entry: unknown): readonly Link[] {
  const link = objectOf(entry);
  const type = objectOf(link.type);
  return ['outwardIssue', 'inwardIssue'].flatMap((side) => {
    if (link[side] === undefined) return [];
    const far = objectOf(link[side]);
    const status = objectOf(objectOf(far.fields).status);
    return {
      typeName: String(type.name),
      inwardWords: textOf(type.inward),
      outwardWords: textOf(type.outward),
      outward: side === 'outwardIssue',
      far: mentionOf(far),
      farCategory: textOf(objectOf(status.statusCategory).key),
    };
  });
}

function mentionOf(value: unknown): Mention {
  return { id: textOf(objectOf(value).id), key: textOf(objectOf(value).key) };
}

/** The calendar day of an instant; Swedes write days as ISO does. */
function dayIn(instant: string, timeZone: string): string {
  const format = dayFormats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone });
  dayFormats.set(timeZone, format);
  return format.format(new Date(instant));
}

/** By time zone: making one takes as long as thousands of days. */
const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** The day so many days later. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Which days are worked: weekdays from Monday on, and holidays as `YYYY-MM-DD`. */
interface Worked {
  readonly weekdays: readonly boolean[];
  readonly holidays: readonly string[];
}

const MONDAY_TO_FRIDAY: Worked = { weekdays: [true, true, true, true, true, false, false], holidays: [] };

/** wd(a, b): the number of working days d with a < d ≤ b, negative when b < a, counted one by one. */
export function workingDays(a: string, b: string, worked: Worked = MONDAY_TO_FRIDAY): number {
  if (b < a) return -workingDays(b, a, worked);
  let count = 0;
  for (let day = daysAfter(a, 1); day <= b; day = daysAfter(day, 1)) {
    const fromMonday = (new Date(day).getUTCDay() + 6) % 7;
    if (worked.weekdays[fromMonday] && !worked.holidays.includes(day)) count++;
  }
  return count;
}
