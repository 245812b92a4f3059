import { loadDocument, type OpenApiDocument } from './support/openapi';
import { validateRequest } from './validate-request';

/** The few operations that the cases need, in the manner of Atlassian's document. */
const small: OpenApiDocument = {
  paths: {
    '/rest/api/3/search/jql': {
      post: {
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Search' } } } },
        responses: {},
      },
      get: {
        parameters: [
          { in: 'query', name: 'jql', required: true, schema: { type: 'string' } },
          { in: 'query', name: 'maxResults', schema: { type: 'integer' } },
          { in: 'query', name: 'failFast', schema: { type: 'boolean' } },
          { in: 'query', name: 'fields', schema: { type: 'array' } },
          { in: 'query', name: 'action', schema: { type: 'string', enum: ['view', 'edit'] } },
        ],
        responses: {},
      },
    },
    '/rest/api/3/issue/{issueIdOrKey}': { get: { responses: {} } },
    '/rest/api/3/issue/bulkfetch': { post: { responses: {} } },
  },
  components: {
    schemas: {
      Search: {
        type: 'object',
        additionalProperties: false,
        required: ['jql'],
        properties: { jql: { type: 'string' }, more: { $ref: '#/components/schemas/More' } },
      },
      More: { type: 'object', properties: { since: { type: 'string', format: 'date' } } },
    },
  },
};

const SEARCH = '/rest/api/3/search/jql';

describe('validateRequest', () => {
  it.each([
    ['GET', `${SEARCH}?jql=a&maxResults=5&failFast=true&fields=a&fields=b&action=view`, undefined],
    ['POST', SEARCH, { jql: 'project = 1', more: { since: '2026-01-01' } }],
    ['GET', '/rest/api/3/issue/PAY-1', undefined],
  ])('finds nothing wrong with %s %s', (method, path, body) => {
    expect(validateRequest(small, { method, path, body: body && JSON.stringify(body) })).toEqual([]);
  });

  it.each([
    ['GET', '/rest/api/3/nothing', undefined, 'The document has no GET /rest/api/3/nothing'],
    ['PUT', SEARCH, undefined, 'The document has no PUT /rest/api/3/search/jql'],
    ['POST', '/rest/api/3/issue/PAY-1', undefined, 'The document has no POST /rest/api/3/issue/PAY-1'],
    ['GET', SEARCH, undefined, "Missing query parameter 'jql'"],
    ['GET', `${SEARCH}?jql=a&jql=b`, undefined, "Query parameter 'jql' is given more than once"],
    ['GET', `${SEARCH}?jql=a&colour=red`, undefined, "Unknown query parameter 'colour'"],
    ['GET', `${SEARCH}?jql=a&maxResults=many`, undefined, "Query parameter 'maxResults' is no number: many"],
    ['GET', `${SEARCH}?jql=a&failFast=yes`, undefined, "Query parameter 'failFast' is neither true nor false: yes"],
    ['GET', `${SEARCH}?jql=a&action=drop`, undefined, "Query parameter 'action' may not be 'drop'"],
    ['GET', `${SEARCH}?jql=a`, '{}', 'A body where the document has none'],
    ['POST', SEARCH, undefined, 'No body where the document has one'],
    ['POST', SEARCH, '{', 'The body is no JSON'],
    ['POST', SEARCH, '{}', "Body must have required property 'jql'"],
    ['POST', SEARCH, '{"jql":"a","colour":1}', 'Body must NOT have additional properties'],
    ['POST', SEARCH, '{"jql":"a","more":{"since":"today"}}', 'Body more/since: must match format "date"'],
  ])('of %s %s with %s says: %s', (method, path, body, fault) => {
    const [first, ...others] = validateRequest(small, { method, path, body });
    expect(first).toBe(fault);
    expect(others).toEqual([]);
  });
});

const document = loadDocument();
const suite = document === null ? describe.skip : describe;

suite("validateRequest with Atlassian's document", () => {
  it('knows good requests from bad ones', () => {
    if (document === null) return;
    const good = { jql: 'project = 10000', fields: ['summary'], maxResults: 100 };
    const check = (body: unknown): readonly string[] =>
      validateRequest(document, { method: 'POST', path: SEARCH, body: JSON.stringify(body) });
    expect(check(good)).toEqual([]);
    expect(check({ ...good, startAt: 0 })).toHaveLength(1);
    expect(check({ ...good, maxResults: '100' })).toEqual([expect.stringContaining('maxResults')]);
    const path = '/rest/api/3/project/search?startAt=0&maxResults=50&expand=lead&orderBy=key';
    expect(validateRequest(document, { method: 'GET', path })).toEqual([]);
    expect(validateRequest(document, { method: 'GET', path: `${path}&page=2` })).toHaveLength(1);
  });
});
