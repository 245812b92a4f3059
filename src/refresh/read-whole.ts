import { countIssues, fieldsToRead, ISSUES_PER_PAGE, parseIssuePage, POINTS, readIssuePage } from '../jira';
import type { ProjectIdentity } from '../model';
import { setRun, type PackedFacts, type RefreshRun } from '../store';
import { factsOfPage } from './assemble';
import type { JobContext } from './job-context';
import { pushJob } from './jobs';
import { lacksIssues } from './gap';
import { ownerOfLaneRun } from './lane-runs';
import type { Reading } from './reading';
import { siteForProject } from './site';

/** Pages whose points are reserved at once: a wait in between would lose a page. */
const PAGES_AHEAD = 10;

/**
 * Reads all issues of the project from the run's page token on. True once all pages are there; false when another job
 * goes on with it: the twin that is ahead, or the continuation queued here when this job's time was spent.
 */
export async function readWhole(
  project: ProjectIdentity,
  reading: Reading,
  { allowance, budget }: JobContext,
): Promise<boolean> {
  const site = await siteForProject(project.id, allowance);
  const fields = fieldsToRead(site);
  if (reading.run.issuesExpected === null) {
    const issuesExpected = await allowance.ask('search/approximate-count', POINTS.count, () => countIssues(project.id));
    reading.run = { ...reading.run, issuesExpected, aliveAt: Date.now() };
    if (issuesExpected > ISSUES_PER_PAGE) await setRun(project.id, reading.run);
  }
  if (reading.run.issuesExpected === 0 && reading.run.pages === 0) return true;
  for (;;) {
    if (budget.isSpent()) {
      const { runId } = reading.run;
      if (ownerOfLaneRun(runId) === null) await pushJob({ job: 'project', projectId: project.id, runId });
      return false;
    }
    const left = Math.ceil(((reading.run.issuesExpected ?? 0) - reading.run.issuesRead) / ISSUES_PER_PAGE);
    const page = await allowance.ask(
      'search/jql',
      POINTS.page(ISSUES_PER_PAGE),
      () => readIssuePage(project.id, fields, reading.run.pageToken, reading.run.behind),
      POINTS.page(ISSUES_PER_PAGE) * Math.min(PAGES_AHEAD, Math.max(1, left)),
    );
    const facts = factsOfPage(parseIssuePage(page.issues, project, site), project);
    const { nextPageToken: pageToken } = page;
    const behind = pageToken === null ? goOnBehind(project, reading.run, facts) : reading.run.behind;
    if (pageToken === null && behind === reading.run.behind) {
      reading.keepLast(facts, page.issues.length);
      return true;
    }
    if (!(await reading.keep(facts, page.issues.length, { pageToken, behind }))) return false;
  }
}

/**
 * Where a search that ended goes on, as long as Jira counts more than it handed out: behind the last issue, which is
 * the one of the highest number. Where nothing more came it stays where it is.
 */
function goOnBehind({ key }: ProjectIdentity, run: RefreshRun, { issues }: PackedFacts): string | null {
  const isWhole = !lacksIssues(run.issuesRead + issues.count, run.issuesExpected ?? 0);
  return isWhole || issues.count === 0 ? run.behind : `${key}-${issues.number.reduce((a, b) => Math.max(a, b), 0)}`;
}
