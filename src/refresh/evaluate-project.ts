import { defaultPlaybook, evaluate } from '../compliance';
import { commitSnapshot, isNewer, readFacts, readSnapshotHeader, readSurroundings, type SnapshotMeta } from '../store';
import { currentSite, todayOn } from './site';

/** Each further try follows a newer input that somebody else has evaluated already; few can come at once. */
const MOST_TRIES = 5;

/**
 * Evaluates a project from its stored facts and surroundings as of today and stores the snapshot, unless the stored
 * one is of the same inputs or newer. Without facts there is nothing to do.
 */
export async function evaluateProject(projectId: number): Promise<void> {
  const site = await currentSite();
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const [facts, surroundings, stored] = await Promise.all([
      readFacts(projectId),
      readSurroundings(projectId),
      readSnapshotHeader(projectId),
    ]);
    if (facts === null) return;
    const meta: SnapshotMeta = {
      readAt: facts.header.meta.readAt,
      mergedAt: surroundings?.header.meta.mergedAt ?? 0,
      surroundings: surroundings?.header.digest ?? '',
      day: todayOn(site),
      playbook: { id: defaultPlaybook.id, version: defaultPlaybook.version },
    };
    if (stored !== null && !isNewer(meta, stored.meta)) {
      if (isNewer(stored.meta, meta)) continue;
      return;
    }
    const { project, unreadable } = facts.value;
    const snapshot = evaluate({ ...facts.value, surroundings: surroundings?.value ?? null }, defaultPlaybook, meta.day);
    const { id, key, name } = project;
    const outcome = await commitSnapshot(projectId, { snapshot, project: { id, key, name }, unreadable }, meta);
    if (outcome !== 'superseded') return;
  }
}
