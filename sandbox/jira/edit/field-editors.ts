import type { Call } from '../endpoint';
import { isDay } from '../instant';
import { fieldName } from '../render/fields';
import { valueName } from '../render/issue';
import { durationSeconds, plainEstimate } from '../render/time-tracking';
import type { Json, SiteField, SiteIssue, SiteProject } from '../site-data';
import { member, text } from '../state';
import { changeItem, NO_CHANGE, NO_SIDE, together, type Change, type Side } from './change';

/** One operation of the `update` part of a request; `fields: { x: v }` is `set`. */
export interface Operation {
  readonly verb: 'set' | 'add' | 'remove' | 'edit';
  readonly value: Json;
}

export interface EditContext {
  readonly call: Call;
  readonly issue: SiteIssue;
  readonly project: SiteProject;
}

/** A value that Jira refuses; the text is for the field. */
export class RefusedValue extends Error {}

type Editor = (operation: Operation, context: EditContext, fieldId: string) => Change;

/** The editor of a field that may be edited; `undefined` of any other field. */
export function editorOf(fieldId: string, customFields: readonly SiteField[]): Editor | undefined {
  const system = EDITORS.get(fieldId);
  if (system !== undefined) return system;
  const custom = customFields.find((field) => field.id === fieldId);
  if (custom === undefined) return undefined;
  if (custom.schema.type === 'number') return editNumber;
  if (custom.schema.type === 'date') return editDay;
  if (custom.schema.type === 'array' && custom.schema.items === 'string') return editWords;
  if (custom.schema.custom?.endsWith('gh-sprint') === true) return editSprint;
  if (custom.schema.type === 'team') return editTeam;
  return custom.schema.type === 'string' ? editLine : undefined;
}

function current(context: EditContext, fieldId: string): Json {
  return context.issue.fields[fieldId] ?? null;
}

function same(a: Json, b: Json): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function change(fieldId: string, field: string, before: Json, after: Json, from: Side, to: Side): Change {
  if (same(before, after)) return NO_CHANGE;
  return { fields: { [fieldId]: after }, items: [changeItem(fieldId, field, from, to)] };
}

function editSummary({ value }: Operation, context: EditContext): Change {
  if (typeof value !== 'string') throw new RefusedValue('Operation value must be a string');
  const summary = value.trim();
  if (summary === '') throw new RefusedValue('You must specify a summary of the issue.');
  if (/[\r\n]/.test(summary)) throw new RefusedValue('The summary is invalid because it contains newline characters.');
  if (summary.length > 255) throw new RefusedValue('Summary must be less than 255 characters.');
  const before = current(context, 'summary');
  return change('summary', 'summary', before, summary, [null, asText(before)], [null, summary]);
}

function editDocument({ value }: Operation, context: EditContext, fieldId: string): Change {
  if (value !== null && text(value, 'type') !== 'doc') {
    throw new RefusedValue('Operation value must be an Atlassian Document (see the Atlassian Document Format)');
  }
  const before = current(context, fieldId);
  return change(fieldId, fieldId, before, value, [null, wordsOf(before)], [null, wordsOf(value)]);
}

function editLine({ value }: Operation, context: EditContext, fieldId: string): Change {
  if (value !== null && typeof value !== 'string') throw new RefusedValue('Operation value must be a string');
  const after = value === '' ? null : value;
  const before = current(context, fieldId);
  return change(fieldId, nameOf(fieldId, context), before, after, [null, asText(before)], [null, after]);
}

function editNumber({ value }: Operation, context: EditContext, fieldId: string): Change {
  if (value !== null && typeof value !== 'number') throw new RefusedValue('Operation value must be a number');
  const before = current(context, fieldId);
  return change(fieldId, nameOf(fieldId, context), before, value, [null, asText(before)], [null, asText(value)]);
}

function editDay({ value }: Operation, context: EditContext, fieldId: string): Change {
  if (value !== null && typeof value !== 'string') throw new RefusedValue('Operation value must be a string');
  const after = value === '' ? null : value;
  if (after !== null && !isDay(after)) throw new RefusedValue(`Error parsing date string: ${after}`);
  const before = current(context, fieldId);
  const name = fieldId === 'duedate' ? fieldId : nameOf(fieldId, context);
  return change(fieldId, name, before, after, daySide(fieldId, before), daySide(fieldId, after));
}

/** The changelog writes the due date as a timestamp and a date field as people read it: 16/Apr/24. */
function daySide(fieldId: string, value: Json): Side {
  if (typeof value !== 'string') return fieldId === 'duedate' ? NO_SIDE : ['', ''];
  if (fieldId === 'duedate') return [value, `${value} 00:00:00.0`];
  const date = new Date(`${value}T00:00:00Z`);
  const month = date.toLocaleString('en-GB', { month: 'short', timeZone: 'UTC' }).slice(0, 3);
  return [value, `${date.getUTCDate()}/${month}/${String(date.getUTCFullYear()).slice(2)}`];
}

function editUser({ value }: Operation, context: EditContext, fieldId: string): Change {
  const { state, catalogue } = context.call.site;
  const before = current(context, fieldId);
  const from: Side = [text(before, 'accountId') ?? null, valueName(catalogue.userValue(before))];
  if (value === null) return change(fieldId, fieldId, before, null, from, NO_SIDE);
  const accountId = text(value, 'accountId') ?? text(value, 'id');
  if (accountId === undefined) throw new RefusedValue('expected Object containing an accountId property');
  const user = state.users.get(accountId);
  if (user === undefined) throw new RefusedValue(`Specify a valid value for ${fieldId}`);
  if (fieldId === 'assignee' && !user.active) {
    throw new RefusedValue(`User '${user.displayName}' cannot be assigned issues.`);
  }
  if (text(before, 'accountId') === accountId) return NO_CHANGE;
  return change(fieldId, fieldId, before, catalogue.complete(fieldId, { accountId }), from, [
    accountId,
    user.displayName,
  ]);
}

function editPriority({ value }: Operation, context: EditContext): Change {
  const found = named(context.call.site.state.data.priorities, value);
  if (found === undefined) throw new RefusedValue('The priority selected is invalid.');
  return editNamed('priority', found, context);
}

function editIssueType({ value }: Operation, context: EditContext): Change {
  const found = named(context.call.site.state.data.issueTypes, value);
  if (found === undefined || !context.project.issueTypeIds.includes(found.id)) {
    throw new RefusedValue('The issue type selected is invalid.');
  }
  return editNamed('issuetype', found, context);
}

function editResolution({ value }: Operation, context: EditContext): Change {
  const found = named(context.call.site.state.data.resolutions, value);
  if (found === undefined) throw new RefusedValue('Resolution value is not valid.');
  return editNamed('resolution', found, context);
}

/** A value of one of the site's lists, such as a priority. */
export function editNamed(
  fieldId: string,
  after: { readonly id: string; readonly name: string } | null,
  context: EditContext,
): Change {
  const before = current(context, fieldId);
  const beforeId = text(before, 'id') ?? null;
  if (beforeId === (after?.id ?? null) && valueName(before) === (after?.name ?? null)) return NO_CHANGE;
  const { catalogue } = context.call.site;
  return {
    fields: { [fieldId]: after === null ? null : catalogue.complete(fieldId, { id: after.id }) },
    items: [changeItem(fieldId, fieldId, [beforeId, valueName(before)], [after?.id ?? null, after?.name ?? null])],
  };
}

function named<T extends { readonly id: string; readonly name: string }>(
  things: readonly T[],
  value: Json,
): T | undefined {
  const id = text(value, 'id');
  const name = text(value, 'name');
  return things.find((thing) => (id === undefined ? thing.name === name : thing.id === id));
}

function editWords({ verb, value }: Operation, context: EditContext, fieldId: string): Change {
  const before = strings(current(context, fieldId));
  const given = verb === 'set' ? value : [value];
  if (!Array.isArray(given) || !given.every((word) => typeof word === 'string')) {
    throw new RefusedValue(verb === 'set' ? 'Operation value must be an array of strings' : 'string required');
  }
  const words = given as readonly string[];
  const spaced = words.find((word) => /\s/.test(word));
  if (spaced !== undefined && fieldId === 'labels') {
    throw new RefusedValue(`The label '${spaced}' contains spaces which is invalid.`);
  }
  const after = applyList(before, words, verb);
  const name = fieldId === 'labels' ? fieldId : nameOf(fieldId, context);
  return change(fieldId, name, before, after, [null, before.join(' ')], [null, after.join(' ')]);
}

function applyList(before: readonly string[], given: readonly string[], verb: Operation['verb']): readonly string[] {
  if (verb === 'add') return [...new Set([...before, ...given])];
  return verb === 'remove' ? before.filter((word) => !given.includes(word)) : [...new Set(given)];
}

function editVersions({ verb, value }: Operation, context: EditContext, fieldId: string): Change {
  const before = list(current(context, fieldId));
  const given = (verb === 'set' ? list(value) : [value]).map((wanted) => {
    const found = named(context.project.versions, wanted);
    if (found === undefined) {
      throw new RefusedValue(`Version name '${text(wanted, 'name') ?? text(wanted, 'id') ?? ''}' is not valid`);
    }
    return found;
  });
  const beforeIds = before.flatMap((version) => text(version, 'id') ?? []);
  const afterIds = applyList(
    beforeIds,
    given.map((version) => version.id),
    verb,
  );
  if (same(beforeIds, afterIds)) return NO_CHANGE;
  const field = fieldId === 'fixVersions' ? 'Fix Version' : 'Version';
  const side = (id: string): Side => [id, context.project.versions.find((version) => version.id === id)?.name ?? null];
  const removed = beforeIds.filter((id) => !afterIds.includes(id));
  const added = afterIds.filter((id) => !beforeIds.includes(id));
  return {
    fields: {
      [fieldId]: context.call.site.catalogue.complete(
        fieldId,
        afterIds.map((id) => ({ id })),
      ),
    },
    items: [
      ...removed.map((id) => changeItem(fieldId, field, side(id), NO_SIDE)),
      ...added.map((id) => changeItem(fieldId, field, NO_SIDE, side(id))),
    ],
  };
}

/** Sets estimates; an original estimate on an issue without a remaining one sets both, as Jira does. */
function editTimeTracking({ value }: Operation, context: EditContext): Change {
  const original = typedDuration(value, 'originalEstimate');
  const remaining = typedDuration(value, 'remainingEstimate');
  const before = (id: string): Json => plainEstimate(context.issue.fields, id);
  const follows = remaining === undefined && original !== undefined;
  const nowRemaining = follows && (original === null || before('timeestimate') === null) ? original : remaining;
  const fields = { timetracking: undefined, timespent: before('timespent') } as const;
  const parts = [
    original === undefined ? NO_CHANGE : seconds('timeoriginalestimate', before('timeoriginalestimate'), original),
    nowRemaining === undefined ? NO_CHANGE : seconds('timeestimate', before('timeestimate'), nowRemaining),
  ];
  if (parts.every((part) => part === NO_CHANGE)) return NO_CHANGE;
  const kept = { timeoriginalestimate: before('timeoriginalestimate'), timeestimate: before('timeestimate') };
  return together([{ fields: { ...fields, ...kept }, items: [] }, ...parts]);
}

function typedDuration(value: Json, name: string): number | null | undefined {
  const typed = member(value, name);
  if (typed === undefined) return undefined;
  if (typed === null || typed === '') return null;
  const found = typeof typed === 'string' ? durationSeconds(typed) : null;
  if (found !== null) return found;
  const label = name === 'originalEstimate' ? 'original' : 'remaining';
  throw new RefusedValue(`Time Tracking: enter a valid ${label} estimate, e.g. 4d 3h 30m.`);
}

function seconds(fieldId: string, before: Json, after: number | null): Change {
  const from = asText(before);
  const to = asText(after);
  return change(fieldId, fieldId, before, after, [from, from], [to, to]);
}

function editParent({ value }: Operation, context: EditContext): Change {
  const { call, issue } = context;
  const before = call.site.state.parent(issue);
  const stored = current(context, 'parent');
  const from: Side = [before?.id ?? text(stored, 'id') ?? null, before?.key ?? text(stored, 'key') ?? null];
  const item = (to: Side): Change['items'] => [changeItem('parent', 'IssueParentAssociation', from, to)];
  if (value === null) return from[0] === null ? NO_CHANGE : { fields: { parent: null }, items: item(NO_SIDE) };
  const parent = call.site.state.issue(text(value, 'id') ?? text(value, 'key') ?? '');
  if (parent === undefined || parent.id === issue.id || !call.access.mayBrowseIssue(parent)) {
    throw new RefusedValue('Could not find issue by id or key.');
  }
  if (parent.id === from[0]) return NO_CHANGE;
  return { fields: { parent: { id: parent.id, key: parent.key } }, items: item([parent.id, parent.key]) };
}

/**
 * A sprint is set by its number; the closed ones that the issue was in stay. The site knows a sprint from any issue that
 * is in it.
 */
function editSprint({ value }: Operation, context: EditContext, fieldId: string): Change {
  const before = list(current(context, fieldId));
  if (value !== null && typeof value !== 'number') throw new RefusedValue('Number value expected as the Sprint id.');
  const past = before.filter((sprint) => member(sprint, 'state') === 'closed' && member(sprint, 'id') !== value);
  const after = value === null ? past : [...past, sprintById(value, fieldId, context)];
  const side = (sprints: readonly Json[]): Side => [
    sprints.map((sprint) => asText(member(sprint, 'id') ?? null) ?? '').join(', '),
    sprints.map((sprint) => valueName(sprint) ?? '').join(', '),
  ];
  return change(fieldId, 'Sprint', before, after, side(before), side(after));
}

function sprintById(id: number, fieldId: string, context: EditContext): Json {
  for (const issue of context.call.site.state.allIssues()) {
    const found = list(issue.fields[fieldId] ?? null).find((sprint) => member(sprint, 'id') === id);
    if (found !== undefined) return found;
  }
  throw new RefusedValue('Could not find valid sprint for given id.');
}

/** Sets an issue's components, which are known from the issues of its project. */
function editComponents({ verb, value }: Operation, context: EditContext, fieldId: string): Change {
  const before = list(current(context, fieldId));
  const known = new Map<string, Json>();
  for (const issue of context.call.site.state.issuesOfProject(context.project.id)) {
    for (const component of list(issue.fields[fieldId] ?? null)) known.set(text(component, 'id') ?? '', component);
  }
  const given = (verb === 'set' ? list(value) : [value]).map((wanted) => {
    const found = [...known].find(
      ([id, component]) => id === text(wanted, 'id') || valueName(component) === text(wanted, 'name'),
    );
    if (found === undefined) throw new RefusedValue('Specify a valid value for components');
    return found[0];
  });
  const idsBefore = before.flatMap((component) => text(component, 'id') ?? []);
  const ids = applyList(idsBefore, given, verb);
  if (same(idsBefore, ids)) return NO_CHANGE;
  const side = (id: string): Side => [id, valueName(known.get(id) ?? null) ?? null];
  return {
    fields: { [fieldId]: ids.flatMap((id) => known.get(id) ?? []) },
    items: [
      ...idsBefore.filter((id) => !ids.includes(id)).map((id) => changeItem(fieldId, 'Component', side(id), NO_SIDE)),
      ...ids.filter((id) => !idsBefore.includes(id)).map((id) => changeItem(fieldId, 'Component', NO_SIDE, side(id))),
    ],
  };
}

/** Sets the team by its id; teams are known from the issues that have one. */
function editTeam({ value }: Operation, context: EditContext, fieldId: string): Change {
  const before = current(context, fieldId);
  if (value !== null && typeof value !== 'string') throw new RefusedValue('Team id must be a string');
  const after = value === null ? null : teamById(value, fieldId, context);
  const side = (team: Json): Side => [text(team, 'id') ?? null, valueName(team) ?? null];
  return change(fieldId, nameOf(fieldId, context), before, after, side(before), side(after));
}

function teamById(id: string, fieldId: string, context: EditContext): Json {
  for (const issue of context.call.site.state.allIssues()) {
    const team = issue.fields[fieldId] ?? null;
    if (text(team, 'id') === id) return team;
  }
  throw new RefusedValue('Team id is not valid');
}

function nameOf(fieldId: string, context: EditContext): string {
  return fieldName(fieldId, context.call.site.state.data.customFields);
}

function list(value: Json): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

function strings(value: Json): readonly string[] {
  return list(value).filter((word): word is string => typeof word === 'string');
}

function asText(value: Json): string | null {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;
}

/** The plain words of a document. */
function wordsOf(value: Json): string | null {
  if (value === null || typeof value === 'string') return value;
  const own = text(value, 'text');
  if (own !== undefined) return own;
  return list(member(value, 'content') ?? null)
    .map(wordsOf)
    .join(' ');
}

const EDITORS: ReadonlyMap<string, Editor> = new Map<string, Editor>([
  ['summary', editSummary],
  ['description', editDocument],
  ['environment', editDocument],
  ['assignee', editUser],
  ['reporter', editUser],
  ['priority', editPriority],
  ['issuetype', editIssueType],
  ['resolution', editResolution],
  ['duedate', editDay],
  ['labels', editWords],
  ['components', editComponents],
  ['fixVersions', editVersions],
  ['versions', editVersions],
  ['timetracking', editTimeTracking],
  ['parent', editParent],
]);
