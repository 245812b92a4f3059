import * as z from 'zod';
import { changeShared, readShared, sharedRecord } from './shared-record';

/** A comparison of all projects with Jira, one after the other. Instants in milliseconds since 1970. */
export interface Round {
  readonly id: string;
  /** The project whose turn it is; `null` when the round is over. */
  readonly at: number | null;
  /** Last progress, or the instant until which the round waits. */
  readonly aliveAt: number;
}

const roundKind = sharedRecord<Round>(
  'round',
  1,
  z.object({ id: z.string(), at: z.number().int().nullable(), aliveAt: z.number() }),
);

/** The round under way, else the last one; `null` before the first. */
export async function getRound(): Promise<Round | null> {
  return (await readShared(roundKind))?.value ?? null;
}

/** Begins a round unless one is under way that was alive at `aliveSince` or later; of several callers one gets `true`. */
export function createRound(round: Round, aliveSince: number): Promise<boolean> {
  return changeShared(roundKind, (stored) => {
    const isUnderWay = stored !== null && stored.value.at !== null && stored.value.aliveAt >= aliveSince;
    return isUnderWay ? null : round;
  });
}

/** Takes a round on from the project whose turn it is; of several callers one gets `true`. */
export function moveRound(id: string, from: number, to: Pick<Round, 'at' | 'aliveAt'>): Promise<boolean> {
  return changeShared(roundKind, (stored) =>
    stored?.value.id === id && stored.value.at === from ? { id, ...to } : null,
  );
}
