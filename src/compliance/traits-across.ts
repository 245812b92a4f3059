/** How many issues stand side by side in one number, a bit each. */
export const ISSUES_A_GROUP = 32;

/** Some of the issues of a group: bit i is set for the i-th. */
export type Some32 = number;

/** Some of a project's issues, group by group. */
export type SomeIssues = Int32Array;

/** How many bits a number has, and so how many traits are told. */
const TRAITS = 32;

/**
 * The traits the other way round: in groups of 32 issues, of each trait which of them have it. What is asked of an issue is
 * then asked of 32 at once, in few steps and without a guess: asking every issue took ten times as long. Of g groups, what
 * the n-th tells of trait bit t is at g · t + n. Some 12 ns an issue.
 *
 * Each group is a square of 32 × 32 bits, mirrored at its diagonal: its quarters beside the diagonal change places, then those
 * of each quarter, down to single bits (H. S. Warren, "Hacker's Delight", section 7–3, with the lowest bit first).
 */
export function acrossIssues(traits: Int32Array): Int32Array {
  const groups = groupsOf(traits.length);
  const across = new Int32Array(groups * TRAITS);
  for (let row = 0; row < traits.length; row++) {
    across[(row % ISSUES_A_GROUP) * groups + Math.floor(row / ISSUES_A_GROUP)] = traits[row];
  }
  exchangeQuarters(across, groups, 16, 0x0000ffff);
  exchangeQuarters(across, groups, 8, 0x00ff00ff);
  exchangeQuarters(across, groups, 4, 0x0f0f0f0f);
  exchangeQuarters(across, groups, 2, 0x33333333);
  exchangeQuarters(across, groups, 1, 0x55555555);
  return across;
}

/** Of all squares of 2 · `half` numbers and bits; `lower` has the bits of their lower halves. */
function exchangeQuarters(across: Int32Array, groups: number, half: number, lower: number): void {
  const below = half * groups;
  for (let line = 0; line < TRAITS; line = (line + half + 1) & ~half) {
    const end = (line + 1) * groups;
    for (let at = line * groups; at < end; at++) {
      const differing = ((across[at] >>> half) ^ across[at + below]) & lower;
      across[at] ^= differing << half;
      across[at + below] ^= differing;
    }
  }
}

/** How many groups so many issues make. */
export function groupsOf(issues: number): number {
  return Math.ceil(issues / ISSUES_A_GROUP);
}

/** Those that have all of the wanted traits, of which there is one at least; written into `some`. */
export function haveAll(across: Int32Array, wanted: number, some: SomeIssues): SomeIssues {
  const groups = some.length;
  const first = lowestOf(wanted) * groups;
  for (let group = 0; group < groups; group++) some[group] = across[first + group];
  for (let left = wanted & (wanted - 1); left !== 0; left &= left - 1) {
    const from = lowestOf(left) * groups;
    for (let group = 0; group < groups; group++) some[group] &= across[from + group];
  }
  return some;
}

/** Keeps of `some` those that have one of the wanted traits at least. */
export function keepAny(across: Int32Array, wanted: number, some: SomeIssues): void {
  const groups = some.length;
  for (let group = 0; group < groups; group++) {
    let having = 0;
    for (let left = wanted; left !== 0; left &= left - 1) having |= across[lowestOf(left) * groups + group];
    some[group] &= having;
  }
}

/** Takes out of `some` those that have one of the unwanted traits. */
export function dropAny(across: Int32Array, unwanted: number, some: SomeIssues): void {
  const groups = some.length;
  for (let left = unwanted; left !== 0; left &= left - 1) {
    const from = lowestOf(left) * groups;
    for (let group = 0; group < groups; group++) some[group] &= ~across[from + group];
  }
}

/** How many issues have all of the wanted traits. */
export function countHaving(across: Int32Array, wanted: number): number {
  return haveAll(across, wanted, new Int32Array(across.length / TRAITS)).reduce((sum, some) => sum + howMany(some), 0);
}

/** The number of the lowest bit that is set. */
export function lowestOf(some: Some32): number {
  return 31 - Math.clz32(some & -some);
}

/** How many bits are set: in pairs, fours, eights, and their sum. */
export function howMany(some: Some32): number {
  const pairs = some - ((some >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
