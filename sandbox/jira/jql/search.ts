import type { SiteIssue } from '../site-data';
import { compileWhere, type Compiled } from './compile';
import { createContext } from './context';
import { JqlError } from './errors';
import type { Bound } from './fields/field';
import { compileOrder } from './order';
import type { ParsedJql } from './syntax';
import type { JqlViewer, JqlWorld } from './world';

/**
 * The issues that a query finds for a viewer, in the query's order; only those that the viewer may browse. Throws a
 * {@link JqlError} in Jira's words for fields, values and functions that do not exist, and with "is not supported by
 * this sandbox" for what it cannot evaluate.
 */
export function searchIssues(parsed: ParsedJql, world: JqlWorld, viewer: JqlViewer): readonly SiteIssue[] {
  const context = createContext(world, viewer);
  const problems: string[] = [];
  const { where: clause } = parsed;
  const where = clause ? collecting(problems, () => compileWhere(context, clause)) : EVERYTHING;
  const order = collecting(problems, () => compileOrder(context, parsed.orderBy));
  if (!where || !order) throw new JqlError(problems);
  return order(findIssues(world, where));
}

const EVERYTHING: Compiled = { test: () => true, bound: null, cost: 0 };

function collecting<T>(problems: string[], compute: () => T): T | null {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof JqlError)) throw error;
    problems.push(...error.errorMessages);
    return null;
  }
}

function findIssues(world: JqlWorld, { test, bound, cost }: Compiled): SiteIssue[] {
  const found: SiteIssue[] = [];
  for (const issue of candidates(world, bound)) {
    // A missing history fails the query, so it may fail only on an issue that the viewer may know of.
    const passes = cost < 2 ? test(issue) && world.mayBrowse(issue) : world.mayBrowse(issue) && test(issue);
    if (passes) found.push(issue);
  }
  return found;
}

function* candidates(world: JqlWorld, bound: Bound | null): Iterable<SiteIssue> {
  if (!bound) {
    yield* world.issues();
    return;
  }
  for (const projectId of bound.projectIds) yield* world.issuesOfProject(projectId);
  for (const id of bound.issueIds) {
    const issue = world.issueById(id);
    if (issue && !bound.projectIds.has(issue.projectId)) yield issue;
  }
}
