import * as z from 'zod';
import { bodyOf, issueOf, listOf, pageOf, type Call, type Endpoint } from '../endpoint';
import { errorMessages, NO_CONTENT, noSuchIssue, ok, type Reply } from '../http';
import { millisecondsOf } from '../instant';
import { concerns, renderHistory } from '../render/changelog';
import { selectFields } from '../render/fields';
import { renderIssue } from '../render/issue';
import type { ChangeHistory, SiteIssue } from '../site-data';
import { createIssue, deleteIssue, editIssue, possibleTransitions, transitionIssue } from './issue-changes';

function getIssue(call: Call): Reply {
  const { site, access } = call;
  const issue = issueOf(call);
  const selection = selectFields(listOf(call, 'fields'), site.state.data.customFields, '*all');
  const shown = renderIssue(issue, selection, site.state, site.catalogue, access);
  if (!listOf(call, 'expand').includes('changelog')) return ok(shown);
  const histories = [...(issue.changelog ?? [])].reverse();
  return ok({
    ...shown,
    changelog: {
      startAt: 0,
      maxResults: histories.length,
      total: histories.length,
      histories: histories.slice(0, 100).map((history) => renderHistory(history, site.catalogue)),
    },
  });
}

const bulkBody = z.strictObject({
  issueIdsOrKeys: z.array(z.string()),
  fields: z.array(z.string()).nullish(),
  fieldsByKeys: z.boolean().nullish(),
  expand: z.array(z.string()).nullish(),
  properties: z.array(z.string()).nullish(),
});

const MOST_ISSUES = 100;

/** In ascending order of id, each issue once; what cannot be found is listed as an error. */
function bulkFetch(call: Call): Reply {
  const { site, access } = call;
  const body = bodyOf(call, bulkBody);
  if (body.issueIdsOrKeys.length > MOST_ISSUES) {
    throw errorMessages(400, `The number of issues requested must not exceed ${MOST_ISSUES}.`);
  }
  const found = new Map<string, SiteIssue>();
  const missing: string[] = [];
  for (const idOrKey of body.issueIdsOrKeys) {
    const issue = site.state.issue(idOrKey);
    if (issue !== undefined && access.mayBrowseIssue(issue)) found.set(issue.id, issue);
    else missing.push(idOrKey);
  }
  const selection = selectFields(body.fields ?? [], site.state.data.customFields, '*navigable');
  const ascending = [...found.values()].sort((a, b) => Number(a.id) - Number(b.id));
  return ok({
    issues: ascending.map((issue) => renderIssue(issue, selection, site.state, site.catalogue, access)),
    issueErrors: missing.map((id) => ({
      id,
      errorMessage: 'Issue does not exist or you do not have permission to see it.',
    })),
  });
}

const changelogBody = z.strictObject({
  issueIdsOrKeys: z.array(z.string()).min(1).max(1000),
  fieldIds: z.array(z.string()).max(10).nullish(),
  maxResults: z.int().min(1).max(10_000).nullish(),
  nextPageToken: z.string().nullish(),
});

/** Histories of many issues, oldest first; issues that the viewer may not browse are left out. */
function bulkChangelog(call: Call): Reply {
  const { site, access } = call;
  const body = bodyOf(call, changelogBody);
  const fieldIds = body.fieldIds?.length ? new Set(body.fieldIds) : null;
  const issues = new Map<string, SiteIssue>();
  for (const idOrKey of body.issueIdsOrKeys) {
    const issue = site.state.issue(idOrKey);
    if (issue !== undefined && access.mayBrowseIssue(issue)) issues.set(issue.id, issue);
  }
  const all = [...issues.values()].flatMap((issue) =>
    (issue.changelog ?? [])
      .filter((history) => history.items.some((item) => concerns(item, fieldIds)))
      .map((history) => ({ issueId: issue.id, history, at: millisecondsOf(history.created) })),
  );
  all.sort((a, b) => a.at - b.at || Number(a.issueId) - Number(b.issueId));
  const start = startOf(body.nextPageToken ?? null);
  const size = body.maxResults ?? 1000;
  const page = all.slice(start, start + size);
  const histories = new Map<string, ChangeHistory[]>();
  for (const { issueId, history } of page) histories.set(issueId, [...(histories.get(issueId) ?? []), history]);
  const end = start + page.length;
  return ok({
    issueChangeLogs: [...histories].map(([issueId, found]) => ({
      issueId,
      changeHistories: found.map((history) => renderHistory(history, site.catalogue, fieldIds)),
    })),
    ...(end < all.length ? { nextPageToken: Buffer.from(`changes ${end}`).toString('base64url') } : {}),
  });
}

function startOf(token: string | null): number {
  if (token === null) return 0;
  const match = /^changes (\d+)$/.exec(Buffer.from(token, 'base64url').toString());
  if (match === null) throw errorMessages(400, 'The provided next page token is invalid or expired.');
  return Number(match[1]);
}

const read = { scopes: ['read:jira-work'], anonymous: true } as const;
const write = { scopes: ['write:jira-work'], anonymous: true, mutates: true } as const;

export const issueEndpoints: readonly Endpoint[] = [
  { ...read, method: 'POST', path: '/rest/api/3/issue/bulkfetch', handle: bulkFetch },
  { ...read, anonymous: false, method: 'POST', path: '/rest/api/3/changelog/bulkfetch', handle: bulkChangelog },
  { ...read, method: 'GET', path: '/rest/api/3/issue/{issueIdOrKey}', handle: getIssue },
  {
    ...read,
    method: 'GET',
    path: '/rest/api/3/issue/{issueIdOrKey}/changelog',
    handle: (call) => {
      const histories = issueOf(call).changelog ?? [];
      return pageOf(
        call,
        histories.map((history) => renderHistory(history, call.site.catalogue)),
        100,
        100,
      );
    },
  },
  {
    ...read,
    method: 'GET',
    path: '/rest/api/3/issue/{issueIdOrKey}/transitions',
    handle: (call) => ok({ expand: 'transitions', transitions: possibleTransitions(call, issueOf(call)) }),
  },
  {
    ...write,
    method: 'POST',
    path: '/rest/api/3/issue/{issueIdOrKey}/transitions',
    handle: (call) => {
      transitionIssue(call, issueOf(call));
      return NO_CONTENT;
    },
  },
  {
    ...write,
    method: 'PUT',
    path: '/rest/api/3/issue/{issueIdOrKey}',
    handle: (call) => {
      const edited = editIssue(call, issueOf(call));
      if (call.query.get('returnIssue') !== 'true') return NO_CONTENT;
      const selection = selectFields([], call.site.state.data.customFields, '*all');
      return ok(renderIssue(edited, selection, call.site.state, call.site.catalogue, call.access));
    },
  },
  {
    ...write,
    method: 'POST',
    path: '/rest/api/3/issue',
    handle: (call) => {
      const { id, key } = createIssue(call);
      return { status: 201, body: { id, key, self: call.site.catalogue.url('issue', id) } };
    },
  },
  {
    ...write,
    method: 'DELETE',
    path: '/rest/api/3/issue/{issueIdOrKey}',
    handle: (call) => {
      const issue = call.site.state.issue(call.params.issueIdOrKey ?? '');
      if (issue === undefined) throw noSuchIssue();
      deleteIssue(call, issueOf(call));
      return NO_CONTENT;
    },
  },
];
