import type { Browser, BrowserContext, Page } from 'playwright-core';
import { findChromium, launch } from '../test/browser/support/chromium';
import { startSandboxProcess, type SandboxProcess } from '../test/browser/support/sandbox-process';
import type { Interaction } from './maps/interactions';
import { appFrame, slowestInteraction } from './maps/watch-frames';
import { figure, type Figure } from './measure';

const INTERACTION_WITHIN = 100;
/** Of so many rounds the least disturbed one counts: the browser's clock also runs while the machine does other things. */
const ROUNDS = 3;

/**
 * Measures in Chromium, in front of a sandbox that ends with it.
 * @param variable names the environment's variable that has the address of a sandbox that runs already
 * @throws Error when there is no Chromium
 */
export async function inChromium<T>(
  variable: string,
  measure: (browser: Browser, address: string) => Promise<T>,
  start: () => Promise<SandboxProcess> = () => startSandboxProcess([], process.cwd()),
): Promise<T> {
  const executable = findChromium();
  if (executable === null) throw new Error('There is no Chromium here. Set CHROMIUM_PATH to one.');
  const running = process.env[variable];
  const sandbox = running === undefined ? await start() : { address: running, stop: () => Promise.resolve() };
  const browser = await launch(executable);
  try {
    return await measure(browser, sandbox.address);
  } finally {
    await browser.close();
    await sandbox.stop();
  }
}

/**
 * How long the browser says that each interaction took until the next picture.
 * @param open opens a page anew for each round, with its frames watched
 * @throws Error naming the interaction that did not work
 */
export async function measureInteractions(
  title: string,
  interactions: readonly Interaction[],
  open: () => Promise<{ readonly page: Page; readonly context: BrowserContext }>,
): Promise<readonly Figure[]> {
  const least = interactions.map(() => Infinity);
  for (let round = 1; round <= ROUNDS; round++) {
    console.error(`  ${title}, round ${round} of ${ROUNDS} …`);
    const { page, context } = await open();
    const frame = appFrame(page);
    for (const [place, [what, act]] of interactions.entries()) {
      try {
        await act(page, frame);
      } catch (error) {
        throw new Error(`${title}: ${what}`, { cause: error });
      }
      least[place] = Math.min(least[place], await slowestInteraction(frame));
    }
    await context.close();
  }
  return interactions.map(([what], place) => {
    const met = least[place] < INTERACTION_WITHIN;
    return figure(what, least[place], 'ms', null, { what: '< 100 ms', met });
  });
}
