import { FIELD, type ChangeHistory, type ChangeItem, type Json } from '../jira/site-data';
import type { Catalogue } from './catalogue';
import { isCustomFieldId, readFieldKey } from './field-names';
import { isList, isObject, textOf, type JsonObject } from './json';
import type { ReportCollector, WarningKind } from './report';
import { slimField } from './slim';

/** The other side of a link, or a parent, as an issue tells of it. */
export interface FarMention {
  readonly id: string | null;
  readonly key: string | null;
  readonly fields: JsonObject;
}

interface LinkMention {
  readonly id: string | null;
  readonly type: Json;
  readonly outward: boolean;
  readonly far: FarMention;
}

/** One line of an export, checked and slimmed: what the rest of the import works with. */
export interface ParsedIssue {
  readonly file: string;
  readonly line: number;
  /** As the export has it; may be absent or no number. */
  readonly id: string | null;
  readonly key: string;
  readonly projectKey: string;
  /** By field id, without project, links, sub-tasks and parent. */
  readonly fields: { [id: string]: Json };
  /** Fields that are keyed by a name which may turn out to be a custom field's. */
  readonly named: { [name: string]: Json };
  /** `null`: none, or one that names no issue and stays in `fields` as it is. */
  readonly parent: FarMention | null;
  readonly links: readonly LinkMention[];
  readonly changelog: readonly ChangeHistory[] | null;
  /** Milliseconds; −∞ where the export does not say. */
  readonly updated: number;
}

/** Why a line is no issue. */
export class UnreadableLine {
  constructor(
    readonly issue: string | null,
    readonly field: string | null,
    readonly reason: string,
  ) {}
}

const KEY = /^([A-Z][A-Z0-9_]*)-([1-9]\d{0,8})$/;
const DERIVED = new Set(['project', 'subtasks', 'issuelinks', 'parent']);

/** Reads one line; what does not fit but does no harm is told to the report. */
export class IssueParser {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly report: ReportCollector,
  ) {}

  parse(file: string, line: number, text: string): ParsedIssue | UnreadableLine {
    const issue = parseJson(text);
    if (issue === undefined) return new UnreadableLine(null, null, 'is not valid JSON');
    if (!isObject(issue)) return new UnreadableLine(null, null, 'is not a JSON object');
    const key = textOf(issue.key);
    if (key === null) return new UnreadableLine(textOf(issue.id), 'key', 'the issue has no key');
    const projectKey = KEY.exec(key)?.[1];
    if (projectKey === undefined) return new UnreadableLine(key, 'key', 'is not an issue key such as PAY-12');
    if (!isObject(issue.fields)) return new UnreadableLine(key, 'fields', 'the issue has no fields');

    const warn = (kind: WarningKind, field: string | null, reason: string): void =>
      this.report.warn({ kind, file, line, issue: key, field, reason });
    const sorted = sortFields(issue.fields);
    const project = this.readProject(sorted, key, projectKey);
    if (project instanceof UnreadableLine) return project;
    for (const name of sorted.ignored) warn('fieldIgnored', name, 'is neither a Jira field nor customfield_…');
    this.catalogue.learnNames(issue.names);

    const status = sorted.fields.status;
    if (isObject(status) && !isObject(status.statusCategory)) {
      warn('statusWithoutCategory', 'status', `the status "${textOf(status.name)}" has no category`);
    }
    const fields: { [id: string]: Json } = {};
    for (const [id, value] of Object.entries(sorted.fields)) {
      if (!DERIVED.has(id) && !isEmpty(value)) fields[id] = this.catalogue.intern(id, slimField(id, value), projectKey);
    }
    const parent = readFar(sorted.fields.parent);
    if (!parent && !isEmpty(sorted.fields.parent)) fields.parent = sorted.fields.parent;
    return {
      file,
      line,
      id: textOf(issue.id),
      key,
      projectKey,
      fields,
      named: sorted.named,
      parent: parent && { ...parent, fields: this.catalogue.internFar(parent.fields) },
      links: this.readLinks(sorted.fields.issuelinks, warn),
      changelog: this.readChangelog(issue.changelog, warn),
      updated: instant(sorted.fields.updated),
    };
  }

  private readProject(sorted: SortedFields, key: string, projectKey: string): null | UnreadableLine {
    const project = sorted.fields.project;
    if (isEmpty(project)) {
      // Exports keyed by display name leave the project out; the key still tells.
      if (!sorted.byName) return new UnreadableLine(key, 'project', 'the issue has no project');
      this.catalogue.project(projectKey, {});
      return null;
    }
    if (!isObject(project)) return new UnreadableLine(key, 'project', 'is not an object');
    if (project.key !== undefined && project.key !== projectKey) {
      return new UnreadableLine(key, 'project', `the project ${textOf(project.key)} cannot hold this key`);
    }
    this.catalogue.project(projectKey, project);
    return null;
  }

  private readLinks(value: Json | undefined, warn: Warn): readonly LinkMention[] {
    if (isEmpty(value)) return [];
    if (!isList(value)) {
      warn('linkSkipped', 'issuelinks', 'is not a list');
      return [];
    }
    const links: LinkMention[] = [];
    for (const entry of value) {
      if (!isObject(entry) || !isObject(entry.type) || textOf(entry.type.name) === null) {
        warn('linkSkipped', 'issuelinks', 'the type of a link has no name');
        continue;
      }
      const outward = readFar(entry.outwardIssue);
      const inward = readFar(entry.inwardIssue);
      if (!outward && !inward) warn('linkSkipped', 'issuelinks', 'a link has neither an inward nor an outward issue');
      const type = this.catalogue.linkTypes.intern(entry.type);
      const id = textOf(entry.id);
      for (const [far, isOutward] of [
        [outward, true],
        [inward, false],
      ] as const) {
        if (far) {
          links.push({ id, type, outward: isOutward, far: { ...far, fields: this.catalogue.internFar(far.fields) } });
        }
      }
    }
    return links;
  }

  private readChangelog(value: Json | undefined, warn: Warn): readonly ChangeHistory[] | null {
    const histories = isObject(value) ? value.histories : value;
    if (histories === undefined || histories === null) return null;
    if (!isList(histories)) {
      warn('changelogSkipped', 'changelog', 'is neither a list nor an object with histories');
      return null;
    }
    if (isObject(value) && typeof value.total === 'number' && value.total > histories.length) {
      warn('changelogPartial', 'changelog', 'the export holds only a part of the history');
    }
    const read: ChangeHistory[] = [];
    for (const history of histories) {
      const items = isObject(history) && isList(history.items) ? history.items.map(readChange) : [null];
      const created = isObject(history) ? textOf(history.created) : null;
      if (!isObject(history) || created === null || Number.isNaN(Date.parse(created)) || items.includes(null)) {
        warn('changelogSkipped', 'changelog', 'an entry lacks its instant or what changed');
        continue;
      }
      read.push({
        id: textOf(history.id) ?? String(read.length + 1),
        authorAccountId: this.catalogue.users.accountIdOf(history.author),
        created,
        items: items.filter((item) => item !== null),
      });
    }
    for (const item of read.flatMap((history) => history.items)) {
      if (isCustomFieldId(item.fieldId)) this.catalogue.learnName(item.fieldId, item.field);
    }
    return oldestFirst(read);
  }
}

type Warn = (kind: WarningKind, field: string | null, reason: string) => void;

interface SortedFields {
  readonly fields: { [id: string]: Json };
  readonly named: { [name: string]: Json };
  readonly ignored: readonly string[];
  /** The exporter wrote display names. */
  readonly byName: boolean;
}

/** Tells ids, names and agile fields apart; where a field comes by id and by name, the id wins. */
function sortFields(fields: JsonObject): SortedFields {
  const byId: { [id: string]: Json } = {};
  const byName: { [id: string]: Json } = {};
  const agile: { [id: string]: Json } = {};
  const named: { [name: string]: Json } = {};
  for (const [key, value] of Object.entries(fields)) {
    const meant = readFieldKey(key);
    if (meant.as === 'unknown') named[key] = value;
    else if (meant.as === 'id') byId[meant.id] = value;
    else if (meant.as === 'name') byName[meant.id] = value;
    else agile[meant.id] = value;
  }
  const keyedByName = ['summary', 'status', 'issuetype'].some((id) => id in byName && !(id in byId));
  const sprints = sprintsOf(agile);
  const merged = { ...byName, ...(sprints.length > 0 ? { [FIELD.sprint]: sprints } : {}), ...byId };
  if (keyedByName) return { fields: merged, named, ignored: [], byName: true };
  return { fields: merged, named: {}, ignored: Object.keys(named), byName: false };
}

/** Jira Software's API has closed sprints and the current one apart; the platform's has them in one custom field. */
function sprintsOf(agile: JsonObject): readonly Json[] {
  const closed = isList(agile.closedSprints) ? agile.closedSprints : [];
  const current = isObject(agile.sprint) ? [agile.sprint] : [];
  return [...closed, ...current].map((sprint) => {
    if (!isObject(sprint)) return sprint;
    const { originBoardId, self: _self, ...rest } = sprint;
    return originBoardId === undefined ? rest : { ...rest, boardId: originBoardId };
  });
}

function readFar(value: Json | undefined): FarMention | null {
  if (!isObject(value)) return null;
  const id = textOf(value.id);
  const key = textOf(value.key);
  if (id === null && key === null) return null;
  return { id, key, fields: isObject(value.fields) ? value.fields : {} };
}

function readChange(item: Json): ChangeItem | null {
  if (!isObject(item)) return null;
  const field = textOf(item.field);
  if (field === null) return null;
  // `toString` is looked up as an own property: every object inherits a function of that name.
  return {
    field,
    fieldId: textOf(item.fieldId) ?? field,
    fieldtype: item.fieldtype === 'custom' ? 'custom' : 'jira',
    from: ownText(item, 'from'),
    fromString: ownText(item, 'fromString'),
    to: ownText(item, 'to'),
    toString: ownText(item, 'toString'),
  };
}

function ownText(item: JsonObject, name: string): string | null {
  const value = Object.hasOwn(item, name) ? item[name] : null;
  return typeof value === 'string' ? value : null;
}

/** Exports mostly list the newest first; entries of the same instant keep their order in time. */
function oldestFirst(histories: readonly ChangeHistory[]): readonly ChangeHistory[] {
  const timed = histories.map((history) => ({ history, at: Date.parse(history.created) }));
  if (timed.length > 1 && timed[0].at > timed[timed.length - 1].at) timed.reverse();
  return timed.sort((a, b) => a.at - b.at).map(({ history }) => history);
}

function isEmpty(value: Json | undefined): value is undefined | null | readonly [] {
  return value === undefined || value === null || (isList(value) && value.length === 0);
}

function instant(value: Json | undefined): number {
  const milliseconds = typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isNaN(milliseconds) ? -Infinity : milliseconds;
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
