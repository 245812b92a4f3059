import * as z from 'zod';
import { FIELD_MEANINGS, LEVELS, type FieldMeaning, type ProjectMove, type RuleTrial } from '../model';
import { commitDocument, readDocument, readHeader, type DocumentHeader } from './documents';
import { jsonDocument } from './json-document';

/** What publishing a draft would do, as far as it was computed. Instants in milliseconds since 1970. */
export interface StoredPreview {
  readonly moves: readonly ProjectMove[];
  readonly trials: readonly RuleTrial[];
  /** Of each project that was evaluated, the digest of its facts. */
  readonly facts: readonly (readonly [projectId: number, digest: string])[];
  /** Projects that would follow another playbook, and have not been read. */
  readonly unread: number;
  /** What fields are to mean that projects would be read by, and were not yet. */
  readonly awaited: readonly FieldMeaning[];
}

export interface PreviewMeta {
  readonly startedAt: number;
  /** Of the draft, and of the published playbooks, that it was made of. */
  readonly draft: number;
  readonly shelf: number;
  /** Projects up to this id are done; of so many projects so many. */
  readonly after: number;
  readonly done: number;
  readonly projects: number;
  /** `null` while it is under way. */
  readonly finishedAt: number | null;
}

const score = z.number().nullable();
const level = z.enum(LEVELS).nullable();
const rules = z.array(z.string());

const previewKind = jsonDocument<StoredPreview, PreviewMeta>(
  'playbook-preview',
  1,
  z.object({
    moves: z.array(
      z.object({
        project: z.number().int(),
        // Previews of before told nothing of it.
        unforeseen: rules.default([]),
        score: z.object({ before: score, after: score }),
        level: z.object({ before: level, after: level }),
        rules: z.array(z.object({ rule: z.string(), points: z.number() })),
        newlyInTheWay: rules,
        noLongerInTheWay: rules,
      }),
    ),
    trials: z.array(z.object({ rule: z.string(), projects: z.number(), notPassing: z.number(), points: z.number() })),
    facts: z.array(z.tuple([z.number().int(), z.string()])),
    unread: z.number().int(),
    awaited: z.array(z.enum(FIELD_MEANINGS)).default([]),
  }),
  z.object({
    startedAt: z.number(),
    draft: z.number().int(),
    shelf: z.number().int(),
    after: z.number().int(),
    done: z.number().int(),
    projects: z.number().int(),
    finishedAt: z.number().nullable(),
  }),
);

/** There is one preview, as there is one draft. */
const OWNER = 'site';

/** The last preview that was asked for; `null` before the first. */
export async function readPreview(): Promise<{ readonly value: StoredPreview; readonly meta: PreviewMeta } | null> {
  const stored = await readDocument(previewKind, OWNER);
  return stored && { value: stored.value, meta: stored.header.meta };
}

export async function readPreviewMeta(): Promise<PreviewMeta | null> {
  const header: DocumentHeader<PreviewMeta> | null = await readHeader(previewKind, OWNER);
  return header && header.meta;
}

/** Begins a preview in place of an older one. */
export async function beginPreview(meta: PreviewMeta): Promise<void> {
  await commitDocument(previewKind, OWNER, {
    value: { moves: [], trials: [], facts: [], unread: 0, awaited: [] },
    meta,
    begunAt: Infinity,
    supersedes: ({ startedAt }) => startedAt < meta.startedAt,
  });
}

/**
 * Keeps a step of a preview that went on behind the project `from`. Answers false when that step was kept by somebody
 * else, or another preview was begun.
 */
export async function keepPreviewStep(value: StoredPreview, meta: PreviewMeta, from: number): Promise<boolean> {
  const outcome = await commitDocument(previewKind, OWNER, {
    value,
    meta,
    begunAt: Infinity,
    supersedes: ({ startedAt, after, finishedAt }) =>
      startedAt === meta.startedAt && after === from && finishedAt === null,
  });
  return outcome !== 'superseded';
}
