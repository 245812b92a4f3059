import {
  canonicalLinks,
  copyLink,
  emptyLinkColumns,
  FAR_STATE,
  placeOf,
  splitIssueKey,
  STATE,
  type LinkColumns,
  type LinkType,
} from '../model';
import { LinkTypesByWords, wordsOf, type LatestFacts } from './latest-facts';

/** A link that an event told of: "source ⟨outward⟩ destination" came or went. */
export interface LinkChange {
  readonly added: boolean;
  readonly sourceId: number;
  readonly destinationId: number;
  readonly type: LinkType;
}

interface LinkChanges {
  readonly farGone: ReadonlySet<number>;
  readonly links: readonly LinkChange[];
}

/** One end's entry of a link, as events tell it. */
interface Entry {
  readonly issueId: number;
  readonly type: number;
  readonly outward: number;
  readonly farId: number;
}

/**
 * Takes away the entries of links that went or whose far end exists no more, and adds those of links that came.
 * Issues in `fresh` were read with their links: no event knows better.
 */
export function applyLinkChanges(facts: LatestFacts, changes: LinkChanges, fresh: ReadonlySet<number>): LatestFacts {
  const { farGone } = changes;
  const types = new LinkTypesByWords(facts.linkTypes);
  const told = new Map<string, { readonly entry: Entry; readonly added: boolean }>();
  const touched = new Set<number>();
  for (const { added, sourceId, destinationId, type } of changes.links) {
    const number = types.numberOf(type);
    for (const entry of [
      { issueId: sourceId, type: number, outward: 1, farId: destinationId },
      { issueId: destinationId, type: number, outward: 0, farId: sourceId },
    ]) {
      if (fresh.has(entry.issueId) || placeOf(facts.issues.id, entry.issueId) < 0) continue;
      touched.add(entry.issueId);
      told.set(nameOf(entry), { entry, added });
    }
  }

  const kept = emptyLinkColumns(facts.links.count + told.size, [...facts.links.farPrefixes, '']);
  let count = 0;
  for (let place = 0; place < facts.links.count; place++) {
    if (farGone.has(facts.links.farId[place])) continue;
    if (touched.has(facts.links.issueId[place])) {
      const name = nameOf(entryAt(facts.links, place));
      if (told.get(name)?.added === false) continue;
      told.delete(name);
    }
    copyLink(facts.links, place, kept, count++);
  }
  for (const { entry, added } of told.values()) {
    if (!added || farGone.has(entry.farId)) continue;
    kept.issueId[count] = entry.issueId;
    kept.type[count] = entry.type;
    kept.outward[count] = entry.outward;
    kept.farId[count] = entry.farId;
    kept.farPrefix[count] = facts.links.farPrefixes.length;
    count++;
  }
  return { ...facts, linkTypes: types.all, links: { ...kept, count } };
}

function entryAt({ issueId, type, outward, farId }: LinkColumns, place: number): Entry {
  return { issueId: issueId[place], type: type[place], outward: outward[place], farId: farId[place] };
}

function nameOf({ issueId, type, outward, farId }: Entry): string {
  return `${issueId} ${type} ${outward} ${farId}`;
}

/** Links in the order that facts promise, with link types that are in use only, by their words. */
export function settleLinks(
  facts: LatestFacts,
  projectKey: string,
): { linkTypes: readonly LinkType[]; links: LinkColumns } {
  const links = tellOwnFarEnds(facts, projectKey);
  const used = new Uint8Array(facts.linkTypes.length);
  for (let place = 0; place < links.count; place++) used[links.type[place]] = 1;
  const order = facts.linkTypes
    .map((type, number) => ({ type, number, words: wordsOf(type) }))
    .filter(({ number }) => used[number] === 1)
    .sort((a, b) => (a.words < b.words ? -1 : 1));
  const places = new Int32Array(facts.linkTypes.length);
  order.forEach(({ number }, place) => (places[number] = place));
  return {
    linkTypes: order.map(({ type }) => type),
    links: canonicalLinks({ ...links, type: links.type.map((number) => places[number]) }),
  };
}

/**
 * What a link tells of a far end in this project is what the project itself knows of it: Jira would say the same in
 * both places, but an issue that changes does not have the issues read that link to it.
 */
function tellOwnFarEnds({ issues, links, unreadable }: LatestFacts, projectKey: string): LinkColumns {
  const farPrefixes = [...links.farPrefixes];
  const own = farPrefixes.push(projectKey) - 1;
  const unread = new Map(
    unreadable.map(({ id, issue, state }) => {
      const { prefix, number } = splitIssueKey(issue);
      return [id, { prefix: farPrefixes.push(prefix) - 1, number, state: FAR_STATE[state] }];
    }),
  );
  const told = { ...links, farPrefixes };
  let row = 0;
  for (let place = 0; place < links.count; place++) {
    const found = placeOf(issues.id, links.farId[place], row);
    if (found >= 0) {
      row = found;
      told.farPrefix[place] = own;
      told.farNumber[place] = issues.number[row];
      told.farState[place] = issues.state[row] === STATE.done ? FAR_STATE.done : FAR_STATE.open;
      continue;
    }
    const far = unread.get(links.farId[place]);
    if (far === undefined) continue;
    told.farPrefix[place] = far.prefix;
    told.farNumber[place] = far.number;
    told.farState[place] = far.state;
  }
  return told;
}
