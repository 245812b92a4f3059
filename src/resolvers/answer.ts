import { randomUUID } from 'node:crypto';
import type { Request } from '@forge/resolver';
import type * as z from 'zod';
import type { Reply } from '../contract';
import { isConsentRequest } from '../jira';
import { logError, logInfo } from '../log';
import { invalidRequest, Refused, refusalOf } from './refusal';

/** A page of the app: what may be asked there, and who gets an answer. */
export interface Surface<Requests extends Readonly<Record<string, z.ZodType>>, Asker> {
  readonly requests: Requests;
  /**
   * Lets Jira say whether the caller may ask, before anything else is looked at. Throws {@link Refused} where not.
   * `accountId` comes from the platform; `null` for somebody who is not logged in. `payload` is not to be trusted.
   */
  authorise(payload: unknown, accountId: string | null): Promise<Asker>;
}

/**
 * The one way into every function of a surface: the caller is authorised, then the payload parsed and the answer
 * given. Failures become refusals with a reference that is in the log, too.
 */
export function authorised<Requests extends Readonly<Record<string, z.ZodType>>, Asker, F extends string, T>(
  surface: Surface<Requests, Asker>,
  name: F & keyof Requests,
  answer: (asker: Asker, request: z.output<Requests[F]>) => Promise<T>,
): (request: Request) => Promise<Reply<T>> {
  return async ({ payload, context }) => {
    try {
      const asker = await surface.authorise(payload, accountOf(context));
      return { ok: true, value: await answer(asker, parsePayload(surface.requests[name], payload)) };
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

/** Of the resolver's own context, which the platform fills in, whatever the page sent. */
function accountOf(context: Request['context']): string | null {
  const { accountId } = (context ?? {}) as { readonly accountId?: unknown };
  return typeof accountId === 'string' ? accountId : null;
}

/** The payload as its schema has it. Throws {@link Refused} that names the first field that does not fit. */
export function parsePayload<Schema extends z.ZodType>(schema: Schema, payload: unknown): z.output<Schema> {
  const parsed = schema.safeParse(payload);
  if (!parsed.success) throw invalidRequest(parsed.error);
  return parsed.data;
}
