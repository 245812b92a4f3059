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
  const most = Math.max(...perWeek) * WEEKS_A_BLOCK * (block + 1);
  return Math.max(items, most) < HALF_LANE
    ? throughByFours(blockOf(block), items, perWeek)
    : throughOneByOne(blockOf(block), items, perWeek);
}

/**
 * Of 10,000 resamples four stand side by side in the 52 bits that a number counts exactly: their lanes, the first one's
 * lowest. What is done to the number is done to all four, and nothing spills from one to the next below `LANE`.
 */
const LANE_BITS = 13;
const LANE = 2 ** LANE_BITS;
const HALF_LANE = LANE / 2;
const HIGHEST = LANE_BITS - 1;
const TWO_LANES = LANE ** 2;
const IN_TWO_LANES = 1 + LANE;
const IN_FOUR_LANES = IN_TWO_LANES * (1 + TWO_LANES);
const LANES = 4;
const FOURS = RESAMPLES / LANES;

/** Where all numbers are below half a lane: once all items are finished, the lane's highest bit is set. */
function throughByFours({ before, drawn }: Block, items: number, perWeek: readonly number[]): readonly number[] {
  const [a, b, c, d, e, f, g, h, i, j, k, l] = perWeek;
  const finishedIn = finishedByTwos(perWeek);
  const nothing = (HALF_LANE - items) * IN_FOUR_LANES;
  let [none, one, two, three] = [0, 0, 0, 0];
  let at = 0;
  let draw = 0;
  for (let four = 0; four < FOURS; four++) {
    // Spelled out, for a loop over the weeks takes three times as long; and bits are added up without a branch, whose
    // outcome no processor foresees.
    const finished =
      nothing +
      before[at] * a +
      before[at + 1] * b +
      before[at + 2] * c +
      before[at + 3] * d +
      before[at + 4] * e +
      before[at + 5] * f +
      before[at + 6] * g +
      before[at + 7] * h +
      before[at + 8] * i +
      before[at + 9] * j +
      before[at + 10] * k +
      before[at + 11] * l;
    let upper = (finished / TWO_LANES) | 0;
    let lower = (finished - upper * TWO_LANES) | 0;
    none += ((lower >>> HIGHEST) & IN_TWO_LANES) + ((upper >>> HIGHEST) & IN_TWO_LANES);
    lower += finishedIn[drawn[draw]];
    upper += finishedIn[drawn[draw + 1]];
    one += ((lower >>> HIGHEST) & IN_TWO_LANES) + ((upper >>> HIGHEST) & IN_TWO_LANES);
    lower += finishedIn[drawn[draw + 2]];
    upper += finishedIn[drawn[draw + 3]];
    two += ((lower >>> HIGHEST) & IN_TWO_LANES) + ((upper >>> HIGHEST) & IN_TWO_LANES);
    lower += finishedIn[drawn[draw + 4]];
    upper += finishedIn[drawn[draw + 5]];
    three += ((lower >>> HIGHEST) & IN_TWO_LANES) + ((upper >>> HIGHEST) & IN_TWO_LANES);
    at += WEEKS_BACK;
    draw += DRAWS_A_FOUR;
  }
  return [none, one, two, three].map((through) => (through % LANE) + Math.floor(through / LANE));
}

/** What two resamples finish in the weeks that they draw, by their number in {@link Block.drawn}. */
function finishedByTwos(perWeek: readonly number[]): Int32Array {
  const finished = new Int32Array(WEEKS_BACK ** 2);
  let at = 0;
  for (const second of perWeek) for (const first of perWeek) finished[at++] = first + second * LANE;
  return finished;
}

/** The same of numbers of any size. */
function throughOneByOne({ before, drawn }: Block, items: number, perWeek: readonly number[]): readonly number[] {
  const through = [0, 0, 0, 0];
  for (let resample = 0; resample < RESAMPLES; resample++) {
    const four = resample % FOURS;
    const lane = Math.floor(resample / FOURS);
    let left = items;
    perWeek.forEach((finished, week) => {
      left -= finished * (Math.floor(before[four * WEEKS_BACK + week] / LANE ** lane) % LANE);
    });
    through[0] += Number(left <= 0);
    for (let draw = 0; draw < WEEKS_A_BLOCK; draw++) {
      const weeks = drawn[four * DRAWS_A_FOUR + draw * 2 + (lane >> 1)];
      left -= perWeek[lane % 2 === 0 ? weeks % WEEKS_BACK : Math.floor(weeks / WEEKS_BACK)];
      through[draw + 1] += Number(left <= 0);
    }
  }
  return through;
}

/** Four resamples are one and those that come 2,500, 5,000 and 7,500 later. */
interface Block {
  /** How often each four have taken each past week before, a lane each: `WEEKS_BACK` numbers a four. */
  readonly before: Float64Array;
  /**
   * Which weeks they take now: `DRAWS_A_FOUR` numbers a four, for each week one of the first and second resample and one of
   * the others, each the first one's week + `WEEKS_BACK` · the second one's.
   */
  readonly drawn: Uint8Array;
}

const DRAWS_A_FOUR = WEEKS_A_BLOCK * 2;

/** Made once a process, one after the other as far as they are asked for: 255 KB each. */
const blocks: Block[] = [];
const random = mulberry32(SEED);

function blockOf(wanted: number): Block {
  while (blocks.length <= wanted) blocks.push({ before: takenBefore(blocks.at(-1)), drawn: drawBlock() });
  return blocks[wanted];
}

function takenBefore(last: Block | undefined): Float64Array {
  if (!last) return new Float64Array(FOURS * WEEKS_BACK);
  const taken = last.before.slice();
  last.drawn.forEach((weeks, place) => {
    const four = Math.floor(place / DRAWS_A_FOUR) * WEEKS_BACK;
    const lane = place % 2 === 0 ? 1 : TWO_LANES;
    taken[four + (weeks % WEEKS_BACK)] += lane;
    taken[four + Math.floor(weeks / WEEKS_BACK)] += lane * LANE;
  });
  return taken;
}

function drawBlock(): Uint8Array {
  const drawn = new Uint8Array(FOURS * DRAWS_A_FOUR);
  for (let resample = 0; resample < RESAMPLES; resample++) {
    const lane = Math.floor(resample / FOURS);
    let digits = Math.floor(WEEKS_BACK ** WEEKS_A_BLOCK * random());
    for (let draw = 0; draw < WEEKS_A_BLOCK; draw++) {
      const week = digits % WEEKS_BACK;
      const place = (resample % FOURS) * DRAWS_A_FOUR + draw * 2 + (lane >> 1);
      drawn[place] += lane % 2 === 0 ? week : week * WEEKS_BACK;
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
