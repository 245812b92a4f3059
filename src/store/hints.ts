import * as z from 'zod';
import type { LinkType } from '../model';
import { deleteRecord, getRecord, listRecords, setRecord, type RecordKind } from './records';

/**
 * What an event told about a project, kept until a reading has made use of it. `at` is when it was told, in
 * milliseconds since 1970.
 */
export type Hint =
  /** The issue has to be read. */
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

const id = z.number().int();
const at = z.number();
const linkType = z.object({ name: z.string(), inward: z.string().nullable(), outward: z.string().nullable() });

const hints: RecordKind<Hint> = {
  name: 'hint',
  version: 1,
  schema: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('issue'), issueId: id, at }),
    z.object({ kind: z.literal('gone'), issueId: id, at }),
    z.object({ kind: z.literal('farGone'), issueId: id, at }),
    z.object({
      kind: z.literal('link'),
      verb: z.enum(['created', 'deleted']),
      linkId: id,
      sourceId: id,
      destinationId: id,
      type: linkType,
      at,
    }),
    z.object({ kind: z.literal('version'), versionId: id, at }),
    z.object({ kind: z.literal('whole'), at }),
  ]),
};

/** How many hints are looked at or deleted at a time. */
const AT_ONCE = 10;

/** Keeps a hint; one that says the same of the same thing takes its place, so that a burst of events leaves one. */
export function addHint(projectId: number, hint: Hint): Promise<void> {
  return setRecord(hints, ownerOf(projectId, hint), hint);
}

/**
 * A project's hints, oldest first, a link's creation before its deletion (a link is created once and deleted once,
 * whichever event comes first). Eventually consistent: a hint kept just now may be missing; it stays for the next time.
 */
export async function listHints(projectId: number): Promise<readonly Hint[]> {
  const found = await listRecords(hints, { prefix: `${projectId}:` });
  return inOrder([...found.values()]);
}

/** Deletes hints that a reading made use of, but none that was kept anew after it was listed. */
export async function deleteHints(projectId: number, used: readonly Hint[]): Promise<void> {
  for (let from = 0; from < used.length; from += AT_ONCE) {
    await Promise.all(
      used.slice(from, from + AT_ONCE).map((hint) => deleteUnlessNewer(ownerOf(projectId, hint), hint)),
    );
  }
}

/** Projects that have hints, ascending. Eventually consistent. */
export async function listHintedProjects(): Promise<readonly number[]> {
  const owners = [...(await listRecords(hints)).keys()];
  return [...new Set(owners.map((owner) => Number(owner.split(':')[0])))].sort((a, b) => a - b);
}

async function deleteUnlessNewer(owner: string, hint: Hint): Promise<void> {
  const kept = await getRecord(hints, owner);
  if (kept !== null && kept.at <= hint.at) await deleteRecord(hints, owner);
}

function ownerOf(projectId: number, hint: Hint): string {
  return `${projectId}:${hint.kind}:${subjectOf(hint)}`;
}

function subjectOf(hint: Hint): string {
  switch (hint.kind) {
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
