import { defaultPlaybook, withEveryRule } from '../compliance';
import type { Playbook } from '../model';
import { readFollowed, readShelf, readVersions, type SnapshotMeta } from '../store';

/** A playbook, and what a snapshot that is made of it calls it. */
export interface FollowedPlaybook {
  readonly playbook: Playbook;
  readonly name: SnapshotMeta['playbook'];
}

/** The playbook that a project follows: Plumbline's own until the PMO has published one for it. */
export function playbookOf(projectId: number): Promise<FollowedPlaybook> {
  return followed(projectId);
}

/**
 * The playbook of every project that no published one names. What cannot differ from project to project is as it says:
 * the working days of the schedule, which ties projects together.
 */
export async function sitePlaybook(): Promise<Playbook> {
  return (await followed(null)).playbook;
}

/** The published versions in force, in the order in which their playbooks were first published. */
export async function playbooksInForce(): Promise<readonly Playbook[]> {
  const { playbooks } = await readShelf();
  const versions = await Promise.all(playbooks.map(({ id }) => readVersions(id, 1)));
  return versions.flat().map(({ playbook }) => playbook);
}

async function followed(projectId: number | null): Promise<FollowedPlaybook> {
  const { playbook: published, revision } = await readFollowed(projectId);
  const playbook = published === null ? defaultPlaybook : withEveryRule(published);
  const { id, version } = playbook;
  // Where nothing was ever published, there is nothing to tell apart.
  return { playbook, name: revision === 0 ? { id, version } : { id, version, revision } };
}
