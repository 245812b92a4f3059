import * as z from 'zod';
import { getRecord, setRecord, type RecordKind } from './records';

/** How far the hourly upkeep is. Instants in milliseconds since 1970. */
export interface UpkeepState {
  /** Until when Jira was asked what changed anywhere on the site; 0 never. */
  readonly sweptAt: number;
  /** The last day, in the site's time zone, at whose end all projects were evaluated; 0 none. */
  readonly closedDay: number;
  /** The project that was reconciled last in its turn; 0 none. */
  readonly reconciled: number;
}

const states: RecordKind<UpkeepState> = {
  name: 'upkeep',
  version: 1,
  schema: z.object({ sweptAt: z.number(), closedDay: z.number().int(), reconciled: z.number().int() }),
};
const STATE = 'state';
const NOTHING_DONE: UpkeepState = { sweptAt: 0, closedDay: 0, reconciled: 0 };

export async function getUpkeep(): Promise<UpkeepState> {
  return (await getRecord(states, STATE)) ?? NOTHING_DONE;
}

export const setUpkeep = (state: UpkeepState): Promise<void> => setRecord(states, STATE, state);

/** The token bucket of merges: how many there are, and when they were counted. */
export interface StoredPace {
  readonly tokens: number;
  readonly at: number;
}

const paces: RecordKind<StoredPace> = {
  name: 'pace',
  version: 1,
  schema: z.object({ tokens: z.number(), at: z.number() }),
};
const MERGE = 'merge';

export const getMergePace = (): Promise<StoredPace | null> => getRecord(paces, MERGE);
export const setMergePace = (pace: StoredPace): Promise<void> => setRecord(paces, MERGE, pace);
