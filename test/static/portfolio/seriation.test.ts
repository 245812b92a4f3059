import fc from 'fast-check';
import { seriated } from '../../../static/portfolio/seriation';

const cells = fc.array(
  fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 7, maxLength: 7 }),
  {
    maxLength: 6,
  },
);

test('every row and every column stands somewhere, once', () => {
  fc.assert(
    fc.property(cells, (rows) => {
      const order = seriated(rows, 7);
      expect([...order.rows].sort()).toEqual(rows.map((_, row) => row));
      expect([...order.columns].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    }),
  );
});

test('two blocks that were shuffled stand apart again, and what never falls short comes last', () => {
  // Rows 0, 2 fall short in columns 1, 3; rows 1, 3 in columns 0, 4; row 4 and column 2 never.
  const rows = [0, 1, 2, 3, 4].map((row) =>
    [0, 1, 2, 3, 4].map((column) =>
      row === 4 || column === 2 ? 0 : Number(row % 2 === 0 ? column % 2 === 1 : column % 4 === 0),
    ),
  );
  const order = seriated(rows, 5);
  expect(order.rows.at(-1)).toBe(4);
  expect(order.columns.at(-1)).toBe(2);
  const parity = (places: readonly number[]): number[] => places.slice(0, 4).map((place) => place % 2);
  expect([
    [0, 0, 1, 1],
    [1, 1, 0, 0],
  ]).toContainEqual(parity(order.rows));
  expect([
    [0, 0, 1, 1],
    [1, 1, 0, 0],
  ]).toContainEqual(parity(order.columns));
});
