import type * as z from 'zod';
import type { Access } from './access';
import { errorMessages, invalidPayload, noSuchIssue, problem, type Reply } from './http';
import type { Catalogue } from './render/catalogue';
import type { IssueSearch } from './search/issue-search';
import type { SiteIssue, SiteProject } from './site-data';
import type { SiteEvent } from './site-port';
import type { SiteState } from './state';

/** What every endpoint works on. */
export interface SiteParts {
  readonly state: SiteState;
  readonly catalogue: Catalogue;
  readonly search: IssueSearch;
  readonly clock: () => Date;
  readonly baseUrl: string;
  /** Tells the listeners of the site's events. */
  readonly announce: (event: SiteEvent) => void;
}

/** One request on its way to an endpoint. */
export interface Call {
  readonly site: SiteParts;
  readonly access: Access;
  /** Path without query, as it was asked. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The parsed JSON body; `undefined` when there was none. */
  readonly body: unknown;
}

export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** As Atlassian's OpenAPI document writes it: `/rest/api/3/issue/{issueIdOrKey}`. */
  readonly path: string;
  /** Classic OAuth scopes, each of which the token must have: the document's `security`. */
  readonly scopes: readonly string[];
  /** True where the document lets requests through that nobody signed in for. */
  readonly anonymous: boolean;
  /** True where the site is another one afterwards; such requests are journalled. */
  readonly mutates?: boolean;
  readonly handle: (call: Call) => Reply;
}

/** The body as the schema has it; Jira's 400 when it does not fit. */
export function bodyOf<T>(call: Call, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(call.body);
  if (!parsed.success) throw invalidPayload();
  return parsed.data;
}

/** A whole number of the query; `preset` when it is not there. Throws Spring's 400 when it is no number. */
export function integerOf(call: Call, name: string, preset: number): number {
  const typed = call.query.get(name);
  if (typed === null || typed === '') return preset;
  if (!/^-?\d+$/.test(typed)) {
    throw problem(400, 'Bad Request', `Failed to convert '${name}' with value: '${typed}'`, call.path);
  }
  return Number(typed);
}

/** All values of a query parameter that may be repeated and may hold commas. */
export function listOf(call: Call, name: string): readonly string[] {
  return call.query
    .getAll(name)
    .flatMap((value) => value.split(','))
    .filter((value) => value !== '');
}

/** The issue that the path names, if the viewer may browse it. */
export function issueOf(call: Call, idOrKey = call.params.issueIdOrKey ?? ''): SiteIssue {
  const issue = call.site.state.issue(idOrKey);
  if (issue === undefined || !call.access.mayBrowseIssue(issue)) throw noSuchIssue();
  return issue;
}

/** The project that the path names, if the viewer may browse or administer it. */
export function projectOf(call: Call, idOrKey = call.params.projectIdOrKey ?? ''): SiteProject {
  const project = call.site.state.project(idOrKey);
  if (project !== undefined && (call.access.mayBrowseProject(project) || call.access.mayAdministerProject(project))) {
    return project;
  }
  const by = /^\d+$/.test(idOrKey) ? 'id' : 'key';
  throw errorMessages(404, `No project could be found with ${by} '${idOrKey}'.`);
}

/** Jira's page of values: what was asked, how many there are, where the next page is. */
export function pageOf<T>(call: Call, values: readonly T[], presetSize: number, maximum: number): Reply {
  const startAt = Math.max(0, integerOf(call, 'startAt', 0));
  const size = integerOf(call, 'maxResults', presetSize);
  const maxResults = size < 1 || size > maximum ? maximum : size;
  const page = values.slice(startAt, startAt + maxResults);
  const isLast = startAt + page.length >= values.length;
  const url = (start: number): string => {
    const query = new URLSearchParams(call.query);
    query.set('startAt', String(start));
    query.set('maxResults', String(maxResults));
    return `${call.site.baseUrl}${call.path}?${query.toString()}`;
  };
  return {
    status: 200,
    body: {
      self: url(startAt),
      ...(isLast ? {} : { nextPage: url(startAt + maxResults) }),
      maxResults,
      startAt,
      total: values.length,
      isLast,
      values: page,
    },
  };
}
