/** How many issues stand side by side in one number, a bit each. */
export const ISSUES_A_GROUP = 32;

/** Some of the issues of a group: bit i is set for the i-th. */
export type Some32 = number;

/** The bit that is no trait: every issue has it, and nobody behind the last one. */
const IS_ISSUE = 31;

/**
 * The traits the other way round: in groups of 32 issues, of each trait which of them have it. What is asked of an issue is
 * then asked of 32 at once, in few steps and without a guess: asking every issue took ten times as long. What group g tells
 * of trait bit t is at 32 · g + t. Some 12 ns an issue.
 *
 * Each group is a square of 32 × 32 bits, mirrored at its diagonal: its quarters beside the diagonal change places, then those
 * of each quarter, down to single bits (H. S. Warren, "Hacker's Delight", section 7–3, with the lowest bit first).
 */
export function acrossIssues(traits: Int32Array): Int32Array {
  const across = new Int32Array(Math.ceil(traits.length / ISSUES_A_GROUP) * ISSUES_A_GROUP);
  for (let row = 0; row < traits.length; row++) across[row] = traits[row] | (1 << IS_ISSUE);
  exchangeQuarters(across, 16, 0x0000ffff);
  exchangeQuarters(across, 8, 0x00ff00ff);
  exchangeQuarters(across, 4, 0x0f0f0f0f);
  exchangeQuarters(across, 2, 0x33333333);
  exchangeQuarters(across, 1, 0x55555555);
  return across;
}

/** Of all squares of 2 · `half` numbers and bits; `lower` has the bits of their lower halves. */
function exchangeQuarters(across: Int32Array, half: number, lower: number): void {
  for (let at = 0; at < across.length; at = (at + half + 1) & ~half) {
    const differing = ((across[at] >>> half) ^ across[at + half]) & lower;
    across[at] ^= differing << half;
    across[at + half] ^= differing;
  }
}

/** Those of a group that have all of the wanted traits; everybody where none is. */
export function haveAll(across: Int32Array, group: number, wanted: number): Some32 {
  let some = across[group * ISSUES_A_GROUP + IS_ISSUE];
  for (let left = wanted; left !== 0; left &= left - 1) some &= across[group * ISSUES_A_GROUP + lowestOf(left)];
  return some;
}

/** Those of a group that have one of the wanted traits at least. */
export function haveAny(across: Int32Array, group: number, wanted: number): Some32 {
  let some = 0;
  for (let left = wanted; left !== 0; left &= left - 1) some |= across[group * ISSUES_A_GROUP + lowestOf(left)];
  return some;
}

/** How many issues have all of the wanted traits. */
export function countHaving(across: Int32Array, wanted: number): number {
  let count = 0;
  for (let group = 0; group * ISSUES_A_GROUP < across.length; group++) count += howMany(haveAll(across, group, wanted));
  return count;
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
