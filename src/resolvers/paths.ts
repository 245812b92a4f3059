import { pathToNextLevel, pathToScore, type CheapestPath } from '../compliance';
import type { LevelPathInFigures, PathInFigures } from '../contract';
import type { Offender, Snapshot } from '../model';
import { readSnapshot } from '../store';
import type { Answer } from './project-viewer';
import { notFound } from './refusal';
import { revisionOf } from './revision';

/** Groups of a path that the page lists: where thousands of issues offend, they are as many. */
const MOST_GROUPS = 50;

/** The fewest fixes that reach a score. */
export const scorePath: Answer<'scorePath'> = async ({ projectId }, { target }) => {
  const stored = await readSnapshot(projectId);
  const path = stored && pathToScore(stored.value.snapshot, target);
  return { revision: revisionOf(stored && stored.header), path: path && inFigures(path) };
};

/** The fewest fixes that reach the next level; `null` where there is none above. */
export function levelPath(snapshot: Snapshot): LevelPathInFigures | null {
  const path = pathToNextLevel(snapshot);
  return path && snapshot.nextLevel && { level: snapshot.nextLevel.level, ...inFigures(path) };
}

/** The issues that the cheapest path to a score, or else to the next level, mends for exactly these rules. */
export function issuesOnPath(
  snapshot: Snapshot,
  rules: readonly string[],
  target: number | undefined,
): readonly Pick<Offender, 'id'>[] {
  const path = target === undefined ? pathToNextLevel(snapshot) : pathToScore(snapshot, target);
  const group = path?.groups.find((each) => each.rules.join() === rules.join());
  if (group === undefined) {
    throw notFound('The cheapest path is another one by now.', 'Reload the page: issues or rules have changed.');
  }
  return group.issues;
}

function inFigures({ fixes, visits, groups, scoreAfter, unmendable }: CheapestPath): PathInFigures {
  return {
    ...{ fixes, visits, scoreAfter, unmendable },
    groups: groups.slice(0, MOST_GROUPS).map(({ rules, issues }) => ({ rules, issues: issues.length })),
    groupsInAll: groups.length,
  };
}
