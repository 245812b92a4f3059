import { countIssues, POINTS } from '../jira';
import type { ProjectIdentity } from '../model';
import {
  commitFacts,
  listHints,
  readFactsHeader,
  type FactsMeta,
  type Hint,
  type PackedFacts,
  type RefreshRun,
} from '../store';
import { Wait } from './allowance';
import { areReadBy, assemblePages } from './assemble';
import { withDueMovesUnlessWaiting } from './due-moves';
import { finish, totalOf, type Applied } from './finish-run';
import { lacksIssues } from './gap';
import type { JobContext } from './job-context';
import { FULL_PACE } from './pace';
import { readWhole } from './read-whole';
import type { Reading } from './reading';
import { failRun, readAnew } from './run-ends';
import { siteForProject } from './site';
import { readTypicalDays } from './typical-days';

const SETTLING_SECONDS = 30;

/** Reads all issues and makes them the project's facts; each step can be repeated. */
export async function applyWhole(project: ProjectIdentity, reading: Reading, context: JobContext): Promise<Applied> {
  const stored = await readFactsHeader(project.id);
  if (stored?.meta.runId === reading.run.runId) {
    return finish(project.id, reading.run, null, await answeredBy(reading.run, project.id));
  }
  if (!(await readWhole(project, reading, context))) return 'continued';
  const { run } = reading;
  const pages = await reading.all();
  if (pages === null) return readAnew(project.id, run, run.restarts);
  const site = await siteForProject(project.id, context.allowance);
  // Somebody has mapped other fields meanwhile.
  if (!pages.every((page) => areReadBy(page, site.mapped))) return readAnew(project.id, run, run.restarts);
  const assembled = assemblePages(pages, project, site.mapped);
  const total = totalOf(assembled);
  let issuesCounted = run.issuesExpected ?? 0;
  if (lacksIssues(total, issuesCounted)) {
    issuesCounted = await context.allowance.ask('search/approximate-count', POINTS.count, () =>
      countIssues(project.id),
    );
  }
  if (lacksIssues(total, issuesCounted)) {
    // Counts lag behind issues that were just deleted: one more reading, a moment later, tells.
    if (run.restarts === 0) return readAnew(project.id, run, 1, SETTLING_SECONDS);
    await failRun(project.id, run, {
      cause: `Jira counts ${issuesCounted} issues in this project but handed out ${total}.`,
      remedy: 'Refresh again in an hour. If the numbers still differ, ask Atlassian to reindex the project.',
    });
    return 'failed';
  }
  const facts: PackedFacts = {
    ...(await withDueMovesUnlessWaiting(assembled, site, context.allowance)),
    typicalDays: await readTypicalDays(assembled, site, context.allowance).catch(nullToWaitFor),
    hasStartDates: site.startDateFields.length > 0,
  };
  const meta: FactsMeta = {
    ...{ readAt: run.startedAt, wholeAt: run.startedAt, runId: run.runId, issuesCounted, versions: '' },
    checkedAt: stored?.meta.checkedAt ?? 0,
    pace: stored?.meta.pace ?? FULL_PACE,
  };
  await commitFacts(project.id, facts, meta);
  return finish(project.id, run, facts, await answeredBy(run, project.id));
}

/** All issues are read: rather than read the last page again after a wait, the estimate is left to the reconciliation. */
function nullToWaitFor(error: unknown): null {
  if (error instanceof Wait) return null;
  throw error;
}

/** The hints that asked for a whole reading and came before it began: it is their answer. */
async function answeredBy({ startedAt }: RefreshRun, projectId: number): Promise<readonly Hint[]> {
  const hints = await listHints(projectId);
  return hints.filter(({ kind, at }) => (kind === 'whole' || kind === 'version') && at < startedAt);
}
