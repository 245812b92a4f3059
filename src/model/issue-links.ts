/** A link type as Jira names it: "A ⟨outward⟩ B", "B ⟨inward⟩ A". An export may have only the name. */
export interface LinkType {
  readonly name: string;
  readonly inward: string | null;
  readonly outward: string | null;
}

/** What a link entry tells of its far end's status. */
export type FarState = 'unknown' | 'open' | 'done';

/** States by the number that stands for them in typed columns. */
export const FAR_STATES = ['unknown', 'open', 'done'] as const satisfies readonly FarState[];
export const FAR_STATE = { unknown: 0, open: 1, done: 2 } as const satisfies Record<FarState, number>;

/** One entry of an issue's `issuelinks`, as read; what it means is the playbook's to say. */
export interface IssueLink {
  /** The issue on which the entry was read. */
  readonly issueId: number;
  /** Index into the `linkTypes` beside it. */
  readonly type: number;
  /** True for `outwardIssue`: "issue ⟨outward⟩ far". False for `inwardIssue`: "far ⟨outward⟩ issue". */
  readonly outward: boolean;
  readonly farId: number;
  /** Empty where nobody told it: a link known from an event only. */
  readonly farKey: string;
  readonly farState: FarState;
}

/**
 * The link entries of one project as typed columns, each (issueId, type, farId, outward) once, ascending in that order:
 * equal entries give equal columns. 31 bytes an entry. {@link linkAt} reads one of them.
 */
export interface LinkColumns {
  readonly count: number;
  readonly issueId: Float64Array;
  /** Index into {@link ProjectFacts.linkTypes}. */
  readonly type: Int32Array;
  /** 1 or 0. */
  readonly outward: Uint8Array;
  readonly farId: Float64Array;
  /** Index into {@link FAR_STATES}. */
  readonly farState: Uint8Array;
  /** The far key is `farPrefixes[farPrefix]-farNumber`; where the number is 0, the prefix is the whole key. */
  readonly farPrefix: Int32Array;
  readonly farNumber: Int32Array;
  /** Ascending by code unit, each in use. */
  readonly farPrefixes: readonly string[];
}

export function emptyLinkColumns(count: number, farPrefixes: readonly string[] = []): LinkColumns {
  return {
    count,
    issueId: new Float64Array(count),
    type: new Int32Array(count),
    outward: new Uint8Array(count),
    farId: new Float64Array(count),
    farState: new Uint8Array(count),
    farPrefix: new Int32Array(count),
    farNumber: new Int32Array(count),
    farPrefixes,
  };
}

/** Packs link entries into columns, whatever their order. */
export function toLinkColumns(links: readonly IssueLink[]): LinkColumns {
  const prefixes = new KeyPrefixes();
  const columns = emptyLinkColumns(links.length, prefixes.all);
  links.forEach((link, place) => {
    const { prefix, number } = splitIssueKey(link.farKey);
    columns.issueId[place] = link.issueId;
    columns.type[place] = link.type;
    columns.outward[place] = link.outward ? 1 : 0;
    columns.farId[place] = link.farId;
    columns.farState[place] = FAR_STATE[link.farState];
    columns.farPrefix[place] = prefixes.numberOf(prefix);
    columns.farNumber[place] = number;
  });
  return canonicalLinks(columns);
}

/** The entry at a place in the columns, from 0 to `count` − 1. */
export function linkAt(links: LinkColumns, place: number): IssueLink {
  return {
    issueId: links.issueId[place],
    type: links.type[place],
    outward: links.outward[place] === 1,
    farId: links.farId[place],
    farKey: joinIssueKey(links.farPrefixes[links.farPrefix[place]], links.farNumber[place]),
    farState: FAR_STATES[links.farState[place]],
  };
}

/** `PAY-12` as prefix and number, which has to fit into 31 bits; anything else is all prefix, with number 0. */
const PLAIN_KEY = /^(.+)-([1-9]\d{0,9})$/s;
const LARGEST_NUMBER = 2147483647;

export function splitIssueKey(key: string): { readonly prefix: string; readonly number: number } {
  const match = PLAIN_KEY.exec(key);
  const number = match ? Number(match[2]) : 0;
  return match && number <= LARGEST_NUMBER ? { prefix: match[1], number } : { prefix: key, number: 0 };
}

export function joinIssueKey(prefix: string, number: number): string {
  return number === 0 ? prefix : `${prefix}-${number}`;
}

/** The PAY of PAY-12, from a key split into prefix and number or, with number 0, whole; empty where there is none. */
export function projectKeyOf(prefix: string, number: number): string {
  return number === 0 ? prefix.slice(0, Math.max(0, prefix.lastIndexOf('-'))) : prefix;
}

/** Prefixes of issue keys met so far, each once, numbered as they come. */
export class KeyPrefixes {
  readonly all: string[] = [];
  private readonly numbers = new Map<string, number>();

  numberOf(prefix: string): number {
    const known = this.numbers.get(prefix);
    if (known !== undefined) return known;
    this.numbers.set(prefix, this.all.length);
    return this.all.push(prefix) - 1;
  }
}

/**
 * The same entries in the order and with the prefixes that {@link LinkColumns} promises. Of several for the same
 * (issueId, type, farId, outward) the one with the largest key and state stays: one that tells something, before one that
 * tells nothing. Columns may be longer than `count`.
 * Linear where the order is right.
 */
export function canonicalLinks(links: LinkColumns): LinkColumns {
  const named = withSortedPrefixes(cutToCount(links));
  let ascending = true;
  for (let place = 1; place < named.count && ascending; place++) {
    ascending = compareEntries(named, place - 1, place) < 0;
  }
  if (ascending) return named;
  const order = Uint32Array.from({ length: named.count }, (_, place) => place);
  order.sort((a, b) => compareEntries(named, a, b) || compareFarEnds(named, b, a));
  const kept = order.filter((place, i) => i === 0 || compareEntries(named, order[i - 1], place) !== 0);
  return withSortedPrefixes(pickLinks(named, kept));
}

/** The entries at the given places, in their order. */
export function pickLinks(links: LinkColumns, places: Uint32Array): LinkColumns {
  const picked = emptyLinkColumns(places.length, links.farPrefixes);
  for (let i = 0; i < places.length; i++) copyLink(links, places[i], picked, i);
  return picked;
}

/** Copies one entry; its prefix and type keep their numbers, which have to mean the same in both columns. */
export function copyLink(from: LinkColumns, place: number, to: LinkColumns, target: number): void {
  to.issueId[target] = from.issueId[place];
  to.type[target] = from.type[place];
  to.outward[target] = from.outward[place];
  to.farId[target] = from.farId[place];
  to.farState[target] = from.farState[place];
  to.farPrefix[target] = from.farPrefix[place];
  to.farNumber[target] = from.farNumber[place];
}

function cutToCount(links: LinkColumns): LinkColumns {
  if (links.issueId.length === links.count) return links;
  const { count, farPrefixes } = links;
  return {
    count,
    issueId: links.issueId.slice(0, count),
    type: links.type.slice(0, count),
    outward: links.outward.slice(0, count),
    farId: links.farId.slice(0, count),
    farState: links.farState.slice(0, count),
    farPrefix: links.farPrefix.slice(0, count),
    farNumber: links.farNumber.slice(0, count),
    farPrefixes,
  };
}

function withSortedPrefixes(links: LinkColumns): LinkColumns {
  const used = new Uint8Array(links.farPrefixes.length);
  for (let place = 0; place < links.count; place++) used[links.farPrefix[place]] = 1;
  const farPrefixes = [...new Set(links.farPrefixes.filter((_, number) => used[number] === 1))].sort();
  if (
    farPrefixes.length === links.farPrefixes.length &&
    farPrefixes.every((each, i) => each === links.farPrefixes[i])
  ) {
    return links;
  }
  const places = new Map(farPrefixes.map((prefix, place) => [prefix, place]));
  const renumbered = links.farPrefixes.map((prefix) => places.get(prefix) ?? 0);
  return { ...links, farPrefixes, farPrefix: links.farPrefix.map((number) => renumbered[number]) };
}

/** By what an entry is … */
function compareEntries({ issueId, type, farId, outward }: LinkColumns, a: number, b: number): number {
  return issueId[a] - issueId[b] || type[a] - type[b] || farId[a] - farId[b] || outward[a] - outward[b];
}

/** … and by what it says of its far end. */
function compareFarEnds({ farPrefix, farNumber, farState }: LinkColumns, a: number, b: number): number {
  return farPrefix[a] - farPrefix[b] || farNumber[a] - farNumber[b] || farState[a] - farState[b];
}
