import * as z from 'zod';
import { dayOfInstant, parseDay, READ_MEANINGS } from '../model';
import type {
  Day,
  FarState,
  IssueFacts,
  IssueLink,
  IssueState,
  LinkType,
  MappedFields,
  ProjectIdentity,
  Unreadable,
} from '../model';
import { MappedValues } from './mapped-values';
import { placesOf } from './places';
import { numericId } from './projects';
import type { FieldSettings } from './site-settings';

/** What one page of issues tells. A link's `type` is an index into this page's `linkTypes`. */
export interface IssuePageFacts {
  readonly issues: readonly IssueFacts[];
  readonly linkTypes: readonly LinkType[];
  readonly links: readonly IssueLink[];
  readonly unreadable: readonly Unreadable[];
  readonly mapped: MappedFields;
  /** See {@link ProjectFacts.startField}. */
  readonly startField?: string;
  readonly pointsField?: string;
}

/** The fields that the rules need, for `search/jql`. */
export function fieldsToRead(site: FieldSettings): readonly string[] {
  const named = new Set([
    ...site.startDateFields,
    ...site.sprintFields,
    ...site.pointsFields,
    ...(site.teamFields ?? []),
    ...READ_MEANINGS.flatMap((meaning) => site.mapped[meaning] ?? []),
  ]);
  return [
    ...['project', 'issuetype', 'status', 'resolution', 'resolutiondate', 'statuscategorychangedate', 'assignee'],
    ...['updated', 'duedate', 'parent', 'timeestimate', 'timeoriginalestimate', 'fixVersions', 'issuelinks'],
    'components',
    ...named,
  ];
}

const day = z.string().transform((text, context): Day => {
  const found = parseDay(text);
  if (found !== null) return found;
  context.addIssue({ code: 'custom', message: 'not a day such as 2026-03-01' });
  return z.NEVER;
});

/** Jira writes 2026-03-01T09:12:00.000+0000. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:?\d{2})$/;
const instant = z.string().transform((text, context): Date => {
  const found = INSTANT.test(text) ? new Date(text) : null;
  if (found && !Number.isNaN(found.getTime())) return found;
  context.addIssue({ code: 'custom', message: 'not an instant such as 2026-03-01T09:12:00.000+0000' });
  return z.NEVER;
});

const ISSUE_KEY = /^[A-Za-z][A-Za-z0-9_]*-[1-9]\d{0,9}$/;
const issueKey = z.string().regex(ISSUE_KEY, 'not an issue key such as PAY-12');

const status = z.object({ statusCategory: z.object({ key: z.string() }).nullish() }).nullish();

const farIssue = z.object({ id: numericId, key: z.string().min(1), fields: z.object({ status }).nullish() });

const fixVersion = z.object({
  id: numericId.nullish(),
  released: z.boolean().nullish(),
  releaseDate: day.nullish(),
});
type FixVersion = z.infer<typeof fixVersion>;

const issueLink = z
  .object({
    type: z.object({ name: z.string().min(1), inward: z.string().nullish(), outward: z.string().nullish() }),
    inwardIssue: farIssue.optional(),
    outwardIssue: farIssue.optional(),
  })
  .refine((link) => link.inwardIssue !== undefined || link.outwardIssue !== undefined, 'a link to no issue');

/**
 * One issue of `search/jql`
 * (https://developer.atlassian.com/cloud/jira/platform/rest/v3/intro/#expansion, "issue" of the issue resources).
 * A field that Jira leaves out is an empty field.
 */
const issue = z.object({
  id: numericId,
  key: issueKey,
  fields: z.looseObject({
    project: z.object({ id: numericId }),
    issuetype: z
      .object({
        name: z.string().optional(),
        subtask: z.boolean().optional(),
        hierarchyLevel: z.number().int().min(-1).max(100).nullish(),
      })
      .nullish(),
    status,
    resolution: z.looseObject({}).nullish(),
    resolutiondate: instant.nullish(),
    statuscategorychangedate: instant.nullish(),
    assignee: z.looseObject({}).nullish(),
    updated: instant.nullish(),
    duedate: day.nullish(),
    parent: z.object({ id: numericId }).nullish(),
    timeestimate: z.number().nullish(),
    timeoriginalestimate: z.number().nullish(),
    fixVersions: z.array(fixVersion).nullish(),
    issuelinks: z.array(issueLink).nullish(),
  }),
});
type Issue = z.infer<typeof issue>;

const points = z.number().nullish();
const startDate = day.nullish();
const sprint = z.object({
  state: z.string().nullish(),
  startDate: instant.nullish(),
  endDate: instant.nullish(),
  completeDate: z.unknown().optional(),
});
type Sprint = z.infer<typeof sprint>;
const sprints = z.array(sprint).nullish();

/**
 * Turns a page of Jira's issues into facts. An issue that does not fit is named with its field, counted and skipped;
 * the others are not touched by it. `issues.length + unreadable.length` is the number of issues on the page.
 */
export function parseIssuePage(
  replies: readonly unknown[],
  project: ProjectIdentity,
  site: FieldSettings,
): IssuePageFacts {
  const issues: IssueFacts[] = [];
  const unreadable: Unreadable[] = [];
  const links: IssueLink[] = [];
  const linkTypes = new LinkTypes();
  const mapped = new MappedValues(site.mapped, site.timeZone);
  for (const reply of replies) {
    const read = readIssue(reply, project, site, mapped);
    if ('field' in read) {
      unreadable.push({ ...identityOf(reply), field: read.field, reason: read.reason });
      continue;
    }
    issues.push(read.facts);
    links.push(...linksOf(read.issue, linkTypes));
    mapped.add(read.facts.id, read.issue.fields);
  }
  const { start, points: pointsField } = site.mapped;
  return {
    ...{ issues, unreadable, links, linkTypes: linkTypes.all, mapped: mapped.all },
    ...(start === undefined ? {} : { startField: start }),
    ...(pointsField === undefined ? {} : { pointsField }),
  };
}

type ReadIssue =
  { readonly issue: Issue; readonly facts: IssueFacts } | { readonly field: string; readonly reason: string };

function readIssue(reply: unknown, project: ProjectIdentity, site: FieldSettings, mapped: MappedValues): ReadIssue {
  const parsed = issue.safeParse(reply);
  if (!parsed.success) return complaint(parsed.error);
  const { id, key, fields } = parsed.data;
  if (fields.project.id !== project.id) return { field: 'project', reason: 'belongs to another project' };
  const dash = key.lastIndexOf('-');
  if (key.slice(0, dash) !== project.key) return { field: 'key', reason: `does not begin with ${project.key}-` };
  const number = Number(key.slice(dash + 1));
  if (number > 2147483647) return { field: 'key', reason: 'a number too large' };

  const start = filled(fields, site.startDateFields, startDate);
  if ('field' in start) return start;
  const sprintLists = filled(fields, site.sprintFields, sprints);
  if ('field' in sprintLists) return sprintLists;
  const storyPoints = filled(fields, site.pointsFields, points);
  if ('field' in storyPoints) return storyPoints;
  const misfit = mapped.misfit(fields);
  if (misfit !== null) return misfit;

  const state = stateOf(fields.status?.statusCategory?.key, fields.resolution);
  const finished = fields.resolutiondate ?? fields.statuscategorychangedate ?? null;
  const fixVersions = fields.fixVersions ?? [];
  const allSprints = sprintLists.values.flat();
  return {
    issue: parsed.data,
    facts: {
      id,
      number,
      level: levelOf(fields.issuetype),
      state: state.state,
      categorised: state.categorised,
      hasResolution: isGiven(fields.resolution),
      hasAssignee: isGiven(fields.assignee),
      hasEstimate: (fields.timeoriginalestimate ?? 0) > 0 || storyPoints.values.some((value) => value > 0),
      hasPlannedEnd:
        fixVersions.some(({ releaseDate }) => isGiven(releaseDate)) ||
        allSprints.some(({ endDate }) => isGiven(endDate)),
      start: start.values.at(0) ?? null,
      due: fields.duedate ?? null,
      finishedOn: state.state === 'done' && finished ? dayOfInstant(finished, site.timeZone) : null,
      updatedOn: fields.updated ? dayOfInstant(fields.updated, site.timeZone) : null,
      parentId: fields.parent?.id ?? null,
      typeName: fields.issuetype?.name ?? '',
      ...(state.state === 'done' ? NOTHING_PLANNED : planOf(allSprints, fixVersions, fields, site.timeZone)),
      places: state.state === 'done' ? [] : placesOf(fields, site.teamFields ?? []),
    },
  };
}

type Plan = Pick<IssueFacts, 'sprintStart' | 'sprintEnd' | 'versionId' | 'versionEnd' | 'effortMinutes'>;

const NOTHING_PLANNED: Plan = {
  sprintStart: null,
  sprintEnd: null,
  versionId: null,
  versionEnd: null,
  effortMinutes: 0,
};

function planOf(
  allSprints: readonly Sprint[],
  fixVersions: readonly FixVersion[],
  { timeestimate, timeoriginalestimate }: Pick<Issue['fields'], 'timeestimate' | 'timeoriginalestimate'>,
  timeZone: string,
): Plan {
  const sprint = currentSprint(allSprints);
  const version = firstVersion(fixVersions);
  return {
    sprintStart: sprint?.startDate ? dayOfInstant(sprint.startDate, timeZone) : null,
    sprintEnd: sprint?.endDate ? dayOfInstant(sprint.endDate, timeZone) : null,
    versionId: version?.id ?? null,
    versionEnd: version?.releaseDate ?? null,
    effortMinutes: minutesOf(timeestimate ?? timeoriginalestimate ?? 0),
  };
}

/** The sprint under way, else the one to come; of several the one that ends first. */
function currentSprint(all: readonly Sprint[]): Sprint | undefined {
  const open = all.filter(({ state, completeDate }) => state?.toLowerCase() !== 'closed' && !isGiven(completeDate));
  const isActive = ({ state }: Sprint): number => (state?.toLowerCase() === 'active' ? 0 : 1);
  const endOf = ({ endDate }: Sprint): number => endDate?.getTime() ?? Infinity;
  return open.sort((a, b) => isActive(a) - isActive(b) || compare(endOf(a), endOf(b))).at(0);
}

/** The dated, unreleased version that is due first. */
function firstVersion(all: readonly FixVersion[]): FixVersion | undefined {
  return all
    .filter(({ released, releaseDate }) => released !== true && isGiven(releaseDate))
    .sort((a, b) => (a.releaseDate ?? 0) - (b.releaseDate ?? 0) || (a.id ?? 0) - (b.id ?? 0))
    .at(0);
}

/** Infinities are equal to each other. */
function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const MOST_MINUTES = 2147483647;

/** Of seconds, rounded up. */
function minutesOf(seconds: number): number {
  return Math.min(MOST_MINUTES, Math.max(0, Math.ceil(seconds / 60)));
}

/** What is in several candidate fields, as far as they are filled, best first. */
function filled<T>(
  fields: Record<string, unknown>,
  candidates: readonly string[],
  schema: z.ZodType<T | null | undefined>,
): { readonly values: readonly T[] } | { readonly field: string; readonly reason: string } {
  const values: T[] = [];
  for (const candidate of candidates) {
    const parsed = schema.safeParse(fields[candidate]);
    if (!parsed.success) {
      const { field, reason } = complaint(parsed.error);
      return { field: field === '' ? candidate : `${candidate}.${field}`, reason };
    }
    if (isGiven(parsed.data)) values.push(parsed.data);
  }
  return { values };
}

/** Status category where Jira gives one; else told from the resolution, and never "in progress". */
function stateOf(category: string | undefined, resolution: unknown): { state: IssueState; categorised: boolean } {
  switch (category) {
    case 'new':
      return { state: 'todo', categorised: true };
    case 'indeterminate':
      return { state: 'inProgress', categorised: true };
    case 'done':
      return { state: 'done', categorised: true };
    default:
      return { state: isGiven(resolution) ? 'done' : 'todo', categorised: false };
  }
}

function levelOf(type: Issue['fields']['issuetype']): number {
  if (type?.hierarchyLevel !== null && type?.hierarchyLevel !== undefined) return type.hierarchyLevel;
  if (type?.subtask) return -1;
  return type?.name?.toLowerCase() === 'epic' ? 1 : 0;
}

function linksOf({ id, fields }: Issue, linkTypes: LinkTypes): IssueLink[] {
  return (fields.issuelinks ?? []).flatMap((link) => {
    const type = linkTypes.indexOf(link.type.name, link.type.inward ?? null, link.type.outward ?? null);
    const ends = [
      { far: link.outwardIssue, outward: true },
      { far: link.inwardIssue, outward: false },
    ];
    return ends.flatMap(({ far, outward }) =>
      far
        ? [{ issueId: id, type, outward, farId: far.id, farKey: far.key, farState: farStateOf(far.fields?.status) }]
        : [],
    );
  });
}

function farStateOf(far: z.infer<typeof status>): FarState {
  switch (far?.statusCategory?.key) {
    case 'done':
      return 'done';
    case 'new':
    case 'indeterminate':
      return 'open';
    default:
      return 'unknown';
  }
}

/** Link types met so far, each once. */
class LinkTypes {
  readonly all: LinkType[] = [];
  private readonly places = new Map<string, number>();

  indexOf(name: string, inward: string | null, outward: string | null): number {
    const identity = JSON.stringify([name, inward, outward]);
    const known = this.places.get(identity);
    if (known !== undefined) return known;
    this.places.set(identity, this.all.length);
    return this.all.push({ name, inward, outward }) - 1;
  }
}

function complaint(error: z.ZodError): { readonly field: string; readonly reason: string } {
  const [first] = error.issues;
  const path = (first?.path ?? []).map(String);
  const inside = path[0] === 'fields' && path.length > 1 ? path.slice(1) : path;
  return { field: inside.join('.'), reason: first?.message ?? 'does not fit' };
}

const withId = z.object({ id: numericId });
const withKey = z.object({ key: z.string().min(1).max(255) });
const withAnyId = z.object({ id: z.union([z.string().min(1).max(255), z.number()]) });
const withStatus = z.object({ fields: z.object({ status }) });

/** What can still be told of an issue that does not fit; the same wherever on a page it stands. */
function identityOf(reply: unknown): Pick<Unreadable, 'id' | 'issue' | 'state'> {
  const id = withId.safeParse(reply);
  const key = withKey.safeParse(reply);
  const anyId = withAnyId.safeParse(reply);
  const shown = withStatus.safeParse(reply);
  return {
    id: id.success ? id.data.id : null,
    issue: key.success ? key.data.key : anyId.success ? String(anyId.data.id) : 'an issue without id and key',
    state: shown.success ? farStateOf(shown.data.fields.status) : 'unknown',
  };
}

function isGiven<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}
