import * as z from 'zod';
import { bodyOf, type Endpoint } from '../endpoint';
import { errorMessages, ok } from '../http';
import { JqlError, parseJql } from '../jql';

const parseBody = z.strictObject({ queries: z.array(z.string().min(1)).min(1) });

/** Checks the syntax of queries. Their structure is not told: the document leaves it optional. */
export const jqlEndpoints: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/rest/api/3/jql/parse',
    scopes: ['read:jira-work'],
    anonymous: true,
    handle: (call) => {
      const validation = call.query.get('validation') ?? 'strict';
      if (!['strict', 'warn', 'none'].includes(validation)) {
        throw errorMessages(400, 'The validation parameter must be one of: strict, warn, none.');
      }
      const { queries } = bodyOf(call, parseBody);
      return ok({ queries: queries.map((query) => ({ query, ...errorsOf(query, validation) })) });
    },
  },
];

function errorsOf(query: string, validation: string): { readonly [name: string]: readonly string[] } {
  try {
    parseJql(query);
    return {};
  } catch (error) {
    if (!(error instanceof JqlError)) throw error;
    return validation === 'warn' ? { warnings: error.errorMessages } : { errors: error.errorMessages };
  }
}
