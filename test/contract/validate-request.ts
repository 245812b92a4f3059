import { findOperation, jsonSchemaOf, schemaErrors, type OpenApiDocument, type Parameter } from './support/openapi';

/** A request of Jira as an app makes it. */
interface CheckedRequest {
  readonly method: string;
  /** With query. */
  readonly path: string;
  /** JSON text, as it is sent. */
  readonly body?: string | undefined;
}

/**
 * Holds a request to Atlassian's OpenAPI document: the operation exists, query parameters are known, complete and of
 * their type, the body fits its schema. Returns what is wrong, one sentence for each fault; empty for a good request.
 */
export function validateRequest(document: OpenApiDocument, request: CheckedRequest): readonly string[] {
  const { pathname, searchParams } = new URL(request.path, 'http://site');
  const found = findOperation(document, request.method, pathname);
  if (found === null) return [`The document has no ${request.method} ${pathname}`];
  const parameters = (found.operation.parameters ?? []).filter((parameter) => parameter.in === 'query');
  return [
    ...queryErrors(parameters, searchParams),
    ...bodyErrors(document, jsonSchemaOf(found.operation.requestBody), request.body),
  ];
}

function queryErrors(parameters: readonly Parameter[], query: URLSearchParams): readonly string[] {
  const unknown = [...new Set(query.keys())].filter((name) => !parameters.some((known) => known.name === name));
  return [
    ...unknown.map((name) => `Unknown query parameter '${name}'`),
    ...parameters.flatMap((parameter) => parameterErrors(parameter, query.getAll(parameter.name))),
  ];
}

function parameterErrors({ name, required, schema }: Parameter, values: readonly string[]): readonly string[] {
  if (values.length === 0) return required === true ? [`Missing query parameter '${name}'`] : [];
  if (values.length > 1 && schema?.type !== 'array') return [`Query parameter '${name}' is given more than once`];
  return values.flatMap((value) => {
    if (schema?.type === 'integer' && !/^-?\d+$/.test(value)) {
      return [`Query parameter '${name}' is no number: ${value}`];
    }
    if (schema?.type === 'boolean' && !/^(true|false)$/.test(value)) {
      return [`Query parameter '${name}' is neither true nor false: ${value}`];
    }
    const allowed = schema?.enum;
    return allowed === undefined || allowed.includes(value) ? [] : [`Query parameter '${name}' may not be '${value}'`];
  });
}

function bodyErrors(
  document: OpenApiDocument,
  schema: ReturnType<typeof jsonSchemaOf>,
  body: string | undefined,
): readonly string[] {
  const isEmpty = body === undefined || body === '';
  if (schema === undefined) return isEmpty ? [] : ['A body where the document has none'];
  if (isEmpty) return ['No body where the document has one'];
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return ['The body is no JSON'];
  }
  return schemaErrors(document, schema, parsed).map((error) => `Body ${error}`);
}
