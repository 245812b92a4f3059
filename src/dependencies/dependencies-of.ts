import type { DependencyKind, FarState, IssueColumns, IssueLink, Playbook, ProjectFacts } from '../model';
import { meaningOfLinkType } from './link-meaning';

/** Kinds by the number that stands for them in typed columns. */
export const KINDS = [
  'finishToStart',
  'startToStart',
  'finishToFinish',
  'startToFinish',
] as const satisfies readonly DependencyKind[];

/** An end outside the project, as the project's own links tell of it. */
export interface OutsideEnd {
  readonly key: string;
  readonly state: FarState;
}

/**
 * One project's dependencies as typed columns. Ends are numbered ascending by issue id, and dependencies ascending by
 * (provider, dependent, kind), so that neither depends on the order of the links.
 */
export interface ProjectDependencies {
  /** Issue id of each end, ascending. */
  readonly id: Float64Array;
  /** Row of each end in the project's issues, −1 when it is outside. */
  readonly row: Int32Array;
  /** The ends with row −1, by their number. */
  readonly outside: ReadonlyMap<number, OutsideEnd>;
  /** How many dependencies. */
  readonly count: number;
  /** Of each dependency, the number of its end. */
  readonly provider: Int32Array;
  readonly dependent: Int32Array;
  /** Index into {@link KINDS}. */
  readonly kind: Uint8Array;
  /** Links from an issue to itself, dropped. */
  readonly selfLinks: number;
  /** Ascending by name. */
  readonly unclearLinkTypes: readonly { readonly name: string; readonly links: number }[];
}

/** Reads a project's links as dependencies: each (provider, dependent, kind) once, however many links report it. */
export function dependenciesOf(
  facts: Pick<ProjectFacts, 'issues' | 'links' | 'linkTypes'>,
  playbook: Pick<Playbook, 'linkMeanings'>,
): ProjectDependencies {
  const sorted = sortLinks(facts, playbook);
  const id = distinctAscending(sorted.provider, sorted.dependent);
  const row = Int32Array.from(id, (each) => rowOf(facts.issues, each));
  return {
    id,
    row,
    outside: outsideEnds(facts.links, id, row),
    ...distinctDependencies(sorted, id),
    selfLinks: sorted.selfLinks,
    unclearLinkTypes: sorted.unclearLinkTypes,
  };
}

/** What the links say, by meaning: dependencies by issue id (repeated ones too), and what is only counted. */
interface SortedLinks {
  readonly provider: number[];
  readonly dependent: number[];
  readonly kind: number[];
  readonly selfLinks: number;
  readonly unclearLinkTypes: readonly { readonly name: string; readonly links: number }[];
}

function sortLinks(
  facts: Pick<ProjectFacts, 'links' | 'linkTypes'>,
  playbook: Pick<Playbook, 'linkMeanings'>,
): SortedLinks {
  const meanings = facts.linkTypes.map((type) => meaningOfLinkType(type, playbook));
  const provider: number[] = [];
  const dependent: number[] = [];
  const kind: number[] = [];
  const selfLinked = new Set<string>();
  const unclear = new Map<string, number>();
  for (const link of facts.links) {
    // Jira lists such a link twice on its issue, outward and inward; it is one link.
    if (link.issueId === link.farId) {
      selfLinked.add(`${link.issueId} ${link.type}`);
      continue;
    }
    const meaning = meanings[link.type];
    if (meaning.as === 'unclear') {
      const { name } = facts.linkTypes[link.type];
      unclear.set(name, (unclear.get(name) ?? 0) + 1);
    }
    if (meaning.as !== 'dependency') continue;
    const issueIsProvider = link.outward === (meaning.provider === 'outwardSource');
    provider.push(issueIsProvider ? link.issueId : link.farId);
    dependent.push(issueIsProvider ? link.farId : link.issueId);
    kind.push(KINDS.indexOf(meaning.kind));
  }
  const unclearLinkTypes = [...unclear]
    .map(([name, links]) => ({ name, links }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return { provider, dependent, kind, selfLinks: selfLinked.size, unclearLinkTypes };
}

/** The numbers of both lists, each once, ascending. */
export function distinctAscending(a: ArrayLike<number>, b: ArrayLike<number>): Float64Array {
  const all = new Float64Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  all.sort();
  let count = 0;
  for (let i = 0; i < all.length; i++) {
    if (count === 0 || all[i] !== all[count - 1]) all[count++] = all[i];
  }
  return all.slice(0, count);
}

/** Place of a number in an ascending column, −1 when it is not there. */
export function placeOf(ascending: Float64Array, wanted: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] === wanted) return middle;
    if (ascending[middle] < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function rowOf(issues: IssueColumns, id: number): number {
  return placeOf(issues.id, id);
}

/**
 * Sorts and removes repetitions in one numeric sort: with n ends, provider · 4n + dependent · 4 + kind is a whole
 * number below 2^53 for any project that fits in memory.
 */
function distinctDependencies(
  links: Pick<SortedLinks, 'provider' | 'dependent' | 'kind'>,
  id: Float64Array,
): Pick<ProjectDependencies, 'count' | 'provider' | 'dependent' | 'kind'> {
  const perProvider = id.length * 4;
  const codes = Float64Array.from(
    links.kind,
    (kind, i) => placeOf(id, links.provider[i]) * perProvider + placeOf(id, links.dependent[i]) * 4 + kind,
  );
  const distinct = distinctAscending(codes, []);
  const provider = new Int32Array(distinct.length);
  const dependent = new Int32Array(distinct.length);
  const kind = new Uint8Array(distinct.length);
  distinct.forEach((code, i) => {
    provider[i] = Math.floor(code / perProvider);
    const rest = code - provider[i] * perProvider;
    dependent[i] = rest >> 2;
    kind[i] = rest & 3;
  });
  return { count: distinct.length, provider, dependent, kind };
}

function outsideEnds(links: readonly IssueLink[], id: Float64Array, row: Int32Array): Map<number, OutsideEnd> {
  const outside = new Map<number, OutsideEnd>();
  for (const link of links) {
    const end = placeOf(id, link.farId);
    if (end < 0 || row[end] >= 0) continue;
    const known = outside.get(end);
    outside.set(end, known ? together(known, link) : { key: link.farKey, state: link.farState });
  }
  return outside;
}

/** Where links disagree about their far end: what says something beats what says nothing, open beats done. */
function together(known: OutsideEnd, link: IssueLink): OutsideEnd {
  return {
    key: known.key < link.farKey ? known.key : link.farKey,
    state: surerState(known.state, link.farState),
  };
}

const SURENESS = { unknown: 0, done: 1, open: 2 } as const satisfies Record<FarState, number>;

function surerState(a: FarState, b: FarState): FarState {
  return SURENESS[a] >= SURENESS[b] ? a : b;
}

/** The PAY of PAY-12. */
export function projectKeyOf(issueKey: string): string {
  return issueKey.slice(0, Math.max(0, issueKey.lastIndexOf('-')));
}
