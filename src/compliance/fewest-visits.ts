import { TOLERANCE } from './score';

/** What has to be mended of one rule: exactly so many of its offenders. */
export interface Quota {
  /** How many; no fewer reach `amount`, and the largest of them do. */
  readonly fixes: number;
  /** How many bad members of the population these have to account for together. */
  readonly amount: number;
  readonly offenders: readonly { readonly id: number; readonly bad: number }[];
}

/** An issue to open once, and the quotas (by place, ascending) that it is mended for. */
export interface Visit {
  readonly id: number;
  readonly quotas: readonly number[];
}

export interface Visits {
  readonly visits: readonly Visit[];
  /** No other choice of offenders visits fewer issues. */
  readonly fewest: boolean;
}

/** How many partial choices are looked at for a better one. A number and no time, so that the answer is always the same. */
const MOST_CHOICES = 1000;
/** Kinds of issues among which it is looked for; each may be one call deeper. */
const MOST_KINDS = 100;

/**
 * Chooses the offenders of each quota so that few issues have to be visited: an issue that several quotas choose is one
 * visit. This is a minimum multicover, which is NP-hard, so it goes in two steps:
 *
 * 1. Greedy: again and again the issue that serves most quotas that still want one, the largest offenders first. At
 *    most 1 + ln(rules) times the fewest, where all offenders of a rule count alike.
 * 2. Branch and bound from there: over kinds of issues, not over issues, since those that offend against the same
 *    rules, by as much, are interchangeable. It gives up after {@link MOST_CHOICES} partial choices, and does
 *    not begin among more than {@link MOST_KINDS} kinds. Small cases, and all in which the greedy choice meets the lower
 *    bound at once, end before that: what they find is the fewest.
 *
 * Linear in the offenders and, for the greedy choice, in kinds · quotas².
 */
export function chooseVisits(quotas: readonly Quota[]): Visits {
  const search = new Search(quotas);
  const fewest = search.improve();
  return { visits: visitsOf(search, quotas), fewest };
}

/** Issues that offend against the same rules by as much. */
interface Kind {
  /** Places of quotas, ascending, and what an issue of this kind accounts for in each. */
  readonly quotas: readonly number[];
  readonly bads: readonly number[];
  readonly ids: number[];
}

/** The kinds that serve a quota, largest offenders first, then those that serve most quotas. */
type Servers = readonly { readonly kind: number; readonly bad: number }[];

/** Most quotas served first, then in the order of the offenders. */
function kindsOf(quotas: readonly Quota[]): readonly Kind[] {
  const served = new Map<number, { quotas: number[]; bads: number[] }>();
  quotas.forEach(({ offenders }, place) => {
    for (const { id, bad } of offenders) {
      const issue = served.get(id) ?? { quotas: [], bads: [] };
      issue.quotas.push(place);
      issue.bads.push(bad);
      served.set(id, issue);
    }
  });
  const kinds = new Map<string, Kind>();
  for (const [id, issue] of served) {
    const name = `${issue.quotas.join()} ${issue.bads.join()}`;
    const kind = kinds.get(name);
    if (kind) kind.ids.push(id);
    else kinds.set(name, { ...issue, ids: [id] });
  }
  return [...kinds.values()].sort((a, b) => b.quotas.length - a.quotas.length);
}

class Search {
  readonly kinds: readonly Kind[];
  readonly servers: readonly Servers[];
  /** The best choice so far: how many issues of each kind are visited. */
  best: readonly number[];

  private readonly counts: number[];
  private fewest: number;
  private choices = 0;

  constructor(private readonly quotas: readonly Quota[]) {
    this.kinds = kindsOf(quotas);
    this.servers = quotas.map((_, place) =>
      this.kinds
        .flatMap(({ quotas: served, bads }, kind) => {
          const at = served.indexOf(place);
          return at < 0 ? [] : [{ kind, bad: bads[at] }];
        })
        .sort((a, b) => b.bad - a.bad || a.kind - b.kind),
    );
    this.best = this.greedy();
    this.fewest = sum(this.best);
    this.counts = this.kinds.map(() => 0);
  }

  /** True when the best choice is known to be the fewest. */
  improve(): boolean {
    const fixes = this.quotas.map((quota) => quota.fixes);
    if (this.kinds.length > MOST_KINDS) return this.fewestMore(0, fixes) >= this.fewest;
    this.branch(0, 0);
    return this.choices <= MOST_CHOICES;
  }

  /** The largest offenders of each quota, those of the smallest size among them as many as are still wanted. */
  private greedy(): number[] {
    const counts = this.kinds.map(() => 0);
    const smallest = this.quotas.map(({ fixes, offenders }) => nthLargest(offenders, fixes));
    const wanted = this.quotas.map(({ fixes, offenders }, place) => {
      return fixes - offenders.filter(({ bad }) => bad > smallest[place]).length;
    });
    const serves = (place: number, bad: number): boolean => {
      return bad > smallest[place] || (bad === smallest[place] && wanted[place] > 0);
    };
    const servedBy = (kind: number): number => {
      const { quotas, bads, ids } = this.kinds[kind];
      return counts[kind] < ids.length ? quotas.filter((place, i) => serves(place, bads[i])).length : 0;
    };
    // What a kind serves only ever gets less: whoever is found to serve fewer than believed waits for its turn there.
    const turns: number[][] = Array.from({ length: this.quotas.length + 1 }, () => []);
    this.kinds.forEach((_, kind) => turns[servedBy(kind)].push(kind));
    for (let served = this.quotas.length; served > 0; served--) {
      for (const kind of turns[served]) {
        if (servedBy(kind) === served) {
          const { quotas, bads, ids } = this.kinds[kind];
          const counted = quotas.filter((place, i) => bads[i] === smallest[place] && wanted[place] > 0);
          const several = Math.min(ids.length - counts[kind], ...counted.map((place) => wanted[place]));
          counts[kind] += several;
          for (const place of counted) wanted[place] -= several;
        }
        turns[servedBy(kind)].push(kind);
      }
    }
    return counts;
  }

  /** Tries every number of visits to the kinds from `from` on that could beat the best choice. */
  private branch(from: number, visited: number): void {
    if (++this.choices > MOST_CHOICES) return;
    if (visited >= this.fewest) return;
    const missing = this.quotas.map((_, place) => this.missing(place));
    if (missing.every((count) => count === 0)) {
      this.best = [...this.counts];
      this.fewest = visited;
      return;
    }
    if (visited + this.fewestMore(from, missing) >= this.fewest) return;
    const { quotas, bads, ids } = this.kinds[from];
    const useful = quotas.map((place, i) => {
      if (missing[place] === 0) return 0;
      return bads[i] < this.servers[place][0].bad || bads[i] > 1 ? this.quotas[place].fixes : missing[place];
    });
    for (let count = Math.min(ids.length, Math.max(...useful)); count >= 0; count--) {
      this.counts[from] = count;
      this.branch(from + 1, visited + count);
    }
    this.counts[from] = 0;
  }

  /** At least so many more issues have to be visited for a quota; 0 when it is met. */
  private missing(place: number): number {
    const { fixes } = this.quotas[place];
    let count = 0;
    for (const { kind } of this.servers[place]) count += this.counts[kind];
    if (count < fixes) return fixes - count;
    return this.isMet(place, this.kinds.length) ? 0 : 1;
  }

  /** Whether the visits meet a quota, with every issue of the kinds from `open` on visited, too. */
  private isMet(place: number, open: number): boolean {
    const { fixes, amount } = this.quotas[place];
    let left = fixes;
    let mended = 0;
    for (const { kind, bad } of this.servers[place]) {
      const some = Math.min(left, kind >= open ? this.kinds[kind].ids.length : this.counts[kind]);
      mended += some * bad;
      left -= some;
    }
    return mended >= amount - TOLERANCE;
  }

  /** A lower bound of the visits still to come, from the kinds from `from` on; infinite when these cannot do. */
  private fewestMore(from: number, missing: readonly number[]): number {
    if (missing.some((count, place) => count > 0 && !this.isMet(place, from))) return Infinity;
    let widest = 1;
    for (let kind = from; kind < this.kinds.length; kind++) {
      const { quotas } = this.kinds[kind];
      if (quotas.length <= widest) break;
      widest = Math.max(widest, quotas.filter((place) => missing[place] > 0).length);
    }
    return Math.max(...missing, Math.ceil(sum(missing) / widest));
  }
}

/** Each quota takes its largest visited offenders; the first issues of a kind serve all quotas that want some of it. */
function visitsOf({ kinds, servers, best }: Search, quotas: readonly Quota[]): readonly Visit[] {
  const visits = new Map<number, number[]>();
  quotas.forEach(({ fixes }, place) => {
    let left = fixes;
    for (const { kind } of servers[place]) {
      for (const id of kinds[kind].ids.slice(0, Math.min(left, best[kind]))) {
        const served = visits.get(id);
        if (served) served.push(place);
        else visits.set(id, [place]);
        left--;
      }
    }
  });
  return [...visits].map(([id, served]) => ({ id, quotas: served }));
}

function nthLargest(offenders: Quota['offenders'], n: number): number {
  return n === 0 ? Infinity : offenders.map(({ bad }) => bad).sort((a, b) => b - a)[n - 1];
}

function sum(figures: readonly number[]): number {
  return figures.reduce((total, figure) => total + figure, 0);
}
