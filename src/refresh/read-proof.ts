import { createHash } from 'node:crypto';
import {
  countIssues,
  fieldsToRead,
  listIssueIdsPage,
  listVersions,
  parseIssuePage,
  POINTS,
  readLinkedPage,
} from '../jira';
import { placeOf, type ProjectIdentity } from '../model';
import type { FactsMeta, PackedFacts } from '../store';
import { factsOfPage } from './assemble';
import { linkedIssues } from './compare-issues';
import { everyPage } from './every-page';
import type { JobContext } from './job-context';
import { pushJob } from './jobs';
import type { Reading } from './reading';
import { currentSite } from './site';

/** Issues without links that are compared, each time others. One call reads them. */
const SAMPLE = 100;
const ISSUES_PER_PAGE = 100;
const IDS_PER_PAGE = 5000;
const LIKELY_VERSIONS = 50;

/** What was read to prove a project's facts, and what has to be read yet. */
export interface Proof {
  /** Jira's count of the project's issues. */
  readonly counted: number;
  /** Says which versions are dated. */
  readonly versions: string;
  /** Issues that Jira's lists have and the facts do not, or the other way round. */
  readonly doubtful: ReadonlySet<number>;
  readonly sample: readonly number[];
}

/**
 * Reads what proves a project's facts: all issues with links, since `updated` does not tell of links; the count, and
 * the ids only where it is not what it was; the dates of versions. `null` when another job goes on with it.
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
  const rest = Array.from(facts.issues.id).filter((id) => !linked.has(id) && !doubtful.has(id));
  const versions = await digestOfVersions(project.id, context);
  return { counted, versions, doubtful, sample: sampleOf(rest, reading.run.runId) };
}

async function readLinked(
  project: ProjectIdentity,
  reading: Reading,
  { allowance, budget }: JobContext,
): Promise<boolean> {
  const site = await currentSite(allowance);
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

/** Says which versions are dated, in few characters. */
async function digestOfVersions(projectId: number, { allowance }: JobContext): Promise<string> {
  const versions = await allowance.ask('project/versions', POINTS.versions(LIKELY_VERSIONS), () =>
    listVersions(projectId),
  );
  const dated = versions.flatMap(({ id, dated: isDated }) => (isDated ? [id] : [])).sort((a, b) => a - b);
  return createHash('sha256').update(dated.join(' ')).digest('base64url').slice(0, 12);
}

/** Evenly spread over the ids, beginning elsewhere in each run, so that all come by. */
function sampleOf(ids: readonly number[], runId: string): readonly number[] {
  if (ids.length <= SAMPLE) return ids;
  const step = ids.length / SAMPLE;
  const first = createHash('sha256').update(runId).digest().readUInt32BE(0) % Math.ceil(step);
  return Array.from({ length: SAMPLE }, (_, place) => ids[(first + Math.floor(place * step)) % ids.length]);
}
