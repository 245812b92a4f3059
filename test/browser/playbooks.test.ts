import type { FrameLocator } from 'playwright-core';
import { accessibilityViolations } from './support/accessibility';
import { ADMIN_PAGE, compliancePage, goAs, type Reader } from './support/shell-page';
import { finish, jiraOf, sprintIn } from './support/sprints';
import { demoOnScreen, suite } from './support/suite';

const TEST_TIMEOUT = 300_000;
const ADMINISTRATOR = 'Jira administrator';
const MANAGER = 'Project manager, signalling upgrade';
/** A preview and a publication are jobs of the queue; the page asks every three seconds. */
const DONE_WITHIN = 90_000;
/** A sprint is counted half a minute after Jira tells of it, twice, and the page asks every so often. */
const COUNTED_WITHIN = 150_000;
const A_DAY = 86_400_000;

suite('playbooks in a browser', () => {
  const demo = demoOnScreen();

  async function openAs(persona: string, address: string): Promise<Reader> {
    const reader = await demo.open();
    await goAs(reader, persona, address);
    return reader;
  }

  /** Goes to a control and uses it as somebody without a mouse does. */
  async function press(app: FrameLocator, name: string | RegExp, key = 'Enter'): Promise<void> {
    const button = app.getByRole('button', { name, exact: true });
    await button.focus();
    await button.press(key);
  }

  /** Neither axe, in dark and in light, nor the browser has anything to say. */
  async function expectNothingWrong(reader: Reader): Promise<void> {
    for (const mode of ['dark', 'light']) {
      for (const frame of reader.page.frames()) {
        await frame.evaluate((value) => {
          document.documentElement.dataset['colorMode'] = value;
        }, mode);
      }
      expect([mode, await accessibilityViolations(reader.page)]).toEqual([mode, []]);
    }
    await demo.expectNothingWrong(reader);
  }

  async function shownScore(): Promise<string> {
    const { app } = await openAs(MANAGER, compliancePage('SIG'));
    const score = app.locator('.standing-number').first();
    await score.waitFor();
    return (await score.innerText()).trim();
  }

  test(
    'an administrator makes a playbook of a ready-made one, changes a threshold, sees the preview and publishes; the score follows',
    async () => {
      const reader = await openAs(ADMINISTRATOR, ADMIN_PAGE);
      const { app, page } = reader;
      await app.getByText(/^All 12 projects read/).waitFor({ timeout: DONE_WITHIN });
      await press(app, 'Playbooks');
      await app.getByRole('heading', { name: 'Your own rules begin here' }).waitFor();
      await page.waitForURL(`**${ADMIN_PAGE}/playbooks`);
      await expectNothingWrong(reader);

      await press(app, 'Start from Agile delivery');
      const target = app.getByLabel('Target of “Work in progress has an owner”, percent');
      await target.fill('100');
      await app.getByText('You have changes that are not saved.').waitFor();
      await press(app, 'Followers');
      await page.waitForURL(`**${ADMIN_PAGE}/playbooks/draft/followers`);
      const everyOther = app.getByLabel('Every project that no other playbook names');
      await everyOther.focus();
      await everyOther.press('Space');
      await press(app, 'Save draft');
      await app.getByText(/^Saved by /).waitFor();
      await expectNothingWrong(reader);

      await press(app, 'Preview and publish');
      await press(app, 'Preview', 'Space');
      await app.getByText(/^\d+ of 12 projects that publishing concerns/).waitFor({ timeout: DONE_WITHIN });
      const row = app.getByRole('table', { name: 'By project' }).getByRole('row', { name: /Signalling Upgrade/ });
      const foretold = /→ ([\d.]+)/.exec(await row.innerText())?.[1];
      await expectNothingWrong(reader);
      expect(await shownScore()).not.toBe(foretold);

      await press(app, 'Publish…');
      await press(app, 'Publish version 1');
      await app.getByText(/^Version 1, published by /).waitFor();
      await app.getByText(/^Projects are being evaluated/).waitFor({ state: 'detached', timeout: DONE_WITHIN });
      await app.getByText(/^Followed by 12 projects, among them every one/).waitFor();
      expect(await shownScore()).toBe(foretold);
      await page.goBack();
      await app.getByText('There is no draft').waitFor();
    },
    TEST_TIMEOUT,
  );

  test(
    'of two administrators the second sees what the first has changed, and loses nothing',
    async () => {
      const first = await openAs(ADMINISTRATOR, `${ADMIN_PAGE}/playbooks`);
      await press(first.app, 'Edit Agile delivery');
      const hours = (app: FrameLocator): ReturnType<FrameLocator['getByLabel']> =>
        app.getByLabel('Hours in a working day');
      await press(first.app, 'Calendar and practice');
      await hours(first.app).waitFor();
      const second = await openAs(ADMINISTRATOR, `${ADMIN_PAGE}/playbooks/draft/practice`);
      await hours(second.app).fill('7');
      await second.app.getByLabel('Name', { exact: true }).fill('House rules');
      await hours(first.app).fill('6');
      await first.app.getByLabel('Saturday').check();
      await press(first.app, 'Save draft');
      await first.app.getByText(/^Saved by /).waitFor();

      await press(second.app, 'Save draft');
      const alert = second.app.getByRole('alert');
      await alert.getByText('Your changes are not saved: another admin saved first').waitFor();
      expect(await alert.getByRole('row', { name: /Saturday/ }).innerText()).toMatch(/no\s+yes/);
      await alert.getByRole('radiogroup', { name: 'Hours in a working day' }).getByLabel('theirs: 6').check();
      await expectNothingWrong(second);
      await press(second.app, 'Put my changes on top of theirs');
      expect(await second.app.getByLabel('Saturday').isChecked()).toBe(true);
      expect(await hours(second.app).inputValue()).toBe('6');
      await press(second.app, 'Save draft');
      await second.app.getByText(/^Saved by /).waitFor();
      await second.app.getByRole('heading', { name: 'Draft: House rules' }).waitFor();
    },
    TEST_TIMEOUT,
  );

  test(
    'a sprint is judged by the new playbook when it was seen from its start to its close, and not before',
    async () => {
      const jira = jiraOf(demo.address(), ADMINISTRATOR);
      const reader = await openAs(ADMINISTRATOR, `${compliancePage('TICK')}/findings/sprint-commitment`);
      const panel = reader.app.locator('.panel');
      await panel.getByText('No sprint was closed yet that began with at least 3 items').first().waitFor();
      await expectNothingWrong(reader);

      // One that was under way before the app came is not judged.
      await jira.post(`/rest/agile/1.0/sprint/${await sprintIn(jira, 'active')}`, { state: 'closed' });
      const sprint = await sprintIn(jira, 'future');
      const [startDate, endDate] = [0, 14].map((days) => new Date(Date.now() + days * A_DAY).toISOString());
      await jira.post(`/rest/agile/1.0/sprint/${sprint}`, { state: 'active', startDate, endDate });
      const items = await jira.issuesOf(`sprint = ${sprint} AND statusCategory != Done`);
      expect(items.length).toBeGreaterThanOrEqual(3);
      for (const { id } of items) await finish(jira, id);
      await jira.post(`/rest/agile/1.0/sprint/${sprint}`, { state: 'closed' });

      await panel
        .getByText('The only closed sprint completed what it set out to')
        .first()
        .waitFor({ timeout: COUNTED_WITHIN });
      await expectNothingWrong(reader);
    },
    TEST_TIMEOUT,
  );
});
