import type { ProjectIdentity } from '../model';
import { commitFacts, readFacts, type FactsMeta, type PackedFacts } from '../store';
import { areReadBy, fieldsOf, overlay, type FactsChange } from './assemble';
import { withDueMoves } from './due-moves';
import { finish, totalOf, type Applied } from './finish-run';
import type { JobContext } from './job-context';
import { tellNeighbours } from './neighbours';
import { bucketOfProject, spend, type Pace } from './pace';
import { readChanges, type ChangesRead } from './read-changes';
import type { Reading } from './reading';
import { isWatched } from './request-work';
import { readAnew } from './run-ends';
import { currentSite } from './site';

/** Reads what changed and lays it over the project's facts; each step can be repeated. */
export async function applyChanges(project: ProjectIdentity, reading: Reading, context: JobContext): Promise<Applied> {
  const stored = await readFacts(project.id);
  const { run } = reading;
  if (stored?.header.meta.runId === run.runId) return finish(project.id, run, stored.value, []);
  if (stored === null || !canBeChanged(stored.value, project)) {
    return readAnew(project.id, run, run.restarts);
  }
  const { meta } = stored.header;
  const known = { issues: stored.value.issues, readAt: meta.readAt };
  const read = await readChanges(project, known, reading, context);
  if (read === null) return 'continued';
  if (read === 'whole' || !isReadAlike(stored.value, read)) return readAnew(project.id, reading.run, run.restarts);
  await tellNeighbours(project.id, stored.value, read);
  const issuesRead = new Set(read.pages.flatMap(({ issues }) => Array.from(issues.id)));
  const site = await currentSite(context.allowance);
  const facts = await withDueMoves(overlay(stored.value, changeOf(project, read)), site, context.allowance, {
    facts: stored.value,
    read: issuesRead,
  });
  const after: FactsMeta = {
    ...meta,
    readAt: run.startedAt,
    runId: run.runId,
    issuesCounted: Math.max(0, meta.issuesCounted + totalOf(facts) - totalOf(stored.value)),
    pace: await paceAfter(project.id, meta, reading.run.issuesRead),
  };
  await commitFacts(project.id, facts, after, stored);
  return finish(project.id, reading.run, facts, read.hints);
}

/** Unreadable issues that are not kept by name, or by a name of old, are told apart by reading everything only. */
function canBeChanged({ project, unreadable, unreadableCount }: PackedFacts, { key }: ProjectIdentity): boolean {
  return unreadableCount === 0 || (unreadableCount === unreadable.length && project.key === key);
}

/** By other fields than the stored facts, changes say nothing of the issues that did not change. */
export function isReadAlike(stored: PackedFacts, { pages }: ChangesRead): boolean {
  const fields = fieldsOf(stored);
  return pages.every((page) => areReadBy(page, fields));
}

/** What was read as a change of the stored facts. */
export function changeOf(project: ProjectIdentity, read: ChangesRead): FactsChange {
  return { project, read: read.pages, gone: read.gone, farGone: read.deleted, links: read.links };
}

async function paceAfter(projectId: number, { pace, issuesCounted }: FactsMeta, issuesRead: number): Promise<Pace> {
  const bucket = bucketOfProject(issuesCounted, await isWatched(projectId));
  return spend(pace, bucket, Date.now(), issuesRead);
}
