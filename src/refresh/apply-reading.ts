import { defaultPlaybook } from '../compliance';
import { dependencySlice } from '../dependencies';
import { countIssues, POINTS } from '../jira';
import { placeOf, type ProjectIdentity } from '../model';
import {
  amendFactsMeta,
  commitFacts,
  commitSlice,
  differsFromStoredSlice,
  readFacts,
  readFactsHeader,
  readIndex,
  setReconciliation,
  setRun,
  type FactsMeta,
  type Hint,
  type PackedFacts,
  type Reconciliation,
  type RefreshRun,
} from '../store';
import { assemblePages, overlay, type FactsChange } from './assemble';
import { compareIssues } from './compare-issues';
import { evaluateProject } from './evaluate-project';
import { lacksIssues } from './gap';
import type { JobContext } from './job-context';
import { tellNeighbours } from './neighbours';
import { FULL_PACE, bucketOfProject, spend, type Pace } from './pace';
import { readChanges, type ChangesRead } from './read-changes';
import { readProof, type Proof } from './read-proof';
import { readWhole } from './read-whole';
import type { Reading } from './reading';
import { requestMerge } from './request-merge';
import { isWatched, requestDiscovery } from './request-work';
import { completeRun, failRun, readAnew } from './run-ends';

type Applied = 'done' | 'continued' | 'failed';

/** Reads all issues and makes them the project's facts; each step can be repeated. */
export async function applyWhole(project: ProjectIdentity, reading: Reading, context: JobContext): Promise<Applied> {
  const stored = await readFactsHeader(project.id);
  if (stored?.meta.runId === reading.run.runId) return finish(project.id, reading.run, null, []);
  if (!(await readWhole(project, reading, context))) return 'continued';
  const { run } = reading;
  const pages = await reading.all();
  if (pages === null) return readAnew(project.id, run, run.restarts);
  const facts = assemblePages(pages, project);
  const total = totalOf(facts);
  let issuesCounted = run.issuesExpected ?? 0;
  if (lacksIssues(total, issuesCounted)) {
    issuesCounted = await context.allowance.ask('search/approximate-count', POINTS.count, () =>
      countIssues(project.id),
    );
  }
  if (lacksIssues(total, issuesCounted)) {
    await failRun(project.id, run, {
      cause: `Jira counts ${issuesCounted} issues in this project but handed out ${total}.`,
      remedy: 'Refresh again in an hour. If the numbers still differ, ask Atlassian to reindex the project.',
    });
    return 'failed';
  }
  const meta: FactsMeta = {
    ...{ readAt: run.startedAt, wholeAt: run.startedAt, runId: run.runId, issuesCounted, versions: '' },
    checkedAt: stored?.meta.checkedAt ?? 0,
    pace: stored?.meta.pace ?? FULL_PACE,
  };
  await commitFacts(project.id, facts, meta);
  return finish(project.id, run, facts, []);
}

/** Reads what changed and lays it over the project's facts; each step can be repeated. */
export async function applyChanges(project: ProjectIdentity, reading: Reading, context: JobContext): Promise<Applied> {
  const stored = await readFacts(project.id);
  const { run } = reading;
  if (stored?.header.meta.runId === run.runId) return finish(project.id, run, stored.value, []);
  if (stored === null || stored.value.unreadableCount > stored.value.unreadable.length) {
    return readAnew(project.id, run, run.restarts);
  }
  const { meta } = stored.header;
  const known = { issues: stored.value.issues, readAt: meta.readAt };
  const read = await readChanges(project, known, reading, context);
  if (read === null) return 'continued';
  if (read === 'whole') return readAnew(project.id, run, run.restarts);
  await tellNeighbours(project.id, stored.value, read);
  const facts = overlay(stored.value, changeOf(project, read));
  await commitFacts(project.id, facts, {
    ...meta,
    readAt: run.startedAt,
    runId: run.runId,
    issuesCounted: Math.max(0, meta.issuesCounted + totalOf(facts) - totalOf(stored.value)),
    pace: await paceAfter(project.id, meta, reading.run.issuesRead),
  });
  return finish(project.id, run, facts, read.hints);
}

/** Reads what proves the facts and what changed, lays it over them, and says how much was not as it should be. */
export async function applyReconciliation(
  project: ProjectIdentity,
  reading: Reading,
  context: JobContext,
): Promise<Applied> {
  const stored = await readFacts(project.id);
  const { run } = reading;
  if (stored?.header.meta.runId === run.runId) return finish(project.id, run, stored.value, []);
  if (stored === null) return readAnew(project.id, run, run.restarts);
  const { meta } = stored.header;
  const proof = await readProof(project, stored.value, meta, reading, context);
  if (proof === null) return 'continued';
  const known = { issues: stored.value.issues, readAt: meta.readAt };
  const read = await readChanges(project, known, reading, context, [...proof.doubtful, ...proof.sample]);
  if (read === null) return 'continued';
  if (read === 'whole') return readAnew(project.id, run, run.restarts);
  const found = differencesFound(stored.value, proof, read);
  const needsWhole = found.sampleDiffers || (meta.versions !== '' && meta.versions !== proof.versions);
  await setReconciliation(project.id, { ...found.counts, at: run.startedAt, repaired: !needsWhole });
  if (needsWhole) {
    await amendFactsMeta(project.id, (now) => ({ ...now, checkedAt: run.startedAt, versions: proof.versions }));
    return readAnew(project.id, run, run.restarts);
  }
  await tellNeighbours(project.id, stored.value, read);
  const facts = overlay(stored.value, changeOf(project, read));
  await commitFacts(project.id, facts, {
    ...meta,
    ...{ readAt: run.startedAt, runId: run.runId, checkedAt: run.startedAt },
    ...{ issuesCounted: proof.counted, versions: proof.versions },
  });
  await correctList(project);
  return finish(project.id, run, facts, read.hints);
}

/** A project that is listed under another name or key, or another lead, has the list of projects made anew. */
async function correctList({ id, key, name, lead }: ProjectIdentity): Promise<void> {
  const listed = (await readIndex()).projects.find((project) => project.id === id);
  if (listed?.key !== key || listed.name !== name || listed.lead !== lead) await requestDiscovery();
}

/** What the facts had otherwise than Jira, but for what changed lately and was about to be read anyway. */
function differencesFound(
  stored: PackedFacts,
  { sample }: Proof,
  { pages, gone, searched, hints }: ChangesRead,
): { readonly counts: Omit<Reconciliation, 'at' | 'repaired'>; readonly sampleDiffers: boolean } {
  const expected = new Set([...searched, ...hints.flatMap((hint) => ('issueId' in hint ? [hint.issueId] : []))]);
  const found = pages.map((page) => compareIssues(stored, page));
  const unexpected = (ids: readonly number[]): readonly number[] => [...new Set(ids)].filter((id) => !expected.has(id));
  const contents = unexpected(found.flatMap((each) => each.contents));
  const sampled = new Set(sample);
  return {
    counts: {
      issues: totalOf(stored),
      contents: new Set(pages.flatMap((page) => Array.from(page.issues.id))).size,
      missing: unexpected(found.flatMap((each) => each.missing)).length,
      gone: unexpected([...gone].filter((id) => placeOf(stored.issues.id, id) >= 0)).length,
      linksDiffering: unexpected(found.flatMap((each) => each.links)).length,
      contentsDiffering: contents.length,
    },
    sampleDiffers: contents.some((id) => sampled.has(id)),
  };
}

function changeOf(project: ProjectIdentity, read: ChangesRead): FactsChange {
  return { project, read: read.pages, gone: read.gone, farGone: read.deleted, links: read.links };
}

async function finish(
  projectId: number,
  run: RefreshRun,
  committed: PackedFacts | null,
  hints: readonly Hint[],
): Promise<Applied> {
  const facts = committed ?? (await readFacts(projectId))?.value;
  if (facts) {
    await shareSlice(projectId, run, facts);
    await evaluateProject(projectId, { value: facts, readAt: run.startedAt });
  }
  await completeRun(projectId, run, hints);
  return 'done';
}

/** Writes the project's share of the dependency graph if it changed, and has it merged with the others'. */
async function shareSlice(projectId: number, run: RefreshRun, facts: PackedFacts): Promise<void> {
  const slice = dependencySlice({ ...facts, surroundings: null }, defaultPlaybook);
  const differs = await differsFromStoredSlice(projectId, slice);
  if (!differs && !run.mergeOwed) return;
  if (!run.mergeOwed) await setRun(projectId, { ...run, mergeOwed: true, aliveAt: Date.now() });
  await commitSlice(projectId, slice, run.startedAt);
  const { projects } = await readIndex();
  if (!projects.some(({ id }) => id === projectId)) await requestDiscovery();
  await requestMerge(projects.length, await isWatched(projectId), run.mergeOwed);
}

async function paceAfter(projectId: number, { pace, issuesCounted }: FactsMeta, issuesRead: number): Promise<Pace> {
  const bucket = bucketOfProject(issuesCounted, await isWatched(projectId));
  return spend(pace, bucket, Date.now(), issuesRead);
}

function totalOf({ issues, unreadableCount }: PackedFacts): number {
  return issues.count + unreadableCount;
}
