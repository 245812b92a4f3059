/** Of `total` things `bad` are bad; of `among` of them, which have something in common, `badAmong`. */
export interface Sample {
  readonly total: number;
  readonly bad: number;
  readonly among: number;
  readonly badAmong: number;
}

/**
 * Which samples hold more bad ones than chance explains. The chance that any of them is named where badness falls at
 * random is at most `errorRate`, however many there are.
 *
 * Each is judged by Fisher's exact test, one-sided. Of several tests some will look like news: as Tarone (1990, "A
 * modified Bonferroni method for discrete data") shows, those that are too small ever to be news need not be counted
 * among them. So a portfolio of ten projects can show a pattern, too.
 */
export function beyondChance(samples: readonly Sample[], errorRate: number): readonly boolean[] {
  const logs = logFactorials(Math.max(0, ...samples.map(({ total }) => total)));
  const least = samples
    .map((sample) => tail({ ...sample, badAmong: Math.min(sample.among, sample.bad) }, logs))
    .sort((a, b) => a - b);
  // The fewest tests such that no more than these can reach the threshold that is right for so many.
  let tests = 1;
  while (tests < least.length && least[tests] <= errorRate / tests) tests++;
  return samples.map((sample) => tail(sample, logs) <= errorRate / tests);
}

/** The chance of at least `badAmong` bad ones when `among` are drawn of `total`: the hypergeometric distribution's tail. */
function tail({ total, bad, among, badAmong }: Sample, logs: Float64Array): number {
  const logChoose = (of: number, chosen: number): number => logs[of] - logs[chosen] - logs[of - chosen];
  const all = logChoose(total, among);
  let sum = 0;
  for (let found = Math.max(badAmong, among - (total - bad)); found <= Math.min(among, bad); found++) {
    sum += Math.exp(logChoose(bad, found) + logChoose(total - bad, among - found) - all);
  }
  return sum;
}

function logFactorials(most: number): Float64Array {
  const logs = new Float64Array(most + 1);
  for (let n = 2; n <= most; n++) logs[n] = logs[n - 1] + Math.log(n);
  return logs;
}
