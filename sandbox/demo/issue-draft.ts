import { FIELD, type ChangeItem, type Json, type SiteIssue } from '../jira/site-data';
import { dayOfMoment, dayText, historyDayText, instantText, type DayNumber } from './days';
import { accountIdOf, displayNameOf, servedUser, type Person } from './people';
import type { ProjectSpec } from './project-spec';
import {
  categoryOf,
  ISSUE_TYPES,
  PRIORITIES,
  RESOLUTIONS,
  servedStatus,
  STATUSES,
  type ResolutionName,
  type StatusName,
  type TypeName,
} from './standards';

export interface Sprint {
  readonly id: number;
  readonly name: string;
  readonly state: 'closed' | 'active' | 'future';
  readonly boardId: number;
  readonly startDay: DayNumber;
  readonly endDay: DayNumber;
}

export interface Version {
  readonly id: string;
  readonly name: string;
  readonly released: boolean;
  readonly releaseDay: DayNumber | null;
}

/** The fields that keep a history, with their values; `null` is empty. */
export interface Tracked {
  status: StatusName;
  resolution: ResolutionName | null;
  assignee: Person | null;
  due: DayNumber | null;
  start: DayNumber | null;
  sprint: readonly Sprint[] | null;
  points: number | null;
  /** Workdays. */
  estimate: number | null;
}

interface Change {
  readonly at: number;
  readonly by: Person;
  readonly set: Partial<Tracked>;
}

const BLANK: Omit<Tracked, 'status'> = {
  resolution: null,
  assignee: null,
  due: null,
  start: null,
  sprint: null,
  points: null,
  estimate: null,
};

/**
 * An issue in the making: what it was created with and every change since. Its fields and its history are both made
 * from the changes, so they agree.
 */
export class IssueDraft {
  private readonly changes: Change[] = [];
  private readonly links: {
    readonly at: number;
    readonly by: Person;
    readonly words: string;
    readonly other: IssueDraft;
  }[] = [];
  /** Set when all issues are known: Jira numbers issues as they are created. */
  id = '';
  key = '';
  priority = 2;
  labels: readonly string[] = [];
  /** Index into the project's components; behind the last one: the component of suppliers. */
  component: number | null = null;
  version: Version | null = null;
  secured: readonly Person[] | null = null;
  /** Custom fields that keep no history, by id. */
  custom: Readonly<Record<string, Json>> = {};
  /** The last touch, also by a comment, which leaves no history. */
  touched: number;

  constructor(
    readonly project: ProjectSpec,
    readonly type: TypeName,
    readonly summary: string,
    readonly description: string | null,
    readonly parent: IssueDraft | null,
    readonly reporter: Person,
    readonly created: number,
    readonly initial: Partial<Tracked> & { readonly status: StatusName },
  ) {
    this.touched = created;
  }

  /** Changes must be told in their order in time; one that changes nothing is dropped. */
  change(at: number, by: Person, set: Partial<Tracked>): void {
    const last = this.changes.at(-1)?.at ?? this.created;
    const when = Math.max(at, last + 60_000);
    this.changes.push({ at: when, by, set });
    this.touch(when);
  }

  /** @param words how the history puts it, e.g. "blocks". */
  linked(at: number, by: Person, words: string, other: IssueDraft): void {
    this.links.push({ at, by, words, other });
    this.touch(at);
  }

  touch(at: number): void {
    this.touched = Math.max(this.touched, at);
  }

  now(): Tracked {
    return Object.assign({ ...BLANK, ...this.initial }, ...this.changes.map((change) => change.set)) as Tracked;
  }

  /** The first due date that it was given. */
  firstDue(): DayNumber | null {
    const moves = [this.initial, ...this.changes.map(({ set }) => set)];
    return moves.find(({ due = null }) => due !== null)?.due ?? null;
  }

  /** The moment since when its status has its category. */
  private categorySince(): number {
    let since = this.created;
    let status: StatusName = this.initial.status;
    for (const { at, set } of this.changes) {
      if (set.status === undefined) continue;
      if (categoryOf(set.status) !== categoryOf(status)) since = at;
      status = set.status;
    }
    return since;
  }

  private resolvedAt(): number | null {
    const at = this.changes.findLast((change) => change.set.resolution !== undefined)?.at;
    return this.now().resolution === null ? null : (at ?? this.created);
  }

  /** @param historyId gives the next id of a history entry. */
  finish(historyId: (at: number) => string): SiteIssue {
    return {
      id: this.id,
      key: this.key,
      projectId: this.project.id,
      fields: this.fields(),
      changelog: this.history().map(({ at, by, items }) => ({
        id: historyId(at),
        authorAccountId: accountIdOf(by),
        created: instantText(at),
        items,
      })),
      ...(this.secured ? { securityAccountIds: this.secured.map(accountIdOf) } : {}),
    };
  }

  private fields(): Record<string, Json> {
    const now = this.now();
    const resolvedAt = this.resolvedAt();
    const fields: Record<string, Json | null> = {
      summary: this.summary,
      description: this.description === null ? null : documentOf(this.description),
      issuetype: ISSUE_TYPES[this.type],
      status: servedStatus(now.status),
      priority: PRIORITIES[this.priority],
      resolution: now.resolution && RESOLUTIONS[now.resolution],
      resolutiondate: resolvedAt === null ? null : instantText(resolvedAt),
      statuscategorychangedate: instantText(this.categorySince()),
      assignee: now.assignee && servedUser(now.assignee),
      reporter: servedUser(this.reporter),
      creator: servedUser(this.reporter),
      created: instantText(this.created),
      updated: instantText(this.touched),
      duedate: now.due === null ? null : dayText(now.due),
      [FIELD.startDate]: now.start === null ? null : dayText(now.start),
      [FIELD.storyPoints]: now.points,
      [FIELD.sprint]: now.sprint === null || now.sprint.length === 0 ? null : now.sprint.map(servedSprint),
      labels: this.labels.length === 0 ? null : this.labels,
      components: this.component === null ? null : [servedComponent(this.project, this.component)],
      fixVersions: this.version && [servedVersion(this.version)],
      timeoriginalestimate: now.estimate && now.estimate * 28_800,
      timetracking: now.estimate === null ? null : timeTracking(now.estimate, categoryOf(now.status) === 'done'),
      parent: this.parent && this.parent.mention(),
      security: this.secured && { id: '10100', name: 'Confidential', description: 'Only the people named' },
      ...this.custom,
    };
    return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, Json] => entry[1] !== null));
  }

  private mention(): Json {
    return {
      id: this.id,
      key: this.key,
      fields: {
        summary: this.summary,
        status: servedStatus(this.now().status),
        priority: PRIORITIES[this.priority],
        issuetype: ISSUE_TYPES[this.type],
      },
    };
  }

  /** What changed, oldest first; changes by one person in one moment are one entry. */
  private history(): readonly { readonly at: number; readonly by: Person; readonly items: readonly ChangeItem[] }[] {
    const entries: { at: number; by: Person; items: ChangeItem[] }[] = [];
    const before: Tracked = { ...BLANK, ...this.initial };
    for (const { at, by, set } of this.changes) {
      const items: ChangeItem[] = [];
      for (const name of Object.keys(set) as (keyof Tracked)[]) {
        const item = changeItem(name, before, { ...before, ...set });
        if (item) items.push(item);
      }
      Object.assign(before, set);
      if (items.length > 0) entries.push({ at, by, items });
    }
    for (const { at, by, words, other } of this.links) {
      const toString = `This work item ${words} ${other.key}`;
      const item: ChangeItem = {
        field: 'Link',
        fieldId: 'Link',
        fieldtype: 'jira',
        from: null,
        fromString: null,
        to: other.key,
        toString,
      };
      entries.push({ at, by, items: [item] });
    }
    return entries.sort((a, b) => a.at - b.at);
  }
}

/** How each tracked field appears in a history: Jira's name for it, and its value in two spellings. */
const SPELLINGS: {
  readonly [Name in keyof Tracked]: {
    readonly field: string;
    readonly fieldId: string;
    readonly spell: (value: NonNullable<Tracked[Name]>) => readonly [string, string];
    /** What it says where there was, or is, nothing. */
    readonly empty?: '';
  };
} = {
  status: { field: 'status', fieldId: 'status', spell: (name) => [STATUSES[name].id, STATUSES[name].name] },
  resolution: {
    field: 'resolution',
    fieldId: 'resolution',
    spell: (name) => [RESOLUTIONS[name].id, RESOLUTIONS[name].name],
  },
  assignee: { field: 'assignee', fieldId: 'assignee', spell: (person) => [accountIdOf(person), displayNameOf(person)] },
  due: { field: 'duedate', fieldId: 'duedate', spell: (day) => [dayText(day), `${dayText(day)} 00:00:00.0`] },
  start: { field: 'Start date', fieldId: FIELD.startDate, spell: (day) => [dayText(day), historyDayText(day)] },
  sprint: {
    field: 'Sprint',
    fieldId: FIELD.sprint,
    spell: (sprints) => [sprints.map((each) => each.id).join(', '), sprints.map((each) => each.name).join(', ')],
    empty: '',
  },
  points: {
    field: 'Story point estimate',
    fieldId: FIELD.storyPoints,
    spell: (points) => [String(points), String(points)],
  },
  estimate: {
    field: 'timeoriginalestimate',
    fieldId: 'timeoriginalestimate',
    spell: (workdays) => [String(workdays * 28_800), String(workdays * 28_800)],
  },
};

function changeItem<Name extends keyof Tracked>(name: Name, before: Tracked, after: Tracked): ChangeItem | null {
  const { field, fieldId, spell, empty = null } = SPELLINGS[name];
  const spelling = (value: Tracked[Name]): readonly [string | null, string | null] =>
    value === null ? [empty, empty] : spell(value);
  const [from, fromString] = spelling(before[name]);
  const [to, toString] = spelling(after[name]);
  if (from === to) return null;
  return {
    field,
    fieldId,
    fieldtype: fieldId.startsWith('customfield_') ? 'custom' : 'jira',
    from,
    fromString,
    to,
    toString,
  };
}

function servedSprint(sprint: Sprint): Json {
  const { id, name, state, boardId } = sprint;
  const startDate = instantText(sprint.startDay * 86_400_000 + 8 * 3_600_000);
  const endDate = instantText(sprint.endDay * 86_400_000 + 15 * 3_600_000);
  return {
    id,
    name,
    state,
    boardId,
    goal: '',
    startDate,
    endDate,
    ...(state === 'closed' ? { completeDate: endDate } : {}),
  };
}

export function servedVersion(version: Version): { readonly [key: string]: Json } {
  const { id, name, released, releaseDay } = version;
  return { id, name, archived: false, released, ...(releaseDay === null ? {} : { releaseDate: dayText(releaseDay) }) };
}

/** The component that several projects have. */
const SUPPLIERS = 'Suppliers';

function servedComponent(project: ProjectSpec, index: number): Json {
  return { id: String(Number(project.id) * 10 + index), name: project.components[index] ?? SUPPLIERS };
}

function timeTracking(workdays: number, done: boolean): Json {
  const left = done ? 0 : workdays;
  return {
    originalEstimate: `${workdays}d`,
    originalEstimateSeconds: workdays * 28_800,
    remainingEstimate: `${left}d`,
    remainingEstimateSeconds: left * 28_800,
  };
}

function documentOf(text: string): Json {
  const content = text.split('\n').map((line) => ({ type: 'paragraph', content: [{ type: 'text', text: line }] }));
  return { version: 1, type: 'doc', content };
}

/** Day on which it was created. */
export function createdDay(draft: IssueDraft): DayNumber {
  return dayOfMoment(draft.created);
}
