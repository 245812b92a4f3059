import type { LinkMeaning } from '../dependency';
import type { Playbook } from '../playbook';
import type { FarState, IssueLink, ProjectFacts } from '../project-facts';
import { distinctEdges, KINDS, type EdgeColumns } from './edges';
import { meaningOfLinkType } from './link-meaning';
import { placeOf } from './search';

/** An end outside the project, as the project's own links tell of it. */
export interface OutsideEnd {
  readonly id: number;
  readonly key: string;
  readonly state: FarState;
}

/**
 * One project's dependencies as typed columns. Ends are numbered ascending by issue id, and dependencies come ascending
 * by (provider, dependent, kind), so that neither depends on the order of the links.
 */
export interface ProjectDependencies extends EdgeColumns {
  /** Row of each end in the project's issues, −1 when it is outside. */
  readonly row: Int32Array;
  /** The ends with row −1, by their number. */
  readonly outside: ReadonlyMap<number, OutsideEnd>;
  /** Links from an issue to itself, dropped. */
  readonly selfLinks: number;
  /** Ascending by name. */
  readonly unclearLinkTypes: readonly { readonly name: string; readonly links: number }[];
}

type LinkedFacts = Pick<ProjectFacts, 'issues' | 'links' | 'linkTypes'>;

/** Reads a project's links as dependencies: each (provider, dependent, kind) once, however many links report it. */
export function dependenciesOf(facts: LinkedFacts, playbook: Pick<Playbook, 'linkMeanings'>): ProjectDependencies {
  const { reports, outside, selfLinks, unclearLinkTypes } = readLinks(facts, playbook);
  const numbering = numberEnds(facts, reports, outside);
  for (let i = 0; i < reports.count; i++) {
    reports.provider[i] = numbering.endOf(reports.provider[i]);
    reports.dependent[i] = numbering.endOf(reports.dependent[i]);
  }
  return {
    ...distinctEdges(numbering.row.length, reports),
    row: numbering.row,
    outside: numbering.outside,
    selfLinks,
    unclearLinkTypes,
  };
}

/**
 * What the links say. In `reports` an end is its row, or, outside the project, the number of issues + its place in
 * `outside`; the same dependency may come several times.
 */
interface ReadLinks {
  readonly reports: EdgeColumns;
  readonly outside: readonly OutsideEnd[];
  readonly selfLinks: number;
  readonly unclearLinkTypes: readonly { readonly name: string; readonly links: number }[];
}

function readLinks({ issues, links, linkTypes }: LinkedFacts, playbook: Pick<Playbook, 'linkMeanings'>): ReadLinks {
  const readings = linkTypes.map((type) => readingOf(meaningOfLinkType(type, playbook)));
  const provider = new Int32Array(links.length);
  const dependent = new Int32Array(links.length);
  const kind = new Uint8Array(links.length);
  const outside = new OutsideEnds();
  const selfLinked = new Set<string>();
  const unclear = new Map<string, number>();
  let count = 0;
  let row = 0;
  for (const link of links) {
    // Jira lists such a link twice on its issue, outward and inward; it is one link.
    if (link.issueId === link.farId) {
      selfLinked.add(`${link.issueId} ${link.type}`);
      continue;
    }
    const reading = readings[link.type];
    if (!reading.isDependency) {
      if (reading.isUnclear) {
        const { name } = linkTypes[link.type];
        unclear.set(name, (unclear.get(name) ?? 0) + 1);
      }
      continue;
    }
    const issueRow = placeOf(issues.id, link.issueId, row);
    // The issue itself could not be read: what it is tied to is told by the other ends.
    if (issueRow < 0) continue;
    row = issueRow;
    const farRow = placeOf(issues.id, link.farId, row);
    const far = farRow >= 0 ? farRow : issues.count + outside.numberOf(link);
    const issueIsProvider = link.outward === reading.outwardSourceProvides;
    provider[count] = issueIsProvider ? issueRow : far;
    dependent[count] = issueIsProvider ? far : issueRow;
    kind[count] = reading.kind;
    count++;
  }
  return {
    reports: { count, provider, dependent, kind },
    outside: outside.ends,
    selfLinks: selfLinked.size,
    unclearLinkTypes: [...unclear]
      .map(([name, uses]) => ({ name, links: uses }))
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
  };
}

/** A meaning as the loop over links wants it. */
interface Reading {
  readonly isDependency: boolean;
  readonly isUnclear: boolean;
  readonly outwardSourceProvides: boolean;
  /** Index into {@link KINDS}. */
  readonly kind: number;
}

function readingOf(meaning: LinkMeaning): Reading {
  const isDependency = meaning.as === 'dependency';
  return {
    isDependency,
    isUnclear: meaning.as === 'unclear',
    outwardSourceProvides: isDependency && meaning.provider === 'outwardSource',
    kind: isDependency ? KINDS.indexOf(meaning.kind) : 0,
  };
}

/** Ends outside the project, numbered as they come; what several links tell of one is put together. */
class OutsideEnds {
  readonly ends: OutsideEnd[] = [];
  private readonly numbers = new Map<number, number>();

  numberOf({ farId, farKey, farState }: IssueLink): number {
    const number = this.numbers.get(farId);
    if (number === undefined) {
      this.numbers.set(farId, this.ends.length);
      return this.ends.push({ id: farId, key: farKey, state: farState }) - 1;
    }
    const known = this.ends[number];
    if (known.key !== farKey || known.state !== farState) {
      this.ends[number] = {
        id: farId,
        key: known.key < farKey ? known.key : farKey,
        state: surerState(known.state, farState),
      };
    }
    return number;
  }
}

/** Where links disagree about their far end, what says something beats what says nothing, and open beats done. */
const SURENESS = { unknown: 0, done: 1, open: 2 } as const satisfies Record<FarState, number>;

function surerState(a: FarState, b: FarState): FarState {
  return SURENESS[a] >= SURENESS[b] ? a : b;
}

interface Numbering {
  readonly row: Int32Array;
  readonly outside: ReadonlyMap<number, OutsideEnd>;
  /** From an end as {@link ReadLinks} names it to its number. */
  readonly endOf: (reported: number) => number;
}

/** Numbers the ends ascending by issue id: linear in issues, since rows and sorted outside ends only need merging. */
function numberEnds({ issues }: LinkedFacts, reports: EdgeColumns, outside: readonly OutsideEnd[]): Numbering {
  const numbers = new Int32Array(issues.count + outside.length);
  for (let i = 0; i < reports.count; i++) {
    numbers[reports.provider[i]] = 1;
    numbers[reports.dependent[i]] = 1;
  }
  const abroad = outside.map((_, place) => place).sort((a, b) => outside[a].id - outside[b].id);
  const row: number[] = [];
  const outsideByNumber = new Map<number, OutsideEnd>();
  let nextAbroad = 0;
  function numberAbroadBefore(id: number): void {
    for (; nextAbroad < abroad.length && outside[abroad[nextAbroad]].id < id; nextAbroad++) {
      numbers[issues.count + abroad[nextAbroad]] = row.length;
      outsideByNumber.set(row.length, outside[abroad[nextAbroad]]);
      row.push(-1);
    }
  }
  for (let own = 0; own < issues.count; own++) {
    if (numbers[own] === 0) continue;
    numberAbroadBefore(issues.id[own]);
    numbers[own] = row.length;
    row.push(own);
  }
  numberAbroadBefore(Infinity);
  return { row: Int32Array.from(row), outside: outsideByNumber, endOf: (reported) => numbers[reported] };
}

/** The PAY of PAY-12. */
export function projectKeyOf(issueKey: string): string {
  return issueKey.slice(0, Math.max(0, issueKey.lastIndexOf('-')));
}
