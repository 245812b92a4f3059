import type { IssuePageFacts } from '../jira';
import { toIssueColumns, type IssueFacts, type IssueLink, type LinkType, type ProjectIdentity } from '../model';
import type { PackedFacts } from '../store';
import { FLAG, NO_DAY, STATES, type IssueColumns } from '../model';

/** How many unreadable issues are kept by name; all are counted. */
const UNREADABLE_KEPT = 50;

/** One page of a reading as facts of their own, to be staged. */
export function factsOfPage(page: IssuePageFacts, project: ProjectIdentity): PackedFacts {
  return {
    project,
    issues: toIssueColumns(page.issues),
    linkTypes: page.linkTypes,
    links: page.links,
    unreadable: page.unreadable.slice(0, UNREADABLE_KEPT),
    unreadableCount: page.unreadable.length,
  };
}

/**
 * Puts the pages of one reading together. An issue that came twice counts as the later page has it. The result does
 * not depend on how the pages were cut: issues by id, link types by their words, links by issue, type, far end.
 */
export function assemblePages(pages: readonly PackedFacts[], project: ProjectIdentity): PackedFacts {
  const lastPageOf = new Map<number, number>();
  pages.forEach((page, place) => page.issues.id.forEach((id) => lastPageOf.set(id, place)));
  const linkTypes = sortedLinkTypes(pages);
  const issues: IssueFacts[] = [];
  const links: IssueLink[] = [];
  pages.forEach((page, place) => {
    for (let row = 0; row < page.issues.count; row++) {
      if (lastPageOf.get(page.issues.id[row]) === place) issues.push(issueAt(page.issues, row));
    }
    const typePlaces = page.linkTypes.map((type) => linkTypes.places.get(identityOf(type)) ?? 0);
    for (const link of page.links) {
      if (lastPageOf.get(link.issueId) === place) links.push({ ...link, type: typePlaces[link.type] });
    }
  });
  return {
    project,
    issues: toIssueColumns(issues),
    linkTypes: linkTypes.all,
    links: links.sort(byIssueTypeFarEnd),
    unreadable: pages.flatMap((page) => page.unreadable).slice(0, UNREADABLE_KEPT),
    unreadableCount: pages.reduce((sum, page) => sum + page.unreadableCount, 0),
  };
}

function sortedLinkTypes(pages: readonly PackedFacts[]): {
  readonly all: readonly LinkType[];
  readonly places: ReadonlyMap<string, number>;
} {
  const distinct = new Map(pages.flatMap((page) => page.linkTypes).map((type) => [identityOf(type), type]));
  const sorted = [...distinct].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    all: sorted.map(([, type]) => type),
    places: new Map(sorted.map(([identity], place) => [identity, place])),
  };
}

function identityOf({ name, inward, outward }: LinkType): string {
  return JSON.stringify([name, inward, outward]);
}

function byIssueTypeFarEnd(a: IssueLink, b: IssueLink): number {
  return a.issueId - b.issueId || a.type - b.type || a.farId - b.farId || Number(a.outward) - Number(b.outward);
}

function issueAt(columns: IssueColumns, row: number): IssueFacts {
  const flags = columns.flags[row];
  const dayAt = (column: Int32Array): number | null => (column[row] === NO_DAY ? null : column[row]);
  return {
    id: columns.id[row],
    number: columns.number[row],
    level: columns.level[row],
    state: STATES[columns.state[row]],
    categorised: (flags & FLAG.categorised) !== 0,
    hasResolution: (flags & FLAG.resolution) !== 0,
    hasAssignee: (flags & FLAG.assignee) !== 0,
    hasEstimate: (flags & FLAG.estimate) !== 0,
    hasPlannedEnd: (flags & FLAG.plannedEnd) !== 0,
    start: dayAt(columns.start),
    due: dayAt(columns.due),
    finishedOn: dayAt(columns.finishedOn),
    updatedOn: dayAt(columns.updatedOn),
    parentId: columns.parentId[row] === 0 ? null : columns.parentId[row],
  };
}
