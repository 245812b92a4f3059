import type { IssuePageFacts } from '../jira';
import {
  FIELD_MEANINGS,
  READ_MEANINGS,
  toIssueColumns,
  toLinkColumns,
  type FieldMap,
  type FieldMeaning,
  type MappedFields,
  type ProjectIdentity,
} from '../model';
import type { PackedFacts } from '../store';
import { latestOf, summariseUnreadable, type LatestFacts } from './latest-facts';
import { applyLinkChanges, settleLinks, type LinkChange } from './settle-links';

export type { LinkChange } from './settle-links';

/** What no page of issues tells, of facts made of pages alone. */
const UNTOLD = { typicalDays: null, hasStartDates: true } as const satisfies Partial<PackedFacts>;

/** One page of a reading as facts of their own, to be staged. */
export function factsOfPage(page: IssuePageFacts, project: ProjectIdentity): PackedFacts {
  return {
    ...UNTOLD,
    project,
    ...toIssueColumns(page.issues),
    linkTypes: page.linkTypes,
    links: toLinkColumns(page.links),
    ...ifAny(page.mapped),
    ...readFrom(page),
    ...summariseUnreadable(page.unreadable, 0),
  };
}

/**
 * Puts the pages of one reading together. An issue that came twice counts as the later page has it. The result does
 * not depend on how the pages were cut: issues by id, issue types by name, link types by their words, links by issue,
 * type, far end. How long work takes, and whether there are start dates, is not told by pages. `fields`: those that the
 * pages were read by, of which no page tells where there are no issues.
 */
export function assemblePages(
  pages: readonly PackedFacts[],
  project: ProjectIdentity,
  fields: FieldMap = {},
): PackedFacts {
  return withFields({ ...UNTOLD, ...assembled(latestOf(pages, project.key, NONE), project) }, fields);
}

/** What became known of a project since its facts were stored. */
export interface FactsChange {
  readonly project: ProjectIdentity;
  /**
   * Pages of issues that were read just now; each replaces what was known of its issues: rows, links, unreadable
   * entries. Of an issue on several pages the last one counts.
   */
  readonly read: readonly PackedFacts[];
  /**
   * Issues that are not in this project any more (deleted, moved away, hidden): they go with their links, even when
   * a page still has them.
   */
  readonly gone: ReadonlySet<number>;
  /** Issues that exist nowhere any more: what links to them goes, too. Those of `gone` that were deleted belong here as well. */
  readonly farGone: ReadonlySet<number>;
  /**
   * Links that events told of, oldest first. Issues in `read` need none of them; each other end in this project gets
   * or loses its entry. The same change may come several times.
   */
  readonly links: readonly LinkChange[];
}

/**
 * The facts after a change: the same, byte for byte, as {@link assemblePages} makes of all issues read anew, as long as
 * the change holds every issue whose own fields or links changed. What links tell of far ends in other projects stays
 * as it was read; the far end of a link that only an event told has an empty key and an unknown state there. Unreadable
 * issues that have no id, or are too many to be kept by name, may be counted wrongly until the next whole reading.
 */
export function overlay(facts: PackedFacts, change: FactsChange): PackedFacts {
  const latest = latestOf([facts, ...change.read], change.project.key, change.gone);
  const fresh = new Set<number>();
  for (const { issues, unreadable } of change.read) {
    issues.id.forEach((id) => fresh.add(id));
    for (const { id } of unreadable) if (id !== null) fresh.add(id);
  }
  const { typicalDays, hasStartDates } = facts;
  return {
    ...{ typicalDays, hasStartDates },
    ...readFrom(facts),
    ...assembled(applyLinkChanges(latest, change, fresh), change.project),
  };
}

type NamedFields = Pick<PackedFacts, 'startField' | 'pointsField'>;

/** Facts of which nobody said where starts or points are read from say nothing of it. */
function readFrom({ startField, pointsField }: { [Name in keyof NamedFields]: string | undefined }): NamedFields {
  return { ...(startField === undefined ? {} : { startField }), ...(pointsField === undefined ? {} : { pointsField }) };
}

/** Facts of a site without mapped fields say nothing of them. */
function ifAny(mapped: MappedFields = {}): Pick<PackedFacts, 'mapped'> {
  return Object.keys(mapped).length === 0 ? {} : { mapped };
}

function withFields(facts: PackedFacts, fields: FieldMap): PackedFacts {
  const none = { id: new Float64Array(0), value: new Float64Array(0) };
  const { start: startField, points: pointsField, ...valued } = fields;
  const all = Object.entries(valued).map(([meaning, field]) => [meaning, { field, ...none }] as const);
  const mapped = { ...Object.fromEntries(all), ...facts.mapped };
  return { ...facts, ...ifAny(mapped), ...readFrom({ startField, pointsField }) };
}

/** Whether facts, if they hold any issue, were read by these fields. */
export function areReadBy(facts: PackedFacts, fields: FieldMap): boolean {
  return meaningsToRead(facts, fields).length === 0;
}

/** The meanings that facts, if they hold any issue, were read from other fields for than these, or from none. */
export function meaningsToRead(facts: PackedFacts, fields: FieldMap): readonly FieldMeaning[] {
  const by = fieldsOf(facts);
  return facts.issues.count === 0 ? [] : FIELD_MEANINGS.filter((meaning) => by[meaning] !== fields[meaning]);
}

/** By which fields facts were read. */
export function fieldsOf({
  mapped = {},
  startField,
  pointsField,
}: Pick<PackedFacts, 'mapped' | keyof NamedFields>): FieldMap {
  const found = READ_MEANINGS.map((meaning) => [meaning, mapped[meaning]?.field] as const);
  const named = [['start', startField] as const, ['points', pointsField] as const, ...found];
  return Object.fromEntries(named.filter(([, field]) => field !== undefined));
}

const NONE: ReadonlySet<number> = new Set();

function assembled(latest: LatestFacts, project: ProjectIdentity): Omit<PackedFacts, keyof typeof UNTOLD> {
  const { issues, issueTypes, placeSets, mapped, unreadable, unnamedUnreadable } = latest;
  return {
    project,
    ...{ issues, issueTypes, placeSets },
    ...settleLinks(latest, project.key),
    ...ifAny(mapped),
    ...summariseUnreadable(unreadable, unnamedUnreadable),
  };
}
