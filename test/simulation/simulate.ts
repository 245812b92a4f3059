import { play } from './run';
import { SCENARIOS } from './scenarios';

/** Of a range so many failing seeds are told. */
const MOST_TOLD = 5;

/**
 * `npm run simulate -- differential 4711`: plays one seed and prints what happened. With a second number, all seeds
 * from the first to the second, and only what is wrong.
 */
async function main([name = '', first = '1', last]: readonly string[]): Promise<void> {
  const scenario = Object.entries(SCENARIOS).find(([known]) => known === name)?.[1];
  if (scenario === undefined) {
    throw new Error(`Which scenario? ${Object.keys(SCENARIOS).join(', ')}`);
  }
  let failed = 0;
  for (let seed = Number(first); seed <= Number(last ?? first); seed++) {
    const { problems, trace } = await play(scenario, seed, last === undefined);
    if (trace.length > 0) process.stdout.write(`${trace.join('\n')}\n`);
    if (problems.length === 0) continue;
    process.stdout.write(`npm run simulate -- ${name} ${seed}\n    ${problems.join('\n    ')}\n`);
    failed += 1;
    if (failed === MOST_TOLD) break;
  }
  process.stdout.write(failed === 0 ? 'Nothing is wrong.\n' : `${failed} seeds fail, or more.\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}

void main(process.argv.slice(2));
