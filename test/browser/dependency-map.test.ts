import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { accessibilityViolations } from './support/accessibility';
import { goAs, portfolioMaps, projectMaps, type Reader } from './support/shell-page';
import { storyIssues } from './support/story-issues';
import { demoOnScreen, suite } from './support/suite';

const TEST_TIMEOUT = 300_000;
const PMO = 'Head of the PMO';
/** Names the merger, which all but two people may not know of. */
const MERGER = /Lantern|LAN-\d|Coastline/;

suite('the dependency map in a browser', () => {
  const demo = demoOnScreen();
  let reader: Reader;
  let issues: Awaited<ReturnType<typeof storyIssues>>;

  beforeAll(async () => {
    issues = await storyIssues(demo.address());
  }, TEST_TIMEOUT);
  beforeEach(async () => {
    reader = await demo.open();
  });

  const cells = (): Locator => reader.app.getByRole('grid').getByRole('gridcell');
  const heading = (name: string | RegExp): Locator => reader.app.getByRole('heading', { name });

  /** Presses a key until what has focus in the app's frame is what is looked for. */
  async function pressUntil(key: string, isThere: (focused: Element | null) => boolean): Promise<void> {
    const { page, app } = reader;
    for (let presses = 0; presses < 60; presses++) {
      if (await app.locator('body').evaluate(`(${isThere.toString()})(document.activeElement)`)) return;
      await page.keyboard.press(key);
    }
    throw new Error(`${key} never led there.`);
  }

  test(
    'leads by keyboard alone from the matrix to an issue in Jira, and back',
    async () => {
      const { page, context } = reader;
      await goAs(reader, PMO, portfolioMaps('/matrix'));
      await cells().first().waitFor();
      await pressUntil('Tab', (focused) => focused?.getAttribute('role') === 'gridcell');
      const first = await focusedText(reader);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowRight');
      expect(await focusedText(reader)).not.toBe(first);

      await page.keyboard.press('Enter');
      await heading(/ waits for /).waitFor();
      await pressUntil('Tab', (focused) => focused?.textContent === 'Issues over time');
      await page.keyboard.press('Enter');
      await reader.app.getByRole('group', { name: /^Timeline of / }).waitFor();
      expect(new URL(page.url()).pathname).toMatch(/\/dependencies\/timeline\/pair\/\d+\/\d+$/);

      await pressUntil(
        'Tab',
        (focused) => focused?.getAttribute('role') === 'button' && focused.closest('svg') !== null,
      );
      const before = await focusedText(reader);
      await pressUntil('ArrowRight', (focused) => focused?.getAttribute('role') === 'button');
      await page.keyboard.press('Enter');
      await reader.app.locator('.issue-drawer').waitFor();
      expect(before).toMatch(/\w/);
      await pressUntil('Tab', (focused) => focused?.tagName === 'A' && focused.closest('.issue-drawer') !== null);
      const issueKey = await focusedText(reader);
      const [issue] = await Promise.all([context.waitForEvent('page'), page.keyboard.press('Enter')]);
      await issue.waitForURL(`**/browse/${issueKey}`);
      await issue.close();

      await page.keyboard.press('Escape');
      await reader.app.locator('.issue-drawer').waitFor({ state: 'detached' });
      await demo.expectNothingWrong(reader);
    },
    TEST_TIMEOUT,
  );

  test.each(['light', 'dark'] as const)(
    'is accessible in every view, in %s',
    async (colorMode) => {
      const { page, app } = reader;
      await page.goto('/');
      if (colorMode === 'dark') await page.getByRole('button', { name: 'Dark' }).click();
      const views: readonly (readonly [address: string, ready: () => Locator])[] = [
        [portfolioMaps('/matrix'), () => cells().first()],
        [portfolioMaps('/matrix?at=10000-10001'), () => heading(/ waits for /)],
        [portfolioMaps('/graph'), () => app.locator('.graph-drawing [role="button"]').first()],
        [portfolioMaps('/timeline?at=10000'), () => app.locator('.project-lane .issue-bar').first()],
        [portfolioMaps('/table'), () => app.getByRole('table').first()],
        [portfolioMaps('/timeline/pair/10000/10001'), () => app.getByRole('group', { name: /^Timeline of / })],
        [portfolioMaps('/issues/project/10000'), () => app.getByRole('table').first()],
        [portfolioMaps(`/chain/issue/${issues.register.id}`), () => app.getByRole('group', { name: /^Chain of / })],
        [
          portfolioMaps(`/chain/cycle/${issues.employeeMaster.id}?at=${issues.employeeMaster.id}`),
          () => app.locator('.issue-drawer'),
        ],
        [projectMaps('SIG'), () => app.getByRole('group', { name: /^Timeline of / })],
        [`/browse/${issues.designTool.key}`, () => app.getByRole('button', { name: 'Open the chain' })],
      ];
      for (const [address, ready] of views) {
        await page.goto(address);
        await ready().waitFor();
        await app.locator(`html[data-color-mode="${colorMode}"]`).waitFor();
        expect([address, await accessibilityViolations(page)]).toEqual([address, []]);
      }
      await demo.expectNothingWrong(reader);
    },
    2 * TEST_TIMEOUT,
  );

  test(
    'gives every view an address: reload, back and a shared link lead where they should',
    async () => {
      const { page, app } = reader;
      await goAs(reader, PMO, portfolioMaps());
      await cells().first().click();
      await heading(/ waits for /).waitFor();
      const details = await heading(/ waits for /).innerText();
      await app.getByRole('button', { name: 'Issues over time' }).click();
      await app.getByRole('group', { name: /^Timeline of / }).waitFor();
      await app.getByRole('navigation').getByRole('button', { name: 'Chain' }).click();
      await app.getByRole('group', { name: /^Chain of / }).waitFor();
      const shared = page.url();

      await page.goBack();
      await app.getByRole('group', { name: /^Timeline of / }).waitFor();
      await page.goBack();
      await heading(/ waits for /).waitFor();
      expect(await heading(/ waits for /).innerText()).toBe(details);
      await page.goBack();
      await heading('How they stand').waitFor();

      await app.getByRole('button', { name: 'Late only' }).click();
      await page.waitForURL('**?late=1');
      await page.reload();
      await app.locator('[aria-pressed="true"]').getByText('Late only').waitFor();

      await page.goto(shared);
      await app.getByRole('group', { name: /^Chain of / }).waitFor();
      await demo.expectNothingWrong(reader);
    },
    TEST_TIMEOUT,
  );

  test(
    'shows the merger to the PMO, and to others as an anonymous project with its counts only',
    async () => {
      const { page, app } = reader;
      await goAs(reader, PMO, portfolioMaps('/table'));
      await app.getByRole('table').first().waitFor();
      expect(await everything(page)).toMatch(MERGER);

      for (const persona of ['Jira administrator', 'Contractor', 'Project manager, payroll move']) {
        await goAs(reader, persona, portfolioMaps('/table'));
        await app.getByRole('table').first().waitFor();
        await app.getByText('Restricted').first().waitFor();
        expect(await everything(page)).not.toMatch(MERGER);
        for (const kind of ['CSV of pairs', 'CSV of projects', 'JSON']) {
          expect(await exported(reader, kind)).not.toMatch(MERGER);
        }
        await page.goto(portfolioMaps('/timeline'));
        await app.locator('.project-lane').first().waitFor();
        expect(await everything(page)).not.toMatch(MERGER);
        for (const kind of ['CSV', 'SVG']) expect(await exported(reader, kind)).not.toMatch(MERGER);
        await page.goto(portfolioMaps('/timeline/project/10006'));
        await app.getByText('Whoever may browse it sees here').waitFor();
        expect(await everything(page)).not.toMatch(MERGER);
      }
      await demo.expectNothingWrong(reader);
    },
    TEST_TIMEOUT,
  );

  test(
    'takes along exactly what is shown, as pictures, too',
    async () => {
      const { app } = reader;
      await goAs(reader, PMO, portfolioMaps('/matrix?late=1'));
      await cells().first().waitFor();
      const rows = (await exported(reader, 'CSV')).trim().split(/\r?\n/);
      expect(rows.length - 1).toBe(await cells().count());
      expect(await exported(reader, 'SVG')).toMatch(/^<svg[^]*<\/svg>\s*$/);
      expect((await exported(reader, 'PNG')).slice(1, 4)).toBe('PNG');
      await app.getByRole('button', { name: 'Clear filters' }).click();
      await demo.expectNothingWrong(reader);
    },
    TEST_TIMEOUT,
  );

  test(
    'tells in the issue view what the issue waits for, and opens its chain',
    async () => {
      const { page, app, context } = reader;
      await goAs(reader, PMO, `/browse/${issues.designTool.key}`);
      await app.getByRole('link', { name: issues.register.key }).waitFor();
      const [chain] = await Promise.all([
        context.waitForEvent('page'),
        app.getByRole('button', { name: 'Open the chain' }).click(),
      ]);
      await chain.waitForURL(`**/apps/portfolio-page/dependencies/chain/issue/${issues.designTool.id}`);
      await chain
        .frameLocator('iframe.app-frame')
        .getByRole('group', { name: /^Chain of / })
        .waitFor();
      expect(page.url()).toContain('/browse/');
      await demo.expectNothingWrong(reader);
    },
    TEST_TIMEOUT,
  );

  test(
    'shows on the project page what the project waits for, beside its findings',
    async () => {
      const { page, app } = reader;
      await page.goto(projectMaps('SIG').replace('/dependencies', ''));
      await app.getByRole('button', { name: 'Dependencies', exact: true }).click();
      await app.getByRole('group', { name: /^Timeline of / }).waitFor();
      expect(new URL(page.url()).pathname).toBe(projectMaps('SIG'));
      await page.goBack();
      await app.getByRole('heading', { name: 'Findings' }).waitFor();
      await demo.expectNothingWrong(reader);
    },
    TEST_TIMEOUT,
  );

  test(
    'fits beside another window, 640 pixels wide',
    async () => {
      const { page, app } = reader;
      await page.setViewportSize({ width: 640, height: 900 });
      for (const address of [
        portfolioMaps('/matrix'),
        portfolioMaps('/timeline/pair/10000/10001'),
        projectMaps('SIG'),
      ]) {
        await page.goto(address);
        await cells()
          .first()
          .or(app.getByRole('group', { name: /^Timeline of / }))
          .first()
          .waitFor();
        for (const frame of page.frames()) {
          const overflow = await frame.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          expect([address, overflow]).toEqual([address, 0]);
        }
      }
      await demo.expectNothingWrong(reader);
    },
    TEST_TIMEOUT,
  );
});

function focusedText({ app }: Reader): Promise<string> {
  return app.locator('body').evaluate(() => {
    const focused = document.activeElement;
    return focused?.getAttribute('aria-label') ?? focused?.textContent ?? '';
  });
}

/** All that the page holds, attributes and what is hidden from sight included, and its address. */
async function everything(page: Page): Promise<string> {
  const parts = await Promise.all(page.frames().map((frame) => frame.content()));
  return [page.url(), await page.title(), ...parts].join('\n');
}

/** What the export button saves as that kind of file. */
async function exported({ page, app }: Reader, kind: string): Promise<string> {
  await app.getByRole('button', { name: 'Export' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    app
      .getByRole('list', { name: /^Export/ })
      .getByRole('button', { name: new RegExp(`^${kind}`) })
      .click(),
  ]);
  return readFileSync(await download.path(), 'latin1');
}
