/** Ids spread over at most so many times as many numbers are looked up by place, others by hash. */
const DENSE = 8;

/** Both are among the ids. */
export interface IdRange {
  readonly least: number;
  readonly most: number;
}

/**
 * Numbers by issue id, for very many ids. A site counts its issues through, so that a plain array mostly holds them all;
 * else open addressing in typed arrays, some 24 bytes an id.
 */
export class IdTable {
  /** By place, one more than the number that an id has; 0 where it has none yet. */
  readonly numbers: Int32Array;
  /** Of hashed ids what stands where; empty where places tell. */
  private readonly ids: Float64Array;
  private readonly mask: number;

  private readonly least: number;

  /** For at most `capacity` ids. */
  constructor(capacity: number, { least, most }: IdRange) {
    this.least = least;
    const range = most - least + 1;
    if (range <= capacity * DENSE) {
      this.mask = 0;
      this.ids = new Float64Array(0);
      this.numbers = new Int32Array(Math.max(0, range));
      return;
    }
    let slots = RUN;
    while (slots < capacity * 2) slots *= 2;
    this.mask = slots - 1;
    this.ids = new Float64Array(slots);
    this.numbers = new Int32Array(slots);
  }

  /** Where the id's number stands, or is to be put before the next id is looked up. */
  placeOf(id: number): number {
    return this.mask === 0 ? (id - this.least) | 0 : this.slotOf(id);
  }

  private slotOf(id: number): number {
    const { ids, numbers, mask } = this;
    const run = Math.floor(id / RUN);
    const spread = Math.imul(run ^ Math.imul(Math.floor(run / 4294967296), 0x85ebca6b), 0x9e3779b1);
    let slot = (((spread ^ (spread >>> 15)) * RUN) | (id % RUN)) & mask;
    while (numbers[slot] !== 0 && ids[slot] !== id) slot = (slot + 1) & mask;
    ids[slot] = id;
    return slot;
  }
}

/** Ids that follow one another stay neighbours in runs of so many; the runs are spread evenly. */
const RUN = 16;
