import type { Frame, Page } from 'playwright-core';

/** What a reader does, and how; it ends when what follows is on the screen. */
export type Interaction = readonly [what: string, act: (page: Page, frame: Frame) => Promise<unknown>];

const AROUND = ['ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowUp', 'ArrowLeft', 'End', 'Home'];
/** Between keys, as a quick reader presses them. */
const KEY_PAUSE = 30;
/** Longer than the page waits for the next letter. */
const TYPING_PAUSE = 400;

/** Every view, with what is particular to it and with every filter. */
export const INTERACTIONS: readonly (readonly [title: string, interactions: readonly Interaction[]])[] = [
  [
    'matrix, slowest of each interaction',
    [
      ['a cell by mouse', (_page, frame) => openCell(frame, 3)],
      ['moving by arrow keys', (page, frame) => walk(page, frame, '[role="gridcell"][tabindex="0"]')],
      ['scrolling', (page) => wheel(page)],
      ...filtering('harbour'),
    ],
  ],
  [
    'project graph',
    [
      ['opening', (_page, frame) => openView(frame, 'Graph', '.graph-drawing [role="button"]')],
      ['along dependencies by arrow keys', (page, frame) => walk(page, frame, '.graph-drawing [tabindex="0"]')],
      [
        'opening a project',
        async (page, frame) => {
          await page.keyboard.press('Enter');
          await frame.getByRole('heading', { name: 'Critical path' }).waitFor();
        },
      ],
      ['zooming', (_page, frame) => press(frame, /zoom in/i)],
      ...filtering('harbour'),
    ],
  ],
  [
    'timeline of projects',
    [
      ['opening', (_page, frame) => openView(frame, 'Timeline', '.project-lane [role="button"]')],
      ['from project to project by arrow keys', (page, frame) => walk(page, frame, '.project-lane > [tabindex="0"]')],
      ['zooming', (_page, frame) => press(frame, /zoom in/i)],
      ['all again', (_page, frame) => press(frame, /show all/i)],
      [
        'opening a lane, with its critical path',
        async (_page, frame) => {
          await frame
            .locator('.project-lane-area')
            .nth(2)
            .click({ position: { x: 20, y: 8 } });
          await frame.locator('.project-lane .issue-bar').first().waitFor();
        },
      ],
      ...filtering('harbour'),
    ],
  ],
  [
    'table of projects',
    [
      ['opening', (_page, frame) => openView(frame, 'Table', 'table')],
      ['sorting', (_page, frame) => frame.locator('table thead button').nth(1).click()],
      ['a hundred more rows', (_page, frame) => press(frame, /^Show \d+ more$/)],
      ...filtering('harbour'),
    ],
  ],
  [
    'timeline of a pair’s issues',
    [
      ['opening', openPair],
      ['along dependencies by arrow keys', (page, frame) => walk(page, frame, '.timeline-drawing [tabindex="0"]')],
      ['an issue’s details', (page, frame) => openDetails(page, frame)],
      ['zooming', (_page, frame) => press(frame, /zoom in/i)],
      ...filtering('a', false),
    ],
  ],
  [
    'chain of a pair’s issues',
    [
      ['opening the pair', openPair],
      ['opening', (_page, frame) => openView(frame, 'Chain', '.chain-drawing [role="button"]')],
      ['along dependencies by arrow keys', (page, frame) => walk(page, frame, '.chain-drawing [tabindex="0"]')],
      ['an issue’s details', (page, frame) => openDetails(page, frame)],
      ...filtering('a', false),
    ],
  ],
  [
    'table of a pair’s issues',
    [
      ['opening the pair', openPair],
      ['opening', (_page, frame) => openView(frame, 'Table', '.issue-table')],
      ['sorting', (_page, frame) => frame.locator('.issue-table thead button').nth(1).click()],
      ...filtering('a', false),
    ],
  ],
];

/** Every filter, on and off again. `ofPortfolio`: who owns projects has to be asked for first. */
function filtering(word: string, ofPortfolio = true): readonly Interaction[] {
  return [
    ...['Late only', 'Critical only'].flatMap((name): readonly Interaction[] => [
      [name.toLowerCase(), (_page, frame) => press(frame, name)],
      [`${name.toLowerCase()}, off again`, (_page, frame) => press(frame, name)],
    ]),
    ...['Type', 'Project', 'Owner', 'Horizon'].map((label): Interaction => [
      `${label.toLowerCase()}, chosen and all again`,
      async (page, frame) => {
        const choice = frame.getByRole('combobox', { name: label });
        await choice.focus();
        if (ofPortfolio && label === 'Owner') await choice.locator('option').nth(1).waitFor({ state: 'attached' });
        for (const key of ['ArrowDown', 'Home']) {
          await page.keyboard.press(key);
          await page.waitForTimeout(TYPING_PAUSE);
        }
      },
    ]),
    [
      'searching, letter by letter',
      async (page, frame) => {
        await frame.getByRole('searchbox').click();
        await page.keyboard.type(word, { delay: 60 });
        await frame.getByRole('button', { name: 'Clear filters' }).first().waitFor();
        await page.waitForTimeout(TYPING_PAUSE);
      },
    ],
    ['no filters', (_page, frame) => press(frame, 'Clear filters')],
  ];
}

function press(frame: Frame, name: string | RegExp): Promise<void> {
  return frame.getByRole('button', { name, exact: true }).first().click();
}

async function walk(page: Page, frame: Frame, first: string): Promise<void> {
  await frame.locator(first).first().focus();
  for (const key of [...AROUND, ...AROUND]) {
    await page.keyboard.press(key);
    await page.waitForTimeout(KEY_PAUSE);
  }
}

async function wheel(page: Page): Promise<void> {
  const box = await page.frameLocator('iframe.app-frame').getByRole('grid').boundingBox();
  if (box) await page.mouse.move(box.x + 300, box.y + 200);
  for (let turn = 0; turn < 10; turn++) await page.mouse.wheel(120, 200);
}

async function openCell(frame: Frame, place: number): Promise<void> {
  await frame.getByRole('gridcell').nth(place).click();
  await frame.getByRole('heading', { name: / waits for / }).waitFor();
}

async function openPair(page: Page, frame: Frame): Promise<void> {
  await openCell(frame, 0);
  await frame.getByRole('button', { name: 'Issues over time' }).click();
  await frame.locator('.timeline-drawing .issue-bar').first().waitFor();
  await page.waitForTimeout(TYPING_PAUSE);
}

async function openDetails(page: Page, frame: Frame): Promise<void> {
  await page.keyboard.press('Enter');
  await frame.locator('.issue-drawer').waitFor();
}

async function openView(frame: Frame, name: string, ready: string): Promise<void> {
  await frame.getByRole('navigation').getByRole('button', { name, exact: true }).first().click();
  await frame.locator(ready).first().waitFor();
}
