import { createHash } from 'node:crypto';
import {
  countIssues,
  fieldsToRead,
  IDS_PER_PAGE,
  ISSUES_PER_PAGE,
  listIssueIdsPage,
  parseIssuePage,
  POINTS,
  readLinkedPage,
  readVersionedPage,
  type ProjectVersion,
} from '../jira';
import { placeOf, type ProjectIdentity } from '../model';
import type { FactsMeta, PackedFacts } from '../store';
import { factsOfPage } from './assemble';
import { linkedIssues } from './compare-issues';
import { everyPage } from './every-page';
import type { JobContext } from './job-context';
import { pushJob } from './jobs';
import type { Reading } from './reading';
import { siteForProject } from './site';
import {
  digestOfVersions,
  isToCome,
  plannedOtherwise,
  versionsDigest,
  versionsOf,
  type VersionsDigest,
} from './versions';

/** Issues without links that are compared, each time others. One call reads them. */
const SAMPLE = 100;
/** Ids in one query. */
const VERSIONS_AT_ONCE = 100;

/** What was read to prove a project's facts, and what has to be read yet. */
export interface Proof {
  /** Jira's count of the project's issues. */
  readonly counted: number;
  /** What the project's versions are like. */
  readonly versions: VersionsDigest;
  /** Issues that Jira's lists have and the facts do not, or the other way round. */
  readonly doubtful: ReadonlySet<number>;
  readonly sample: readonly number[];
}

/**
 * Reads what proves a project's facts: all issues with links, since `updated` does not tell of links; the count, and
 * the ids only where it is not what it was; versions, and the issues of those to come where one is not what it was. `null` when another job goes on with it.
 */
export async function readProof(
  project: ProjectIdentity,
  facts: PackedFacts,
  meta: FactsMeta,
  reading: Reading,
  context: JobContext,
): Promise<Proof | null> {
  const { allowance } = context;
  if (reading.run.source === 'linked' && !(await readLinked(project, reading, context))) return null;
  const linked = new Set(((await reading.all()) ?? []).flatMap((page) => Array.from(page.issues.id)));
  const doubtful = new Set(linkedIssues(facts.links).filter((id) => !linked.has(id)));
  const counted = await allowance.ask('search/approximate-count', POINTS.count, () => countIssues(project.id));
  if (counted !== meta.issuesCounted) {
    for (const id of await idsInDoubt(project.id, facts, counted, context)) doubtful.add(id);
  }
  const found = await versionsOf(project.id, allowance);
  const versions = digestOfVersions(found);
  const replanned = new Set<number>();
  if (versions.toCome !== versionsDigest(meta.versions).toCome) {
    for (const id of plannedOtherwise(facts.issues, found)) doubtful.add(id);
    for (const id of await readVersionsToCome(project, found, reading, context)) replanned.add(id);
  }
  const rest = Array.from(facts.issues.id).filter((id) => ![linked, doubtful, replanned].some((ids) => ids.has(id)));
  return { counted, versions, doubtful, sample: sampleOf(rest, reading.run.runId) };
}

async function readLinked(
  project: ProjectIdentity,
  reading: Reading,
  { allowance, budget }: JobContext,
): Promise<boolean> {
  const site = await siteForProject(project.id, allowance);
  for (;;) {
    if (budget.isSpent()) {
      await pushJob({ job: 'project', projectId: project.id, runId: reading.run.runId });
      return false;
    }
    const page = await allowance.ask('search/jql', POINTS.page(ISSUES_PER_PAGE), () =>
      readLinkedPage(project.id, fieldsToRead(site), reading.run.pageToken),
    );
    const facts = factsOfPage(parseIssuePage(page.issues, project, site), project);
    const pageToken = page.nextPageToken;
    const source = pageToken === null ? 'search' : 'linked';
    if (!(await reading.keep(facts, page.issues.length, { pageToken, source }))) return false;
    if (pageToken === null) return true;
  }
}

/** Issues that only Jira has, and issues that only the facts have. */
async function idsInDoubt(
  projectId: number,
  { issues, unreadable }: PackedFacts,
  counted: number,
  context: JobContext,
): Promise<readonly number[]> {
  const there = await listedIds(projectId, counted, context);
  const known = new Set<number | null>(unreadable.map(({ id }) => id));
  const missing = [...there].filter((id) => placeOf(issues.id, id) < 0 && !known.has(id));
  return [...missing, ...Array.from(issues.id).filter((id) => !there.has(id))];
}

/** The ids of all issues that Jira's search finds in the project. */
export async function listedIds(
  projectId: number,
  counted: number,
  { allowance }: JobContext,
): Promise<ReadonlySet<number>> {
  const there = new Set<number>();
  await everyPage(
    (token) =>
      allowance.ask('search/jql', POINTS.page(Math.min(IDS_PER_PAGE, counted)), () =>
        listIssueIdsPage(projectId, token),
      ),
    ({ ids }) => ids.forEach((id) => there.add(id)),
  );
  return there;
}

/** Reads the issues of all versions that are dated and to come: a date that moved does not move their `updated`. */
async function readVersionsToCome(
  project: ProjectIdentity,
  versions: readonly ProjectVersion[],
  reading: Reading,
  { allowance }: JobContext,
): Promise<readonly number[]> {
  const site = await siteForProject(project.id, allowance);
  const ids = versions.filter(isToCome).map(({ id }) => id);
  const read: number[] = [];
  for (let from = 0; from < ids.length; from += VERSIONS_AT_ONCE) {
    const asked = ids.slice(from, from + VERSIONS_AT_ONCE);
    await everyPage(
      (token) =>
        allowance.ask('search/jql', POINTS.page(ISSUES_PER_PAGE), () =>
          readVersionedPage(project.id, asked, fieldsToRead(site), token),
        ),
      ({ issues }) => {
        const facts = factsOfPage(parseIssuePage(issues, project, site), project);
        reading.keepLast(facts, issues.length);
        read.push(...facts.issues.id);
      },
    );
  }
  return read;
}

/** Evenly spread over the ids, beginning elsewhere in each run, so that all come by. */
function sampleOf(ids: readonly number[], runId: string): readonly number[] {
  if (ids.length <= SAMPLE) return ids;
  const step = ids.length / SAMPLE;
  const first = createHash('sha256').update(runId).digest().readUInt32BE(0) % Math.ceil(step);
  return Array.from({ length: SAMPLE }, (_, place) => ids[(first + Math.floor(place * step)) % ids.length]);
}
