import { randomUUID } from 'node:crypto';
import type { Request } from '@forge/resolver';
import * as z from 'zod';
import { projectPageRequests, type ProjectPageFunction, type ProjectPageReplies, type Reply } from '../contract';
import { isConsentRequest, mayBrowse } from '../jira';
import { logError, logInfo } from '../log';
import { invalidRequest, noPermission, Refused, refusalOf } from './refusal';

/** A parsed request of a function of the project page. */
export type Parsed<F extends ProjectPageFunction> = z.output<(typeof projectPageRequests)[F]>;
type ValueOf<R> = R extends Reply<infer T> ? T : never;

/** What a function answers once its caller may browse the project and its payload fits. */
export type Answer<F extends ProjectPageFunction> = (
  projectId: number,
  request: Parsed<F>,
) => Promise<ValueOf<ProjectPageReplies[F]>>;

const projectOnly = z.object({ projectId: projectPageRequests.standing.shape.projectId });

/**
 * The one way into every function of the project page: the project's id is checked for its shape, the caller's
 * permission for that project by Jira, as the caller; then the payload is parsed and the answer given. Failures become
 * refusals with a reference that is in the log, too.
 */
export function authorised<F extends ProjectPageFunction>(
  name: F,
  answer: Answer<F>,
): (request: Request) => Promise<Reply<ValueOf<ProjectPageReplies[F]>>> {
  return async ({ payload }) => {
    try {
      const { projectId: text } = parse(projectOnly, payload);
      const projectId = Number(text);
      if (!Number.isSafeInteger(projectId) || !(await mayBrowse(projectId))) throw noPermission();
      const request = parse<unknown>(projectPageRequests[name], payload) as Parsed<F>;
      return { ok: true, value: await answer(projectId, request) };
    } catch (error) {
      if (isConsentRequest(error)) throw error;
      const reference = randomUUID();
      const words = refusalOf(error);
      const fields = { function: name, kind: words.kind, reference };
      if (error instanceof Refused) logInfo('request refused', fields);
      else logError('request failed', error, fields);
      return { ok: false, error: { ...words, reference } };
    }
  };
}

function parse<T>(schema: z.ZodType<T>, payload: unknown): T {
  const parsed = schema.safeParse(payload);
  if (!parsed.success) throw invalidRequest(parsed.error);
  return parsed.data;
}
