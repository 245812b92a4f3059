import type { Access } from '../access';
import type { Json, SiteIssue, SiteLink } from '../site-data';
import { member, text, type SiteState } from '../state';
import { systemField } from '../system-fields';
import type { Catalogue } from './catalogue';
import type { FieldSelection } from './fields';
import { projectInIssue } from './project';
import { plainEstimate, timeTracking } from './time-tracking';

type JsonObject = { readonly [key: string]: Json };

const ISSUE_EXPAND = 'operations,versionedRepresentations,editmeta,changelog,renderedFields';

/** An issue as REST v3 shows it to one viewer, with the fields that were asked for. */
export function renderIssue(
  issue: SiteIssue,
  selection: FieldSelection,
  state: SiteState,
  catalogue: Catalogue,
  access: Access,
): JsonObject {
  const fields: Record<string, Json> = {};
  for (const id of selection.ids) {
    const value = fieldValue(issue, id, state, catalogue, access);
    if (value !== undefined) fields[id] = value;
  }
  if (selection.everything) {
    for (const [id, value] of Object.entries(issue.fields)) {
      if (!(id in fields) && !selection.excluded.has(id)) fields[id] = value;
    }
  }
  return { ...identity(issue, catalogue), fields };
}

/** The part of an issue that does not depend on fields. */
export function identity(issue: { readonly id: string; readonly key: string }, catalogue: Catalogue): JsonObject {
  return { expand: ISSUE_EXPAND, id: issue.id, self: catalogue.url('issue', issue.id), key: issue.key };
}

/** One field's value; `undefined` when neither the site nor the issue knows such a field. */
export function fieldValue(
  issue: SiteIssue,
  id: string,
  state: SiteState,
  catalogue: Catalogue,
  access: Access,
): Json | undefined {
  const stored = issue.fields[id];
  switch (id) {
    case 'project': {
      const project = state.projects.get(issue.projectId);
      return project === undefined ? null : projectInIssue(project, catalogue);
    }
    case 'issuelinks':
      return state.links(issue.id).flatMap((link) => linkEntries(link, issue, state, catalogue, access));
    case 'subtasks':
      return subtasks(issue, state, catalogue, access);
    case 'parent':
      return parentValue(issue, state, catalogue, access);
    case 'statusCategory':
      return member(catalogue.statusValue(issue.fields.status ?? null), 'statusCategory') ?? null;
    case 'status':
    case 'issuetype':
    case 'priority':
    case 'resolution':
    case 'assignee':
    case 'reporter':
    case 'creator':
      return catalogue.complete(id, stored ?? null);
    case 'fixVersions':
    case 'versions':
      return catalogue.complete(id, stored ?? []);
    case 'timetracking':
      return timeTracking(issue.fields);
    case 'timeoriginalestimate':
    case 'timeestimate':
    case 'timespent':
      return plainEstimate(issue.fields, id);
    case 'description':
    case 'environment':
      return typeof stored === 'string' ? asDocument(stored) : (stored ?? null);
    default:
      return stored ?? emptyValue(id, state);
  }
}

function emptyValue(id: string, state: SiteState): Json | undefined {
  const system = systemField(id);
  if (system !== undefined) return system.empty;
  return state.customFieldIds.has(id) ? null : undefined;
}

/** Parents are hidden from who may not browse them. */
function parentValue(issue: SiteIssue, state: SiteState, catalogue: Catalogue, access: Access): Json | undefined {
  const parent = state.parent(issue);
  if (parent !== undefined) return access.mayBrowseIssue(parent) ? shortIssue(parent, catalogue) : undefined;
  const stored = issue.fields.parent;
  return stored === undefined || stored === null ? undefined : stored;
}

function subtasks(issue: SiteIssue, state: SiteState, catalogue: Catalogue, access: Access): Json {
  return state
    .children(issue.id)
    .filter((child) => member(catalogue.issueTypeValue(child.fields.issuetype ?? null), 'subtask') === true)
    .filter((child) => access.mayBrowseIssue(child))
    .map((child) => shortIssue(child, catalogue));
}

/**
 * What an issue shows of a link: `outwardIssue` when it is the source, `inwardIssue` when it is the destination, both
 * entries when it is linked to itself, and nothing when the viewer may not browse the far end.
 */
function linkEntries(
  link: SiteLink,
  issue: SiteIssue,
  state: SiteState,
  catalogue: Catalogue,
  access: Access,
): readonly JsonObject[] {
  const head = {
    id: link.id,
    self: catalogue.url('issueLink', link.id),
    type: catalogue.linkTypeById(link.typeId) ?? null,
  };
  const entries: JsonObject[] = [];
  if (link.sourceId === issue.id) {
    const far = linkedIssue(link.destinationId, state, catalogue, access);
    if (far !== undefined) entries.push({ ...head, outwardIssue: far });
  }
  if (link.destinationId === issue.id) {
    const far = linkedIssue(link.sourceId, state, catalogue, access);
    if (far !== undefined) entries.push({ ...head, inwardIssue: far });
  }
  return entries;
}

/** A link's end as the viewer sees it; `undefined` when there is no such issue for the viewer. */
export function linkedIssue(
  id: string,
  state: SiteState,
  catalogue: Catalogue,
  access: Access,
): JsonObject | undefined {
  const issue = state.issueById(id);
  if (issue !== undefined) return access.mayBrowseIssue(issue) ? shortIssue(issue, catalogue) : undefined;
  const outside = state.outsideIssue(id);
  return outside === undefined || access.viewer.kind === 'anonymous' ? undefined : shortIssue(outside, catalogue);
}

/** An issue inside another one: link ends, parents, sub-tasks. */
function shortIssue(
  issue: { readonly id: string; readonly key: string; readonly fields: Readonly<Record<string, Json>> },
  catalogue: Catalogue,
): JsonObject {
  const { summary, status, priority, issuetype } = issue.fields;
  return {
    id: issue.id,
    key: issue.key,
    self: catalogue.url('issue', issue.id),
    fields: {
      ...(summary === undefined ? {} : { summary }),
      ...(status === undefined ? {} : { status: catalogue.statusValue(status) }),
      ...(priority === undefined || priority === null ? {} : { priority: catalogue.priorityValue(priority) }),
      ...(issuetype === undefined ? {} : { issuetype: catalogue.issueTypeValue(issuetype) }),
    },
  };
}

/** REST v3 serves rich text as an Atlassian document; plain text becomes one paragraph for each line. */
function asDocument(plain: string): Json {
  const content = plain
    .split('\n')
    .map((line) => ({ type: 'paragraph', content: line === '' ? [] : [{ type: 'text', text: line }] }));
  return { type: 'doc', version: 1, content };
}

/** The name of a status, type, user … value, for changelogs and messages. */
export function valueName(value: Json | undefined): string | null {
  return text(value, 'displayName') ?? text(value, 'name') ?? text(value, 'value') ?? text(value, 'key') ?? null;
}
