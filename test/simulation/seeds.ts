import { play } from './run';
import { SCENARIOS } from './scenarios';

/** How many times the seeds of `npm test` the long run plays: `npm run test:long`. */
const TIMES = Number(process.env.SIMULATION_TIMES ?? '1');
const MOST_TOLD = 5;

/**
 * Plays a scenario's seeds, or the share `part` of `parts` of them, so that Jest's workers divide them. A seed that
 * fails says with which command it can be seen again; the first few are told.
 */
export function playSeeds(name: keyof typeof SCENARIOS, seeds: number, part = 0, parts = 1): void {
  const mine = Array.from({ length: seeds * TIMES }, (_, place) => place + 1).filter((seed) => seed % parts === part);
  test(
    `${name}: ${mine.length} seeds`,
    async () => {
      const failed: string[] = [];
      for (const seed of mine) {
        const { problems } = await play(SCENARIOS[name], seed, false);
        if (problems.length > 0) failed.push(`npm run simulate -- ${name} ${seed}\n    ${problems.join('\n    ')}`);
        if (failed.length >= MOST_TOLD) break;
      }
      expect(failed).toEqual([]);
    },
    900_000 * TIMES,
  );
}
