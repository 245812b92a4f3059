import type { ReconciliationSummary, ReconciliationView } from '../../contract';
import type { Reconciliation } from '../../store';
import type { HealthRecords } from './health-records';
import { instant } from './instant';
import type { Mentions } from './mentions';

const MOST_DIFFERING = 100;

/** What the last comparison of each project with Jira found; projects that are gone do not count. */
export function reconciliationSummary(
  { projects, reconciliations }: HealthRecords,
  mentions: Mentions,
): ReconciliationSummary {
  const results = projects.flatMap(({ id }) => {
    const result = reconciliations.get(id);
    return result === undefined ? [] : [{ id, result }];
  });
  const differing = results
    .filter(({ result }) => differencesIn(result) > 0)
    .sort((a, b) => b.result.at - a.result.at)
    .map(({ id, result }) => ({ project: mentions.project(id), ...figuresOf(result) }));
  const instants = results.map(({ result }) => result.at);
  return {
    checked: results.length,
    projects: projects.length,
    oldestAt: instants.length === 0 ? null : instant(Math.min(...instants)),
    newestAt: instants.length === 0 ? null : instant(Math.max(...instants)),
    issues: results.reduce((sum, { result }) => sum + result.issues, 0),
    contents: results.reduce((sum, { result }) => sum + result.contents, 0),
    differences: results.reduce((sum, { result }) => sum + differencesIn(result), 0),
    differing: [...differing].sort(namedFirst).slice(0, MOST_DIFFERING),
    differingInAll: differing.length,
  };
}

export function figuresOf(result: Reconciliation): Omit<ReconciliationView, 'project'> {
  const { at, issues, contents, missing, gone, linksDiffering, contentsDiffering, repaired } = result;
  return { at: instant(at), issues, contents, missing, gone, linksDiffering, contentsDiffering, repaired };
}

function differencesIn({ missing, gone, linksDiffering, contentsDiffering }: Reconciliation): number {
  return missing + gone + linksDiffering + contentsDiffering;
}

function namedFirst(a: ReconciliationView, b: ReconciliationView): number {
  return Number(a.project.kind === 'hidden') - Number(b.project.kind === 'hidden');
}
