import {
  fieldsToRead,
  ISSUES_PER_FETCH,
  ISSUES_PER_PAGE,
  parseIssuePage,
  placeOfIssue,
  POINTS,
  readChangedPage,
  readIssues,
  readVersionedPage,
} from '../jira';
import type { IssueColumns, LinkType, ProjectIdentity } from '../model';
import { placeOf } from '../model';
import { listHints, type Hint, type PackedFacts, type StoredSite } from '../store';
import { factsOfPage } from './assemble';
import { everyPage } from './every-page';
import type { JobContext } from './job-context';
import { pushJob } from './jobs';
import type { Reading } from './reading';
import { siteForProject } from './site';
import { versionsOf } from './versions';

/** What changed in a project since its facts were read, as far as events and Jira's search tell. */
export interface ChangesRead {
  readonly pages: readonly PackedFacts[];
  /** Issues that are not in the project any more. */
  readonly gone: ReadonlySet<number>;
  /** Issues that exist nowhere any more. */
  readonly deleted: ReadonlySet<number>;
  /** Issues that are in another project now, by that project. */
  readonly movedTo: ReadonlyMap<number, readonly number[]>;
  /** Oldest first. */
  readonly links: readonly { added: boolean; sourceId: number; destinationId: number; type: LinkType }[];
  /** What this run takes care of. */
  readonly hints: readonly Hint[];
  /** Issues that the search found: they changed lately. */
  readonly searched: ReadonlySet<number>;
}

/**
 * Reads what changed: first what Jira's search finds by `updated`, then what only events named, and `besides`. Answers
 * `'whole'` when changes cannot tell enough and the project has to be read whole, and `null` when another job goes on.
 */
export async function readChanges(
  project: ProjectIdentity,
  known: { readonly issues: IssueColumns; readonly readAt: number },
  reading: Reading,
  context: JobContext,
  besides: readonly number[] = [],
): Promise<ChangesRead | 'whole' | null> {
  const hints = await listHints(project.id);
  if (hints.some(({ kind }) => kind === 'whole')) return 'whole';
  const site = await siteForProject(project.id, context.allowance);
  const searched = new Set<number>();
  if (reading.run.source === 'search' && !(await readSearch(project, site, hints, reading, context, searched))) {
    return null;
  }
  const read = await reading.all();
  if (read === null) return 'whole';
  if (!(await readVersions(project, site, hints, reading, context))) return 'whole';
  const seen = new Set(read.flatMap((page) => Array.from(page.issues.id)));
  const ids = new Set([...namedBy(hints, known.issues, seen), ...besides.filter((id) => !seen.has(id))]);
  const named = await readNamed(
    project,
    site,
    [...ids].sort((a, b) => a - b),
    reading,
    context,
  );
  const deleted = new Set([...idsOf(hints, 'gone'), ...named.deleted]);
  const pages = await reading.all();
  if (pages === null) return 'whole';
  return {
    pages,
    gone: new Set([...deleted, ...[...named.movedTo.values()].flat()]),
    deleted: new Set([...deleted, ...idsOf(hints, 'farGone')]),
    movedTo: named.movedTo,
    links: linkChanges(hints, known.readAt),
    hints,
    searched,
  };
}

async function readSearch(
  project: ProjectIdentity,
  site: StoredSite,
  hints: readonly Hint[],
  reading: Reading,
  { allowance, budget }: JobContext,
  found: Set<number>,
): Promise<boolean> {
  const fields = fieldsToRead(site);
  const more = hints.some(({ kind }) => kind === 'version');
  for (;;) {
    if (budget.isSpent()) {
      await pushJob({ job: 'project', projectId: project.id, runId: reading.run.runId });
      return false;
    }
    const { sinceMinutes, pageToken } = reading.run;
    const page = await allowance.ask('search/jql', POINTS.page(ISSUES_PER_PAGE), () =>
      readChangedPage(project.id, sinceMinutes ?? 0, fields, pageToken),
    );
    const facts = factsOfPage(parseIssuePage(page.issues, project, site), project);
    facts.issues.id.forEach((id) => found.add(id));
    const { nextPageToken } = page;
    if (nextPageToken === null && !more) {
      reading.keepLast(facts, page.issues.length);
      return true;
    }
    const next = { pageToken: nextPageToken, source: nextPageToken === null ? 'named' : 'search' } as const;
    if (!(await reading.keep(facts, page.issues.length, next))) return false;
    if (nextPageToken === null) return true;
  }
}

/** Issues of versions whose dates may have changed. False when a version is gone: nobody says whose it was. */
async function readVersions(
  project: ProjectIdentity,
  site: StoredSite,
  hints: readonly Hint[],
  reading: Reading,
  { allowance }: JobContext,
): Promise<boolean> {
  const hinted = hints.flatMap((hint) => (hint.kind === 'version' ? [hint.versionId] : []));
  if (hinted.length === 0) return true;
  const versions = await versionsOf(project.id, allowance);
  if (!hinted.every((id) => versions.some((version) => version.id === id))) return false;
  await everyPage(
    (token) =>
      allowance.ask('search/jql', POINTS.page(ISSUES_PER_PAGE), () =>
        readVersionedPage(project.id, hinted, fieldsToRead(site), token),
      ),
    ({ issues }) => reading.keepLast(factsOfPage(parseIssuePage(issues, project, site), project), issues.length),
  );
  return true;
}

/** Issues by id: what is not in the reply is deleted or hidden from the app, what is elsewhere has moved. */
async function readNamed(
  project: ProjectIdentity,
  site: StoredSite,
  ids: readonly number[],
  reading: Reading,
  { allowance }: JobContext,
): Promise<{ readonly deleted: readonly number[]; readonly movedTo: ReadonlyMap<number, readonly number[]> }> {
  const deleted: number[] = [];
  const movedTo = new Map<number, number[]>();
  for (let from = 0; from < ids.length; from += ISSUES_PER_FETCH) {
    const asked = ids.slice(from, from + ISSUES_PER_FETCH);
    const { issues } = await allowance.ask('issue/bulkfetch', POINTS.issues(asked.length), () =>
      readIssues(asked, fieldsToRead(site)),
    );
    const places = issues.map(placeOfIssue);
    // What does not say where it is cannot be read: it is here as far as anybody knows.
    const here = issues.filter((_, at) => (places[at]?.projectId ?? project.id) === project.id);
    const facts = factsOfPage(parseIssuePage(here, project, site), project);
    const found = new Set([...places.map((place) => place?.id), ...facts.unreadable.map(({ id }) => id)]);
    deleted.push(...asked.filter((id) => !found.has(id)));
    for (const place of places) {
      if (place === null || place.projectId === project.id) continue;
      movedTo.set(place.projectId, [...(movedTo.get(place.projectId) ?? []), place.id]);
    }
    reading.keepLast(facts, here.length);
  }
  return { deleted, movedTo };
}

/** Issues that hints name and no page has; of a link whose two ends are both unknown here, both. */
function namedBy(hints: readonly Hint[], known: IssueColumns, seen: ReadonlySet<number>): readonly number[] {
  const isKnown = (id: number): boolean => seen.has(id) || placeOf(known.id, id) >= 0;
  const ids = hints.flatMap((hint) => {
    if (hint.kind === 'issue' || hint.kind === 'updated') return seen.has(hint.issueId) ? [] : [hint.issueId];
    if (hint.kind !== 'link' || hint.verb === 'deleted') return [];
    const ends = [hint.sourceId, hint.destinationId];
    return ends.some(isKnown) ? [] : ends;
  });
  const gone = new Set(idsOf(hints, 'gone'));
  return [...new Set(ids)].filter((id) => !gone.has(id)).sort((a, b) => a - b);
}

/**
 * A link that was deleted is not brought back by news of its making, in whichever order the two came: what says that
 * it is deleted is kept for a while, and applied once, by the first run after it came.
 */
function linkChanges(hints: readonly Hint[], readAt: number): ChangesRead['links'] {
  const links = hints.filter((hint) => hint.kind === 'link');
  const deleted = new Set(links.filter(({ verb }) => verb === 'deleted').map(({ linkId }) => linkId));
  return links
    .filter(({ verb, linkId, at }) => (verb === 'deleted' ? at > readAt : !deleted.has(linkId)))
    .sort((a, b) => a.at - b.at || a.linkId - b.linkId)
    .map(({ verb, sourceId, destinationId, type }) => {
      return { added: verb === 'created', sourceId, destinationId, type };
    });
}

function idsOf(hints: readonly Hint[], kind: 'gone' | 'farGone'): readonly number[] {
  return hints.flatMap((hint) => (hint.kind === kind ? [hint.issueId] : []));
}
