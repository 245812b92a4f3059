import type { Browser, Locator } from 'playwright-core';
import { seriousViolations } from './support/accessibility';
import { largePortfolio } from './support/large-portfolio';
import { startSandboxProcess, type SandboxProcess } from './support/sandbox-process';
import { actAs, openReader, portfolioPage, type Reader } from './support/shell-page';
import { launchChromium, policyViolations, suite } from './support/suite';

const START_TIMEOUT = 300_000;
const TEST_TIMEOUT = 300_000;
const PMO = 'Head of the PMO';
/** Names the merger, which all but two people may not know of. */
const MERGER = /Lantern|LAN-\d|Coastline/;

suite('the portfolio page in a browser', () => {
  let sandbox: SandboxProcess;
  let browser: Browser;
  let reader: Reader;

  beforeAll(async () => {
    [sandbox, browser] = await Promise.all([startSandboxProcess(), launchChromium()]);
  }, START_TIMEOUT);
  afterAll(async () => {
    await browser?.close();
    await sandbox?.stop();
  }, TEST_TIMEOUT);
  beforeEach(async () => {
    reader = await openReader(browser, sandbox.address);
  });
  afterEach(async () => {
    await reader.context.close();
  });

  async function openAs(persona: string, address: string): Promise<void> {
    await reader.page.goto('/');
    await actAs(reader.page, persona);
    await reader.page.goto(address);
  }

  async function expectNothingWrong(): Promise<void> {
    expect(reader.complaints).toEqual([]);
    expect(await policyViolations(sandbox.address)).toBe(0);
  }

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
      await openAs(PMO, portfolioPage());
      await app.getByRole('button', { name: /^\d+ late, in/ }).click();
      await app.getByRole('button', { name: 'Signalling Upgrade' }).click();
      await app.getByRole('complementary', { name: 'Signalling Upgrade' }).waitFor();
      await page.waitForURL(/\/projects\?only=late&open=\d+$/);
      const [project] = await Promise.all([
        context.waitForEvent('page'),
        app.getByRole('button', { name: 'Open project page' }).click(),
      ]);
      await project.waitForURL('**/jira/projects/SIG/apps/project-page/**');
      await project.close();
      await page.keyboard.press('Escape');
      await app.getByRole('complementary').waitFor({ state: 'detached' });
      await app.getByRole('button', { name: 'Heat map' }).click();
      await app.getByRole('grid').waitFor();
      await page.waitForURL(/\/heat-map\?only=late$/);
      await app.getByRole('button', { name: 'Dependencies', exact: true }).click();
      await app.getByRole('grid', { name: /^Who waits/ }).waitFor();
      await page.waitForURL(/\/dependencies\?only=late$/);
      await expectNothingWrong();
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
        ['Jira administrator', 11],
        ['Contractor', 3],
      ] as const) {
        replies.length = 0;
        await openAs(persona, portfolioPage('/projects'));
        await app.getByText(`${projects} projects you may see`).waitFor();
        expect(await names().count()).toBe(projects);
        const seen = replies.join('') + (await app.locator('body').innerText());
        expect([persona, MERGER.test(seen)]).toEqual([persona, persona === PMO]);
      }
      await expectNothingWrong();
    },
    TEST_TIMEOUT,
  );

  test.each(['light', 'dark'] as const)(
    'is accessible in every view, in %s',
    async (colorMode) => {
      const { page, app } = reader;
      await openAs(PMO, '/');
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
      await expectNothingWrong();
    },
    2 * TEST_TIMEOUT,
  );

  test(
    'scrolls through two thousand projects without a blank row, and sorts and searches them',
    async () => {
      const { page, app } = reader;
      await portfolioOf(2000);
      await openAs(PMO, portfolioPage('/projects'));
      await app.getByText('2,000 projects you may see').waitFor();
      const blanks = await app.locator('.projects-scroller').evaluate(async (scroller) => {
        let found = 0;
        // As far at a time as a fast wheel goes.
        for (let top = 0; top < 20_000; top += 400) {
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
      await expectNothingWrong();
      await page.unrouteAll({ behavior: 'ignoreErrors' });
    },
    TEST_TIMEOUT,
  );
});
