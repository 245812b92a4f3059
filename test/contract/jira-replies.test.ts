import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { ENDPOINTS } from '../../sandbox/jira/endpoints';
import { POWERFUL_APP, serve } from '../sandbox/jira/support/small-site';
import {
  findOperation,
  jsonSchemaOf,
  loadDocument,
  schemaErrors,
  type OpenApiDocument,
  type Schema,
} from './support/openapi';
import { GOOD_REPLIES, REFUSALS, type ReplyCase } from './support/reply-cases';
import { validateRequest } from './validate-request';

/**
 * Every reply of the simulated Jira against what Atlassian says of it: the OpenAPI document where it is at hand, and
 * always the schemas of the jira.js package. The shapes inside an issue's `fields` are free in both: they are held to
 * real exports in `test/sandbox/jira/issue-shapes.test.ts`.
 */
const document = withKnownDeviations(loadDocument());
const withDocument = document === null ? describe.skip : describe;

/** Where the document is known to be wrong about what Jira Cloud sends. */
function withKnownDeviations(raw: OpenApiDocument | null): OpenApiDocument | null {
  if (raw === null) return null;
  const schemas: Record<string, Schema> = { ...raw.components.schemas };
  // Histories of real sites have null for "nothing before" and "nothing after".
  schemas.ChangeDetails = replaceProperties(schemas.ChangeDetails, ['from', 'fromString', 'to', 'toString'], () => ({
    type: 'string',
    nullable: true,
  }));
  // A project whose lead's account was deleted has none.
  schemas.Project = replaceProperties(schemas.Project, ['lead'], (lead) => ({ anyOf: [lead, { enum: [null] }] }));
  // Required names that the same schemas do not have; its own example does without.
  schemas.IssueBulkMovePayload = { ...schemas.IssueBulkMovePayload, required: ['targetToSourcesMapping'] };
  schemas.targetToSourcesMapping = { ...schemas.targetToSourcesMapping, required: ['issueIdsOrKeys'] };
  return { ...raw, components: { schemas } };
}

function replaceProperties(
  schema: Schema | undefined,
  names: readonly string[],
  replace: (before: unknown) => unknown,
): Schema {
  const properties = { ...(schema?.properties as Readonly<Record<string, unknown>> | undefined) };
  for (const name of names) properties[name] = replace(properties[name]);
  return { ...schema, properties };
}

const methodOf = (reply: ReplyCase): 'GET' | 'POST' | 'PUT' | 'DELETE' =>
  reply.endpoint.slice(0, reply.endpoint.indexOf(' ')) as 'GET';

async function answer(reply: ReplyCase): Promise<{ status: number; body: unknown }> {
  const { status, body } = await serve().ask(methodOf(reply), reply.path, reply.body, reply.actor ?? POWERFUL_APP);
  return { status, body };
}

function title({ endpoint, path: asked, status, actor }: ReplyCase): string {
  const who = actor?.kind === 'user' ? ` as ${actor.accountId}` : '';
  return `${status} of ${endpoint.slice(0, endpoint.indexOf(' '))} ${asked}${who}`;
}

describe('the table of cases', () => {
  it('has a good reply, or at least a refusal of what was removed, for every endpoint', () => {
    const covered = new Set([...GOOD_REPLIES, ...REFUSALS].map((reply) => reply.endpoint));
    const missing = ENDPOINTS.map(({ method, path: template }) => `${method} ${template}`).filter(
      (name) => !covered.has(name),
    );
    expect(missing).toEqual([]);
  });

  it('names only endpoints that exist', () => {
    const served = new Set(ENDPOINTS.map(({ method, path: template }) => `${method} ${template}`));
    expect([...GOOD_REPLIES, ...REFUSALS].map((reply) => reply.endpoint).filter((name) => !served.has(name))).toEqual(
      [],
    );
  });
});

withDocument("Atlassian's OpenAPI document", () => {
  it.each(ENDPOINTS.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const))(
    'asks the same scopes and sign-in of %s',
    (_, endpoint) => {
      if (document === null) return;
      const security = findOperation(document, endpoint.method, endpoint.path)?.operation.security ?? [];
      expect(endpoint.scopes).toEqual(security.flatMap((way) => way.OAuth2 ?? []));
      expect(endpoint.anonymous).toBe(security.some((way) => Object.keys(way).length === 0));
    },
  );

  it.each(GOOD_REPLIES.map((reply) => [title(reply), reply] as const))('describes the reply %s', async (_, reply) => {
    if (document === null) return;
    const { status, body } = await answer(reply);
    expect(status).toBe(reply.status);
    const responses = findOperation(document, methodOf(reply), pathOf(reply))?.operation.responses ?? {};
    expect(Object.keys(responses)).toContain(String(status));
    const schema = jsonSchemaOf(responses[String(status)]);
    if (schema === undefined || Object.keys(schema).length === 0) expect(body).toBeNull();
    else expect(schemaErrors(document, schema, body)).toEqual([]);
    if (reply.schema === undefined) expect(body).toBeNull();
  });

  it.each(GOOD_REPLIES.map((reply) => [title(reply), reply] as const))('allows the request of %s', (_, reply) => {
    if (document === null) return;
    const body = reply.body === undefined ? undefined : JSON.stringify(reply.body);
    expect(validateRequest(document, { method: methodOf(reply), path: reply.path, body })).toEqual([]);
  });

  it.each(REFUSALS.map((reply) => [title(reply), reply] as const))('describes the refusal %s', async (_, reply) => {
    if (document === null) return;
    const { status, body } = await answer(reply);
    expect(status).toBe(reply.status);
    const responses = findOperation(document, methodOf(reply), pathOf(reply))?.operation.responses ?? {};
    // 410 is newer than the document.
    if (status !== 410) expect(Object.keys(responses)).toContain(String(status));
    const schema = jsonSchemaOf(responses[String(status)]) ?? { $ref: '#/components/schemas/ErrorCollection' };
    expect(schemaErrors(document, schema, body)).toEqual([]);
  });

  it('would find a reply that does not fit', () => {
    if (document === null) return;
    const schema = { $ref: '#/components/schemas/SearchAndReconcileResults' };
    expect(schemaErrors(document, schema, { issues: [{ id: 1 }], total: 1 })).toEqual([
      'must NOT have additional properties',
      'issues/0/id: must be string',
    ]);
  });
});

describe('the schemas of jira.js', () => {
  it('fit every good reply, and would not fit a bad one', async () => {
    const withSchema = GOOD_REPLIES.filter((reply) => reply.schema !== undefined);
    const replies = await Promise.all(
      withSchema.map(async (reply) => ({
        name: title(reply),
        schema: reply.schema,
        list: reply.list === true,
        body: withoutNullLeads((await answer(reply)).body),
      })),
    );
    const bad = { name: 'bad', schema: 'SearchAndReconcileResultsSchema', list: false, body: { issues: [{ id: 1 }] } };
    const output = execFileSync(process.execPath, [path.join(__dirname, 'support/jira-js-check.mjs')], {
      input: JSON.stringify([...replies, bad]),
      encoding: 'utf8',
    });
    const verdicts = JSON.parse(output) as readonly { readonly name: string; readonly faults: readonly string[] }[];
    expect(verdicts).toHaveLength(replies.length + 1);
    const faulty = verdicts.filter((verdict) => verdict.faults.length > 0);
    expect(faulty).toEqual([{ name: 'bad', faults: [expect.stringContaining('issues.0.id')] }]);
  }, 60_000);
});

/** jira.js, like the document, does not know that a project may have no lead. */
function withoutNullLeads(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body), (name, value: unknown) =>
    name === 'lead' && value === null ? undefined : value,
  );
}

function pathOf(reply: ReplyCase): string {
  return new URL(reply.path, 'http://site').pathname;
}
