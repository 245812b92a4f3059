import type { Browser, BrowserContext, Page } from 'playwright-core';
import { findChromium, launch } from '../test/browser/support/chromium';
import { startSandboxProcess, type SandboxProcess } from '../test/browser/support/sandbox-process';
import type { Interaction } from './maps/interactions';
import { appFrame, slowestInteraction } from './maps/watch-frames';
import { figure, type Figure } from './measure';

const INTERACTION_WITHIN = 100;
/** The median of so many rounds is told beside the least, which the machine's other work disturbed least. */
const ROUNDS = 5;

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
 * How long the browser says that each interaction took until the next picture: the median of the rounds beside the least.
 * @param open opens a page anew for each round, with its frames watched
 * @throws Error naming the interaction that did not work
 */
export async function measureInteractions(
  title: string,
  interactions: readonly Interaction[],
  open: () => Promise<{ readonly page: Page; readonly context: BrowserContext }>,
): Promise<readonly Figure[]> {
  const taken = interactions.map((): number[] => []);
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
      taken[place].push(await slowestInteraction(frame));
    }
    await context.close();
  }
  return interactions.map(([what], place) => {
    return ofRounds(what, taken[place], { what: '< 100 ms', most: INTERACTION_WITHIN });
  });
}

/** The median of rounds beside the least of them; the median is what has to meet the target, where there is one. */
export function ofRounds(
  what: string,
  milliseconds: readonly number[],
  target: { readonly what: string; readonly most: number } | null,
): Figure {
  const [least, median] = [0, milliseconds.length >> 1].map((at) => [...milliseconds].sort((a, b) => a - b)[at]);
  const bound = { what: `the least, ${Math.round(least)} ms`, value: least };
  return figure(what, median, 'ms', bound, target && { what: target.what, met: median < target.most });
}
