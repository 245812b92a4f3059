import type { Locator } from 'playwright-core';
import { accessibilityViolations } from './support/accessibility';
import { largePortfolio } from './support/large-portfolio';
import { goAs, portfolioPage, type Reader } from './support/shell-page';
import { demoOnScreen, suite } from './support/suite';

const TEST_TIMEOUT = 300_000;
const PMO = 'Head of the PMO';
/** Has the PMO role while no group is chosen for it. */
const ADMINISTRATOR = 'Jira administrator';
/** Names the merger, which all but two people may not know of. */
const MERGER = /Lantern|LAN-\d|Coastline/;

suite('the portfolio page in a browser', () => {
  const demo = demoOnScreen();
  let reader: Reader;

  beforeEach(async () => {
    reader = await demo.open();
  });

  /** What the resolver replies is a portfolio of another size. */
  async function portfolioOf(size: number): Promise<void> {
    const value = largePortfolio(size);
    await reader.page.route('**/sandbox/invoke', async (route) => {
      const { functionKey } = route.request().postDataJSON() as { functionKey: string };
      if (functionKey === 'portfolio') return route.fulfill({ json: { value: { ok: true, value } } });
      return route.continue();
    });
  }

  const names = (): Locator => reader.app.locator('.projects-table tbody .projects-name');

  test(
    'leads from a figure to its list, to a project beside it, and to that project’s page',
    async () => {
      const { page, app, context } = reader;
      await goAs(reader, ADMINISTRATOR, portfolioPage());
      await app.getByRole('button', { name: /^\d+ late, in/ }).click();
      // Not the one of the overview, which stays until the list is drawn.
      const list = app.locator('.projects-table');
      await list.getByRole('button', { name: 'Signalling Upgrade', exact: true }).click();
      await app.getByRole('complementary', { name: 'Signalling Upgrade' }).waitFor();
      await page.waitForURL(/\/projects\?only=late&open=\d+$/);
      await app.getByRole('complementary').getByRole('combobox', { name: 'Tier' }).selectOption('directive');
      await app.getByRole('row', { name: /Signalling Upgrade Directive/ }).waitFor();
      const [project] = await Promise.all([
        context.waitForEvent('page'),
        app.getByRole('button', { name: 'Open project page' }).click(),
      ]);
      await project.waitForURL('**/jira/projects/SIG/apps/project-page/**');
      await project.frameLocator('iframe.app-frame').getByText('· Directive tier').waitFor();
      await project.close();
      await page.keyboard.press('Escape');
      await app.getByRole('complementary').waitFor({ state: 'detached' });
      await app.getByRole('button', { name: 'Heat map' }).click();
      await app.getByRole('grid').waitFor();
      await page.waitForURL(/\/heat-map\?only=late$/);
      await app.getByRole('button', { name: 'Dependencies', exact: true }).click();
      await app.getByRole('grid', { name: /^Who waits/ }).waitFor();
      await page.waitForURL(/\/dependencies\?only=late$/);
      await demo.expectNothingWrong(reader);
    },
    TEST_TIMEOUT,
  );

  test(
    'shows everybody the projects that they may browse, and nothing of the others',
    async () => {
      const { page, app } = reader;
      const replies: string[] = [];
      page.on('response', (response) => {
        if (!response.url().endsWith('/sandbox/invoke')) return;
        // What was left before it was read is not there any more.
        response.text().then(
          (text) => replies.push(text),
          () => undefined,
        );
      });
      for (const [persona, projects] of [
        [PMO, 12],
        [ADMINISTRATOR, 11],
        ['Contractor', 3],
      ] as const) {
        replies.length = 0;
        await goAs(reader, persona, portfolioPage('/projects'));
        await app.getByText(`${projects} projects you may see`).waitFor();
        expect(await names().count()).toBe(projects);
        const seen = replies.join('') + (await app.locator('body').innerText());
        expect([persona, MERGER.test(seen)]).toEqual([persona, persona === PMO]);
      }
      await demo.expectNothingWrong(reader);
    },
    TEST_TIMEOUT,
  );

  test.each(['light', 'dark'] as const)(
    'is accessible in every view, in %s',
    async (colorMode) => {
      const { page, app } = reader;
      await goAs(reader, PMO, '/');
      if (colorMode === 'dark') await page.getByRole('button', { name: 'Dark' }).click();
      const views: readonly (readonly [address: string, ready: Locator])[] = [
        [portfolioPage(), app.getByRole('heading', { name: 'What recurs' })],
        [portfolioPage('/projects?group=category&open=10001&compare=10000.10001'), app.getByRole('complementary')],
        [portfolioPage('/heat-map'), app.getByRole('grid')],
        [portfolioPage('/trends'), app.getByText('is kept so far')],
        [portfolioPage('/report'), app.getByRole('button', { name: 'Print', exact: true })],
      ];
      for (const [address, ready] of views) {
        await page.goto(address);
        await ready.waitFor();
        await app.locator(`html[data-color-mode="${colorMode}"]`).waitFor();
        expect([address, await accessibilityViolations(page)]).toEqual([address, []]);
      }
      await demo.expectNothingWrong(reader);
    },
    2 * TEST_TIMEOUT,
  );

  /** A window of 1280 pixels at 200 % zoom gives a page 640 of them. */
  test.each([
    ['a window of 1280 pixels', 1280],
    ['a window of 1920 pixels', 1920],
    ['200 % zoom in a window of 1280 pixels', 640],
  ])(
    'fits into %s: no view scrolls sideways, nothing is cut off, and it is accessible',
    async (_, width) => {
      const { page, app } = reader;
      await page.setViewportSize({ width, height: 900 });
      await goAs(reader, PMO, '/');
      const views: readonly (readonly [address: string, ready: Locator])[] = [
        [portfolioPage(), app.getByRole('heading', { name: 'What recurs' })],
        [portfolioPage('/projects?open=10001'), app.getByRole('complementary')],
        [portfolioPage('/heat-map?group=category'), app.getByRole('grid')],
        [portfolioPage('/trends'), app.getByText('is kept so far')],
        [portfolioPage('/report'), app.getByRole('button', { name: 'Print', exact: true })],
      ];
      for (const [address, ready] of views) {
        await page.goto(address);
        await ready.waitFor();
        expect([address, await app.locator('body').evaluate(cutOff)]).toEqual([address, []]);
        if (width !== 1280) expect([address, await accessibilityViolations(page)]).toEqual([address, []]);
      }
      await demo.expectNothingWrong(reader);
    },
    2 * TEST_TIMEOUT,
  );

  test(
    'scrolls through two thousand projects without a blank row, and sorts and searches them',
    async () => {
      const { page, app } = reader;
      await portfolioOf(2000);
      await goAs(reader, PMO, portfolioPage('/projects'));
      await app.getByText('2,000 projects you may see').waitFor();
      const blanks = await app.locator('.projects-scroller').evaluate(async (scroller) => {
        let found = 0;
        // As far at a time as a fast wheel goes: at the beginning and, after a leap, at the end.
        const stretches = [0, scroller.scrollHeight - 10_000].map((from) =>
          Array.from({ length: 25 }, (_, step) => from + 400 * step),
        );
        for (const top of stretches.flat()) {
          scroller.scrollTop = top;
          await new Promise((resolve) => requestAnimationFrame(resolve));
          const { bottom } = scroller.getBoundingClientRect();
          const rows = [...scroller.querySelectorAll('tbody tr:not(.projects-spacer)')];
          const head = scroller.querySelector('thead th')?.getBoundingClientRect().bottom ?? 0;
          const isCovered = (y: number): boolean =>
            rows.some((row) => row.getBoundingClientRect().top <= y && row.getBoundingClientRect().bottom >= y);
          if (!isCovered(head + 1) || !isCovered(bottom - 20)) found++;
        }
        return found;
      });
      expect(blanks).toBe(0);
      await app.getByRole('columnheader', { name: 'Late' }).getByRole('button').click();
      await app.locator('[aria-sort="descending"]').waitFor();
      await app.getByRole('searchbox').fill('1999');
      await app.getByText('1 of 2,000 projects you may see').waitFor();
      expect(await names().count()).toBe(1);
      await demo.expectNothingWrong(reader);
      await page.unrouteAll({ behavior: 'ignoreErrors' });
    },
    TEST_TIMEOUT,
  );
});

/**
 * What a reader cannot get at, one line each: the page, when it scrolls sideways; texts beyond its edge that no scrolling
 * brings; and texts that are cut off without anything that tells the rest. Runs in the page.
 */
function cutOff(body: HTMLElement): string[] {
  const page = body.ownerDocument.documentElement;
  const found: string[] = [];
  if (page.scrollWidth > page.clientWidth) found.push(`the page is ${page.scrollWidth} wide of ${page.clientWidth}`);
  for (const element of body.querySelectorAll<HTMLElement>('*')) {
    const text = [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim() !== '');
    const { left, right, width, height } = element.getBoundingClientRect();
    // What is hidden, or is there for screen readers only, is a pixel at most.
    if (!text || width <= 1 || height <= 1) continue;
    let [isScrolled, isHidden] = [false, false];
    for (let around: HTMLElement | null = element; around !== null && around !== body; around = around.parentElement) {
      const { overflowX, visibility } = getComputedStyle(around);
      isScrolled ||= around !== element && (overflowX === 'auto' || overflowX === 'scroll');
      isHidden ||= visibility === 'hidden' || around.clientWidth === 1;
    }
    if (isHidden) continue;
    const says = `${element.tagName.toLowerCase()}.${element.className} “${element.textContent.slice(0, 60)}”`;
    if (!isScrolled && (left < -1 || right > page.clientWidth + 1)) found.push(`beyond the edge: ${says}`);
    const { overflowX, overflowY } = getComputedStyle(element);
    const isClipped =
      (overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1) ||
      (overflowY === 'hidden' && element.scrollHeight > element.clientHeight + 1);
    if (isClipped && element.closest('[title]') === null) found.push(`cut off: ${says}`);
  }
  return found;
}
