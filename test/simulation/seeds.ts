import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import type { SCENARIOS } from './scenarios';

/** How many times the seeds of `npm test` the long run plays: `npm run test:long`. */
const TIMES = Number(process.env.SIMULATION_TIMES ?? '1');
const MOST_CHARACTERS = 64 * 1024 * 1024;

/**
 * Plays a scenario's seeds, or the share `part` of `parts` of them, so that Jest's workers divide them. A seed that
 * fails says with which command it can be seen again. They are played in a process of their own: inside Jest, where each
 * access of a global is watched, they would take twice as long.
 */
export function playSeeds(name: keyof typeof SCENARIOS, seeds: number, part = 0, parts = 1): void {
  const share = (seeds * TIMES) / parts;
  const [first, last] = [part * share + 1, (part + 1) * share];
  test(
    `${name}: seeds ${first} to ${last}`,
    async () => {
      expect(await simulate(name, first, last)).toBe('Nothing is wrong.\n');
    },
    900_000 * TIMES,
  );
}

/** What `npm run simulate` prints. */
async function simulate(name: string, first: number, last: number): Promise<string> {
  const outfile = path.resolve(__dirname, '../../.cache/simulation', `${name}-${first}.cjs`);
  const entryPoints = [path.join(__dirname, 'simulate.ts')];
  await build({ entryPoints, outfile, bundle: true, platform: 'node', target: 'node20', packages: 'external' });
  try {
    return await new Promise((resolve) => {
      const options = { maxBuffer: MOST_CHARACTERS };
      execFile(process.execPath, [outfile, name, String(first), String(last)], options, (_error, output, complaints) =>
        resolve(output + complaints),
      );
    });
  } finally {
    await rm(outfile, { force: true });
  }
}
