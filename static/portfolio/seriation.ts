/** How far below its target each cell is, by row and column: 0 for met, 1 for not at all; `null` where nothing was assessed. */
export type Shortfalls = readonly (readonly (number | null)[])[];

export interface SeriatedOrder {
  /** Places of rows and columns in the order in which they are to stand. */
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

const ROUNDS = 40;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * Puts rows and columns that fall short alike beside each other, so that what they have in common shows as a block:
 * reciprocal averaging (Hill 1973), the first axis of a correspondence analysis. Rows and columns that never fall short
 * come last, in their own order. Linear in cells; the same for the same input.
 */
export function seriated(cells: Shortfalls, columnCount: number): SeriatedOrder {
  const weights = cells.map((row) => Array.from({ length: columnCount }, (_, column) => row[column] ?? 0));
  const rowSums = weights.map((row) => row.reduce((sum, weight) => sum + weight, 0));
  const columnSums = Array.from({ length: columnCount }, (_, column) =>
    weights.reduce((sum, row) => sum + row[column], 0),
  );
  // Any start will do that no block's mean hides: squares times the golden ratio are as good as random.
  let columns: readonly number[] = columnSums.map((_, column) => ((column + 1) ** 2 * GOLDEN) % 1);
  let rows: readonly number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    rows = weights.map((row, place) => average(row, columns, rowSums[place]));
    const averaged = columnSums.map((total, column) => {
      return average(
        weights.map((row) => row[column]),
        rows,
        total,
      );
    });
    columns = standardised(averaged, columnSums);
  }
  const heaviestFirst =
    weightedMean(
      rows,
      rowSums.map((sum) => sum * sum),
    ) > weightedMean(rows, rowSums);
  const sign = heaviestFirst ? -1 : 1;
  return { rows: ordered(rows, rowSums, sign), columns: ordered(columns, columnSums, sign) };
}

function average(weights: readonly number[], values: readonly number[], total: number): number {
  if (total === 0) return 0;
  let sum = 0;
  for (let place = 0; place < weights.length; place++) sum += weights[place] * values[place];
  return sum / total;
}

/** Mean 0 and variance 1 by weight: without it, all would end up at the same place. */
function standardised(values: readonly number[], weights: readonly number[]): readonly number[] {
  const mean = weightedMean(values, weights);
  const variance = weightedMean(
    values.map((value) => (value - mean) ** 2),
    weights,
  );
  const deviation = Math.sqrt(variance);
  return values.map((value) => (deviation < 1e-9 ? 0 : (value - mean) / deviation));
}

function weightedMean(values: readonly number[], weights: readonly number[]): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return average(weights, values, total);
}

function ordered(values: readonly number[], sums: readonly number[], sign: number): readonly number[] {
  return values
    .map((_, place) => place)
    .sort((one, other) => {
      const empty = Number(sums[one] === 0) - Number(sums[other] === 0);
      if (empty !== 0 || sums[one] === 0) return empty || one - other;
      const apart = sign * (values[one] - values[other]);
      return Math.abs(apart) > 1e-9 ? apart : sums[other] - sums[one] || one - other;
    });
}
