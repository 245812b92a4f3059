/** How many weeks of the past are drawn from. */
export const WEEKS_BACK = 12;
const RESAMPLES = 10_000;
/** The share of the resamples that are through by the week that is told. */
const PERCENTILE = 0.85;
const WANTED = Math.ceil(PERCENTILE * RESAMPLES);
/** 85 % of a normal distribution are below its mean and so many standard deviations. */
const DEVIATIONS = 1.036;
/** Three years: what takes longer is beyond any forecast. */
export const MOST_WEEKS = 156;
const SEED = 85;

/** Weeks are drawn in blocks of three. */
const WEEKS_A_BLOCK = 3;
const BLOCKS = MOST_WEEKS / WEEKS_A_BLOCK;

/**
 * The week, counted from 1, by which `items` items are finished in 85 % of 10,000 resamples: each takes, week after week,
 * one of the last {@link WEEKS_BACK} weeks at random and finishes as many items as were finished then. `perWeek` holds
 * those numbers, `items` is at least 1. From 1 on; `MOST_WEEKS + 1` where it takes longer than `MOST_WEEKS`.
 *
 * The draws are the same for every project and day: block by block of three weeks, in each for resample after resample,
 * mulberry32 with seed 85 gives x in [0, 1), and n = floor(1728 · x) in base 12, lowest digit first, says which three
 * weeks they are. So how often a resample has taken each week before a block is known before any project is, and no
 * resample has to be followed from its first week on: the block in question is looked for from a guess.
 */
export function weeksToFinish(items: number, perWeek: readonly number[]): number {
  let block = Math.floor((roughWeeks(items, perWeek) - 1) / WEEKS_A_BLOCK);
  while (block < BLOCKS) {
    const through = throughIn(block, items, perWeek);
    const weeks = through.findIndex((resamples) => resamples >= WANTED);
    if (weeks > 0) return block * WEEKS_A_BLOCK + weeks;
    block += weeks === 0 ? -1 : 1;
  }
  return MOST_WEEKS + 1;
}

/** What it would take if what is finished in many weeks were distributed normally, from 1 to `MOST_WEEKS`. */
function roughWeeks(items: number, perWeek: readonly number[]): number {
  const mean = perWeek.reduce((sum, each) => sum + each, 0) / WEEKS_BACK;
  const variance = perWeek.reduce((sum, each) => sum + (each - mean) ** 2, 0) / WEEKS_BACK;
  const spread = DEVIATIONS * Math.sqrt(variance);
  // Half an item less, for only whole ones are finished. Of mean · w² − spread · w = wanted, w is the root of the weeks.
  const wanted = items - 0.5;
  const weeks = Math.ceil(((spread + Math.sqrt(spread ** 2 + 4 * mean * wanted)) / (2 * mean)) ** 2);
  return weeks < MOST_WEEKS ? weeks : MOST_WEEKS;
}

/** How many resamples have finished all `items` before the block, and by its first, second and third week. */
function throughIn(block: number, items: number, perWeek: readonly number[]): readonly number[] {
  const { before, drawn } = blockOf(block);
  const [a, b, c, d, e, f, g, h, i, j, k, l] = perWeek;
  const finishedIn = Int32Array.from(perWeek);
  let [none, one, two, three] = [0, 0, 0, 0];
  let at = 0;
  let draw = 0;
  for (let resample = 0; resample < RESAMPLES; resample++) {
    // Spelled out, for a loop over the weeks takes three times as long; and a sign bit is a branch fewer than a
    // comparison, whose outcome no processor foresees.
    let left =
      items -
      1 -
      Math.imul(before[at], a) -
      Math.imul(before[at + 1], b) -
      Math.imul(before[at + 2], c) -
      Math.imul(before[at + 3], d) -
      Math.imul(before[at + 4], e) -
      Math.imul(before[at + 5], f) -
      Math.imul(before[at + 6], g) -
      Math.imul(before[at + 7], h) -
      Math.imul(before[at + 8], i) -
      Math.imul(before[at + 9], j) -
      Math.imul(before[at + 10], k) -
      Math.imul(before[at + 11], l);
    none += left >>> 31;
    left -= finishedIn[drawn[draw]];
    one += left >>> 31;
    left -= finishedIn[drawn[draw + 1]];
    two += left >>> 31;
    left -= finishedIn[drawn[draw + 2]];
    three += left >>> 31;
    at += WEEKS_BACK;
    draw += WEEKS_A_BLOCK;
  }
  return [none, one, two, three];
}

interface Block {
  /** How often each resample has taken each past week before: `WEEKS_BACK` numbers a resample. */
  readonly before: Uint8Array;
  /** Which weeks it takes now: `WEEKS_A_BLOCK` numbers a resample. */
  readonly drawn: Uint8Array;
}

/** Made once a process, one after the other as far as they are asked for: 150 KB each. */
const blocks: Block[] = [];
const random = mulberry32(SEED);

function blockOf(wanted: number): Block {
  while (blocks.length <= wanted) blocks.push({ before: takenBefore(blocks.at(-1)), drawn: drawBlock() });
  return blocks[wanted];
}

function takenBefore(last: Block | undefined): Uint8Array {
  if (!last) return new Uint8Array(RESAMPLES * WEEKS_BACK);
  const taken = last.before.slice();
  last.drawn.forEach((week, place) => taken[Math.floor(place / WEEKS_A_BLOCK) * WEEKS_BACK + week]++);
  return taken;
}

function drawBlock(): Uint8Array {
  const drawn = new Uint8Array(RESAMPLES * WEEKS_A_BLOCK);
  for (let place = 0; place < drawn.length; place += WEEKS_A_BLOCK) {
    let digits = Math.floor(WEEKS_BACK ** WEEKS_A_BLOCK * random());
    for (let week = 0; week < WEEKS_A_BLOCK; week++) {
      drawn[place + week] = digits % WEEKS_BACK;
      digits = Math.floor(digits / WEEKS_BACK);
    }
  }
  return drawn;
}

/** The generator mulberry32, of 32 bits of state, in the public domain. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
