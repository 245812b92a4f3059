import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import ResponseValidator from 'openapi-response-validator';

/** A JSON schema of the document; only its references are read here. */
export type Schema = Readonly<Record<string, unknown>>;

export interface Parameter {
  readonly in: 'path' | 'query' | 'header';
  readonly name: string;
  readonly required?: boolean;
  readonly schema?: { readonly type?: string; readonly enum?: readonly string[] };
}

interface MediaTypes {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

export interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: MediaTypes & { readonly required?: boolean };
  readonly responses: Readonly<Record<string, MediaTypes>>;
  /** One entry for each way to sign in; an empty one lets anybody through. */
  readonly security?: readonly { readonly OAuth2?: readonly string[] }[];
}

/** What is read of Atlassian's OpenAPI document of the Jira Cloud platform. */
export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const data = process.env.PLUMBLINE_DATA ?? path.resolve(__dirname, '../../../../shared/data');
const file = path.join(data, 'openapi/jira-platform-v3.2026-07.json.gz');

/** `null` where the document is not on this machine: it is not part of the project. */
export function loadDocument(): OpenApiDocument | null {
  if (!existsSync(file)) return null;
  return JSON.parse(gunzipSync(readFileSync(file)).toString()) as OpenApiDocument;
}

/** The operation that serves a path (without query), literal segments before parameters; `null` when there is none. */
export function findOperation(
  document: OpenApiDocument,
  method: string,
  pathname: string,
): { readonly template: string; readonly operation: Operation } | null {
  const given = pathname.split('/');
  const templates = Object.keys(document.paths)
    .filter((template) => fits(template.split('/'), given))
    .sort((a, b) => a.split('{').length - b.split('{').length);
  for (const template of templates) {
    const operation = document.paths[template]?.[method.toLowerCase()];
    if (operation !== undefined) return { template, operation };
  }
  return null;
}

function fits(template: readonly string[], given: readonly string[]): boolean {
  return (
    template.length === given.length &&
    template.every((segment, index) => (segment.startsWith('{') ? given[index] !== '' : segment === given[index]))
  );
}

/** The JSON schema of a body; `undefined` when the document describes none. */
export function jsonSchemaOf(media: MediaTypes | undefined): Schema | undefined {
  return media?.content?.['application/json']?.schema;
}

const validators = new WeakMap<Schema, ResponseValidator>();

/** What of `value` does not fit the schema, one sentence for each fault; empty when all fits. */
export function schemaErrors(document: OpenApiDocument, schema: Schema, value: unknown): readonly string[] {
  let validator = validators.get(schema);
  if (validator === undefined) {
    validator = new ResponseValidator({
      responses: { 200: { schema } },
      components: { schemas: referencedSchemas(document, schema) },
      customFormats: { uri: isUri, 'date-time': isInstant, date: isDate },
    });
    validators.set(schema, validator);
  }
  // The validator fills in defaults: it gets a copy.
  const verdict = validator.validateResponse('200', JSON.parse(JSON.stringify(value ?? null)));
  if (verdict === undefined) return [];
  const errors = (verdict as { errors: readonly { path?: string; message: string }[] }).errors;
  return errors.map(({ path: place = '', message }) => {
    const inside = place.replace(/^response\/?/, '');
    return inside === '' ? message : `${inside}: ${message}`;
  });
}

/** Only what the schema refers to, at any depth: compiling the whole document for each endpoint takes a minute. */
function referencedSchemas(document: OpenApiDocument, schema: Schema): Record<string, Schema> {
  const found: Record<string, Schema> = {};
  const rest: Schema[] = [schema];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    for (const [, name] of JSON.stringify(next).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      const referenced = name === undefined ? undefined : document.components.schemas[name];
      if (name === undefined || referenced === undefined || name in found) continue;
      found[name] = referenced;
      rest.push(referenced);
    }
  }
  return found;
}

function isUri(text: string): boolean {
  return URL.canParse(text);
}

function isInstant(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/.test(text);
}

function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text);
}
