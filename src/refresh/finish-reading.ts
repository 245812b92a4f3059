import { defaultPlaybook } from '../compliance';
import { dependencySlice } from '../dependencies';
import { countIssues } from '../jira';
import type { ProjectIdentity } from '../model';
import {
  commitFacts,
  commitSlice,
  deleteStagedPages,
  differsFromStoredSlice,
  readFacts,
  readFactsHeader,
  readIndex,
  readStagedPage,
  setRun,
  type PackedFacts,
  type RefreshRun,
} from '../store';
import { assemblePages } from './assemble';
import { evaluateProject } from './evaluate-project';
import { inParallel } from './in-parallel';
import { requestDiscovery, requestMerge } from './request-work';
import { completeRun, failRun } from './run-ends';

/** A reading that lacks more than this share of what Jira counts, and more than one issue, is not whole. */
const TOLERATED_GAP = 0.005;

/**
 * Makes a whole reading into facts, slice and snapshot, each step repeatable. Answers a run that has to be read anew
 * (pages lost, or fewer issues than Jira counts), or `null` when the run is over.
 */
export async function finishReading(project: ProjectIdentity, run: RefreshRun): Promise<RefreshRun | null> {
  if ((await readFactsHeader(project.id))?.meta.runId !== run.runId) {
    const facts = await assembleStaged(project, run);
    if (facts === null) return readAnew(project.id, run);
    const issuesRead = facts.issues.count + facts.unreadableCount;
    let issuesCounted = run.issuesExpected ?? 0;
    if (lacks(issuesRead, issuesCounted)) issuesCounted = await countIssues(project.id);
    if (lacks(issuesRead, issuesCounted)) {
      if (run.restarts === 0) return readAnew(project.id, { ...run, restarts: 1 });
      await failRun(project.id, run, {
        cause: `Jira counts ${issuesCounted} issues in this project but handed out ${issuesRead}.`,
        remedy: 'Refresh again in an hour. If the numbers still differ, ask Atlassian to reindex the project.',
      });
      return null;
    }
    await commitFacts(project.id, facts, { readAt: run.startedAt, runId: run.runId, issuesCounted });
  }
  await shareSlice(project.id, run);
  await evaluateProject(project.id);
  await completeRun(project.id, run);
  return null;
}

async function assembleStaged(project: ProjectIdentity, run: RefreshRun): Promise<PackedFacts | null> {
  const numbers = Array.from({ length: run.pages }, (_, page) => page);
  const pages = await inParallel(numbers, (page) => readStagedPage(project.id, run.runId, page));
  const whole = pages.flatMap((page) => (page === null ? [] : [page]));
  return whole.length === pages.length ? assemblePages(whole, project) : null;
}

/** Writes the project's share of the dependency graph if it changed, and has it merged with the others'. */
async function shareSlice(projectId: number, run: RefreshRun): Promise<void> {
  const facts = await readFacts(projectId);
  if (facts === null) return;
  const slice = dependencySlice({ ...facts.value, surroundings: null }, defaultPlaybook);
  const { projects } = await readIndex();
  const isListed = projects.some(({ id }) => id === projectId);
  let owed = run.mergeOwed;
  if (!owed && (await differsFromStoredSlice(projectId, slice))) {
    owed = true;
    await setRun(projectId, { ...run, mergeOwed: true, aliveAt: Date.now() });
  }
  await commitSlice(projectId, slice, facts.header.meta.readAt);
  if (!isListed) await requestDiscovery();
  if (owed) await requestMerge(projects.length);
}

async function readAnew(projectId: number, run: RefreshRun): Promise<RefreshRun> {
  await deleteStagedPages(projectId, run.runId, run.pages);
  const now = Date.now();
  const anew: RefreshRun = {
    ...run,
    ...{ startedAt: now, phase: 'reading', pages: 0, pageToken: null, issuesRead: 0, issuesExpected: null },
    aliveAt: now,
  };
  await setRun(projectId, anew);
  return anew;
}

function lacks(read: number, counted: number): boolean {
  const gap = counted - read;
  return gap > 1 && gap > counted * TOLERATED_GAP;
}
