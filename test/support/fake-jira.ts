import { compileJql, isKnownJql } from './fake-jql';
import { done, inProgress, toDo } from './statuses';
import type { Asker } from './processes';
import { reply, type Reply } from './reply';

/** The few endpoints that the app calls, over issues as plain JSON. Anything else, or a wrong request, fails the test. */
export interface FakeIssue {
  readonly id: string;
  readonly key: string;
  readonly fields: Record<string, unknown>;
}

export interface FakeProject {
  readonly id: string;
  key: string;
  name: string;
  lead?: { active: boolean; accountId?: string; displayName?: string } | null;
  projectCategory?: { id: string; name?: string };
  archived?: boolean;
  versions?: readonly {
    readonly id: string;
    readonly name: string;
    readonly released?: boolean;
    readonly releaseDate?: string;
  }[];
  issues: FakeIssue[];
}

export type JiraFault = 'lost' | { readonly status: number; readonly headers?: Record<string, string> };

export class FakeJira {
  timeZone = 'UTC';
  fields: unknown[] = [
    { id: 'customfield_10022', name: 'Target start', schema: { type: 'date', custom: TARGET_START } },
    { id: 'customfield_10015', name: 'Start date', schema: { type: 'date', custom: DATE_PICKER } },
    { id: 'customfield_10020', name: 'Sprint', schema: { type: 'array', custom: SPRINT } },
    { id: 'customfield_10016', name: 'Story point estimate', schema: { type: 'number' } },
    { id: 'duedate', name: 'Due date', schema: { type: 'date' } },
  ];
  statuses: unknown[] = [toDo, inProgress, done];
  linkTypes: unknown[] = [
    { id: '10000', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' },
    { id: '10001', name: 'Relates', inward: 'relates to', outward: 'relates to' },
    { id: '10002', name: 'Follows', inward: 'is followed by', outward: 'follows' },
  ];
  /** Issue id → its changes of status. */
  readonly histories = new Map<string, readonly { readonly created: string; readonly to: string }[]>();
  /** Issue id → the changes of its due date. */
  readonly dueHistories = new Map<string, readonly DueHistory[]>();
  /** How many changes a page of a changelog has. */
  changesAPage = 10_000;
  projects: FakeProject[] = [];
  /** Projects that the app may not browse. */
  readonly closedToApp = new Set<string>();
  /** Account → project ids that it may browse. */
  readonly browse = new Map<string, Set<string>>();
  /** Account → issues that it may not browse although it browses their project. */
  readonly secured = new Map<string, Set<string>>();
  /** Account → project ids of which it may edit the issues. */
  readonly edit = new Map<string, Set<string>>();
  /** Account → ids of the groups that it is in. */
  readonly groupsOf = new Map<string, readonly string[]>();
  groups: readonly { readonly groupId: string; readonly name: string }[] = [];
  /** Accounts that administer the site. */
  readonly administrators = new Set<string>();
  /** Account → its name. */
  readonly users = new Map<string, string>();
  /** So few that pages are turned. */
  projectsPerPage = 2;
  /** How many issues a page holds at most, by the number of the search call; below what Jira would send. */
  pageSize: (call: number) => number = () => Infinity;
  /** Added to every count. */
  miscount = 0;
  /** Asked before every call; what it answers happens instead. */
  fault: (endpoint: string, call: number) => JiraFault | null = () => null;
  readonly calls: { readonly endpoint: string; readonly as: Asker; readonly body: unknown }[] = [];
  private searches = 0;

  answer(method: string, path: string, body: unknown, as: Asker): Reply {
    const url = new URL(path, 'https://jira.invalid');
    const endpoint = url.pathname.replace('/rest/api/3/', '').replace(/\d+/, '{id}');
    this.calls.push({ endpoint, as, body });
    const fault = this.fault(endpoint, this.calls.length);
    if (fault === 'lost') throw new TypeError('fetch failed');
    if (fault !== null) return reply(fault.status, { errorMessages: ['injected'], errors: {} }, fault.headers);
    switch (`${method} ${endpoint}`) {
      case 'GET serverInfo':
        return reply(200, { baseUrl: 'https://jira.invalid', serverTimeZone: this.timeZone });
      case 'GET field':
        return reply(200, this.fields);
      case 'GET status':
        return reply(200, this.statuses);
      case 'GET issueLinkType':
        return reply(200, { issueLinkTypes: this.linkTypes });
      case 'GET project/search':
        return this.searchProjects(url.searchParams, as);
      case 'GET project/{id}':
        return this.oneProject(url.pathname.split('/').at(-1) ?? '', as);
      case 'GET project/{id}/versions':
        return this.versions(url.pathname.split('/').at(-2) ?? '', as);
      case 'GET user/bulk':
        return this.bulkUsers(url.searchParams, as);
      case 'GET mypermissions':
        return this.myPermissions(url.searchParams, as);
      case 'GET myself':
        return this.myself(url.searchParams, as);
      case 'GET groups/picker':
        return this.findGroups(url.searchParams, as);
      case 'POST permissions/check':
        return this.checkPermissions(body, as);
      case 'POST search/jql':
        return this.search(body, as);
      case 'POST search/approximate-count':
        return this.count(body, as);
      case 'POST issue/bulkfetch':
        return this.bulkFetch(body, as);
      case 'POST changelog/bulkfetch':
        return this.bulkChangelog(body, as);
      default:
        throw new Error(`The app called an endpoint that it should not know: ${method} ${path}`);
    }
  }

  issue(id: string): FakeIssue | undefined {
    return this.projects.flatMap((project) => project.issues).find((issue) => issue.id === id);
  }

  private mayBrowse(projectId: string, as: Asker): boolean {
    const project = this.projects.find(({ id }) => id === projectId);
    if (project === undefined) return false;
    if (as.kind === 'app') return !this.closedToApp.has(projectId);
    return this.browse.get(as.accountId)?.has(projectId) === true;
  }

  private maySee(issue: FakeIssue, projectId: string, as: Asker): boolean {
    if (!this.mayBrowse(projectId, as)) return false;
    return as.kind === 'app' || this.secured.get(as.accountId)?.has(issue.id) !== true;
  }

  private searchProjects(query: URLSearchParams, as: Asker): Reply {
    const startAt = Number(query.get('startAt'));
    const visible = this.projects.filter(({ id, archived }) => !archived && this.mayBrowse(id, as));
    const told = query.get('expand')?.split(',').includes('insight') === true;
    const size = this.projectsPerPage;
    const values = visible.slice(startAt, startAt + size).map((project) => projectReply(project, told));
    const isLast = startAt + size >= visible.length;
    return reply(200, { startAt, maxResults: size, total: visible.length, isLast, values });
  }

  private oneProject(id: string, as: Asker): Reply {
    const project = this.projects.find((each) => each.id === id);
    if (!project || !this.mayBrowse(id, as)) return reply(404, { errorMessages: ['No project'], errors: {} });
    return reply(200, projectReply(project, false));
  }

  private versions(id: string, as: Asker): Reply {
    const project = this.projects.find((each) => each.id === id);
    if (!project || !this.mayBrowse(id, as)) return reply(404, { errorMessages: ['No project'], errors: {} });
    return reply(
      200,
      (project.versions ?? []).map((version) => ({ archived: false, released: false, ...version })),
    );
  }

  private bulkUsers(query: URLSearchParams, as: Asker): Reply {
    if (as.kind !== 'user') throw new Error('Names of people are asked for as the user');
    const asked = query.getAll('accountId');
    const maxResults = Number(query.get('maxResults') ?? 10);
    if (asked.length === 0 || asked.length > 200 || maxResults < asked.length) {
      throw new Error(`A request for users that would lose some: ${query.toString()}`);
    }
    const values = asked.flatMap((accountId) => {
      const displayName = this.users.get(accountId);
      return displayName === undefined ? [] : [{ accountId, accountType: 'atlassian', displayName, active: true }];
    });
    return reply(200, { startAt: 0, maxResults, total: values.length, isLast: true, values });
  }

  private myPermissions(query: URLSearchParams, as: Asker): Reply {
    const key = query.get('permissions');
    if (key === 'ADMINISTER') {
      const havePermission = as.kind === 'user' && this.administrators.has(as.accountId);
      return reply(200, { permissions: { ADMINISTER: { key, havePermission } } });
    }
    if (key === 'EDIT_ISSUES,ADMINISTER_PROJECTS') {
      const havePermission =
        as.kind === 'user' && this.edit.get(as.accountId)?.has(query.get('projectId') ?? '') === true;
      return reply(200, {
        permissions: { EDIT_ISSUES: { havePermission }, ADMINISTER_PROJECTS: { havePermission: false } },
      });
    }
    if (key !== 'BROWSE_PROJECTS') throw new Error(`A permission that the app should not ask for: ${key}`);
    const projectId = query.get('projectId') ?? '';
    if (!this.projects.some(({ id }) => id === projectId)) return reply(404, { errorMessages: [], errors: {} });
    const havePermission = this.mayBrowse(projectId, as);
    return reply(200, { permissions: { BROWSE_PROJECTS: { key, havePermission } } });
  }

  private myself(query: URLSearchParams, as: Asker): Reply {
    if (as.kind !== 'user' || query.get('expand') !== 'groups') throw new Error('Groups are asked for as the user');
    const items = (this.groupsOf.get(as.accountId) ?? []).map((groupId) => ({ groupId, name: `group ${groupId}` }));
    return reply(200, { accountId: as.accountId, groups: { size: items.length, items } });
  }

  private findGroups(query: URLSearchParams, as: Asker): Reply {
    if (as.kind !== 'user') throw new Error('Groups are looked for as the user');
    const text = (query.get('query') ?? '').toLowerCase();
    const groups = this.groups.filter(({ name }) => name.toLowerCase().includes(text));
    return reply(200, { header: '', total: groups.length, groups });
  }

  private checkPermissions(body: unknown, as: Asker): Reply {
    const [asked] = (body as { projectPermissions: { projects: number[]; issues: number[] }[] }).projectPermissions;
    if (asked.projects.length > 1000 || asked.issues.length > 1000) return reply(400, { errorMessages: [] });
    const seen = this.projects.flatMap((project) =>
      project.issues.filter((issue) => this.maySee(issue, project.id, as)).map(({ id }) => Number(id)),
    );
    return reply(200, {
      globalPermissions: [],
      projectPermissions: [
        {
          permission: 'BROWSE_PROJECTS',
          projects: asked.projects.filter((id) => this.mayBrowse(String(id), as)),
          issues: asked.issues.filter((id) => seen.includes(id)),
        },
      ],
    });
  }

  private search(body: unknown, as: Asker): Reply {
    const asked = body as { jql: string; fields: string[]; maxResults: number; nextPageToken?: string };
    const bare = asked.fields.every((field) => field === 'id' || field === 'key');
    if (asked.maxResults < 1 || asked.maxResults > 5000) throw new Error(`maxResults ${asked.maxResults}`);
    const from = asked.nextPageToken === undefined ? 0 : Number(/^from-(\d+)$/.exec(asked.nextPageToken)?.[1] ?? NaN);
    if (Number.isNaN(from)) {
      return reply(400, { errorMessages: ['The provided next page token is invalid or expired.'] });
    }
    const found = this.select(asked.jql, as);
    const size = Math.min(asked.maxResults, bare ? 5000 : 100, this.pageSize(++this.searches));
    const issues = found.slice(from, from + size).map((issue) => withFields(issue, asked.fields));
    const isLast = from + size >= found.length;
    return reply(200, { issues, isLast, ...(isLast ? {} : { nextPageToken: `from-${from + size}` }) });
  }

  private count(body: unknown, as: Asker): Reply {
    const { jql } = body as { jql: string };
    if (jql.includes('ORDER BY')) throw new Error(`Counting needs no order: ${jql}`);
    return reply(200, { count: this.select(jql, as).length + this.miscount });
  }

  private select(jql: string, as: Asker): readonly FakeIssue[] {
    if (!isKnownJql(jql)) throw new Error(`JQL that the fake does not know: ${jql}`);
    const matches = compileJql(jql, Date.now());
    return this.projects
      .filter(({ archived }) => archived !== true)
      .flatMap((project) =>
        project.issues.filter((issue) => this.maySee(issue, project.id, as) && matches(issue, project.id)),
      );
  }

  private bulkFetch(body: unknown, as: Asker): Reply {
    const { issueIdsOrKeys, fields } = body as { issueIdsOrKeys: string[]; fields: string[] };
    if (issueIdsOrKeys.length > 100) return reply(400, { errorMessages: ['too many'] });
    const issues = this.projects.flatMap((project) =>
      project.issues
        .filter(({ id, key }) => issueIdsOrKeys.includes(id) || issueIdsOrKeys.includes(key))
        .filter((issue) => this.maySee(issue, project.id, as))
        .map((issue) => withFields(issue, fields)),
    );
    return reply(200, { issues, issueErrors: [] });
  }

  private bulkChangelog(body: unknown, as: Asker): Reply {
    const { issueIdsOrKeys, fieldIds, nextPageToken } = body as ChangelogRequest;
    if (issueIdsOrKeys.length === 0 || issueIdsOrKeys.length > 1000) return reply(400, { errorMessages: [] });
    const field = fieldIds.join();
    if (field !== 'status' && field !== 'duedate') throw new Error(`Histories that nobody needs: ${field}`);
    const known: ReadonlyMap<string, readonly Partial<DueHistory>[]> =
      field === 'status' ? this.histories : this.dueHistories;
    const asked = this.projects.flatMap(({ id, issues }) =>
      issues.filter((issue) => issueIdsOrKeys.includes(issue.id) && this.maySee(issue, id, as)),
    );
    const all = asked.flatMap(({ id }) => (known.get(id) ?? []).map((history) => ({ id, history })));
    const from = Number(nextPageToken ?? 0);
    const page = all.slice(from, from + this.changesAPage);
    const issueChangeLogs = [...new Set(page.map(({ id }) => id))].map((issueId) => {
      const histories = page.filter(({ id }) => id === issueId).map(({ history }) => history);
      const changeHistories = histories.map(({ created, from = null, to }, place) => ({
        id: `${issueId}${place}`,
        created,
        items: [{ field, fieldId: field, fieldtype: 'jira', from, to }],
      }));
      return { issueId, changeHistories };
    });
    const next = from + page.length;
    return reply(200, { issueChangeLogs, ...(next < all.length ? { nextPageToken: String(next) } : {}) });
  }
}

interface ChangelogRequest {
  readonly issueIdsOrKeys: readonly string[];
  readonly fieldIds: readonly string[];
  readonly nextPageToken?: string;
}

/** Days as `YYYY-MM-DD`; `null`: none. */
interface DueHistory {
  readonly created: string;
  readonly from: string | null;
  readonly to: string | null;
}

const TARGET_START = 'com.atlassian.jpo:jpo-custom-field-baseline-start';
const DATE_PICKER = 'com.atlassian.jira.plugin.system.customfieldtypes:datepicker';
const SPRINT = 'com.pyxis.greenhopper.jira:gh-sprint';

function withFields(issue: FakeIssue, names: readonly string[]): unknown {
  const fields = Object.fromEntries(Object.entries(issue.fields).filter(([name]) => names.includes(name)));
  return { ...issue, fields };
}

function projectReply(project: FakeProject, withInsight: boolean): Record<string, unknown> {
  const { id, key, name, lead, projectCategory, archived, issues } = project;
  const updates = issues.flatMap(({ fields }) => (typeof fields.updated === 'string' ? [fields.updated] : [])).sort();
  const insight = { totalIssueCount: issues.length, lastIssueUpdateTime: updates.at(-1) };
  return {
    ...{ id, key, name, projectCategory },
    ...(lead === undefined ? {} : { lead }),
    ...(archived ? { archived } : {}),
    ...(withInsight ? { insight } : {}),
  };
}
