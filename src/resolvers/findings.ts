import { offenderWords, pathToNextLevel } from '../compliance';
import { issuesByKey, readLiveIssues } from '../jira';
import type { Finding, Offender, Snapshot } from '../model';
import { readSnapshot } from '../store';
import type { Answer } from './project-viewer';
import { notFound } from './refusal';
import { revisionOf } from './revision';
import { isShown } from './shown-findings';

const ISSUES_A_PAGE = 50;
/** More keys make a query that Jira's search page no longer takes. */
const MOST_ISSUES_NAMED = 200;
/** To find as many that the viewer may browse, so many are looked at. */
const MOST_ISSUES_LOOKED_AT = 1000;
const LOOKED_AT_ONCE = 100;

/** A finding's issues, 50 at a time, with what the viewer may see of them in Jira right now. */
export const finding: Answer<'finding'> = async ({ projectId }, { rule, offset }) => {
  const { found, revision } = await findingOf(projectId, rule);
  const page = found.offenders.slice(offset, offset + ISSUES_A_PAGE);
  const live = await readLiveIssues(page.map(({ id }) => id));
  const issues = page.flatMap(({ id, reason }) => {
    const issue = live.get(id);
    return issue === undefined ? [] : [{ ...issue, id: String(id), wrong: offenderWords(rule, reason) }];
  });
  return { rule, revision, offset, total: found.offenders.length, issues, hidden: page.length - issues.length };
};

/** JQL that names the first of the finding's issues, or of those on a path, that the viewer may browse. */
export const selectInJira: Answer<'selectInJira'> = async ({ projectId }, { rule, path }) => {
  const { found, snapshot } = await findingOf(projectId, rule);
  const wanted = path === undefined ? found.offenders : issuesOnPath(snapshot, path);
  const candidates = wanted.slice(0, MOST_ISSUES_LOOKED_AT);
  const keys: string[] = [];
  for (let from = 0; from < candidates.length && keys.length < MOST_ISSUES_NAMED; from += LOOKED_AT_ONCE) {
    const live = await readLiveIssues(candidates.slice(from, from + LOOKED_AT_ONCE).map(({ id }) => id));
    keys.push(...[...live.values()].map(({ key }) => key));
  }
  const named = keys.slice(0, MOST_ISSUES_NAMED);
  const jql = named.length === 0 ? '' : issuesByKey(named);
  return { jql, named: named.length, total: wanted.length };
};

/** The issues that the cheapest path to the next level mends for exactly these rules. */
function issuesOnPath(snapshot: Snapshot, rules: readonly string[]): readonly Pick<Offender, 'id'>[] {
  const groups = pathToNextLevel(snapshot)?.groups ?? [];
  const group = groups.find((each) => each.rules.join() === rules.join());
  if (group === undefined) {
    throw notFound('The cheapest path is another one by now.', 'Reload the page: issues or rules have changed.');
  }
  return group.issues;
}

async function findingOf(
  projectId: number,
  rule: string,
): Promise<{ found: Finding; snapshot: Snapshot; revision: string }> {
  const stored = await readSnapshot(projectId);
  const found = stored?.value.snapshot.findings.find((each) => each.rule === rule && isShown(each));
  if (stored === null || found === undefined) {
    throw notFound('This project has no such finding.', 'Reload the page: its rules may have changed.');
  }
  return { found, snapshot: stored.value.snapshot, revision: revisionOf(stored.header) };
}
