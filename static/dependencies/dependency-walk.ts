import type { MapDependency } from '../../src/contract';

/** By issue: its dependencies on either side, the most pressing first, as places in the map's dependencies. */
export interface Neighbours {
  readonly providers: readonly (readonly number[])[];
  readonly dependents: readonly (readonly number[])[];
}

/** Where the middle of each issue stands on a drawing. */
export interface Standing {
  readonly x: (issue: number) => number;
  readonly y: (issue: number) => number;
}

const PRESSING = ['lateNow', 'willBeLate', 'atRisk', 'fine', 'unknown'] as const;

/** Who waits for whom, by issue. */
export function neighboursOf(count: number, dependencies: readonly MapDependency[]): Neighbours {
  const providers: number[][] = Array.from({ length: count }, () => []);
  const dependents: number[][] = Array.from({ length: count }, () => []);
  const order = dependencies
    .map((_, place) => place)
    .sort((a, b) => comparePressing(dependencies[a], dependencies[b]) || a - b);
  for (const place of order) {
    const { provider, dependent } = dependencies[place];
    providers[dependent].push(place);
    dependents[provider].push(place);
  }
  return { providers, dependents };
}

function comparePressing(a: MapDependency, b: MapDependency): number {
  return (
    Number(b.onPath) - Number(a.onPath) ||
    Number(b.open) - Number(a.open) ||
    PRESSING.indexOf(a.lateness) - PRESSING.indexOf(b.lateness) ||
    (a.slack ?? Infinity) - (b.slack ?? Infinity) ||
    0
  );
}

/**
 * Where an arrow key leads: right to what waits for the issue and left to what it waits for, the most pressing of them;
 * up and down to the next issue on the drawing; Home and End to the first and the last. `null` for other keys, and
 * where there is nowhere to go.
 * @param order the issues in the order in which the eye meets them
 */
export function stepByKey(
  key: string,
  from: number,
  dependencies: readonly MapDependency[],
  neighbours: Neighbours,
  order: readonly number[],
  standing: Standing,
): number | null {
  switch (key) {
    case 'ArrowRight':
      return first(neighbours.dependents[from], (place) => dependencies[place].dependent, from);
    case 'ArrowLeft':
      return first(neighbours.providers[from], (place) => dependencies[place].provider, from);
    case 'ArrowUp':
      return nearest(from, order, standing, -1);
    case 'ArrowDown':
      return nearest(from, order, standing, 1);
    case 'Home':
      return order[0] ?? null;
    case 'End':
      return order[order.length - 1] ?? null;
    default:
      return null;
  }
}

function first(places: readonly number[], endOf: (place: number) => number, from: number): number | null {
  const ends = places.map(endOf);
  return ends.find((end) => end !== from) ?? null;
}

/** The nearest issue above or below; how far it is to the side counts little, so that each row is met. */
function nearest(from: number, order: readonly number[], standing: Standing, direction: 1 | -1): number | null {
  let best: number | null = null;
  let least = Infinity;
  for (const issue of order) {
    const down = (standing.y(issue) - standing.y(from)) * direction;
    if (down <= 1) continue;
    const cost = down + Math.abs(standing.x(issue) - standing.x(from)) / 8;
    if (cost < least) {
      least = cost;
      best = issue;
    }
  }
  return best;
}
