import { LEAST_SCALE, MOST_SCALE, atFirst, fitted, revealing, zoomed } from '../../../static/dependencies/pan-zoom';

const WINDOW = { width: 800, height: 400 };

test('a small drawing is shown in life size, in the middle', () => {
  expect(fitted({ width: 400, height: 200 }, WINDOW)).toEqual({ x: -200, y: -100, scale: 1 });
});

test('a wide drawing is shown whole, but at first so that it can be read', () => {
  const drawing = { width: 8000, height: 300 };
  const whole = fitted(drawing, WINDOW);
  expect(whole.scale * drawing.width).toBeLessThanOrEqual(WINDOW.width);
  expect(atFirst(drawing, WINDOW).scale).toBeGreaterThan(0.5);
  expect(atFirst({ width: 700, height: 300 }, WINDOW)).toEqual(fitted({ width: 700, height: 300 }, WINDOW));
});

test('what is below the pointer stays there while zooming, within limits', () => {
  const at = { x: 200, y: 100 };
  const from = { x: 30, y: 40, scale: 1 };
  const to = zoomed(from, 2, at);
  expect(to.x + at.x / to.scale).toBeCloseTo(from.x + at.x / from.scale);
  expect(to.y + at.y / to.scale).toBeCloseTo(from.y + at.y / from.scale);
  expect(zoomed(from, 1e9, at).scale).toBe(MOST_SCALE);
  expect(zoomed(from, 1e-9, at).scale).toBe(LEAST_SCALE);
});

test('revealing moves by as little as is needed, and not at all what is in sight', () => {
  const from = { x: 0, y: 0, scale: 1 };
  expect(revealing(from, { x: 100, y: 100, width: 50, height: 50 }, WINDOW)).toBe(from);
  expect(revealing(from, { x: 900, y: 100, width: 50, height: 50 }, WINDOW)).toEqual({ x: 166, y: 0, scale: 1 });
  expect(revealing(from, { x: -60, y: 0, width: 50, height: 50 }, WINDOW).x).toBe(-76);
});

test('where nothing is laid out nothing moves', () => {
  expect(fitted({ width: 10, height: 10 }, { width: 0, height: 0 })).toEqual({ x: 0, y: 0, scale: 1 });
});
