import * as z from 'zod';
import type { ActorId } from '../model';
import { changeShared, readShared, sharedRecord } from './shared-record';

/** Who has the PMO role: the members of a group of Jira's, or, while none is chosen, those who administer Jira. */
export interface PmoRole {
  readonly group: { readonly id: string; readonly name: string } | null;
  /** Rises with each change; 0 before the first. */
  readonly version: number;
  /** `null` before the first change. */
  readonly changedBy: ActorId | null;
  /** Milliseconds since 1970; 0 before the first change. */
  readonly changedAt: number;
}

const NOBODY_CHOSEN: PmoRole = { group: null, version: 0, changedBy: null, changedAt: 0 };

const roleKind = sharedRecord<PmoRole>(
  'pmo-role',
  1,
  z.object({
    group: z.object({ id: z.string(), name: z.string() }).nullable(),
    version: z.number().int(),
    changedBy: z.string().nullable(),
    changedAt: z.number(),
  }),
);

export async function readPmoRole(): Promise<PmoRole> {
  return (await readShared(roleKind))?.value ?? NOBODY_CHOSEN;
}

/** Chooses the group, unless somebody else has since `seen`: then `stale`, and nothing was changed. `at` in milliseconds since 1970. */
export async function savePmoRole(
  group: PmoRole['group'],
  seen: number,
  by: ActorId,
  at: number,
): Promise<'saved' | 'stale'> {
  const saved = await changeShared(roleKind, (stored) => {
    const version = stored?.value.version ?? 0;
    return version === seen ? { group, version: version + 1, changedBy: by, changedAt: at } : null;
  });
  return saved ? 'saved' : 'stale';
}
