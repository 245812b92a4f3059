import * as z from 'zod';
import type { TiesDigests } from './project-documents';
import { changeShared, readShared, sharedRecord } from './shared-record';

/** No invocation lives for longer than 15 minutes. */
const LONGEST_LIFE_MILLISECONDS = 900_000;
/** Should storage ever lose something, a merge puts it right within a week. */
const RELIED_UPON_MILLISECONDS = 604_800_000;

/** What is stored of a project since a merge. */
export interface MergedProject {
  readonly projectId: number;
  /** Sequence of its slice: one that was deleted and came back has another. */
  readonly slice: number;
  readonly ties: TiesDigests;
  /** Whether its snapshot was seen to be made of them. */
  readonly isEvaluated: boolean;
}

interface StoredRecord {
  /** When the merges began that opened this and have not closed it; milliseconds since 1970. */
  readonly open: readonly number[];
  /** When the last merge began that relied upon nothing. */
  readonly checkedAt: number;
  /** `null` from before a merge's first commit until after its last. */
  readonly projects: readonly StoredProject[] | null;
}

type StoredProject = readonly [
  projectId: number,
  slice: number,
  surroundings: string,
  share: string,
  schedule: string,
  isEvaluated: boolean,
];

const digest = z.string();
const merged = sharedRecord<StoredRecord>(
  'merged',
  1,
  z.object({
    open: z.array(z.number()).default([]),
    checkedAt: z.number(),
    projects: z.array(z.tuple([z.number().int(), z.number().int(), digest, digest, digest, z.boolean()])).nullable(),
  }),
);

/**
 * What the last merge left, so that the next one neither reads nor writes anything of projects of which it tells the same.
 *
 * It may be relied upon only where nobody has committed anything since. So a merge takes all of it back before its first
 * commit and says what it left after its last, and that only where no other merge can have committed anything in between:
 * nobody else has opened the record since, and whoever had it open before is dead for sure.
 */
export class MergeRecord {
  private known: ReadonlyMap<number, MergedProject>;
  private readonly checkedAt: number;
  /** Version of the record that this merge has opened; `null` where others may be committing, too. */
  private opened: number | null = null;

  private constructor(
    private readonly version: number,
    stored: StoredRecord | null,
    private readonly mergedAt: number,
  ) {
    const isReliable = stored !== null && mergedAt - stored.checkedAt < RELIED_UPON_MILLISECONDS;
    const projects = isReliable ? (stored.projects ?? []) : [];
    this.checkedAt = projects.length > 0 && stored !== null ? stored.checkedAt : mergedAt;
    this.known = new Map(
      projects.map(([projectId, slice, surroundings, share, schedule, isEvaluated]) => {
        return [projectId, { projectId, slice, ties: { surroundings, share, schedule }, isEvaluated }];
      }),
    );
  }

  /** For a merge that begins at `mergedAt`; milliseconds since 1970. */
  static async read(mergedAt: number): Promise<MergeRecord> {
    const stored = await readShared(merged);
    return new MergeRecord(stored?.version ?? 0, stored?.value ?? null, mergedAt);
  }

  /** What is stored of a project for sure; `null` where it has to be looked up. */
  of(projectId: number, slice: number): MergedProject | null {
    const project = this.known.get(projectId);
    return project?.slice === slice ? project : null;
  }

  /**
   * To be called before the first commit. Where another merge has begun to commit since the record was read, nothing that
   * it said is known any more.
   */
  async open(): Promise<void> {
    const { mergedAt, checkedAt } = this;
    let found = 0;
    let isAlone = false;
    await changeShared(merged, (stored) => {
      found = stored?.version ?? 0;
      const alive = (stored?.value.open ?? []).filter((at) => mergedAt - at <= LONGEST_LIFE_MILLISECONDS);
      isAlone = alive.length === 0;
      return { open: [...alive, mergedAt], checkedAt, projects: null };
    });
    if (isAlone) this.opened = found + 1;
    if (found !== this.version) this.known = new Map();
  }

  /** To be called after the last commit, with what is stored of all projects. */
  async close(projects: readonly MergedProject[]): Promise<void> {
    const { opened, mergedAt, checkedAt } = this;
    const told = projects.map(({ projectId, slice, ties: { surroundings, share, schedule }, isEvaluated }) => {
      return [projectId, slice, surroundings, share, schedule, isEvaluated] as const;
    });
    await changeShared(merged, (stored) => {
      if (stored === null) return null;
      if (stored.version === opened) return { open: [], checkedAt, projects: told };
      const place = stored.value.open.indexOf(mergedAt);
      return place < 0 ? null : { ...stored.value, open: stored.value.open.filter((_, other) => other !== place) };
    });
  }
}
