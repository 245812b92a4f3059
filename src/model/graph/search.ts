/**
 * Place of a number in an ascending column, −1 when it is not there. Gallops from `near`: the cost grows with the
 * logarithm of the distance, not of the column, which pays where neighbours are asked for one after the other.
 */
export function placeOf(ascending: Float64Array, wanted: number, near = 0): number {
  const last = ascending.length - 1;
  if (last < 0) return -1;
  const start = near < 0 ? 0 : near > last ? last : near;
  let low = start;
  let high = start;
  let step = 1;
  if (ascending[start] < wanted) {
    while (high < last && ascending[high] < wanted) {
      low = high + 1;
      high = Math.min(last, high + step);
      step *= 2;
    }
  } else {
    while (low > 0 && ascending[low] > wanted) {
      high = low - 1;
      low = Math.max(0, low - step);
      step *= 2;
    }
  }
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = ascending[middle];
    if (found === wanted) return middle;
    if (found < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/**
 * The first place from `from` on whose number is not below the wanted one, the column's length where there is none: for two
 * ascending columns that are walked side by side.
 */
export function nextPlace(ascending: Float64Array, wanted: number, from: number): number {
  let place = from;
  while (place < ascending.length && ascending[place] < wanted) place++;
  return place;
}

/**
 * Where a number would stand in an ascending column if that were spread evenly: near there it is sought best, where it does
 * not follow its neighbour. Of a column with no more than one number, or far beyond it, any place.
 */
export function likelyPlace(ascending: Float64Array, wanted: number): number {
  const last = ascending.length - 1;
  return (((wanted - ascending[0]) / (ascending[last] - ascending[0])) * last) | 0;
}
