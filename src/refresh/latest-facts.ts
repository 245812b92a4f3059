import {
  copyIssue,
  copyLink,
  emptyIssueColumns,
  emptyLinkColumns,
  KeyPrefixes,
  placeSetsOf,
  READ_MEANINGS,
  splitIssueKey,
  textOfPlaces,
  type IssueColumns,
  type LinkColumns,
  type LinkType,
  type MappedFields,
  type PlaceSet,
  type Unreadable,
} from '../model';
import type { PackedFacts } from '../store';

/** How many unreadable issues are kept by name; all are counted. */
const UNREADABLE_KEPT = 1_000;

/** The unreadable issues of some facts as they are stored: those kept by name in an order of their own, and how many. */
export function summariseUnreadable(
  named: readonly Unreadable[],
  unnamed: number,
): Pick<PackedFacts, 'unreadable' | 'unreadableCount'> {
  const ordered = named.map((entry) => ({ entry, number: splitIssueKey(entry.issue).number }));
  ordered.sort(
    (a, b) =>
      a.number - b.number || byText(a.entry.issue, b.entry.issue) || byText(identityOf(a.entry), identityOf(b.entry)),
  );
  return {
    unreadable: ordered.slice(0, UNREADABLE_KEPT).map(({ entry }) => entry),
    unreadableCount: named.length + unnamed,
  };
}

function identityOf({ id, field, reason }: Unreadable): string {
  return JSON.stringify([id, field, reason]);
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Facts put together of several sources, before their links are in order. */
export interface LatestFacts {
  /** Ascending by id. */
  readonly issues: IssueColumns;
  /** Ascending, each in use. */
  readonly issueTypes: readonly string[];
  /** In their order, each in use. */
  readonly placeSets: readonly PlaceSet[];
  /** Each once, in any order; maybe some that no link uses. */
  readonly linkTypes: readonly LinkType[];
  /** In any order. */
  readonly links: LinkColumns;
  /** Absent where no source has any. */
  readonly mapped?: MappedFields;
  readonly unreadable: readonly Unreadable[];
  /** How many more unreadable issues there are. */
  readonly unnamedUnreadable: number;
}

/**
 * Of each issue what the last source that mentions it says: its row and links, or that it cannot be read. An unreadable
 * issue without id is known by its key. Issues in `gone` are left out.
 */
export function latestOf(sources: readonly PackedFacts[], projectKey: string, gone: ReadonlySet<number>): LatestFacts {
  const later = new LaterMentions(sources, projectKey, gone);
  const rows: Uint32Array[] = [];
  const unreadable: Unreadable[] = [];
  for (let place = sources.length - 1; place >= 0; place--) {
    const { issues, unreadable: entries } = sources[place];
    rows[place] = Uint32Array.from({ length: issues.count }, (_, row) => row).filter(
      (row) => !later.hasIssue(issues.id[row], issues.number[row]),
    );
    unreadable.push(...entries.filter((entry) => !later.hasUnreadable(entry)));
    if (place > 0) later.add(sources[place]);
  }
  return {
    ...gatherIssues(sources, rows),
    ...gatherLinks(sources, rows),
    ...gatherMapped(sources, rows),
    unreadable,
    unnamedUnreadable: sources.reduce((sum, each) => sum + each.unreadableCount - each.unreadable.length, 0),
  };
}

/** What the sources after the one being looked at say; by key only where somebody is known by key only. */
class LaterMentions {
  private readonly ids: Set<number>;
  private readonly keys = new Set<string>();
  private readonly knownByKeyOnly: ReadonlySet<string>;

  constructor(
    sources: readonly PackedFacts[],
    private readonly projectKey: string,
    gone: ReadonlySet<number>,
  ) {
    this.ids = new Set(gone);
    const entries = sources.flatMap((each) => each.unreadable);
    this.knownByKeyOnly = new Set(entries.filter(({ id }) => id === null).map(({ issue }) => issue));
  }

  hasIssue(id: number, number: number): boolean {
    return this.ids.has(id) || (this.keys.size > 0 && this.keys.has(this.keyOf(number)));
  }

  hasUnreadable({ id, issue }: Unreadable): boolean {
    return id === null ? this.keys.has(issue) : this.ids.has(id) || this.keys.has(issue);
  }

  add({ issues, unreadable }: PackedFacts): void {
    for (let row = 0; row < issues.count; row++) {
      this.ids.add(issues.id[row]);
      if (this.knownByKeyOnly.size === 0) continue;
      const key = this.keyOf(issues.number[row]);
      if (this.knownByKeyOnly.has(key)) this.keys.add(key);
    }
    for (const { id, issue } of unreadable) {
      if (id !== null) this.ids.add(id);
      if (this.knownByKeyOnly.has(issue)) this.keys.add(issue);
    }
  }

  private keyOf(number: number): string {
    return `${this.projectKey}-${number}`;
  }
}

/** The chosen rows of all sources, their types and sets of places numbered anew. */
function gatherIssues(
  sources: readonly PackedFacts[],
  rows: readonly Uint32Array[],
): Pick<LatestFacts, 'issues' | 'issueTypes' | 'placeSets'> {
  const used = new Set<string>();
  const usedSets = new Set<PlaceSet>();
  sources.forEach(({ issues, issueTypes, placeSets }, source) => {
    const numbers = new Set<number>();
    for (const row of rows[source]) numbers.add(issues.type[row]);
    for (const number of numbers) used.add(issueTypes[number]);
    const sets = new Set<number>();
    for (const row of rows[source]) sets.add(issues.places[row]);
    for (const number of sets) if (number > 0) usedSets.add(placeSets[number - 1]);
  });
  const issueTypes = [...used].sort();
  const places = new Map(issueTypes.map((name, place) => [name, place]));
  const placeSets = placeSetsOf(usedSets);
  const setNumbers = new Map(placeSets.map((set, place) => [textOfPlaces(set), place + 1]));
  const gathered = emptyIssueColumns(rows.reduce((sum, each) => sum + each.length, 0));
  let next = 0;
  sources.forEach((source, place) => {
    const types = source.issueTypes.map((name) => places.get(name) ?? 0);
    const sets = [0, ...source.placeSets.map((set) => setNumbers.get(textOfPlaces(set)) ?? 0)];
    for (const row of rows[place]) {
      copyIssue(source.issues, row, gathered, next);
      gathered.type[next] = types[source.issues.type[row]];
      gathered.places[next++] = sets[source.issues.places[row]];
    }
  });
  return { issues: ascendingById(gathered), issueTypes, placeSets };
}

/** Linear where the rows are in order already. */
function ascendingById(gathered: IssueColumns): IssueColumns {
  const { count } = gathered;
  let ascending = true;
  for (let row = 1; row < count && ascending; row++) ascending = gathered.id[row - 1] < gathered.id[row];
  if (ascending) return gathered;
  const order = Uint32Array.from({ length: count }, (_, row) => row).sort((a, b) => gathered.id[a] - gathered.id[b]);
  const ordered = emptyIssueColumns(count);
  order.forEach((row, target) => copyIssue(gathered, row, ordered, target));
  return ordered;
}

/** The link entries of the chosen rows; types and prefixes numbered anew. */
function gatherLinks(
  sources: readonly PackedFacts[],
  rows: readonly Uint32Array[],
): Pick<LatestFacts, 'links' | 'linkTypes'> {
  const types = new LinkTypesByWords();
  const prefixes = new KeyPrefixes();
  const gathered = emptyLinkColumns(
    sources.reduce((sum, { links }) => sum + links.count, 0),
    prefixes.all,
  );
  let count = 0;
  sources.forEach(({ issues, links, linkTypes }, source) => {
    const typeNumbers = linkTypes.map((type) => types.numberOf(type));
    const prefixNumbers = links.farPrefixes.map((prefix) => prefixes.numberOf(prefix));
    const chosen = rows[source];
    let next = 0;
    for (let place = 0; place < links.count; place++) {
      const id = links.issueId[place];
      while (next < chosen.length && issues.id[chosen[next]] < id) next++;
      if (next >= chosen.length || issues.id[chosen[next]] !== id) continue;
      copyLink(links, place, gathered, count);
      gathered.type[count] = typeNumbers[links.type[place]];
      gathered.farPrefix[count] = prefixNumbers[links.farPrefix[place]];
      count++;
    }
  });
  return { links: { ...gathered, count }, linkTypes: types.all };
}

/** The values of the chosen rows. All sources that have any were read by the same fields. */
function gatherMapped(sources: readonly PackedFacts[], rows: readonly Uint32Array[]): Pick<LatestFacts, 'mapped'> {
  const fields = sources.find(({ mapped }) => mapped !== undefined)?.mapped;
  if (fields === undefined) return {};
  const chosen = sources.map(({ issues }, place) => new Set(Array.from(rows[place], (row) => issues.id[row])));
  const gathered = READ_MEANINGS.flatMap((meaning) => {
    const field = fields[meaning]?.field;
    if (field === undefined) return [];
    const entries = sources.flatMap(({ mapped }, place) => {
      const { id, value } = mapped?.[meaning] ?? { id: new Float64Array(0), value: new Float64Array(0) };
      return Array.from(id, (issue, at) => [issue, value[at]] as const).filter(([issue]) => chosen[place].has(issue));
    });
    entries.sort(([a], [b]) => a - b);
    const id = Float64Array.from(entries, ([issue]) => issue);
    return [[meaning, { field, id, value: Float64Array.from(entries, ([, value]) => value) }] as const];
  });
  return { mapped: Object.fromEntries(gathered) };
}

/** Link types met so far, each once, numbered as they come. */
export class LinkTypesByWords {
  readonly all: LinkType[] = [];
  private readonly numbers = new Map<string, number>();

  constructor(known: readonly LinkType[] = []) {
    for (const type of known) this.numberOf(type);
  }

  numberOf(type: LinkType): number {
    const words = wordsOf(type);
    const known = this.numbers.get(words);
    if (known !== undefined) return known;
    this.numbers.set(words, this.all.length);
    return this.all.push(type) - 1;
  }
}

/** Equal for equal link types, and what they are sorted by. */
export function wordsOf({ name, inward, outward }: LinkType): string {
  return JSON.stringify([name, inward, outward]);
}
