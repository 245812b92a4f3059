import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, FrameLocator, Locator } from 'playwright-core';
import { startSandbox, type Sandbox } from '../../sandbox/server';
import { anIssue, aProject, asUser, smallSite } from '../sandbox/jira/support/small-site';
import { accessibilityViolations } from './support/accessibility';
import { actAs, compliancePage, openReader, type Reader } from './support/shell-page';
import { launchChromium, policyViolations, suite } from './support/suite';

const TIMEOUT = 300_000;
const SETTINGS = '/jira/projects/PAY/settings/apps/project-settings-page';
const GATES = `${compliancePage('PAY')}/gates`;
const [ADMIN, MANAGER, DECIDER] = ['Project admin', 'Project manager', 'Decider'];

/** pam administers the project, pia and dan work on it; one issue is risky. */
const DATA = smallSite({
  users: ['pam', 'pia', 'dan'].map((accountId) => ({ accountId, displayName: `Named ${accountId}`, active: true })),
  groups: [{ groupId: 'g-admins', name: 'admins', members: [] }],
  personas: [
    { accountId: 'pam', title: ADMIN, note: '' },
    { accountId: 'pia', title: MANAGER, note: '' },
    { accountId: 'dan', title: DECIDER, note: '' },
  ],
  projects: [
    aProject({
      ...{ id: '10000', key: 'PAY', name: 'Payments', leadAccountId: 'pam' },
      roles: {
        Administrators: { users: ['pam'], groups: [] },
        Developers: { users: ['pia', 'dan'], groups: [] },
      },
    }),
  ],
  issues: [anIssue('1001', 'PAY-1', '10000', { labels: ['risky'] })],
  links: [],
  outsideIssues: [],
});

suite('stage gates in a browser', () => {
  let folder: string;
  let sandbox: Sandbox;
  let browser: Browser;
  const readers: Reader[] = [];

  /** The same site and storage, whatever day it is. */
  async function start(asOf: string): Promise<void> {
    const files = { storageFile: path.join(folder, 'storage.json'), editsFile: path.join(folder, 'edits.jsonl') };
    sandbox = await startSandbox({ data: DATA, port: 0, asOf, onProgress: () => undefined, ...files });
    await sandbox.platform.whenIdle();
  }

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'gates-'));
    [browser] = await Promise.all([launchChromium(), start('2026-11-20')]);
  }, TIMEOUT);
  afterAll(async () => {
    await browser?.close();
    await sandbox?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, TIMEOUT);

  async function openAs(persona: string, address: string): Promise<Reader> {
    const reader = await openReader(browser, sandbox.address);
    readers.push(reader);
    await reader.page.goto('/');
    await actAs(reader.page, persona);
    await reader.page.goto(address);
    return reader;
  }

  /** Goes to a control and uses it as somebody without a mouse does. */
  async function press(control: Locator, key = 'Enter'): Promise<void> {
    await control.focus();
    await control.press(key);
  }
  const button = (app: FrameLocator, name: string | RegExp): Locator => app.getByRole('button', { name, exact: true });
  async function type(control: Locator, text: string): Promise<void> {
    await control.focus();
    await control.press('ControlOrMeta+a');
    await control.pressSequentially(text);
  }

  /** Neither axe, in light and in dark, nor the browser has anything to say. */
  async function expectNothingWrong({ page, complaints }: Reader): Promise<void> {
    for (const mode of ['dark', 'light']) {
      await page.evaluate((value) => {
        document.documentElement.dataset['colorMode'] = value;
      }, mode);
      for (const frame of page.frames()) {
        await frame.evaluate((value) => {
          document.documentElement.dataset['colorMode'] = value;
        }, mode);
      }
      expect(await accessibilityViolations(page)).toEqual([]);
    }
    expect(complaints).toEqual([]);
    expect(await policyViolations(sandbox.address)).toBe(0);
  }

  test(
    'an admin sets up a lifecycle by keyboard, from a template',
    async () => {
      const admin = await openAs(ADMIN, SETTINGS);
      const { app } = admin;
      await press(button(app, 'Start from Agile with release gates'));
      const line = app.getByRole('list', { name: 'Stages and gates' });
      await line.getByRole('button', { name: /^Release/ }).waitFor();
      await press(line.getByRole('button', { name: /^Release/ }));
      await press(button(app, 'Take the stage out'));
      await press(button(app, 'Take it out'));

      await press(button(app, 'Take out: The definition of done is agreed'));
      await press(button(app, 'Add a criterion'));
      await type(app.getByLabel('Criterion, as a sentence that is true or not'), 'No risk is open');
      const toldBy = app.getByLabel('Told by');
      await toldBy.focus();
      await toldBy.pressSequentially('a query');
      await type(app.getByLabel('JQL, within this project'), 'labels = (risky');
      await app.locator('.field-problem', { hasText: 'The brackets do not match.' }).waitFor();
      await type(app.getByLabel('JQL, within this project'), 'labels = risky');
      await press(button(app, 'Move up: No risk is open'), 'Space');
      await app.getByText('No risk is open: place 1 of 2').waitFor();
      await type(app.getByLabel('Person or group: Who decides', { exact: true }), 'nam');
      await app.getByLabel('Person or group: Who decides', { exact: true }).press('Enter');
      await press(button(app, 'Named dan (person)'));
      await expectNothingWrong(admin);

      await press(line.getByRole('button', { name: /^Build/ }));
      await press(app.getByLabel('Administrators'), 'Space');
      await app.getByText('You have changes that are not saved.').waitFor();
      await press(button(app, 'Save…'));
      await app
        .getByText(/The project stands in “Discovery”; its next gate is “Ready to build”, 0 of 2 met/)
        .first()
        .waitFor();
      await expectNothingWrong(admin);
      await press(button(app, 'Save version 1'));
      await app.getByText(/^Version 1, saved by Named pam/).waitFor();
    },
    TIMEOUT,
  );

  test(
    'the manager mends and asks, a decider gives a conditional go, its condition expires, and the passport tells',
    async () => {
      const manager = await openAs(MANAGER, GATES);
      const { app } = manager;
      await app.getByRole('heading', { name: 'Ready to build: 0 of 2 met' }).waitFor();
      await app.getByText('1 issue is found, none expected. Open them in Jira and settle them.').waitFor();
      const body = JSON.stringify({ fields: { labels: [] } });
      await sandbox.site.handle({ method: 'PUT', path: '/rest/api/3/issue/PAY-1', body }, asUser('pia'));
      await button(app, 'Look again').click();
      await app.getByRole('heading', { name: 'Ready to build: 1 of 2 met' }).waitFor();
      await button(app, 'Request review').click();
      await app.getByLabel('What the deciders should know (optional)').fill('The vision follows');
      await button(app, 'Send request').click();
      await app.getByRole('heading', { name: 'In review' }).waitFor();
      await expectNothingWrong(manager);

      const decider = await openAs(DECIDER, GATES);
      await button(decider.app, 'Decide').click();
      await decider.app.getByLabel('Reason, which stays on record').fill('Good enough to begin');
      await button(decider.app, 'Decide: Conditional go').click();
      await decider.app.locator('.field-problem', { hasText: 'Nobody owns it.' }).waitFor();
      await decider.app.getByLabel('Who sees to it', { exact: true }).fill('named p');
      await button(decider.app, 'Find: Who sees to it').click();
      await button(decider.app, 'Named pia').click();
      await expectNothingWrong(decider);
      await button(decider.app, 'Decide: Conditional go').click();
      await decider.app.getByText('Passed with conditions').waitFor();
      const condition = decider.app.getByRole('region', { name: 'Conditions' });
      await condition.getByRole('link', { name: 'PAY-2' }).waitFor();
      await expectNothingWrong(decider);

      for (const { context } of readers.splice(0)) await context.close();
      await sandbox.stop();
      await start('2026-12-20');
      const later = await openAs(MANAGER, GATES);
      await later.app.getByText('The gate blocks again: a condition is overdue').waitFor();
      await later.app.getByRole('region', { name: 'Conditions' }).getByText('Overdue').waitFor();
      await expectNothingWrong(later);
      await button(later.app, 'Gate passport').click();
      expect(new URL(later.page.url()).pathname).toBe(`${GATES}/passport`);
      const passport = later.app.getByRole('region', { name: 'Ready to build', exact: true });
      await passport.getByText('“Good enough to begin”').waitFor();
      expect(await passport.innerText()).toMatch(/The vision follows[\s\S]*Nothing is attached[\s\S]*Overdue\s+PAY-2/i);
      await later.app.getByText(/^✓ 4 entries, checked just now/).waitFor();
      await expectNothingWrong(later);
    },
    TIMEOUT,
  );
});
