import type { Browser, Frame } from 'playwright-core';
import { largePortfolio } from '../../test/browser/support/large-portfolio';
import { openReader, portfolioPage } from '../../test/browser/support/shell-page';
import { inChromium, measureInteractions } from '../in-chromium';
import type { Interaction } from '../maps/interactions';
import { watchFrames } from '../maps/watch-frames';
import { figure, type Benchmark, type Figure } from '../measure';

/**
 * The portfolio page in Chromium, of 1,000 projects × 38 rules that the sandbox's resolver replies at once: from
 * navigation to the first useful view, and how long the browser says that each interaction took until the next picture.
 * `PORTFOLIO_SANDBOX` names the address of a sandbox that runs already.
 */
const PROJECTS = 1000;
const USEFUL_WITHIN = 2500;
/** Longer than the page waits for the next letter. */
const TYPING_PAUSE = 400;

const ACTS: readonly Interaction[] = [
  ['opening the projects', (_page, frame) => press(frame, 'Projects', '.projects-table')],
  ['sorting', (_page, frame) => press(frame, /^Late/, '[aria-sort="descending"]')],
  ['opening a project', (_page, frame) => frame.locator('.projects-name .text-button').nth(3).click()],
  ['closing it', (page) => page.keyboard.press('Escape')],
  ['choosing a level', (_page, frame) => frame.getByRole('combobox', { name: 'Level' }).selectOption('managed')],
  ['all levels again', (_page, frame) => frame.getByRole('combobox', { name: 'Level' }).selectOption('')],
  ['grouping', (_page, frame) => frame.getByRole('combobox', { name: 'Group by' }).selectOption('level')],
  ['not grouped again', (_page, frame) => frame.getByRole('combobox', { name: 'Group by' }).selectOption('')],
  [
    'searching, letter by letter',
    async (page, frame) => {
      await frame.getByRole('searchbox').click();
      await page.keyboard.type('launch', { delay: 60 });
      await page.waitForTimeout(TYPING_PAUSE);
    },
  ],
  ['no filters', (_page, frame) => press(frame, 'Clear filters', '.projects-table')],
  ['opening the heat map', (_page, frame) => press(frame, 'Heat map', '[role="grid"]')],
  [
    'along its cells by arrow keys',
    async (page, frame) => {
      await frame.getByRole('grid').focus();
      for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight', 'End', 'Home']) await page.keyboard.press(key);
    },
  ],
  ['back to the overview', (_page, frame) => press(frame, 'Overview', '.overview-cards')],
];

export const benchmark: Benchmark = () =>
  inChromium('PORTFOLIO_SANDBOX', async (browser, address) => [
    { title: `${PROJECTS} projects`, figures: await measure(browser, address) },
  ]);

async function measure(browser: Browser, address: string): Promise<readonly Figure[]> {
  let useful = Infinity;
  const interactions = await measureInteractions('portfolio page', ACTS, async () => {
    const { page, app, context } = await openReader(browser, address);
    await page.route('**/sandbox/invoke', async (route) => {
      const { functionKey } = route.request().postDataJSON() as { functionKey: string };
      if (functionKey !== 'portfolio') return route.continue();
      return route.fulfill({ json: { value: { ok: true, value: largePortfolio(PROJECTS) } } });
    });
    await watchFrames(page);
    const began = performance.now();
    await page.goto(portfolioPage(), { waitUntil: 'commit' });
    await app.getByRole('heading', { name: 'What recurs' }).waitFor();
    useful = Math.min(useful, performance.now() - began);
    return { page, context };
  });
  const target = { what: '< 2,500 ms', met: useful < USEFUL_WITHIN };
  return [figure('first useful view after navigation', useful, 'ms', null, target), ...interactions];
}

async function press(frame: Frame, name: string | RegExp, ready: string): Promise<void> {
  await frame.getByRole('button', { name, exact: true }).first().click();
  await frame.locator(ready).first().waitFor();
}
