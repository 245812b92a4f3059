/** How many weeks of the past are drawn from. */
export const WEEKS_BACK = 12;
const RESAMPLES = 10_000;
/** The share of the resamples that are through by the week that is told. */
const PERCENTILE = 0.85;
/** Three years: what takes longer is beyond any forecast. */
export const MOST_WEEKS = 156;
const SEED = 85;

/** One draw stands for three weeks at once: three digits in base `WEEKS_BACK`. */
const WEEKS_A_DRAW = 3;
const DRAWN_FROM = WEEKS_BACK ** WEEKS_A_DRAW;

/**
 * The week, counted from 1, by which `items` items are finished in 85 % of 10,000 resamples: each takes, week after week,
 * one of the last {@link WEEKS_BACK} weeks at random and finishes as many items as were finished then. `perWeek` holds
 * those numbers. At least 1; `MOST_WEEKS + 1` where it takes longer than that.
 *
 * The draws are the same for every project and day: block by block of three weeks, in each for resample after resample,
 * mulberry32 with seed 85 gives x in [0, 1), and n = floor(1728 · x) in base 12, lowest digit first, says which three
 * weeks they are.
 */
export function weeksToFinish(items: number, perWeek: readonly number[]): number {
  const wanted = Math.ceil(PERCENTILE * RESAMPLES);
  const finished = new Int32Array(RESAMPLES);
  const [one, two, three] = sumsOfDraws(perWeek);
  for (let week = 0; week < MOST_WEEKS; week += WEEKS_A_DRAW) {
    const draws = drawsOf(week / WEEKS_A_DRAW);
    if (advance(finished, draws, three, items) < wanted) continue;
    // Somewhere in these three weeks, which are taken back one by one.
    if (advance(finished, draws, minus(three, two), items) < wanted) return week + 3;
    return advance(finished, draws, minus(two, one), items) < wanted ? week + 2 : week + 1;
  }
  return MOST_WEEKS + 1;
}

/** Adds to each resample what it drew; how many have finished all `items` then. */
function advance(finished: Int32Array, draws: Uint16Array, sums: Int32Array, items: number): number {
  let through = 0;
  for (let i = 0; i < RESAMPLES; i++) {
    const now = finished[i] + sums[draws[i]];
    finished[i] = now;
    // The sign bit is a branch fewer than a comparison, whose outcome no processor foresees.
    through += (items - 1 - now) >>> 31;
  }
  return through;
}

/** What turns the sums of `from` into those of `to`. */
function minus(from: Int32Array, to: Int32Array): Int32Array {
  return to.map((sum, draw) => sum - from[draw]);
}

/** Of every draw, what is finished in the first week, the first two, and all three. */
function sumsOfDraws(perWeek: readonly number[]): readonly [Int32Array, Int32Array, Int32Array] {
  const [one, two, three] = [0, 0, 0].map(() => new Int32Array(DRAWN_FROM));
  for (let draw = 0; draw < DRAWN_FROM; draw++) {
    one[draw] = perWeek[draw % WEEKS_BACK];
    two[draw] = one[draw] + perWeek[Math.floor(draw / WEEKS_BACK) % WEEKS_BACK];
    three[draw] = two[draw] + perWeek[Math.floor(draw / WEEKS_BACK ** 2)];
  }
  return [one, two, three];
}

/** Made once a process, block by block as they are asked for: 20 KB each. */
const blocks: Uint16Array[] = [];
const random = mulberry32(SEED);

function drawsOf(block: number): Uint16Array {
  while (blocks.length <= block) {
    blocks.push(Uint16Array.from({ length: RESAMPLES }, () => Math.floor(DRAWN_FROM * random())));
  }
  return blocks[block];
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
