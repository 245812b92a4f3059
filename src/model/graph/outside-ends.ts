import type { OutsideEnds } from '../dependency-slice';
import { FAR_STATE, type LinkColumns } from '../issue-links';

/** What keys an end of which no link tells. */
const NO_LINK = -1;

/**
 * Ends outside the project, numbered as they come; what several links tell of one is put together. Those of which no link
 * tells come last.
 */
export class OutsideEndsBuilder {
  private readonly numbers = new Map<number, number>();
  private readonly ids: number[] = [];
  private readonly states: number[] = [];
  /** Of each end, the place of the link whose key counts, or `NO_LINK`. */
  private readonly keyedBy: number[] = [];

  constructor(private readonly links: LinkColumns) {}

  /** The number of the far end of the link at `place`. */
  numberOf(place: number): number {
    const { farId, farState } = this.links;
    const number = this.numbers.get(farId[place]);
    if (number === undefined) {
      this.numbers.set(farId[place], this.ids.length);
      this.states.push(farState[place]);
      this.keyedBy.push(place);
      return this.ids.push(farId[place]) - 1;
    }
    this.states[number] = surerState(this.states[number], farState[place]);
    if (this.isBetterKey(place, this.keyedBy[number])) this.keyedBy[number] = place;
    return number;
  }

  /** The number of an end of which nothing is known but its id, unless a link has told of it. */
  numberOfUntold(id: number): number {
    const number = this.numbers.get(id);
    if (number !== undefined) return number;
    this.numbers.set(id, this.ids.length);
    this.states.push(FAR_STATE.unknown);
    this.keyedBy.push(NO_LINK);
    return this.ids.push(id) - 1;
  }

  /** The ends ascending by id, and the place of each number among them. */
  ends(): { readonly outside: OutsideEnds; readonly placeOfNumber: Int32Array } {
    const { ids, states, keyedBy, links } = this;
    const count = ids.length;
    // Numbers alone are sorted several times as fast as by a comparison of ours.
    const id = Float64Array.from(ids).sort();
    const { prefixes, placeOfPrefix } = this.prefixes();
    const outside = {
      count,
      id,
      state: new Uint8Array(count),
      prefix: new Int32Array(count),
      number: new Int32Array(count),
      prefixes,
    };
    const placeOfNumber = new Int32Array(count);
    for (let place = 0; place < count; place++) {
      const number = this.numbers.get(id[place]) ?? 0;
      const link = keyedBy[number];
      placeOfNumber[number] = place;
      outside.state[place] = states[number];
      if (link === NO_LINK) continue;
      outside.prefix[place] = placeOfPrefix[links.farPrefix[link]];
      outside.number[place] = links.farNumber[link];
    }
    return { placeOfNumber, outside };
  }

  /** The prefixes of keys that count, ascending as the links' are, and the place of each of those among them. */
  private prefixes(): { readonly prefixes: readonly string[]; readonly placeOfPrefix: Int32Array } {
    const { farPrefix, farPrefixes } = this.links;
    const isUsed = new Uint8Array(farPrefixes.length);
    for (const link of this.keyedBy) if (link !== NO_LINK) isUsed[farPrefix[link]] = 1;
    // What has no key has the empty prefix, which comes before all others and may be one of the links', too.
    const prefixes = this.keyedBy.includes(NO_LINK) ? [''] : [];
    const placeOfPrefix = new Int32Array(farPrefixes.length);
    farPrefixes.forEach((prefix, number) => {
      if (isUsed[number] === 0) return;
      if (prefixes.at(-1) !== prefix) prefixes.push(prefix);
      placeOfPrefix[number] = prefixes.length - 1;
    });
    return { prefixes, placeOfPrefix };
  }

  /** A key beats none; of two, the smaller one, whatever the order of the links. */
  private isBetterKey(place: number, known: number): boolean {
    const { farPrefix, farNumber, farPrefixes } = this.links;
    if (farPrefix[place] === farPrefix[known]) return farNumber[place] < farNumber[known];
    if (farPrefixes[farPrefix[place]] === '') return false;
    return farPrefixes[farPrefix[known]] === '' || farPrefix[place] < farPrefix[known];
  }
}

/** Where links disagree about their far end, what says something beats what says nothing, and open beats done. */
export function surerState(a: number, b: number): number {
  if (a === FAR_STATE.open || b === FAR_STATE.open) return FAR_STATE.open;
  return a === FAR_STATE.unknown ? b : a;
}
