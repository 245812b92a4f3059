import type { Access } from '../access';
import { errorMessages } from '../http';
import { JqlError, parseJql, searchIssues, type JqlWorld, type ParsedJql } from '../jql';
import type { SiteIssue } from '../site-data';
import type { SiteState } from '../state';
import { readPageToken, writePageToken } from './page-token';

/** One page of a search and the token of the next one. */
export interface IssuePage {
  readonly issues: readonly SiteIssue[];
  readonly nextPageToken: string | null;
}

interface Found {
  readonly revision: number;
  readonly issues: readonly SiteIssue[];
}

/** Searches that stay ready for their next page. Each holds references only: 8 bytes an issue. */
const REMEMBERED_SEARCHES = 12;

/**
 * Evaluates JQL. The ordered result is remembered for each query and viewer, so that paging through a project does not
 * search again for every page; it is thrown away as soon as anything on the site changes, and then the page goes on
 * behind the last issue that was served, as Jira's own paging does.
 */
export class IssueSearch {
  private readonly remembered = new Map<string, Found>();

  constructor(
    private readonly state: SiteState,
    private readonly clock: () => Date,
  ) {}

  /** Throws Jira's 400 for a query that is wrong, unbounded, or has a bad page token. */
  page(jql: string, access: Access, size: number, token: string | null): IssuePage {
    const now = this.clock();
    const position = token === null ? null : readPageToken(token, jql, now);
    if (token !== null && position === null) {
      throw errorMessages(400, 'The provided next page token is invalid or expired.');
    }
    const found = position === null ? this.findAfresh(jql, access) : this.find(jql, access);
    const start = position === null ? 0 : startAfter(found, position.lastIssueId, position.offset);
    const issues = found.slice(start, start + size);
    const last = issues.at(-1);
    const isLast = last === undefined || start + issues.length >= found.length;
    return {
      issues,
      nextPageToken: isLast ? null : writePageToken({ offset: start + issues.length, lastIssueId: last.id }, jql, now),
    };
  }

  count(jql: string, access: Access): number {
    return this.findAfresh(jql, access).length;
  }

  private find(jql: string, access: Access): readonly SiteIssue[] {
    const known = this.remembered.get(nameOf(jql, access));
    return known?.revision === this.state.revision ? known.issues : this.findAfresh(jql, access);
  }

  /** A first page is never remembered: `-1h` and `now()` mean another instant each time, though nothing changed. */
  private findAfresh(jql: string, access: Access): readonly SiteIssue[] {
    const key = nameOf(jql, access);
    const issues = this.evaluate(jql, access);
    this.remembered.delete(key);
    this.remembered.set(key, { revision: this.state.revision, issues });
    for (const oldest of this.remembered.keys()) {
      if (this.remembered.size <= REMEMBERED_SEARCHES) break;
      this.remembered.delete(oldest);
    }
    return issues;
  }

  private evaluate(jql: string, access: Access): readonly SiteIssue[] {
    const { viewer } = access;
    const timeZone = (viewer.kind === 'user' ? viewer.user.timeZone : undefined) ?? this.state.data.timeZone;
    try {
      const parsed = parseBounded(jql);
      return searchIssues(parsed, this.world(access), { accountId: access.accountId, timeZone });
    } catch (error) {
      if (!(error instanceof JqlError)) throw error;
      // Whoever is not signed in learns nothing of what the site knows: no such field, value or function, no issue.
      if (viewer.kind === 'anonymous' && isAboutSite(jql)) return [];
      throw errorMessages(400, ...error.errorMessages);
    }
  }

  private world(access: Access): JqlWorld {
    const { state, clock } = this;
    const { data } = state;
    return {
      issues: () => state.allIssues(),
      issuesOfProject: (projectId) => state.issuesOfProject(projectId),
      issueById: (id) => state.issueById(id),
      issueByKey: (key) => state.issueByKey(key),
      links: (issueId) => state.links(issueId),
      children: (issueId) => state.children(issueId),
      mayBrowse: (issue) => access.mayBrowseIssue(issue) && state.projects.get(issue.projectId)?.archived !== true,
      mayBrowseProject: (project) => access.mayBrowseProject(project),
      now: clock,
      projects: [...state.projects.values()],
      users: [...state.users.values()],
      groups: data.groups,
      statuses: data.statuses,
      issueTypes: data.issueTypes,
      priorities: data.priorities,
      resolutions: data.resolutions,
      linkTypes: data.linkTypes,
      customFields: data.customFields,
    };
  }
}

/** Under which a search is remembered. */
function nameOf(jql: string, access: Access): string {
  return `${access.accountId ?? access.viewer.kind}\n${jql}`;
}

/** Queries parsed lately, by their text: the app asks the same few again and again, and parsing takes a millisecond. */
const parsedLately = new Map<string, ParsedJql>();
const MOST_PARSED = 500;

function parseOnce(jql: string): ParsedJql {
  const known = parsedLately.get(jql);
  if (known !== undefined) return known;
  const parsed = parseJql(jql);
  if (parsedLately.size >= MOST_PARSED) parsedLately.clear();
  parsedLately.set(jql, parsed);
  return parsed;
}

/** Throws Jira's sentence for a query without a restriction. */
function parseBounded(jql: string): ParsedJql {
  const parsed = parseOnce(jql);
  if (!parsed.bounded) {
    throw errorMessages(
      400,
      'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.',
    );
  }
  return parsed;
}

/** True when the query's syntax is right, so that its error is about fields, values or functions of the site. */
function isAboutSite(jql: string): boolean {
  try {
    parseJql(jql);
    return true;
  } catch {
    return false;
  }
}

function startAfter(found: readonly SiteIssue[], lastIssueId: string, offset: number): number {
  if (found[offset - 1]?.id === lastIssueId) return offset;
  const at = found.findIndex((issue) => issue.id === lastIssueId);
  // Gone from the result: what followed it has moved up by one.
  return at === -1 ? Math.max(0, offset - 1) : at + 1;
}
