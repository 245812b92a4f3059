import { placeOf, type ProjectIdentity } from '../model';
import {
  amendFactsMeta,
  commitFacts,
  readFacts,
  readIndex,
  setReconciliation,
  type PackedFacts,
  type Reconciliation,
} from '../store';
import { changeOf, isReadAlike } from './apply-changes';
import { factsOfPage, overlay } from './assemble';
import { compareIssues } from './compare-issues';
import { withDueMoves } from './due-moves';
import { finish, totalOf, type Applied } from './finish-run';
import type { JobContext } from './job-context';
import { tellNeighbours } from './neighbours';
import { readChanges, type ChangesRead } from './read-changes';
import { listedIds, readProof, type Proof } from './read-proof';
import type { Reading } from './reading';
import { requestDiscovery } from './request-work';
import { readAnew } from './run-ends';
import { currentSite } from './site';
import { readTypicalDays } from './typical-days';
import { textOf, versionsDigest } from './versions';

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
  if (read === 'whole' || !isReadAlike(stored.value, read)) return readAnew(project.id, reading.run, run.restarts);
  const found = differencesFound(stored.value, proof, read);
  const hidden = await hiddenAmong(read, proof.counted, project.id, context);
  const needsWhole =
    found.sampleDiffers || (meta.versions !== '' && versionsDigest(meta.versions).dated !== proof.versions.dated);
  await setReconciliation(project.id, { ...found.counts, at: run.startedAt, repaired: !needsWhole });
  if (needsWhole) {
    await amendFactsMeta(project.id, (now) => ({ ...now, checkedAt: run.startedAt, versions: textOf(proof.versions) }));
    return readAnew(project.id, reading.run, run.restarts);
  }
  await tellNeighbours(project.id, stored.value, read);
  const overlaid = overlay(stored.value, changeOf(project, withHidden(read, hidden, stored.value)));
  const site = await currentSite(context.allowance);
  const facts = {
    ...(await withDueMoves(overlaid, site, context.allowance)),
    typicalDays: await readTypicalDays(overlaid, site, context.allowance),
  };
  await commitFacts(project.id, facts, {
    ...meta,
    ...{ readAt: run.startedAt, runId: run.runId, checkedAt: run.startedAt },
    ...{ issuesCounted: proof.counted, versions: textOf(proof.versions) },
  });
  await correctList(project);
  return finish(project.id, reading.run, facts, read.hints);
}

/** A project that is listed under another name or key, or another lead, has the list of projects made anew. */
async function correctList({ id, key, name, lead }: ProjectIdentity): Promise<void> {
  const listed = (await readIndex()).projects.find((project) => project.id === id);
  if (listed?.key !== key || listed.name !== name || listed.lead !== lead) await requestDiscovery();
}

/** Of the issues that no event told to be deleted, those that Jira's search finds although it does not hand them out. */
async function hiddenAmong(
  { deleted, hints }: ChangesRead,
  counted: number,
  projectId: number,
  context: JobContext,
): Promise<ReadonlySet<number>> {
  const told = new Set(
    hints.flatMap((hint) => (hint.kind === 'gone' || hint.kind === 'farGone' ? [hint.issueId] : [])),
  );
  const untold = [...deleted].filter((id) => !told.has(id));
  if (untold.length === 0) return new Set();
  const listed = await listedIds(projectId, counted, context);
  return new Set(untold.filter((id) => listed.has(id)));
}

/** They are not gone: they are issues that could not be read, and the snapshot says so. */
function withHidden(read: ChangesRead, hidden: ReadonlySet<number>, { project, issues }: PackedFacts): ChangesRead {
  if (hidden.size === 0) return read;
  const remaining = (ids: ReadonlySet<number>): ReadonlySet<number> =>
    new Set([...ids].filter((id) => !hidden.has(id)));
  const unreadable = [...hidden].map((id) => {
    const row = placeOf(issues.id, id);
    const issue = row < 0 ? String(id) : `${project.key}-${issues.number[row]}`;
    return { id, issue, state: 'unknown', field: 'id', reason: 'is found by a search, but cannot be read' } as const;
  });
  const page = factsOfPage({ issues: [], links: [], linkTypes: [], mapped: {}, unreadable }, project);
  return { ...read, pages: [...read.pages, page], gone: remaining(read.gone), deleted: remaining(read.deleted) };
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
