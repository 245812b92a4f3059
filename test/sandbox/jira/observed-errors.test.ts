import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { aProject, anIssue, serve, smallSite } from './support/small-site';

/**
 * What the real Jira Cloud answered to anonymous requests, word for word. The recording site had a project PUB that
 * anybody may browse; here nobody who is not signed in browses anything, so requests go out as the app where the
 * answer does not depend on it.
 */
const data = process.env.PLUMBLINE_DATA ?? path.resolve(__dirname, '../../../../shared/data');
const file = path.join(data, 'jira/observed-errors.json');
const suite = existsSync(file) ? describe : describe.skip;

interface Observed {
  readonly request: string;
  readonly status: number;
  readonly body: unknown;
}

function observed(): readonly Observed[] {
  if (!existsSync(file)) return [{ request: `(${file} is not here)`, status: 0, body: null }];
  return (JSON.parse(readFileSync(file, 'utf8')) as { answers: Observed[] }).answers;
}

function site(): ReturnType<typeof serve> {
  const base = smallSite();
  return serve({
    ...base,
    projects: [...base.projects, aProject({ id: '10009', key: 'PUB', name: 'Public' })],
    issues: [...base.issues, anIssue('9001', 'PUB-1', '10009')],
  });
}

suite('answers as they were observed', () => {
  it.each(observed().map((answer) => [answer.request, answer] as const))('%s', async (request, answer) => {
    const anonymous = request.endsWith(' (anonymous)');
    const [method, rest] = [request.slice(0, request.indexOf(' ')), request.slice(request.indexOf(' ') + 1)];
    const [target, body] =
      method === 'POST' ? [rest.slice(0, rest.indexOf(' ')), rest.slice(rest.indexOf(' ') + 1)] : [rest, undefined];
    const { ask } = site();
    const reply = await ask(
      method as 'GET' | 'POST',
      asUrl(target.replace(' (anonymous)', '')),
      body,
      anonymous ? { kind: 'anonymous' } : undefined,
    );
    expect({ status: reply.status, body: reply.body }).toEqual({ status: answer.status, body: answer.body });
  });
});

/** The recordings are written for reading: their queries are not encoded. */
function asUrl(target: string): string {
  const [pathname, query] = target.split('?');
  if (query === undefined) return target;
  const parameters = query.split('&').map((pair) => {
    const at = pair.indexOf('=');
    return `${pair.slice(0, at)}=${encodeURIComponent(pair.slice(at + 1))}`;
  });
  return `${pathname}?${parameters.join('&')}`;
}
