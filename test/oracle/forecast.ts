/** Resamples week by week, as docs/rules.md says: 85 % of 10,000 have to be through. */
export function weeksNeeded(open: number, perWeek: readonly number[]): number {
  const resamples = Array.from({ length: 10_000 }, (): { finished: number; throughIn: number | null } => ({
    finished: 0,
    throughIn: null,
  }));
  const random = numbers();
  for (let block = 0; block < 52; block++) {
    for (const resample of resamples) {
      let drawn = Math.floor(1728 * random());
      for (let week = 1; week <= 3; week++) {
        resample.finished += perWeek[drawn % 12];
        drawn = Math.floor(drawn / 12);
        if (resample.finished >= open) resample.throughIn ??= block * 3 + week;
      }
    }
    for (let week = block * 3 + 1; week <= block * 3 + 3; week++) {
      const through = resamples.filter(({ throughIn }) => throughIn !== null && throughIn <= week);
      if (through.length >= 8_500) return week;
    }
  }
  return 157;
}

/** mulberry32 with seed 85. */
function numbers(): () => number {
  let a = 85;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = a;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
