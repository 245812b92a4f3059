import * as z from 'zod';
import type { ActorId } from '../model';
import { deleteDocument } from './documents';
import { changeShared, readShared, sharedRecord } from './shared-record';

/** A way of looking at the portfolio that somebody keeps under a name. */
export interface SavedView {
  /** Never used twice. */
  readonly id: string;
  readonly name: string;
  /** Place on the portfolio page; names nobody. */
  readonly address: string;
  /** Whose projects it shows; `null`: anybody's. */
  readonly lead: ActorId | null;
  /** Rises with each replacement; 1 at first. */
  readonly version: number;
}

const viewsKind = sharedRecord<readonly SavedView[]>(
  'views',
  1,
  z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      address: z.string(),
      lead: z.string().nullable(),
      version: z.number().int(),
    }),
  ),
);

/** Whose views are meant: one's own, or with `null` those that everybody shares. */
export type OwnerOfViews = ActorId | null;

export async function readViews(owner: OwnerOfViews): Promise<readonly SavedView[]> {
  return (await readShared(viewsKind, keyOf(owner)))?.value ?? [];
}

/** Changes the views of an owner; `change` may be asked again when somebody else was faster. */
export async function changeViews(
  owner: OwnerOfViews,
  change: (stored: readonly SavedView[]) => readonly SavedView[],
): Promise<void> {
  await changeShared(viewsKind, (stored) => change(stored?.value ?? []), keyOf(owner));
}

/** Forgets what somebody kept for themselves. */
export function deleteViewsOf(owner: ActorId): Promise<void> {
  return deleteDocument(viewsKind, keyOf(owner));
}

/** No actor is called like what everybody shares. */
function keyOf(owner: OwnerOfViews): string {
  return owner === null ? 'shared' : `of-${owner}`;
}
