/**
 * Rounds figures so that they add up to their rounded sum: each is rounded down or up, and those that lose most by
 * rounding down go up (the method of largest remainders).
 * @param total the rounded sum, within a few of the last digit of the true one
 */
export function apportion(figures: readonly number[], total: number, decimals = 2): number[] {
  const scale = 10 ** decimals;
  const floors = figures.map((figure) => Math.floor(figure * scale + ROUNDING_NOISE));
  const missing = Math.round(total * scale) - floors.reduce((sum, floor) => sum + floor, 0);
  const byRemainder = figures
    .map((figure, index) => ({ index, remainder: figure * scale - floors[index] }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  if (byRemainder.length === 0) return [];
  for (let up = 0; up < missing; up++) floors[byRemainder[up % byRemainder.length].index]++;
  // The noise below can lift a figure that the total was rounded down with; then it goes down again.
  for (let down = 1; down <= -missing; down++) floors[byRemainder[byRemainder.length - down].index]--;
  return floors.map((floor) => floor / scale);
}

/** 28.999999999999996 hundredths are 29: the figures are sums and products of fractions. */
const ROUNDING_NOISE = 1e-7;

/**
 * A score to two decimals that also rounds to the one decimal shown everywhere else: 72.4499 is 72.44, not 72.45,
 * which a reader would round to 72.5.
 */
export function scoreToTwoDecimals(score: number): number {
  const rounded = Math.round(score * 100) / 100;
  const agrees = Math.round(rounded * 10) === Math.round(score * 10);
  return agrees ? rounded : Math.floor(score * 100) / 100;
}
