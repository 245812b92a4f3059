import { readFileSync } from 'node:fs';
import { accessibilityViolations } from './support/accessibility';
import { ADMIN_PAGE, actAs, compliancePage, goAs, type Reader } from './support/shell-page';
import { demoOnScreen, suite } from './support/suite';

const TEST_TIMEOUT = 300_000;
const ADMINISTRATOR = 'Jira administrator';
/** A job reaches the page by queue, job log and the page's own asking. */
const JOB_SHOWS_WITHIN = 90_000;
/** The page asks every thirty seconds while nothing runs. */
const TOLD_WITHIN = 60_000;

suite('the admin page in a browser', () => {
  const demo = demoOnScreen();
  let reader: Reader;

  beforeEach(async () => {
    reader = await demo.open();
  });

  test(
    'an administrator sees that everything is read, what it cost, and which jobs are done',
    async () => {
      const { app } = reader;
      await goAs(reader, ADMINISTRATOR, ADMIN_PAGE);
      await app.getByText(/^All 12 projects read/).waitFor({ timeout: JOB_SHOWS_WITHIN });
      expect(await app.locator('.points-hour').innerText()).toMatch(/\d of 65,000 spent/);
      await app.getByRole('button', { name: /^Done \d/ }).click();
      const jobs = app.getByRole('table', { name: 'Last jobs' });
      await jobs.getByText('Read all issues').first().waitFor();
      expect(new URL(reader.page.url()).pathname).toBe(`${ADMIN_PAGE}/jobs/done`);
      await demo.expectNothingWrong(reader);
    },
    TEST_TIMEOUT,
  );

  test(
    'a project that this administrator may not browse is counted and never named',
    async () => {
      const { app } = reader;
      await goAs(reader, ADMINISTRATOR, ADMIN_PAGE);
      await app.getByText('a project that you may not see').first().waitFor({ timeout: JOB_SHOWS_WITHIN });
      expect(await app.locator('body').innerText()).not.toMatch(/\bLAN\b/);
      await demo.expectNothingWrong(reader);
    },
    TEST_TIMEOUT,
  );

  test(
    'the share is chosen by keyboard, saved and kept; a second admin is told of the first',
    async () => {
      const { app, page } = reader;
      await goAs(reader, ADMINISTRATOR, ADMIN_PAGE);
      const slider = app.getByLabel('Share for background work');
      await slider.focus();
      await slider.press('Home');
      await slider.press('ArrowRight');
      await slider.press('ArrowRight');
      expect(await slider.inputValue()).toBe('20');
      await app.getByRole('button', { name: 'Save' }).click();
      await app.getByText('Saved', { exact: true }).waitFor();
      const second = await demo.open();
      await goAs(second, ADMINISTRATOR, ADMIN_PAGE);
      const theirs = second.app.getByLabel('Share for background work');
      await theirs.waitFor();
      expect(await theirs.inputValue()).toBe('20');
      await theirs.focus();
      await theirs.press('ArrowLeft');
      await slider.focus();
      await slider.press('End');
      await app.getByRole('button', { name: 'Save' }).click();
      await app.getByText('Saved', { exact: true }).waitFor();
      await second.app.getByRole('alert').getByText('another admin saved first').waitFor({ timeout: TOLD_WITHIN });
      await second.app.getByRole('button', { name: 'Keep 90%' }).click();
      expect(await theirs.inputValue()).toBe('90');
      await demo.expectNothingWrong(second);
      await page.reload();
      await slider.waitFor();
      expect(await slider.inputValue()).toBe('90');
      await demo.expectNothingWrong(reader);
    },
    TEST_TIMEOUT,
  );

  test(
    'comparing all projects shows what was compared',
    async () => {
      const { app } = reader;
      await goAs(reader, ADMINISTRATOR, ADMIN_PAGE);
      await app.getByRole('button', { name: 'Check all projects now' }).click();
      await app.getByText(/^Asked for:/).waitFor();
      await app.getByText(/\d+ of 12 projects compared/).waitFor({ timeout: JOB_SHOWS_WITHIN });
      await demo.expectNothingWrong(reader);
    },
    TEST_TIMEOUT,
  );

  test(
    'diagnostics are downloaded, without names, keys or ids',
    async () => {
      const { app, page } = reader;
      await goAs(reader, ADMINISTRATOR, ADMIN_PAGE);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        app.getByRole('button', { name: 'Download diagnostics' }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(/^plumbline-diagnostics-[\dT-]+\.json$/);
      const text = readFileSync(await download.path(), 'utf8');
      const { jobs } = JSON.parse(text) as { jobs: unknown[] };
      expect(jobs.length).toBeGreaterThan(12);
      expect(text).not.toMatch(/"[A-Z]{3,}"|Signalling|Harbour|Overbeek/);
      await demo.expectNothingWrong(reader);
    },
    TEST_TIMEOUT,
  );

  test(
    'somebody who does not administer Jira is told so, and nothing else',
    async () => {
      const { app, page } = reader;
      await goAs(reader, 'Project manager, signalling upgrade', ADMIN_PAGE);
      await app.getByText('Jira administrators see here', { exact: false }).waitFor();
      expect(await app.getByRole('table').count()).toBe(0);
      expect(await accessibilityViolations(page)).toEqual([]);
      await page.goto(compliancePage('SIG'));
      await demo.expectNothingWrong(reader);
    },
    TEST_TIMEOUT,
  );

  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 640],
  ] as const)(
    'is accessible in %s, %i pixels wide, and nothing juts out',
    async (colorMode, width) => {
      const { app, page } = reader;
      await page.setViewportSize({ width, height: 900 });
      await page.goto('/');
      await actAs(page, ADMINISTRATOR);
      await page.evaluate((mode) => localStorage.setItem('sandbox-color-mode', mode), colorMode);
      await page.goto(ADMIN_PAGE);
      await app.getByRole('table', { name: 'Last jobs' }).waitFor();
      await app.locator(`html[data-color-mode="${colorMode}"]`).waitFor();
      expect(await accessibilityViolations(page)).toEqual([]);
      for (const frame of page.frames()) {
        const overflow = await frame.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow).toBeLessThanOrEqual(0);
      }
      await demo.expectNothingWrong(reader);
    },
    TEST_TIMEOUT,
  );
});
