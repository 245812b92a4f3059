import fc from 'fast-check';
import { cellByKey, cellsOf, firstOfRow, type Cell } from '../../../static/dependencies/matrix-cells';
import { blocks } from '../../../static/dependencies/matrix-window';

function cells(pairs: readonly (readonly [number, number])[], count: number): ReturnType<typeof cellsOf> {
  const figures = { open: 1, late: 0, done: 0, leastSlack: null, kinds: 1 };
  return cellsOf({
    pairs: pairs.map(([dependent, provider]) => ({ dependent, provider, ...figures })),
    projects: Array.from({ length: count }, (_, place) => place),
  });
}

test('arrow keys go from one cell that holds something to the next, from the end of a row to the next', () => {
  const all = cells(
    [
      [0, 1],
      [0, 3],
      [2, 3],
      [3, 0],
    ],
    4,
  );
  const path = ['ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp', 'Home', 'End'];
  let at = firstOfRow(all, 0, 1) as Cell;
  const visited = path.map((key) => {
    at = cellByKey(all, at, key, false) ?? at;
    return `${at.row}-${at.column}`;
  });
  expect(visited).toEqual(['0-3', '2-3', '3-0', '3-0', '2-3', '0-3', '0-1', '0-3']);
  expect(cellByKey(all, at, 'End', true)).toMatchObject({ row: 3, column: 0 });
  expect(cellByKey(all, at, 'Home', true)).toMatchObject({ row: 0, column: 1 });
  expect(cellByKey(all, at, 'x', false)).toBeNull();
});

test('every cell can be reached by arrow keys from the first', () => {
  const pair = fc.tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 7 }));
  fc.assert(
    fc.property(fc.uniqueArray(pair, { minLength: 1, maxLength: 20, selector: String }), (pairs) => {
      const all = cells(pairs, 8);
      const reached = new Set<Cell>();
      const queue = [firstOfRow(all, 0, 1) as Cell];
      for (const cell of queue) {
        if (reached.has(cell)) continue;
        reached.add(cell);
        for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp']) {
          const next = cellByKey(all, cell, key, false);
          if (next) queue.push(next);
        }
      }
      expect(reached.size).toBe(pairs.length);
    }),
  );
});

test('what is in sight is drawn, with a block on either side, and never beyond the ends', () => {
  expect(blocks(0, 360, 36, 200)).toEqual([0, 24]);
  expect(blocks(3600, 360, 36, 200)).toEqual([88, 120]);
  expect(blocks(7200, 360, 36, 200)).toEqual([192, 200]);
  expect(blocks(0, -5, 36, 3)).toEqual([0, 3]);
});
