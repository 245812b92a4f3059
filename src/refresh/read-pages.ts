import { countIssues, fieldsToRead, parseIssuePage, readIssuePage } from '../jira';
import type { ProjectIdentity } from '../model';
import { getRun, setRun, stagePage, type RefreshRun } from '../store';
import { factsOfPage } from './assemble';
import { pushJob } from './jobs';
import { currentSite } from './site';
import type { TimeBudget } from './time-budget';

/**
 * Reads on from the run's page token; each page is staged before the run's record moves on, so that a kill costs one
 * page. Answers the run once all pages are staged, or `null` when another job goes on with it: the twin that is ahead,
 * or the continuation that this job queued when its time was spent.
 */
export async function readPages(
  project: ProjectIdentity,
  begun: RefreshRun,
  budget: TimeBudget,
): Promise<RefreshRun | null> {
  const site = await currentSite();
  const fields = fieldsToRead(site);
  let run = begun;
  if (run.issuesExpected === null) {
    run = { ...run, issuesExpected: await countIssues(project.id), aliveAt: Date.now() };
    await setRun(project.id, run);
  }
  while (run.phase === 'reading') {
    if (budget.isSpent()) {
      await pushJob({ job: 'project', projectId: project.id, runId: run.runId });
      return null;
    }
    const page = await readIssuePage(project.id, fields, run.pageToken);
    const stored = await getRun(project.id);
    if (stored?.runId !== run.runId || stored.pages !== run.pages) return null;
    const facts = factsOfPage(parseIssuePage(page.issues, project, site), project);
    await stagePage(project.id, run.runId, run.pages, facts);
    run = {
      ...run,
      phase: page.nextPageToken === null ? 'evaluating' : 'reading',
      pages: run.pages + 1,
      pageToken: page.nextPageToken,
      issuesRead: run.issuesRead + page.issues.length,
      aliveAt: Date.now(),
      deferrals: 0,
    };
    await setRun(project.id, run);
  }
  return run;
}
