import { ISSUES_PER_FETCH, placeOfIssue, POINTS, readIssues } from '../jira';
import { addHint, deleteHints, listHints, type Hint } from '../store';
import type { JobContext } from './job-context';
import { requestRefresh, takeRequest, UNPLACED } from './request-work';

/**
 * Gives hints that came without a project to the projects in which the issues are that they name: one call of Jira for
 * a hundred issues. What exists no more is told by its own event.
 */
export async function placeLinks({ allowance }: JobContext): Promise<void> {
  if (!(await takeRequest(UNPLACED))) return;
  const hints = await listHints(UNPLACED);
  const ids = [...new Set(hints.flatMap(issuesOf))];
  const projectOf = new Map<number, number>();
  for (let from = 0; from < ids.length; from += ISSUES_PER_FETCH) {
    const asked = ids.slice(from, from + ISSUES_PER_FETCH);
    const { issues } = await allowance.ask('issue/bulkfetch', POINTS.issues(asked.length), () =>
      readIssues(asked, ['project']),
    );
    for (const place of issues.map(placeOfIssue)) if (place !== null) projectOf.set(place.id, place.projectId);
  }
  const concerned = new Set<number>();
  for (const hint of hints) {
    const projects = new Set(issuesOf(hint).flatMap((id) => projectOf.get(id) ?? []));
    for (const projectId of projects) await addHint(projectId, hint);
    projects.forEach((projectId) => concerned.add(projectId));
  }
  for (const projectId of concerned) await requestRefresh(projectId);
  await deleteHints(UNPLACED, hints);
}

function issuesOf(hint: Hint): readonly number[] {
  if (hint.kind === 'link') return [hint.sourceId, hint.destinationId];
  return 'issueId' in hint ? [hint.issueId] : [];
}
