import * as z from 'zod';
import { bodyOf, integerOf, listOf, type Call, type Endpoint } from '../endpoint';
import { errorMessages, ok, type Reply } from '../http';
import { renderHistory } from '../render/changelog';
import { fieldName, isKeysOnly, selectFields } from '../render/fields';
import { identity, renderIssue } from '../render/issue';

/** A page with fields holds no more than this, whatever was asked. */
const PAGE_WITH_FIELDS = 100;
const PAGE_OF_KEYS = 5000;

const searchBody = z.strictObject({
  jql: z.string().nullish(),
  nextPageToken: z.string().nullish(),
  maxResults: z.int().nullish(),
  fields: z.array(z.string()).nullish(),
  expand: z.string().nullish(),
  properties: z.array(z.string()).nullish(),
  fieldsByKeys: z.boolean().nullish(),
  reconcileIssues: z.array(z.number()).nullish(),
});

interface SearchRequest {
  readonly jql: string;
  readonly token: string | null;
  readonly maxResults: number;
  readonly fields: readonly string[];
  readonly expand: readonly string[];
}

function search(call: Call, request: SearchRequest): Reply {
  const { site, access } = call;
  if (request.maxResults < 1 || request.maxResults > PAGE_OF_KEYS) {
    throw errorMessages(400, 'The max results parameter has to be between 1 and 5,000.');
  }
  const { customFields } = site.state.data;
  const selection = selectFields(request.fields, customFields, 'id');
  const bare = isKeysOnly(selection) && request.expand.length === 0;
  const size = bare ? request.maxResults : Math.min(request.maxResults, PAGE_WITH_FIELDS);
  const page = site.search.page(request.jql, access, size, request.token);
  const wantsKey = request.fields.some((field) => field.split(',').includes('key'));
  const withChangelog = request.expand.includes('changelog');
  const issues = page.issues.map((issue) => {
    if (bare) return wantsKey ? identity(issue, site.catalogue) : { id: issue.id };
    const shown = renderIssue(issue, selection, site.state, site.catalogue, access);
    if (!withChangelog) return shown;
    const histories = [...(issue.changelog ?? [])].reverse().slice(0, 40);
    return {
      ...shown,
      changelog: {
        startAt: 0,
        maxResults: histories.length,
        total: issue.changelog?.length ?? 0,
        histories: histories.map((history) => renderHistory(history, site.catalogue)),
      },
    };
  });
  return ok({
    issues,
    ...(request.expand.includes('names')
      ? { names: Object.fromEntries(selection.ids.map((id) => [id, fieldName(id, customFields)])) }
      : {}),
    ...(page.nextPageToken === null ? {} : { nextPageToken: page.nextPageToken }),
    isLast: page.nextPageToken === null,
  });
}

function removed(): Reply {
  throw errorMessages(
    410,
    'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. ' +
      'A full migration guideline is available at https://developer.atlassian.com/changelog/#CHANGE-2046',
  );
}

const read = { scopes: ['read:jira-work'], anonymous: true } as const;

export const searchEndpoints: readonly Endpoint[] = [
  {
    ...read,
    method: 'GET',
    path: '/rest/api/3/search/jql',
    handle: (call) =>
      search(call, {
        jql: call.query.get('jql') ?? '',
        token: call.query.get('nextPageToken'),
        maxResults: integerOf(call, 'maxResults', 50),
        fields: listOf(call, 'fields'),
        expand: listOf(call, 'expand'),
      }),
  },
  {
    ...read,
    method: 'POST',
    path: '/rest/api/3/search/jql',
    handle: (call) => {
      const body = bodyOf(call, searchBody);
      return search(call, {
        jql: body.jql ?? '',
        token: body.nextPageToken ?? null,
        maxResults: body.maxResults ?? 50,
        fields: body.fields ?? [],
        expand: (body.expand ?? '').split(',').filter((term) => term !== ''),
      });
    },
  },
  {
    ...read,
    method: 'POST',
    path: '/rest/api/3/search/approximate-count',
    handle: (call) => {
      const { jql } = bodyOf(call, z.strictObject({ jql: z.string().nullish() }));
      return ok({ count: call.site.search.count(jql ?? '', call.access) });
    },
  },
  { ...read, method: 'GET', path: '/rest/api/3/search', handle: removed },
  { ...read, method: 'POST', path: '/rest/api/3/search', handle: removed },
];
