/** Rows by what a column says of them; those of which it says nothing go last, either way. */
export function sortedRows<R>(
  rows: readonly R[],
  { value }: { readonly value: (row: R) => string | number | null },
  isDescending: boolean,
): readonly R[] {
  const sign = isDescending ? -1 : 1;
  return rows
    .map((row) => ({ row, by: value(row) }))
    .sort((one, other) => {
      if (one.by === null || other.by === null) return Number(one.by === null) - Number(other.by === null);
      if (typeof one.by === 'number' && typeof other.by === 'number') return sign * (one.by - other.by);
      return sign * String(one.by).localeCompare(String(other.by));
    })
    .map(({ row }) => row);
}
