import { placeOfFollowed } from '../compliance';
import { dependencySlice } from '../dependencies';
import type { ActorId, Followers, Playbook } from '../model';
import {
  addHint,
  assignAnew,
  getSite,
  commitSlice,
  noteApplication,
  noteApplied,
  publishDraft,
  readFacts,
  readFactsHeader,
  readIndex,
  readShelf,
  readSnapshotHeader,
  type FindMembers,
  type PackedFacts,
  type PortfolioProject,
} from '../store';
import { areReadBy } from './assemble';
import { evaluateProject } from './evaluate-project';
import { playbookOf } from './followed-playbook';
import type { JobContext } from './job-context';
import { pushJob } from './jobs';
import { requestMerge } from './request-merge';
import { requestRefresh } from './request-work';
import { fieldsToMap } from './site';

/** The page shows how far it is; a note costs as much as looking at a project. */
const PROJECTS_BETWEEN_NOTES = 10;

/**
 * So many projects are evaluated at once; then those who wait to save something have their turn. A project takes some 30 reads
 * of the 4,000 that storage gives a minute: with the pause at most two thirds of them, and 1,000 projects a quarter of an hour.
 */
const EVALUATED_AT_ONCE = 20;
const PAUSE_SECONDS = 10;

/**
 * Publishes the draft that somebody saw, and has the projects that follow it evaluated. `stale`: there is another draft
 * by now, or another version in force; nothing was published.
 */
export async function publishPlaybook(seen: number, by: ActorId): Promise<'published' | 'stale'> {
  const { projects } = await readIndex();
  const outcome = await publishDraft(seen, { by, at: Date.now() }, membersAmong(projects));
  if (outcome === 'published') await requestApplication();
  return outcome;
}

/** Has projects follow the playbooks that name the categories in which they are now. */
export async function assignPlaybooks(projects: readonly PortfolioProject[]): Promise<void> {
  if (await assignAnew(membersAmong(projects))) await requestApplication();
}

/** Has all projects evaluated by the playbooks that they follow, unless they were. */
export async function requestApplication(): Promise<void> {
  const { revision, applied } = await readShelf();
  if (applied < revision) await pushJob({ job: 'apply', revision, after: 0 });
}

/**
 * Evaluates the projects that follow another playbook than their snapshot, one after the other, and has their shares of
 * the graph merged, for a playbook also says which links count and which days are worked. Goes on in a further job after
 * some, or when its time is spent; done twice, it finds nothing left to do. A later publication has a job of its own.
 */
export async function applyPlaybooks(revision: number, after: number, { budget }: JobContext): Promise<void> {
  const shelf = await readShelf();
  if (shelf.revision !== revision || shelf.applied >= revision) return;
  const { projects } = await readIndex();
  let evaluated = 0;
  for (const [place, { id }] of projects.entries()) {
    if (id <= after) continue;
    if (evaluated === EVALUATED_AT_ONCE) return pushJob({ job: 'apply', revision, after: id - 1 }, PAUSE_SECONDS);
    if (budget.isSpent()) return pushJob({ job: 'apply', revision, after: id - 1 });
    if (place % PROJECTS_BETWEEN_NOTES === 0) {
      await noteApplication({ revision, done: place, projects: projects.length });
    }
    if (await applyPlaybook(id)) evaluated++;
  }
  await requestMerge(projects.length, true, true);
  await noteApplied(revision);
}

/** Whether it was evaluated. A project without a snapshot is evaluated when it has been read. */
async function applyPlaybook(projectId: number): Promise<boolean> {
  const { playbook, name } = await playbookOf(projectId);
  const snapshot = await readSnapshotHeader(projectId);
  if (snapshot === null) return false;
  const { id, version } = snapshot.meta.playbook;
  if (id === name.id && version === name.version) return false;
  for (;;) {
    const facts = await readFacts(projectId);
    if (facts === null) return false;
    const { readAt } = facts.header.meta;
    const slice = dependencySlice({ ...facts.value, surroundings: null, schedule: null }, playbook);
    const outcome = await commitSlice(projectId, slice, { readAt, revision: name.revision ?? 0 });
    // A run that ended meanwhile may have shared newer facts by the playbook of before.
    if (outcome === 'superseded' && (await readFactsHeader(projectId))?.meta.readAt !== readAt) continue;
    await readOtherFields(projectId, facts.value, playbook);
    break;
  }
  await evaluateProject(projectId);
  return true;
}

/** Only a reading of all issues tells what fields hold that were not read before. */
async function readOtherFields(projectId: number, facts: PackedFacts, playbook: Playbook): Promise<void> {
  const site = await getSite();
  if (site === null || areReadBy(facts, fieldsToMap(site, playbook))) return;
  await addHint(projectId, { kind: 'whole', at: Date.now() });
  await requestRefresh(projectId);
}

/** Which of the playbooks a project follows, by id; `null` where none is for it. `members` are those that each names. */
export function followedAmong(
  playbooks: readonly { readonly id: string; readonly followers: Followers }[],
  members: readonly (readonly number[])[],
): (projectId: number) => string | null {
  const named = new Map(playbooks.flatMap(({ id }, place) => members[place].map((projectId) => [projectId, id])));
  const ofOthers = playbooks.find(({ followers }) => followers.everyOther)?.id ?? null;
  return (projectId) => named.get(projectId) ?? ofOthers;
}

/** For each of the playbooks, those of the projects that it, before all others, names itself or by their category. */
export function membersAmong(projects: readonly PortfolioProject[]): FindMembers {
  return (playbooks) => {
    const named = playbooks.map((each) => ({ ...each, everyOther: false }));
    const places = projects.map((project) => placeOfFollowed(named, project));
    return playbooks.map((_, place) => projects.flatMap(({ id }, i) => (places[i] === place ? [id] : [])));
  };
}
