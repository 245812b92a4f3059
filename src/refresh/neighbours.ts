import { placeOf, projectKeyOf } from '../model';
import { addHint, readIndex, type PackedFacts } from '../store';
import type { ChangesRead } from './read-changes';
import { requestRefresh } from './request-work';

/**
 * Tells other projects what only this one has noticed: that an issue which they are linked to exists no more, for
 * Jira sends no event for a link that vanishes with its issue; and that an issue has moved to them.
 */
export async function tellNeighbours(
  projectId: number,
  known: Pick<PackedFacts, 'issues' | 'links'>,
  { deleted, movedTo }: Pick<ChangesRead, 'deleted' | 'movedTo'>,
): Promise<void> {
  const at = Date.now();
  for (const [otherId, issueIds] of movedTo) {
    for (const issueId of issueIds) await addHint(otherId, { kind: 'issue', issueId, at });
    await requestRefresh(otherId);
  }
  const told = await projectsLinkedTo(projectId, known, deleted);
  for (const [otherId, issueIds] of told) {
    for (const issueId of issueIds) await addHint(otherId, { kind: 'farGone', issueId, at });
    await requestRefresh(otherId);
  }
}

/** By project: the deleted issues to which it has links, as this project's links name their far ends. */
async function projectsLinkedTo(
  projectId: number,
  { issues, links }: Pick<PackedFacts, 'issues' | 'links'>,
  deleted: ReadonlySet<number>,
): Promise<ReadonlyMap<number, ReadonlySet<number>>> {
  const byKey = new Map<string, Set<number>>();
  if (deleted.size === 0) return new Map();
  for (let place = 0; place < links.count; place++) {
    if (!deleted.has(links.issueId[place]) || placeOf(issues.id, links.farId[place]) >= 0) continue;
    const key = projectKeyOf(links.farPrefixes[links.farPrefix[place]], links.farNumber[place]);
    byKey.set(key, (byKey.get(key) ?? new Set<number>()).add(links.issueId[place]));
  }
  if (byKey.size === 0) return new Map();
  const { projects } = await readIndex();
  return new Map(
    projects.flatMap(({ id, key }) => {
      const issueIds = id === projectId ? undefined : byKey.get(key);
      return issueIds === undefined ? [] : [[id, issueIds] as const];
    }),
  );
}
