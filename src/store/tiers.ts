import * as z from 'zod';
import { TIERS, type Tier } from '../model';
import { changeShared, readShared, sharedRecord } from './shared-record';

/** How heavily projects are governed, by their ids. One that is absent has no tier. */
export type ProjectTiers = ReadonlyMap<number, Tier>;

/** Ids by tier: of a thousand projects 7 KB, which every page that names a tier reads. */
const tiersKind = sharedRecord('tiers', 1, z.partialRecord(z.enum(TIERS), z.array(z.number().int())));
type StoredTiers = Partial<Record<Tier, number[]>>;

export async function readTiers(): Promise<ProjectTiers> {
  return byProject((await readShared(tiersKind))?.value ?? {});
}

/** Gives projects a tier, or with `null` takes it from them; the others keep theirs, whoever changes those meanwhile. */
export async function changeTiers(changed: ReadonlyMap<number, Tier | null>): Promise<void> {
  await changeShared(tiersKind, (stored) => byTier(new Map([...byProject(stored?.value ?? {}), ...changed])));
}

function byProject(stored: StoredTiers): ProjectTiers {
  return new Map(TIERS.flatMap((tier) => (stored[tier] ?? []).map((id) => [id, tier] as const)));
}

function byTier(tiers: ReadonlyMap<number, Tier | null>): StoredTiers {
  const found: StoredTiers = {};
  for (const [id, tier] of [...tiers].sort(([one], [other]) => one - other)) {
    if (tier !== null) (found[tier] ??= []).push(id);
  }
  return found;
}
