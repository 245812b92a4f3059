import type { Locator } from 'playwright-core';
import { seriousViolations } from './support/accessibility';
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
        expect([address, await seriousViolations(page)]).toEqual([address, []]);
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
