import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { ActorId, Followers, Playbook } from '../model';
import { commitDocument, deleteDocument, readDocument } from './documents';
import { jsonDocument } from './json-document';
import { followers, playbook } from './playbook-schema';
import { changeShared, readShared, sharedRecord } from './shared-record';
import { StoreError } from './store-error';

/**
 * Published versions are documents of their own that are never changed, each of which names the one before it. Which of
 * them is in force, and for which projects, is one small shared record, the shelf: a version counts from the moment at
 * which the shelf names it. What is being edited is the draft; there is one.
 */
interface Published {
  readonly playbook: Playbook;
  /** Where the version before it lies; `null` for the first. */
  readonly before: string | null;
}

interface Publication {
  readonly publishedAt: number;
  /** `null` where it was not noted. */
  readonly publishedBy: ActorId | null;
}

const publishedKind = jsonDocument<Published, Publication>(
  'playbook',
  1,
  z.object({ playbook, before: z.string().nullable() }),
  z.object({ publishedAt: z.number(), publishedBy: z.string().nullable().default(null) }),
);

/** Who changes something, and when (milliseconds since 1970). */
export interface PlaybookChange {
  readonly by: ActorId;
  readonly at: number;
}

/** A playbook in force. */
export interface ShelvedPlaybook {
  readonly id: string;
  readonly version: number;
  /** Where the version lies. */
  readonly place: string;
  readonly publishedAt: number;
  readonly publishedBy: ActorId | null;
  /** The revision of the draft that it was; `null` where it was not noted. */
  readonly draft: number | null;
  readonly followers: Followers;
  /** Ids of the projects that follow it because it names them or their category. */
  readonly members: readonly number[];
}

export interface Shelf {
  /** Rises whenever a project may follow another version than before; 0 while nothing was published. */
  readonly revision: number;
  /** The last revision that all projects were evaluated by. */
  readonly applied: number;
  /** In the order in which they were first published. */
  readonly playbooks: readonly ShelvedPlaybook[];
}

const shelfKind = sharedRecord<Shelf>(
  'playbooks',
  1,
  z.object({
    revision: z.number().int(),
    applied: z.number().int(),
    playbooks: z.array(
      z.object({
        id: z.string(),
        version: z.number().int().min(1),
        place: z.string(),
        publishedAt: z.number(),
        publishedBy: z.string().nullable().default(null),
        draft: z.number().int().nullable().default(null),
        followers,
        members: z.array(z.number().int()),
      }),
    ),
  }),
);
const EMPTY_SHELF: Shelf = { revision: 0, applied: 0, playbooks: [] };

/** Of each of the playbooks, in their order, the projects that follow it because it names them or their category. */
export type FindMembers = (playbooks: readonly Followers[]) => readonly (readonly number[])[];

export async function readShelf(): Promise<Shelf> {
  return (await readShared(shelfKind))?.value ?? EMPTY_SHELF;
}

/** What a project follows, as far as the PMO has published. */
export interface FollowedPlaybook {
  /** `null`: no published playbook is for this project. */
  readonly playbook: Playbook | null;
  /** Of the shelf that says so. */
  readonly revision: number;
}

/** The playbook that a project follows; with `null`, that of every project that no playbook names. */
export async function readFollowed(projectId: number | null): Promise<FollowedPlaybook> {
  const { revision, playbooks } = await readShelf();
  const named = playbooks.find(({ members }) => projectId !== null && members.includes(projectId));
  const followed = named ?? playbooks.find(({ followers: { everyOther } }) => everyOther);
  return { playbook: followed ? (await readPublished(followed.place)).playbook : null, revision };
}

export interface PlaybookVersion extends Publication {
  readonly playbook: Playbook;
}

/** Versions of a published playbook, newest first, `most` of them; none where there is no such playbook. */
export async function readVersions(id: string, most = Infinity): Promise<readonly PlaybookVersion[]> {
  const found: PlaybookVersion[] = [];
  let place = (await readShelf()).playbooks.find((each) => each.id === id)?.place ?? null;
  while (place !== null && found.length < most) {
    const { before, ...version } = await readPublished(place);
    found.push(version);
    place = before;
  }
  return found;
}

async function readPublished(place: string): Promise<Published & Publication> {
  const stored = await readDocument(publishedKind, place);
  // No other playbook may take its place silently.
  if (stored === null) throw new StoreError('corrupt', publishedKind.name);
  return { ...stored.value, ...stored.header.meta };
}

/** What is being edited. Its playbook has the version from which it was made, 0 for a new one. */
export interface PlaybookDraft {
  /** `null`: nothing is being edited. */
  readonly playbook: Playbook | null;
  /** Rises with each change; 0 before the first. */
  readonly revision: number;
  /** Milliseconds since 1970. */
  readonly changedAt: number;
  /** Who changed it last; `null` where nobody did. */
  readonly changedBy: ActorId | null;
}

const draftKind = sharedRecord<PlaybookDraft>(
  'playbook-draft',
  1,
  z.object({
    playbook: playbook.nullable(),
    revision: z.number().int(),
    changedAt: z.number(),
    changedBy: z.string().nullable().default(null),
  }),
);
const NO_DRAFT: PlaybookDraft = { playbook: null, revision: 0, changedAt: 0, changedBy: null };

/** A draft that is in force is none any more, also where its publication was killed before it was thrown away. */
export async function readDraft(): Promise<PlaybookDraft> {
  const draft = (await readShared(draftKind))?.value ?? NO_DRAFT;
  if (draft.playbook === null) return draft;
  const { id } = draft.playbook;
  const inForce = (await readShelf()).playbooks.find((each) => each.id === id);
  return inForce?.draft === draft.revision ? { ...draft, playbook: null } : draft;
}

/**
 * Saves what was edited from a revision; `null` throws the draft away. `stale`: somebody else saved since, whose draft
 * is there to be compared; nothing was changed.
 */
export async function saveDraft(
  edited: Playbook | null,
  seen: number,
  { by, at }: PlaybookChange,
): Promise<'saved' | 'stale'> {
  const saved = await changeShared(draftKind, (stored) => {
    const revision = stored?.value.revision ?? 0;
    return revision === seen ? { playbook: edited, revision: revision + 1, changedAt: at, changedBy: by } : null;
  });
  return saved ? 'saved' : 'stale';
}

/**
 * Publishes the draft as it was at a revision, as the next version of its playbook. `stale`: there is no such draft any
 * more, or another version was published since it was made; nothing was published. Killed half-way, nothing is in force
 * or all is.
 */
export async function publishDraft(
  seen: number,
  { by, at }: PlaybookChange,
  findMembers: FindMembers,
): Promise<'published' | 'stale'> {
  const draft = await readDraft();
  if (draft.playbook === null || draft.revision !== seen) return 'stale';
  const { id, version: madeFrom } = draft.playbook;
  const isMadeFrom = (shelved: ShelvedPlaybook | undefined): boolean => (shelved?.version ?? 0) === madeFrom;
  const inForce = (await readShelf()).playbooks.find((each) => each.id === id);
  if (!isMadeFrom(inForce)) return 'stale';
  const version = { ...draft.playbook, version: madeFrom + 1 };
  const place = randomBytes(9).toString('base64url');
  await commitDocument(publishedKind, place, {
    value: { playbook: version, before: inForce?.place ?? null },
    meta: { publishedAt: at, publishedBy: by },
    begunAt: Infinity,
    supersedes: () => false,
  });
  const publication = { place, publishedAt: at, publishedBy: by, draft: seen };
  const entry = { ...publication, id, version: version.version, followers: version.followers, members: [] };
  const published = await changeShelf((playbooks) => {
    const found = playbooks.findIndex((each) => each.id === id);
    if (!isMadeFrom(playbooks[found])) return null;
    return found < 0 ? [...playbooks, entry] : playbooks.with(found, entry);
  }, findMembers);
  if (published) await saveDraft(null, seen, { by, at });
  else await deleteDocument(publishedKind, place);
  return published ? 'published' : 'stale';
}

/** Has projects follow the playbooks that name their categories now. Answers whether any follows another than before. */
export function assignAnew(findMembers: FindMembers): Promise<boolean> {
  return changeShelf((playbooks) => {
    const found = findMembers(playbooks.map((each) => each.followers));
    const isSame = playbooks.every(({ members }, i) => members.join() === found[i].join());
    return isSame ? null : playbooks;
  }, findMembers);
}

/** Notes that all projects were evaluated by a revision of the shelf. */
export async function noteApplied(revision: number): Promise<void> {
  await changeShared(shelfKind, (stored) =>
    stored === null || stored.value.applied >= revision ? null : { ...stored.value, applied: revision },
  );
}

/** `null` leaves the shelf as it is. */
function changeShelf(
  change: (playbooks: readonly ShelvedPlaybook[]) => readonly ShelvedPlaybook[] | null,
  findMembers: FindMembers,
): Promise<boolean> {
  return changeShared(shelfKind, (stored) => {
    const shelf = stored?.value ?? EMPTY_SHELF;
    const changed = change(shelf.playbooks);
    if (changed === null) return null;
    const members = findMembers(changed.map((each) => each.followers));
    const playbooks = changed.map((each, i) => ({ ...each, members: members[i] }));
    return { ...shelf, revision: shelf.revision + 1, playbooks };
  });
}
