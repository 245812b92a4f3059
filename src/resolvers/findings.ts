import { offenderWords } from '../compliance';
import { issuesByKey, readLiveIssues } from '../jira';
import type { Finding, Snapshot } from '../model';
import { readSnapshot } from '../store';
import { issuesOnPath } from './paths';
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

/** JQL that names, from a place on, the finding's issues, or those on a path, that the viewer may browse. */
export const selectInJira: Answer<'selectInJira'> = async ({ projectId }, { rule, path, target, from }) => {
  const { found, snapshot } = await findingOf(projectId, rule);
  const wanted = path === undefined ? found.offenders : issuesOnPath(snapshot, path, target);
  const end = Math.min(wanted.length, from + MOST_ISSUES_LOOKED_AT);
  const keys: string[] = [];
  let next = from;
  while (next < end && keys.length < MOST_ISSUES_NAMED) {
    const some = wanted.slice(next, Math.min(end, next + LOOKED_AT_ONCE));
    const live = await readLiveIssues(some.map(({ id }) => id));
    for (const { id } of some) {
      if (keys.length === MOST_ISSUES_NAMED) break;
      next++;
      const issue = live.get(id);
      if (issue !== undefined) keys.push(issue.key);
    }
  }
  const jql = keys.length === 0 ? '' : issuesByKey(keys);
  return { jql, named: keys.length, total: wanted.length, next: next < wanted.length ? next : null };
};

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
