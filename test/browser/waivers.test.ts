import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, FrameLocator } from 'playwright-core';
import { loadDemo } from '../../sandbox/cli/load-data';
import { startSandbox, type Sandbox } from '../../sandbox/server';
import { accessibilityViolations } from './support/accessibility';
import { ADMIN_PAGE, actAs, compliancePage, openReader, type Reader } from './support/shell-page';
import { launchChromium, policyViolations, suite } from './support/suite';

const TIMEOUT = 300_000;
const MADE_ON = '2026-11-20';
/** The day after the waiver's last one. */
const LATER = '2026-12-21';
const SIG = compliancePage('SIG');
/** A finding's points, of those that it could have, at the end of its row: "5.4 of 5.7". */
const COUNTS = /[\d.]+ of [\d.]+\s*$/;
const FINDING = `${SIG}/findings/item-ownership`;
const [ADMINISTRATOR, MANAGER, PMO] = [
  'Jira administrator',
  'Project manager, signalling upgrade',
  'Head of the PMO',
] as const;

suite('waivers in a browser', () => {
  let folder: string;
  let sandbox: Sandbox;
  let browser: Browser;
  const readers: Reader[] = [];

  /** The same site and storage, whatever day it is. */
  async function start(asOf: string): Promise<void> {
    const files = { storageFile: path.join(folder, 'storage.json'), editsFile: path.join(folder, 'edits.jsonl') };
    sandbox = await startSandbox({ data: loadDemo(MADE_ON), port: 0, asOf, onProgress: () => undefined, ...files });
    await sandbox.platform.whenIdle();
  }

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'waivers-'));
    [browser] = await Promise.all([launchChromium(), start(MADE_ON)]);
  }, TIMEOUT);
  afterAll(async () => {
    await browser?.close();
    await sandbox?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, TIMEOUT);
  afterEach(async () => {
    for (const { context } of readers.splice(0)) await context.close();
  });

  async function openAs(persona: string, address: string, colorMode: 'light' | 'dark' = 'light'): Promise<Reader> {
    const reader = await openReader(browser, sandbox.address);
    readers.push(reader);
    await reader.page.goto('/');
    await actAs(reader.page, persona);
    await reader.page.evaluate((mode) => localStorage.setItem('sandbox-color-mode', mode), colorMode);
    await reader.page.goto(address);
    return reader;
  }

  /** Goes to a control and uses it as somebody without a mouse does. */
  async function press(app: FrameLocator, name: string | RegExp): Promise<void> {
    const button = app.getByRole('button', { name, exact: true });
    await button.focus();
    await button.press('Enter');
  }
  async function type(app: FrameLocator, label: string | RegExp, text: string): Promise<void> {
    const field = app.getByLabel(label);
    await field.focus();
    await field.pressSequentially(text);
  }

  async function expectNothingWrong({ page, complaints }: Reader): Promise<void> {
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    expect(await policyViolations(sandbox.address)).toBe(0);
  }

  async function score(app: FrameLocator): Promise<number> {
    return Number(await app.locator('.standing-number').innerText());
  }

  test(
    'a manager asks by keyboard, the PMO grants, the score follows, and after the last day it counts again by itself',
    async () => {
      const admin = await openAs(ADMINISTRATOR, ADMIN_PAGE);
      await type(admin.app, 'Group in Jira', 'project-man');
      await press(admin.app, 'Find');
      await press(admin.app, 'project-management-office');
      await admin.app.getByText('The members of “project-management-office” have it.').waitFor();
      await expectNothingWrong(admin);

      const manager = await openAs(MANAGER, FINDING);
      const before = await score(manager.app);
      await press(manager.app, 'Request waiver');
      await type(manager.app, /Why can it not be met/, 'The new team starts in December');
      await type(manager.app, /What keeps the risk small/, 'The lead looks at it every day');
      await expectNothingWrong(manager);
      await press(manager.app, 'Send request');
      await manager.app.getByText(/A request to waive it until .* waits for a decision/).waitFor();
      await manager.page.goto(`${SIG}/waivers`);
      await manager.app.getByText(/^Waits for a decision/).waitFor();
      expect(await manager.app.getByRole('button', { name: 'Grant' }).count()).toBe(0);

      const decider = await openAs(PMO, `${SIG}/waivers`, 'dark');
      await press(decider.app, 'Grant');
      await type(decider.app, 'Reason', 'Fair for a month');
      await expectNothingWrong(decider);
      await press(decider.app, 'Grant');
      await decider.app.getByText(/^Waived until/).waitFor();
      await expectNothingWrong(decider);

      const waived = await openAs(MANAGER, SIG);
      await waived.app.getByText(/1 rule waived, the first until Dec 20/).waitFor();
      const exempt = waived.app.getByRole('row', { name: /^Waived Work in progress has an owner/ });
      expect(await exempt.innerText()).not.toMatch(COUNTS);
      expect(await score(waived.app)).toBeGreaterThan(before);
      await expectNothingWrong(waived);
      for (const { context } of readers.splice(0)) await context.close();

      await sandbox.stop();
      await start(LATER);
      await sandbox.platform.runScheduled('every-hour');
      await sandbox.platform.whenIdle();
      const later = await openAs(MANAGER, SIG, 'dark');
      await later.app.getByText(/1 waiver past the last day, to be ended or renewed/).waitFor();
      const again = later.app.getByRole('row', { name: /^(Fail|Partial) Work in progress has an owner/ });
      expect(await again.innerText()).toMatch(COUNTS);
      await later.page.goto(`${SIG}/waivers`);
      await later.app.getByText(/ended Dec 20; the rule counts again$/).waitFor();
      await expectNothingWrong(later);
      await press(later.app, 'End');
      await type(later.app, 'Reason', 'The team is there');
      await press(later.app, 'End');
      await later.app.getByText(/^Nothing is waived/).waitFor();
      const trail = later.app.getByRole('region', { name: 'Audit trail', exact: true });
      await trail.getByRole('row', { name: /Withdrawn/ }).waitFor();
      const steps = await trail.getByRole('row').allInnerTexts();
      const taken = ['Withdrawn', 'Expired', 'Granted', 'Requested until Dec 20'];
      expect(steps.slice(1).map((row) => row.split('\t')[1])).toEqual(taken);
      await later.page.goto(`${SIG}/history?weeks=13`);
      await later.app.getByText(/^Score from/).waitFor();
      await expectNothingWrong(later);
    },
    TIMEOUT,
  );
});
