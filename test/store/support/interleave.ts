import type { FakeForge, Outcome } from '../../support/forge';

/** One of several processes at once: what it does, and the call at which it is killed. */
export interface Part<T> {
  readonly work: () => Promise<T>;
  readonly killAtCall?: number;
  /** Absent: the app itself. */
  readonly accountId?: string;
}

/** A small, fast generator of numbers in [0, 1): the same ones for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Runs processes at once. Whenever all that live wait for a call, `next` (in [0, 1)) draws the one whose call is done
 * next: any order of calls that a platform may choose can come out. Answers their outcomes in order.
 */
export async function interleave<T>(
  forge: FakeForge,
  parts: readonly Part<T>[],
  next: () => number,
): Promise<readonly Outcome<T>[]> {
  const waiting: (() => void)[] = [];
  forge.before = () =>
    new Promise<void>((resolve) => {
      waiting.push(resolve);
    });
  let left = parts.length;
  const outcomes = parts.map(async ({ work, ...options }) => {
    const outcome = await forge.run(work, options);
    left--;
    return outcome;
  });
  // A failed process must not leave the loop below waiting for it.
  outcomes.forEach((outcome) => void outcome.catch(() => left--));
  while (left > 0) {
    await new Promise((resolve) => setImmediate(resolve));
    if (waiting.length === 0) continue;
    const [go] = waiting.splice(Math.floor(next() * waiting.length), 1);
    go();
  }
  forge.before = () => undefined;
  return Promise.all(outcomes);
}
