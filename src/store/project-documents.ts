import * as z from 'zod';
import type { Day, DependencySlice, Outlook, ProjectSchedule, Surroundings, Ties } from '../model';
import { surroundings, surroundingsInShort } from './dependency-schemas';
import {
  amendDocument,
  commitDocument,
  deleteDocument,
  digestOf,
  readDocument,
  readHeader,
  seeDocument,
  type CommitOutcome,
  type DocumentHeader,
  type DocumentKind,
  type Sight,
  type StoredDocument,
} from './documents';
import { forgetViewed } from './attention';
import { INLINE } from './json-document';
import { packFacts, unpackFacts, type PackedFacts } from './packing';
import { packOutlook, unpackOutlook, type DaylessOutlook } from './outlook-packing';
import { deleteFreshRowsOf } from './portfolio-rows';
import { deleteReconciliation } from './reconciliations';
import { packSchedule, unpackSchedule } from './schedule-packing';
import { packSlice, unpackSlice } from './slice-packing';
import { packSnapshot, unpackSnapshot, type StoredSnapshot } from './snapshot-packing';

/** Instants in milliseconds since 1970. */
export interface FactsMeta {
  /** When the last reading began: all changes before it are in the facts. Of two readings the later one is the newer. */
  readonly readAt: number;
  /** When the last reading of all issues began. */
  readonly wholeAt: number;
  /** The refresh run that wrote them. */
  readonly runId: string;
  /** Jira's approximate count at the time: a different count later means that something changed. */
  readonly issuesCounted: number;
  /** When the facts were last compared with Jira; 0 never. */
  readonly checkedAt: number;
  /** Digest of the project's versions and their dates; empty when it is not known. */
  readonly versions: string;
  /** What the project may still read, and when that was so. */
  readonly pace: { readonly tokens: number; readonly at: number };
}

/** Their content is read as often as their header, and their meta hardly ever changes without it. */
const OFTEN_INLINE = 3000;

/** Their meta changes with every look at Jira, their content much less often. */
const SELDOM_INLINE = 300;

const factsKind: DocumentKind<PackedFacts, FactsMeta> = {
  name: 'facts',
  version: 3,
  meta: z.object({
    readAt: z.number(),
    wholeAt: z.number(),
    runId: z.string(),
    issuesCounted: z.number(),
    checkedAt: z.number(),
    versions: z.string(),
    pace: z.object({ tokens: z.number(), at: z.number() }),
  }),
  metaFields: ['readAt', 'wholeAt', 'runId', 'issuesCounted', 'checkedAt', 'versions', 'pace'],
  encode: packFacts,
  decode: unpackFacts,
  inlineUpTo: SELDOM_INLINE,
};

export function readFacts(
  projectId: number,
  seen?: Sight<FactsMeta>,
): Promise<StoredDocument<PackedFacts, FactsMeta> | null> {
  return readDocument(factsKind, String(projectId), seen);
}

/** What {@link readFacts} in the same job need not look up again. */
export function seeFacts(projectId: number): Promise<Sight<FactsMeta>> {
  return seeDocument(factsKind, String(projectId));
}

export function readFactsHeader(projectId: number): Promise<DocumentHeader<FactsMeta> | null> {
  return readHeader(factsKind, String(projectId));
}

/** Commits facts unless the stored ones are of a reading that began at the same time or later. */
export function commitFacts(
  projectId: number,
  facts: PackedFacts,
  meta: FactsMeta,
  seen?: Sight<FactsMeta>,
): Promise<CommitOutcome> {
  return commitDocument(factsKind, String(projectId), {
    ...{ value: facts, meta, seen },
    begunAt: meta.readAt,
    supersedes: (stored) => stored.readAt < meta.readAt,
  });
}

/** Changes what is known about the stored facts, but not them. `amend` is asked again when somebody else was faster. */
export function amendFactsMeta(projectId: number, amend: (stored: FactsMeta) => FactsMeta | null): Promise<void> {
  return amendDocument(factsKind, String(projectId), amend);
}

/** What a slice was made of; each part only ever grows. */
export interface SliceMeta {
  /** When Jira was read for the facts. */
  readonly readAt: number;
  /** Of the published playbooks, one of which says what links mean. */
  readonly revision: number;
}

const sliceKind: DocumentKind<DependencySlice, SliceMeta> = {
  name: 'slice',
  version: 3,
  // Slices of earlier versions have no revision.
  meta: z.object({ readAt: z.number(), revision: z.number().default(0) }),
  metaFields: ['readAt', 'revision'],
  encode: (slice) => [packSlice(slice)],
  decode: (sections) => unpackSlice(Buffer.concat(sections)),
  inlineUpTo: INLINE,
};

export function readStoredSlice(projectId: number): Promise<StoredDocument<DependencySlice, SliceMeta> | null> {
  return readDocument(sliceKind, String(projectId));
}

export async function readSlice(projectId: number): Promise<DependencySlice | null> {
  return (await readStoredSlice(projectId))?.value ?? null;
}

/** What committing the slice would be to the merge: a new project, other figures, or nothing new; and what it would replace. */
export async function compareWithStoredSlice(
  projectId: number,
  slice: DependencySlice,
): Promise<{ readonly share: 'first' | 'other' | 'same'; readonly seen: Sight<SliceMeta> }> {
  const seen = await seeDocument(sliceKind, String(projectId));
  if (seen.header === null) return { share: 'first', seen };
  return { share: seen.header.digest === digestOf(sliceKind, slice) ? 'same' : 'other', seen };
}

/** Commits a slice unless the stored one is made of newer facts or of playbooks published later, or of the same. */
export function commitSlice(
  projectId: number,
  slice: DependencySlice,
  meta: SliceMeta,
  seen?: Sight<SliceMeta>,
): Promise<CommitOutcome> {
  const { readAt, revision } = meta;
  return commitDocument(sliceKind, String(projectId), {
    ...{ value: slice, meta, seen },
    begunAt: readAt,
    supersedes(stored) {
      if (readAt < stored.readAt || revision < stored.revision) return false;
      return readAt > stored.readAt || revision > stored.revision;
    },
  });
}

/** Of what a merge told. */
interface MergeMeta {
  /** When the merge began. */
  readonly mergedAt: number;
}
const mergeMeta = z.object({ mergedAt: z.number() });

/** Every evaluation reads them: names of fields would be most of it. */
const surroundingsKind: DocumentKind<Surroundings, MergeMeta> = {
  name: 'surroundings',
  version: 2,
  meta: mergeMeta,
  metaFields: ['mergedAt'],
  encode: ({ farEnds, inOpenCycle }) => {
    const steps = farEnds.map(({ id }, i) => id - (i === 0 ? 0 : farEnds[i - 1].id));
    const fields = (['key', 'open', 'start', 'due'] as const).map((field) => farEnds.map((end) => end[field]));
    return [Buffer.from(JSON.stringify([steps, ...fields, inOpenCycle]), 'utf8')];
  },
  decode: (sections) => surroundingsInShort.parse(parsed(sections)),
  inlineUpTo: OFTEN_INLINE,
  upgrade: {
    meta: (_from, stored) => stored,
    value: (from, sections) => (from === 1 ? surroundings.parse(parsed(sections)) : undefined),
  },
};

function parsed(sections: readonly Buffer[]): unknown {
  return JSON.parse(Buffer.concat(sections).toString('utf8'));
}

export function readSurroundings(projectId: number): Promise<StoredDocument<Surroundings, MergeMeta> | null> {
  return readDocument(surroundingsKind, String(projectId));
}

/** A project's share of the graph and of its schedule, which belong together: the outlook is of this very slice. */
export interface ProjectShare {
  readonly slice: DependencySlice;
  readonly outlook: Outlook;
}

interface StoredShare {
  readonly slice: DependencySlice;
  readonly outlook: DaylessOutlook;
}

/**
 * The slice is stored once more, as it was when the schedule was made of it: the project's own may be newer until the
 * next merge. It is a section of its own, written only when it changed.
 */
const outlookKind: DocumentKind<StoredShare, MergeMeta> = {
  name: 'outlook',
  version: 2,
  meta: mergeMeta,
  metaFields: ['mergedAt'],
  encode: ({ slice, outlook }) => [packSlice(slice), packOutlook(outlook, slice)],
  decode([first, second]) {
    const slice = unpackSlice(first);
    return { slice, outlook: unpackOutlook(second, slice) };
  },
  inlineUpTo: SELDOM_INLINE,
};

/**
 * What the last merge told of a project; `null` before the first. It is not written anew where it stays true from one
 * day to the next: `asOf` is the day of that merge's report.
 */
export async function readShare(projectId: number, asOf: Day): Promise<ProjectShare | null> {
  const stored = await readDocument(outlookKind, String(projectId));
  if (stored === null) return null;
  const { slice, outlook } = stored.value;
  return { slice, outlook: { ...outlook, asOf } };
}

/** Of the outlook what rules see, which is a tenth of it: every evaluation reads it. */
const scheduleKind: DocumentKind<ProjectSchedule, MergeMeta> = {
  name: 'schedule',
  version: 1,
  meta: mergeMeta,
  metaFields: ['mergedAt'],
  encode: (schedule) => [packSchedule(schedule)],
  decode: (sections) => unpackSchedule(Buffer.concat(sections)),
  inlineUpTo: OFTEN_INLINE,
};

export function readSchedule(projectId: number): Promise<StoredDocument<ProjectSchedule, MergeMeta> | null> {
  return readDocument(scheduleKind, String(projectId));
}

/** All that a merge tells of a project. */
export interface ToldTies extends Ties {
  readonly share: ProjectShare;
}

/** Digests of what is stored of it. */
export type TiesDigests = Readonly<Record<keyof ToldTies, string>>;

/** The digests that {@link commitTies} would give what a merge tells. */
export function digestsOfTies({ surroundings: around, share, schedule }: ToldTies): TiesDigests {
  return {
    surroundings: digestOf(surroundingsKind, around),
    share: digestOf(outlookKind, share),
    schedule: digestOf(scheduleKind, schedule),
  };
}

/** What a merge that began at `mergedAt` (milliseconds since 1970) tells of a project. */
export interface TiesCommit {
  readonly told: ToldTies;
  readonly digests: TiesDigests;
  /** Digests of what is stored for sure; `null` where it has to be looked up. */
  readonly known: TiesDigests | null;
  readonly mergedAt: number;
}

/** Commits what is not stored already; answers the digests of what is stored then. */
export async function commitTies(projectId: number, commit: TiesCommit): Promise<TiesDigests> {
  const { surroundings: around, share, schedule } = commit.told;
  return {
    surroundings: await commitOfMerge(surroundingsKind, 'surroundings', projectId, around, commit),
    share: await commitOfMerge(outlookKind, 'share', projectId, share, commit),
    schedule: await commitOfMerge(scheduleKind, 'schedule', projectId, schedule, commit),
  };
}

async function commitOfMerge<T>(
  kind: DocumentKind<T, MergeMeta>,
  part: keyof TiesDigests,
  projectId: number,
  value: T,
  { digests, known, mergedAt }: TiesCommit,
): Promise<string> {
  const owner = String(projectId);
  const digest = digests[part];
  if (known?.[part] === digest) return digest;
  const seen = await seeDocument(kind, owner);
  if (seen.header?.digest === digest) return digest;
  const outcome = await commitDocument(kind, owner, {
    ...{ value, meta: { mergedAt }, seen },
    begunAt: mergedAt,
    supersedes: (stored) => stored.mergedAt < mergedAt,
  });
  return outcome === 'superseded' ? ((await readHeader(kind, owner))?.digest ?? '') : digest;
}

/** Which inputs a snapshot was made of; each part only ever grows. */
export interface SnapshotMeta {
  /** When Jira was read for the facts. */
  readonly readAt: number;
  /** When the surroundings were merged; 0 before the first merge. */
  readonly mergedAt: number;
  /** Digest of the surroundings; empty before the first merge. */
  readonly surroundings: string;
  /** When the schedule was merged; 0 before the first merge. */
  readonly scheduledAt: number;
  /** Digest of what rules can tell of the schedule; empty before the first merge. */
  readonly schedule: string;
  /** The day of evaluation. */
  readonly day: number;
  /** How many steps of its waivers were known. */
  readonly waivers: number;
  /** How many events of its gate record were known. */
  readonly gates: number;
  /** How many changes of its closed sprints were known. */
  readonly sprints: number;
  readonly playbook: {
    readonly id: string;
    readonly version: number;
    /** Of the published playbooks, this one among them; absent while there are none. */
    readonly revision?: number;
  };
}

const snapshotKind: DocumentKind<StoredSnapshot, SnapshotMeta> = {
  name: 'snapshot',
  version: 3,
  meta: z.object({
    readAt: z.number(),
    mergedAt: z.number(),
    surroundings: z.string(),
    scheduledAt: z.number(),
    schedule: z.string(),
    day: z.number(),
    // Earlier versions of the app knew of none.
    waivers: z.number().default(0),
    gates: z.number().default(0),
    sprints: z.number().default(0),
    playbook: z.object({ id: z.string(), version: z.number(), revision: z.exactOptional(z.number()) }),
  }),
  metaFields: [
    'readAt',
    'mergedAt',
    'surroundings',
    'scheduledAt',
    'schedule',
    'day',
    'playbook',
    'waivers',
    'gates',
    'sprints',
  ],
  encode: (stored) => [packSnapshot(stored)],
  decode: (sections) => unpackSnapshot(Buffer.concat(sections)),
  inlineUpTo: SELDOM_INLINE,
};

export function readSnapshot(projectId: number): Promise<StoredDocument<StoredSnapshot, SnapshotMeta> | null> {
  return readDocument(snapshotKind, String(projectId));
}

export function readSnapshotHeader(projectId: number): Promise<DocumentHeader<SnapshotMeta> | null> {
  return readHeader(snapshotKind, String(projectId));
}

/** The same for a snapshot that may follow in the same job. */
export function seeSnapshot(projectId: number): Promise<Sight<SnapshotMeta>> {
  return seeDocument(snapshotKind, String(projectId));
}

/** Commits a snapshot unless the stored one is made of an input that is newer than this one's, or of the same ones. */
export function commitSnapshot(
  projectId: number,
  value: StoredSnapshot,
  meta: SnapshotMeta,
  seen?: Sight<SnapshotMeta>,
): Promise<CommitOutcome> {
  return commitDocument(snapshotKind, String(projectId), {
    ...{ value, meta, seen },
    begunAt: meta.readAt,
    supersedes: (stored) => isNewer(meta, stored),
  });
}

/** The inputs that only ever grow. */
const GROWING = ['readAt', 'mergedAt', 'scheduledAt', 'day', 'waivers', 'gates', 'sprints'] as const;

/** Whether a snapshot of these inputs may take the place of one of those. */
export function isNewer(these: SnapshotMeta, those: SnapshotMeta): boolean {
  const steps = GROWING.map((input) => Math.sign(these[input] - those[input]));
  if (steps.includes(-1) || revisionOf(these) < revisionOf(those)) return false;
  const samePlaybook = these.playbook.id === those.playbook.id && these.playbook.version === those.playbook.version;
  return !samePlaybook || steps.includes(1);
}

/** Whether something that these inputs lack is stored by now, for those have it: to be read again. */
export function isOvertaken(these: SnapshotMeta, those: SnapshotMeta): boolean {
  const isBehind = GROWING.some((input) => input !== 'day' && these[input] < those[input]);
  return isBehind || revisionOf(these) < revisionOf(those);
}

function revisionOf({ playbook }: SnapshotMeta): number {
  return playbook.revision ?? 0;
}

/**
 * Deletes what was read of a project and what was made of it. Its past stays until `deleteProjectPast`: nobody can read
 * that of Jira again.
 */
export async function deleteProjectDocuments(projectId: number): Promise<void> {
  const owner = String(projectId);
  // First: while a project has the same slice as before, a merge takes the others for stored.
  await deleteDocument(sliceKind, owner);
  await deleteDocument(snapshotKind, owner);
  await deleteDocument(scheduleKind, owner);
  await deleteDocument(outlookKind, owner);
  await deleteDocument(surroundingsKind, owner);
  await deleteDocument(factsKind, owner);
  await deleteReconciliation(projectId);
  await deleteFreshRowsOf(projectId);
  await forgetViewed(projectId);
}
