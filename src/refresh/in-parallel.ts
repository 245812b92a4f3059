import { isStorageBusy } from '../store';

const AT_ONCE = 10;

/** Maps items with a few calls at once, in order of the items. The first error ends it. */
export async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = new Array<R>(items.length);
  let next = 0;
  async function worker(): Promise<void> {
    while (next < items.length) {
      const place = next++;
      results[place] = await work(items[place]);
    }
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
  return results;
}

/** So many items at once, then a pause: for work that would else take all that storage gives in a minute. */
export interface Bursts {
  readonly items: number;
  readonly pauseMilliseconds: number;
}

/** How often an item is tried that storage refuses, since others ask much of it, too: for a minute. */
const MOST_TRIES = 6;

/**
 * The same in bursts. Of more than one, what storage has no room for is tried again after a pause: beginning anew would ask
 * for as much again, and end nowhere.
 */
export async function inBursts<T, R>(
  items: readonly T[],
  { items: atOnce, pauseMilliseconds }: Bursts,
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
  const isLong = items.length > atOnce;
  const patiently = async (item: T): Promise<R> => {
    for (let tries = 1; ; tries++) {
      try {
        return await work(item);
      } catch (error) {
        if (!isLong || !isStorageBusy(error) || tries === MOST_TRIES) throw error;
      }
      await pause();
    }
  };
  const results: R[] = [];
  for (let from = 0; from < items.length; from += atOnce) {
    if (from > 0) await pause();
    results.push(...(await inParallel(items.slice(from, from + atOnce), patiently)));
  }
  return results;
}
