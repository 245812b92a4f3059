import type { LinkMeaning } from '../dependency';
import type { OutsideEnds } from '../dependency-slice';
import type { Playbook } from '../playbook';
import type { ProjectFacts } from '../project-facts';
import { KINDS, mergeEdges, type EdgeColumns } from './edges';
import { choose } from './flags';
import { meaningOfLinkType } from './link-meaning';
import { OutsideEndsBuilder } from './outside-ends';
import { likelyPlace, nextPlace, placeOf } from './search';

/**
 * One project's dependencies as typed columns, ascending by (provider, dependent, kind). Ends are numbered: first the
 * project's own, ascending by row, then those outside, ascending by issue id.
 */
export interface ProjectDependencies extends EdgeColumns {
  /** Rows of the project's issues that are an end: end e is row `rows[e]`, for e below `rows.length`. */
  readonly rows: Int32Array;
  /** Ends outside the project: end e stands at e − `rows.length`. */
  readonly outside: OutsideEnds;
  /** Links from an issue to itself, dropped. */
  readonly selfLinks: number;
  /** Ascending by name. */
  readonly unclearLinkTypes: readonly { readonly name: string; readonly links: number }[];
}

type LinkedFacts = Pick<ProjectFacts, 'issues' | 'links' | 'linkTypes'>;

type ReadingPlaybook = Pick<Playbook, 'linkMeanings' | 'parentWaitsForChildren'>;

/**
 * Reads a project's links as dependencies, and its hierarchy where the playbook says so: each (provider, dependent, kind)
 * once, however often it is reported.
 */
export function dependenciesOf(facts: LinkedFacts, playbook: ReadingPlaybook): ProjectDependencies {
  const { reports, abroad, selfLinks, unclearLinkTypes } = readLinks(facts, playbook);
  const { outside, placeOfNumber } = abroad.ends();
  const { rows, nodes } = numberEnds(facts.issues.count, reports, placeOfNumber);
  return {
    ...mergeEdges(rows.length + outside.count, [{ ...reports, nodes }]),
    rows,
    outside,
    selfLinks,
    unclearLinkTypes,
  };
}

/**
 * What the links say. In `reports` an end of the project is its row, and the one outside with number n comes n after the
 * last row; the same dependency may come several times.
 */
interface ReadLinks {
  readonly reports: EdgeColumns;
  readonly abroad: OutsideEndsBuilder;
  readonly selfLinks: number;
  readonly unclearLinkTypes: readonly { readonly name: string; readonly links: number }[];
}

function readLinks({ issues, links, linkTypes }: LinkedFacts, playbook: ReadingPlaybook): ReadLinks {
  const readings = linkTypes.map((type) => readingOf(meaningOfLinkType(type, playbook)));
  const most = links.count + (playbook.parentWaitsForChildren ? issues.count : 0);
  const provider = new Int32Array(most);
  const dependent = new Int32Array(most);
  const kind = new Uint8Array(most);
  const abroad = new OutsideEndsBuilder(links);
  const uses = new Int32Array(linkTypes.length);
  const { id } = issues;
  const { issueId, farId, type, outward } = links;
  let selfLinks = 0;
  let count = 0;
  let row = 0;
  for (let place = 0; place < links.count; place++) {
    const from = issueId[place];
    const to = farId[place];
    if (from === to) {
      // Jira lists such a link twice on its issue, outward and inward, one after the other here; it is one link.
      const isSecond = place > 0 && issueId[place - 1] === from && farId[place - 1] === to;
      if (!isSecond || type[place - 1] !== type[place]) selfLinks++;
      continue;
    }
    uses[type[place]]++;
    const reading = readings[type[place]];
    if (!reading.isDependency) continue;
    row = nextPlace(id, from, row);
    // The issue itself could not be read: what it is tied to is told by the other ends.
    if (id[row] !== from) continue;
    const farRow = placeOf(id, to, likelyPlace(id, to));
    const far = farRow >= 0 ? farRow : issues.count + abroad.numberOf(place);
    const issueProvides = Number(outward[place] === 1) ^ reading.outwardTargetProvides;
    provider[count] = choose(issueProvides, row, far);
    dependent[count] = choose(issueProvides, far, row);
    kind[count] = reading.kind;
    count++;
  }
  const reports = { count, provider, dependent, kind };
  return {
    reports: playbook.parentWaitsForChildren ? withChildren(reports, issues, abroad) : reports,
    abroad,
    selfLinks,
    unclearLinkTypes: unclearOf(linkTypes, readings, uses),
  };
}

/**
 * Adds to the reports, whose columns have room for it, that every parent finishes after its children. The child's project
 * tells of a parent elsewhere: the parent itself does not know its children.
 */
function withChildren(reports: EdgeColumns, issues: LinkedFacts['issues'], abroad: OutsideEndsBuilder): EdgeColumns {
  const { provider, dependent, kind } = reports;
  let { count } = reports;
  let near = 0;
  for (let row = 0; row < issues.count; row++) {
    const parentId = issues.parentId[row];
    if (parentId === 0 || parentId === issues.id[row]) continue;
    const parentRow = placeOf(issues.id, parentId, near);
    if (parentRow >= 0) near = parentRow;
    provider[count] = row;
    dependent[count] = parentRow >= 0 ? parentRow : issues.count + abroad.numberOfUntold(parentId);
    kind[count] = FINISH_TO_FINISH;
    count++;
  }
  return { count, provider, dependent, kind };
}

const FINISH_TO_FINISH = KINDS.indexOf('finishToFinish');

/** A meaning as the loop over links wants it. */
interface Reading {
  readonly isDependency: boolean;
  readonly isUnclear: boolean;
  /** 1 where the target of an outward link provides, 0 where its source does. */
  readonly outwardTargetProvides: number;
  /** Index into {@link KINDS}. */
  readonly kind: number;
}

function readingOf(meaning: LinkMeaning): Reading {
  const isDependency = meaning.as === 'dependency';
  return {
    isDependency,
    isUnclear: meaning.as === 'unclear',
    outwardTargetProvides: Number(isDependency && meaning.provider === 'outwardTarget'),
    kind: isDependency ? KINDS.indexOf(meaning.kind) : 0,
  };
}

function unclearOf(
  linkTypes: LinkedFacts['linkTypes'],
  readings: readonly Reading[],
  uses: Int32Array,
): ReadLinks['unclearLinkTypes'] {
  const links = new Map<string, number>();
  linkTypes.forEach(({ name }, type) => {
    if (readings[type].isUnclear && uses[type] > 0) links.set(name, (links.get(name) ?? 0) + uses[type]);
  });
  return [...links]
    .map(([name, count]) => ({ name, links: count }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** The rows that reports name, ascending; and of each end that they name which one it is, own ones first. */
function numberEnds(
  count: number,
  { count: reported, provider, dependent }: EdgeColumns,
  placeOfNumber: Int32Array,
): { readonly rows: Int32Array; readonly nodes: Int32Array } {
  const nodes = new Int32Array(count + placeOfNumber.length);
  for (let i = 0; i < reported; i++) {
    nodes[provider[i]] = 1;
    nodes[dependent[i]] = 1;
  }
  const rows = new Int32Array(count);
  let ends = 0;
  for (let row = 0; row < count; row++) {
    // Written over by the next one if this is no end: nobody can guess which are.
    rows[ends] = row;
    const isEnd = nodes[row];
    nodes[row] = ends;
    ends += isEnd;
  }
  for (let number = 0; number < placeOfNumber.length; number++) nodes[count + number] = ends + placeOfNumber[number];
  return { rows: rows.subarray(0, ends), nodes };
}
