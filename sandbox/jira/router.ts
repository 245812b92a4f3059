import type { Endpoint } from './endpoint';
import { problem } from './http';

/** The endpoint that a path means, with what stood in for its parameters. */
export interface Match {
  readonly endpoint: Endpoint;
  readonly params: Readonly<Record<string, string>>;
}

interface Route {
  readonly endpoint: Endpoint;
  readonly segments: readonly string[];
}

/** Finds endpoints by number of segments; a literal segment wins over a parameter (`issue/bulkfetch`). */
export class Router {
  private readonly routes = new Map<number, Route[]>();

  constructor(endpoints: readonly Endpoint[]) {
    for (const endpoint of endpoints) {
      const segments = endpoint.path.split('/');
      const alike = this.routes.get(segments.length) ?? [];
      alike.push({ endpoint, segments });
      this.routes.set(segments.length, alike);
    }
    for (const alike of this.routes.values()) alike.sort((a, b) => parameterCount(a) - parameterCount(b));
  }

  /** Throws Jira's 404 for a path that nothing serves and its 405 for a wrong method. */
  match(method: string, path: string): Match {
    const given = path.split('/');
    const candidates = (this.routes.get(given.length) ?? []).filter((route) => fits(route.segments, given));
    const found = candidates.find((route) => route.endpoint.method === method);
    // A parameter never swallows a literal of another endpoint: GET issue/bulkfetch is not the issue "bulkfetch".
    if (found !== undefined && parameterCount(found) === parameterCount(candidates[0] ?? found)) {
      return { endpoint: found.endpoint, params: paramsOf(found.segments, given) };
    }
    if (candidates.length === 0) throw problem(404, 'Not Found', `No endpoint ${method} ${path}.`, path);
    throw problem(405, 'Method Not Allowed', `Method '${method}' is not supported.`, path);
  }
}

function isParameter(segment: string): boolean {
  return segment.startsWith('{');
}

function parameterCount(route: Route): number {
  return route.segments.filter(isParameter).length;
}

function fits(segments: readonly string[], given: readonly string[]): boolean {
  return segments.every((segment, index) => (isParameter(segment) ? given[index] !== '' : segment === given[index]));
}

function paramsOf(segments: readonly string[], given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    segments.flatMap((segment, index) =>
      isParameter(segment) ? [[segment.slice(1, -1), decoded(given[index] ?? '')]] : [],
    ),
  );
}

/** A segment that is badly encoded means itself; nothing is called that. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
