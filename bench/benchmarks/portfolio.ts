import type { Browser, Frame } from 'playwright-core';
import { openReader, portfolioPage } from '../../test/browser/support/shell-page';
import { inChromium, measureInteractions, ofRounds } from '../in-chromium';
import type { Interaction } from '../maps/interactions';
import { watchFrames } from '../maps/watch-frames';
import { figure, type Benchmark, type Figure } from '../measure';
import { isOfPortfolio, storedPortfolio, type StoredPortfolio } from '../stored-portfolio';

/**
 * The portfolio of 1,000 projects × all rules, stored as the app stores it: how long the app's resolver takes to answer from
 * that, in memory and so without what storage takes; and the page in Chromium with these answers: from navigation to the
 * first useful view, and how long the browser says that each interaction took until the next picture.
 * `PORTFOLIO_SANDBOX` names the address of a sandbox that runs already.
 */
const PROJECTS = 1000;
const [USEFUL_WITHIN, MOST_BYTES] = [2500, 300_000];
/** Of each function that is asked by itself. */
const ANSWERS = 11;
/** Longer than the page waits for the next letter. */
const TYPING_PAUSE = 400;

const ASKED = [
  ['portfolio', {}],
  ['trends', { weeks: 104, groups: [Array.from({ length: PROJECTS }, (_, place) => String(10_001 + place))] }],
] as const;

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
  ['opening the choice of columns', (_page, frame) => frame.getByText('Columns', { exact: true }).first().click()],
  ['one column more', (_page, frame) => frame.getByRole('checkbox', { name: 'Open issues' }).check()],
  ['closing it', (page) => page.keyboard.press('Escape')],
  ['choosing one to compare', (_page, frame) => compare(frame, 0)],
  ['and another: side by side', (_page, frame) => compare(frame, 1)],
  ['choosing none', (_page, frame) => press(frame, 'Choose none', '.projects-table')],
  ['opening the saved views', (_page, frame) => frame.getByRole('button', { name: 'Views' }).click()],
  ['closing them', (page) => page.keyboard.press('Escape')],
  ['opening the trends', (_page, frame) => press(frame, 'Trends', '.trends svg')],
  ['a longer range', (_page, frame) => press(frame, 'A year', '.trends svg')],
  ['another measure', (_page, frame) => frame.getByRole('combobox', { name: 'Trend of' }).selectOption('coverage')],
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
  inChromium('PORTFOLIO_SANDBOX', async (browser, address) => {
    const stored = await storedPortfolio(PROJECTS);
    return [
      { title: `${PROJECTS} projects: the resolver, from what is stored`, figures: await answers(stored) },
      { title: `${PROJECTS} projects: the page`, figures: await measure(browser, address, stored) },
    ];
  });

/** How long the resolver takes itself, without a network, and how much it replies. */
async function answers({ ask }: StoredPortfolio): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const [functionKey, payload] of ASKED) {
    const taken: number[] = [];
    let bytes = 0;
    for (let run = 0; run < ANSWERS; run++) {
      const began = performance.now();
      const reply = await ask(functionKey, payload);
      taken.push(performance.now() - began);
      if (!reply.ok) throw new Error(`${functionKey}: ${reply.error.message}`);
      bytes = JSON.stringify(reply).length;
    }
    figures.push(ofRounds(`${functionKey}: answered`, taken, null));
    const target = { what: '<= 300 KB', met: bytes <= MOST_BYTES };
    figures.push(figure(`${functionKey}: its reply`, bytes, 'bytes', null, target));
  }
  return figures;
}

async function measure(browser: Browser, address: string, { ask }: StoredPortfolio): Promise<readonly Figure[]> {
  const useful: number[] = [];
  const interactions = await measureInteractions('portfolio page', ACTS, async () => {
    const { page, app, context } = await openReader(browser, address);
    await page.route('**/sandbox/invoke', async (route) => {
      const { functionKey, payload } = route.request().postDataJSON() as { functionKey: string; payload: unknown };
      if (!isOfPortfolio(functionKey)) return route.continue();
      return route.fulfill({ json: { value: await ask(functionKey, payload) } });
    });
    await watchFrames(page);
    const began = performance.now();
    await page.goto(portfolioPage(), { waitUntil: 'commit' });
    await app.getByRole('heading', { name: 'What recurs' }).waitFor();
    useful.push(performance.now() - began);
    return { page, context };
  });
  const first = ofRounds('first useful view after navigation', useful, { what: '< 2,500 ms', most: USEFUL_WITHIN });
  return [first, ...interactions];
}

/** Chooses a project to stand beside others. */
async function compare(frame: Frame, place: number): Promise<void> {
  await frame
    .getByRole('checkbox', { name: /^Compare / })
    .nth(place)
    .check();
}

async function press(frame: Frame, name: string | RegExp, ready: string): Promise<void> {
  await frame.getByRole('button', { name, exact: true }).first().click();
  await frame.locator(ready).first().waitFor();
}
