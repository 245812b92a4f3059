import { bowBeside, bowOver, curveBetween } from '../../../static/dependencies/curve';

const provider = { x: 0, width: 100, middle: 10 };
const dependent = { x: 300, width: 100, middle: 90 };

test.each([
  ['finishToStart', 'M100 10', ' 300 90', 'm-6 -4l6 4l-6 4'],
  ['startToStart', 'M0 10', ' 300 90', 'm-6 -4l6 4l-6 4'],
  ['finishToFinish', 'M100 10', ' 400 90', 'm6 -4l-6 4l6 4'],
  ['startToFinish', 'M0 10', ' 400 90', 'm6 -4l-6 4l6 4'],
] as const)('a line of kind %s joins the edges that its kind ties', (kind, from, to, head) => {
  const path = curveBetween(provider, dependent, kind);
  expect(path.startsWith(`${from}C`)).toBe(true);
  expect(path.endsWith(`${to}${head}`)).toBe(true);
});

test('a line that passes layers goes straight through its place in each', () => {
  const path = curveBetween(provider, dependent, 'finishToStart', [{ x: 150, y: 50, width: 100 }]);
  expect(path).toMatch(/^M100 10C.* 150 50H250C.* 300 90m/);
});

test('between boxes one above the other the line bows to the right on its way down, to the left on its way up', () => {
  const [upper, lower] = [provider, { ...provider, middle: 90 }];
  expect(bowBeside(upper, lower)).toMatch(/^M100 10C\d+ 10 \d+ 90 100 90m6 -4l-6 4l6 4$/);
  expect(bowBeside(lower, upper)).toMatch(/^M0 90C-\d+ 90 -\d+ 10 0 10m-6 -4l6 4l-6 4$/);
});

test('a line that runs back leaves and reaches the upper edges, over whatever stands between', () => {
  expect(bowOver(dependent, provider, 20)).toBe('M350 80C350 40 50 -40 50 0m-4 -6l4 6l4 -6');
});
