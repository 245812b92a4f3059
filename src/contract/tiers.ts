import * as z from 'zod';
import { TIERS } from '../model';
import { projectId, type Reply } from './reply';

const MOST_PROJECTS = 10_000;

export const tierRequests = {
  /** Gives projects a tier, or with `null` takes it from them. It takes the PMO role; all of it is done, or nothing. */
  setTiers: z.strictObject({
    tiers: z
      .array(z.strictObject({ projectId, tier: z.enum(TIERS).nullable() }))
      .min(1)
      .max(MOST_PROJECTS),
  }),
} as const;

export interface TierReplies {
  /** How many projects were named. */
  readonly setTiers: Reply<{ readonly projects: number }>;
}
