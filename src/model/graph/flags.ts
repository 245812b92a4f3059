/**
 * 1 where a < b, else 0, by arithmetic: where nobody can guess the answer, a branch that a processor has to take back costs
 * more than all the rest of a pass. The difference has to fit into 32 bits.
 */
export function isBelow(a: number, b: number): number {
  return (a - b) >>> 31;
}

/** 1 where a = b, else 0; of whole numbers of 32 bits. */
export function isEqual(a: number, b: number): number {
  const differing = a ^ b;
  return 1 - ((differing | -differing) >>> 31);
}

/** `yes` where the flag is 1, `no` where it is 0; whole numbers of 32 bits. */
export function choose(flag: number, yes: number, no: number): number {
  return no ^ ((yes ^ no) & -flag);
}
