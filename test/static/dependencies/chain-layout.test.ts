import fc from 'fast-check';
import { NODE, layOutChain } from '../../../static/dependencies/chain-layout';

function arrow(provider: number, dependent: number): { readonly provider: number; readonly dependent: number } {
  return { provider, dependent };
}

test('an issue stands right of all that it waits for, by the longest way', () => {
  const { layer, layers } = layOutChain(4, [arrow(0, 1), arrow(1, 2), arrow(0, 2), arrow(2, 3)]);
  expect(layer).toEqual([0, 1, 2, 3]);
  expect(layers).toBe(4);
});

test('what is needed late only stands near what needs it', () => {
  const { layer } = layOutChain(4, [arrow(0, 1), arrow(1, 2), arrow(3, 2)]);
  expect(layer[3]).toBe(1);
});

test('issues of a cycle share a layer', () => {
  const { layer } = layOutChain(5, [arrow(0, 1), arrow(1, 2), arrow(2, 3), arrow(3, 1), arrow(3, 4)]);
  expect(layer[1]).toBe(layer[2]);
  expect(layer[2]).toBe(layer[3]);
  expect(layer[0]).toBe(layer[1] - 1);
  expect(layer[4]).toBe(layer[1] + 1);
});

test('a line over several layers passes each of them once', () => {
  const { passes, x } = layOutChain(4, [arrow(0, 1), arrow(1, 2), arrow(2, 3), arrow(0, 3)]);
  expect(passes.slice(0, 3)).toEqual([[], [], []]);
  expect(passes[3].map((pass) => pass.x)).toEqual([x[1], x[2]]);
});

test('nothing to lay out is nothing', () => {
  expect(layOutChain(0, [])).toMatchObject({ layers: 0, width: 0, height: 0, x: [], y: [] });
});

test('a cycle of 300 and an issue with 299 dependents are laid out', () => {
  const ring = layOutChain(
    300,
    Array.from({ length: 300 }, (_, issue) => arrow(issue, (issue + 1) % 300)),
  );
  expect(ring.layers).toBe(1);
  const star = layOutChain(
    300,
    Array.from({ length: 299 }, (_, issue) => arrow(0, issue + 1)),
  );
  expect(star.layers).toBe(2);
  expect(star.height).toBe(299 * NODE.height + 298 * NODE.betweenRows);
});

test('the order of layers keeps two separate chains from crossing', () => {
  const { y } = layOutChain(6, [arrow(0, 5), arrow(1, 3), arrow(2, 4), arrow(0, 5)]);
  const order = (issues: readonly number[]): readonly number[] => [...issues].sort((a, b) => y[a] - y[b]);
  const partner = new Map([
    [0, 5],
    [1, 3],
    [2, 4],
  ]);
  expect(order([3, 4, 5])).toEqual(order([0, 1, 2]).map((issue) => partner.get(issue)));
});

test('on any graph: dependents right of providers unless both are in a cycle, no box on another, all in the frame', () => {
  const graph = fc.integer({ min: 1, max: 40 }).chain((count) => {
    const issue = fc.integer({ min: 0, max: count - 1 });
    return fc.tuple(fc.constant(count), fc.array(fc.tuple(issue, issue), { maxLength: 90 }));
  });
  fc.assert(
    fc.property(graph, ([count, pairs]) => {
      const arrows = pairs.map(([provider, dependent]) => arrow(provider, dependent));
      const { layer, x, y, width, height } = layOutChain(count, arrows);
      for (const { provider, dependent } of arrows) {
        if (reaches(arrows, dependent, provider)) expect(layer[dependent]).toBe(layer[provider]);
        else expect(layer[dependent]).toBeGreaterThan(layer[provider]);
      }
      for (let issue = 0; issue < count; issue++) {
        expect(x[issue]).toBeGreaterThanOrEqual(0);
        expect(x[issue] + NODE.width).toBeLessThanOrEqual(width);
        expect(y[issue]).toBeGreaterThanOrEqual(-1e-6);
        expect(y[issue] + NODE.height).toBeLessThanOrEqual(height + 1e-6);
        for (let other = issue + 1; other < count; other++) {
          const apart = x[issue] !== x[other] || Math.abs(y[issue] - y[other]) >= NODE.height - 1e-6;
          expect(apart).toBe(true);
        }
      }
    }),
    { numRuns: 80 },
  );
});

function reaches(arrows: readonly { provider: number; dependent: number }[], from: number, to: number): boolean {
  const seen = new Set([from]);
  const open = [from];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === to) return true;
    for (const { provider, dependent } of arrows) {
      if (provider !== at || seen.has(dependent)) continue;
      seen.add(dependent);
      open.push(dependent);
    }
  }
  return false;
}
