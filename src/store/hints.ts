import * as z from 'zod';
import type { LinkType } from '../model';
import { deleteRecord, getRecord, listRecords, setRecord, type RecordKind } from './records';

/**
 * What an event told about a project, kept until a reading has made use of it. `at` is when it was told, in
 * milliseconds since 1970.
 */
export type Hint =
  /** The issue changed, or is new: Jira's search will find it, but may not yet. */
  | { readonly kind: 'updated'; readonly issueId: number; readonly at: number }
  /** The issue has to be read, whatever Jira's search finds. */
  | { readonly kind: 'issue'; readonly issueId: number; readonly at: number }
  /** The issue left the project. */
  | { readonly kind: 'gone'; readonly issueId: number; readonly at: number }
  /** The issue, of any project, exists no more. */
  | { readonly kind: 'farGone'; readonly issueId: number; readonly at: number }
  | {
      readonly kind: 'link';
      readonly verb: 'created' | 'deleted';
      readonly linkId: number;
      readonly sourceId: number;
      readonly destinationId: number;
      readonly type: LinkType;
      readonly at: number;
    }
  /** Issues of the version have to be read. */
  | { readonly kind: 'version'; readonly versionId: number; readonly at: number }
  /** The whole project has to be read. */
  | { readonly kind: 'whole'; readonly at: number };

/** At rest a hint is little more than its instant: the key says the rest, but for an updated issue: `instant.id`. */
type StoredHint =
  | number
  | string
  | readonly [
      at: number,
      source: number,
      destination: number,
      name: string,
      inward: string | null,
      outward: string | null,
    ];

const hints: RecordKind<StoredHint> = {
  name: 'hint',
  version: 3,
  schema: z.union([
    z.number(),
    z.string(),
    z.tuple([z.number(), z.number().int(), z.number().int(), z.string(), z.string().nullable(), z.string().nullable()]),
  ]),
  upgrade: (from, hint) => (from === 2 ? hint : undefined),
};

/**
 * News of issues that are gone stay true, and storage drops them by itself: thousands of them at once, when somebody
 * empties a project, are more than Forge lets an installation delete in a minute.
 */
const hintsOfGone: RecordKind<StoredHint> = { ...hints, keptHours: 24 };

function toStored(hint: Hint): StoredHint {
  if (hint.kind === 'updated') return `${hint.at.toString(DIGITS)}.${hint.issueId.toString(DIGITS)}`;
  if (hint.kind !== 'link') return hint.at;
  const { name, inward, outward } = hint.type;
  return [hint.at, hint.sourceId, hint.destinationId, name, inward, outward];
}

/** `null` for what no version of this app has written. */
function fromStored(owner: string, stored: StoredHint): Hint | null {
  const [, kind, subject, link] = owner.split(':');
  if (typeof stored === 'string') {
    const [at, issueId] = stored.split('.').map((number) => parseInt(number, DIGITS));
    return kind === 'updated' ? { kind, issueId, at } : null;
  }
  if (typeof stored === 'number') {
    const at = stored;
    if (kind === 'issue' || kind === 'gone' || kind === 'farGone') return { kind, issueId: Number(subject), at };
    if (kind === 'version') return { kind, versionId: Number(subject), at };
    return kind === 'whole' ? { kind, at } : null;
  }
  if (kind !== 'link' || (subject !== 'created' && subject !== 'deleted')) return null;
  const [at, sourceId, destinationId, name, inward, outward] = stored;
  return { kind, verb: subject, linkId: Number(link), sourceId, destinationId, type: { name, inward, outward }, at };
}

const DIGITS = 36;
/**
 * Of so many updated issues of a project at once a hint is kept; of more, one takes the place of another. A bulk change
 * of thousands would else take more of the storage than Forge lets an installation have in a minute, for what Jira's
 * search finds anyway.
 */
const MOST_UPDATED = 200;
/** How many hints are looked at or deleted at a time. */
const AT_ONCE = 10;

/** Keeps a hint; one that says the same of the same thing takes its place, so that a burst of events leaves one. */
export function addHint(projectId: number, hint: Hint): Promise<void> {
  return setRecord(hint.kind === 'gone' ? hintsOfGone : hints, ownerOf(projectId, hint), toStored(hint));
}

/**
 * A project's hints, oldest first, a link's creation before its deletion (a link is created once and deleted once,
 * whichever event comes first). Eventually consistent: a hint kept just now may be missing; it stays for the next time.
 */
export async function listHints(projectId: number): Promise<readonly Hint[]> {
  const found = await listRecords(hints, { prefix: `${projectId}:` });
  const told = [...found].flatMap(([owner, stored]) => fromStored(owner, stored) ?? []);
  return inOrder(told);
}

/**
 * Deletes hints that a reading made use of, but none that was kept anew after it was listed, and none that storage drops
 * by itself. Storage knows conditions for entities only, so that one which is kept anew between the look at it and its
 * deletion, some milliseconds later, is lost. It does little harm: whoever keeps a hint asks for a refresh afterwards, and that searches by `updated`; links and
 * deletions are told once each, so that theirs say what was just made use of; a version is left to the reconciliation.
 */
export async function deleteHints(projectId: number, used: readonly Hint[]): Promise<void> {
  const lasting = used.filter(({ kind }) => kind !== 'gone');
  for (let from = 0; from < lasting.length; from += AT_ONCE) {
    await Promise.all(
      lasting.slice(from, from + AT_ONCE).map((hint) => deleteUnlessNewer(ownerOf(projectId, hint), hint)),
    );
  }
}

/** Whether the whole project has to be read. */
export async function isWholeHinted(projectId: number): Promise<boolean> {
  return (await getRecord(hints, ownerOf(projectId, { kind: 'whole', at: 0 }))) !== null;
}

/** All hints by project, ascending; those of a project in no order. Eventually consistent. */
export async function listHintsByProject(): Promise<ReadonlyMap<number, readonly Hint[]>> {
  const found = new Map<number, Hint[]>();
  for (const [owner, stored] of await listRecords(hints)) {
    const projectId = Number(owner.split(':')[0]);
    const hint = fromStored(owner, stored);
    if (hint !== null) found.set(projectId, [...(found.get(projectId) ?? []), hint]);
  }
  return new Map([...found].sort(([a], [b]) => a - b));
}

async function deleteUnlessNewer(owner: string, hint: Hint): Promise<void> {
  const stored = await getRecord(hints, owner);
  const kept = stored === null ? null : fromStored(owner, stored);
  const isOther = kept?.kind === 'updated' && hint.kind === 'updated' && kept.issueId !== hint.issueId;
  if (kept !== null && kept.at <= hint.at && !isOther) await deleteRecord(hints, owner);
}

function ownerOf(projectId: number, hint: Hint): string {
  return `${projectId}:${hint.kind}:${subjectOf(hint)}`;
}

function subjectOf(hint: Hint): string {
  switch (hint.kind) {
    case 'updated':
      return String(hint.issueId % MOST_UPDATED);
    case 'issue':
    case 'gone':
    case 'farGone':
      return String(hint.issueId);
    case 'link':
      return `${hint.verb}:${hint.linkId}`;
    case 'version':
      return String(hint.versionId);
    case 'whole':
      return 'project';
  }
}

function inOrder(hints: readonly Hint[]): readonly Hint[] {
  const created = new Map<number, number>();
  for (const hint of hints) {
    if (hint.kind === 'link' && hint.verb === 'created') created.set(hint.linkId, hint.at);
  }
  const placed = hints.map((hint) => {
    const isDeletion = hint.kind === 'link' && hint.verb === 'deleted';
    return { hint, time: isDeletion ? Math.max(hint.at, created.get(hint.linkId) ?? 0) : hint.at, isDeletion };
  });
  placed.sort((a, b) => a.time - b.time || Number(a.isDeletion) - Number(b.isDeletion));
  return placed.map(({ hint }) => hint);
}
