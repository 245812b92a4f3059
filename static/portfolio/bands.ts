import { LEVEL_CHOICES, type LevelChoice, type Ten } from './address';
import { tenOf, type ListedProject } from './listed';

const TENS = 10;

/** How many projects lie in each tenth of the scale, and how many have no place on it. */
export interface Bands {
  readonly tens: readonly number[];
  readonly without: number;
}

export function scoreBands(projects: readonly ListedProject[]): Bands {
  return bandsOf(projects.map(({ standing }) => tenOf(standing?.score ?? null, 10)));
}

export function coverageBands(projects: readonly ListedProject[]): Bands {
  return bandsOf(projects.map(({ standing }) => tenOf(standing?.coverage ?? null, 0.1)));
}

function bandsOf(places: readonly Ten[]): Bands {
  const tens = Array.from({ length: TENS }, () => 0);
  let without = 0;
  for (const place of places) {
    if (place === 'none') without++;
    else tens[place]++;
  }
  return { tens, without };
}

/** How many projects have reached each level, highest first; those that were never read are in none. */
export function levelCounts(projects: readonly ListedProject[]): Readonly<Record<LevelChoice, number>> {
  const counts = Object.fromEntries(LEVEL_CHOICES.map((level) => [level, 0])) as Record<LevelChoice, number>;
  for (const { standing } of projects) if (standing !== null) counts[standing.level ?? 'none']++;
  return counts;
}
