/**
 * Holds replies to the zod schemas of the jira.js package. A program of its own, because that package is an ES module
 * and the tests run as CommonJS. Reads `[{ name, schema, list, body }]` from standard input and writes the faults as
 * `[{ name, faults }]`.
 */
import { readFileSync } from 'node:fs';
import * as cloud from 'jira.js/cloud';

const replies = JSON.parse(readFileSync(0, 'utf8'));

const verdicts = replies.map(({ name, schema, list, body }) => {
  const known = cloud[schema];
  if (known === undefined) return { name, faults: [`jira.js has no ${schema}`] };
  if (list && !Array.isArray(body)) return { name, faults: ['not a list'] };
  const faults = (list ? body : [body]).flatMap((value) => {
    const parsed = known.safeParse(value);
    return parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  });
  return { name, faults };
});

process.stdout.write(JSON.stringify(verdicts));
