import { neighboursOf, stepByKey } from '../../../static/dependencies/dependency-walk';
import { aDependency } from '../support/issue-map';

const dependencies = [
  aDependency(0, 1, { lateness: 'fine', slack: 9 }),
  aDependency(0, 2, { lateness: 'willBeLate', slack: -2 }),
  aDependency(0, 3, { lateness: 'willBeLate', slack: -8 }),
  aDependency(0, 4, { open: false, lateness: 'unknown', slack: null }),
  aDependency(2, 5, { lateness: 'unknown', slack: null }),
  aDependency(1, 5, { lateness: 'fine', onPath: true }),
];
const neighbours = neighboursOf(6, dependencies);
const order = [0, 1, 2, 3, 4, 5];
const standing = {
  x: (issue: number) => [0, 100, 100, 100, 400, 200][issue],
  y: (issue: number) => [50, 0, 30, 60, 61, 0][issue],
};

function step(key: string, from: number): number | null {
  return stepByKey(key, from, dependencies, neighbours, order, standing);
}

test('dependents come by how pressing they are: the path, open ones, late ones, least float', () => {
  expect(neighbours.dependents[0].map((place) => dependencies[place].dependent)).toEqual([3, 2, 1, 4]);
  expect(neighbours.providers[5].map((place) => dependencies[place].provider)).toEqual([1, 2]);
});

test.each([
  ['ArrowRight', 0, 3],
  ['ArrowLeft', 5, 1],
  ['ArrowRight', 5, null],
  ['ArrowLeft', 0, null],
  ['ArrowDown', 1, 2],
  ['ArrowUp', 3, 0],
  ['ArrowUp', 1, null],
  ['Home', 3, 0],
  ['End', 3, 5],
  ['a', 3, null],
] as const)('%s from issue %d leads to %p', (key, from, expected) => {
  expect(step(key, from)).toBe(expected);
});

test('an issue that waits for itself leads nowhere', () => {
  const itself = [aDependency(0, 0)];
  expect(stepByKey('ArrowRight', 0, itself, neighboursOf(1, itself), [0], standing)).toBeNull();
});
