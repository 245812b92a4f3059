import * as z from 'zod';
import { getRecord, setRecord, type RecordKind } from './records';
import { changeShared, readShared, sharedRecord } from './shared-record';

/** A reading of all projects, one after the other. Instants in milliseconds since 1970. */
export interface Campaign {
  readonly id: string;
  readonly startedAt: number;
  /** Project ids, the most important first. */
  readonly order: readonly number[];
  readonly finishedAt: number | null;
}

const campaignKind = sharedRecord<Campaign>(
  'campaign',
  1,
  z.object({
    id: z.string(),
    startedAt: z.number(),
    order: z.array(z.number().int()),
    finishedAt: z.number().nullable(),
  }),
);

/** The campaign under way, else the last one; `null` before the first. */
export async function getCampaign(): Promise<Campaign | null> {
  return (await readShared(campaignKind))?.value ?? null;
}

/** Begins a campaign unless one is under way; of several callers exactly one gets `true`. */
export function createCampaign(campaign: Campaign): Promise<boolean> {
  return changeShared(campaignKind, (stored) =>
    stored === null || stored.value.finishedAt !== null ? campaign : null,
  );
}

/** Changes the campaign of the same id; one that is over stays over. Without it nothing happens. */
export async function setCampaign(campaign: Campaign): Promise<void> {
  await changeShared(campaignKind, (stored) =>
    stored?.value.id === campaign.id && stored.value.finishedAt === null ? campaign : null,
  );
}

const positions: RecordKind<number> = { name: 'campaign-next', version: 1, schema: z.number().int() };

/** Where in the campaign's order to go on looking for work. A hint: of writers at once the last one stays. */
export async function getCampaignNext(id: string): Promise<number> {
  return (await getRecord(positions, id)) ?? 0;
}

export const setCampaignNext = (id: string, next: number): Promise<void> => setRecord(positions, id, next);
