import { play, type Scenario } from './run';

/** How often `npm run test:long` plays what `npm test` plays once. */
const TIMES = Number(process.env.SIMULATION_TIMES ?? '1');

/**
 * Plays a share of the seeds of a scenario: `part` of `parts`, so that Jest's workers divide them. A seed that fails
 * says with which command it can be seen again; the first few are told.
 */
export function playSeeds(
  name: string,
  scenario: Scenario,
  { seeds, part, parts }: { readonly seeds: number; readonly part: number; readonly parts: number },
): void {
  const mine = Array.from({ length: seeds * TIMES }, (_, place) => place + 1).filter((seed) => seed % parts === part);
  test(
    `${mine.length} seeds of ${name}`,
    async () => {
      const failed: string[] = [];
      for (const seed of mine) {
        const { problems } = await play(scenario, seed, false);
        if (problems.length > 0) failed.push(`npm run simulate -- ${name} ${seed}\n    ${problems.join('\n    ')}`);
        if (failed.length >= MOST_TOLD) break;
      }
      expect(failed).toEqual([]);
    },
    600_000 * TIMES,
  );
}

const MOST_TOLD = 5;
