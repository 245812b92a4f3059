import type { Locator, Page } from 'playwright-core';
import { accessibilityViolations } from './support/accessibility';
import { compliancePage, goAs, type Reader } from './support/shell-page';
import { demoOnScreen, policyViolations, suite } from './support/suite';

interface BridgedWindow {
  readonly __bridge: { readonly callBridge: (operation: string, payload?: unknown) => Promise<unknown> };
}

const TEST_TIMEOUT = 300_000;
/** An edit reaches the page by event, queue, refresh and the page's own asking. */
const SCORE_MOVES_WITHIN = 60_000;

suite('the project page in a browser', () => {
  const demo = demoOnScreen();
  let reader: Reader;

  beforeEach(async () => {
    reader = await demo.open();
  });

  async function score({ app }: Reader): Promise<number> {
    const text = await app.locator('.standing-number').innerText();
    return Number(text);
  }

  async function openFinding({ app }: Reader, title: string): Promise<void> {
    await app.getByRole('button', { name: title, exact: true }).click();
    await app.locator('.panel').getByRole('heading', { name: title }).waitFor();
  }

  test(
    'a project manager reads the score, mends a finding in Jira, and sees the score move',
    async () => {
      const { page, app, context } = reader;
      await goAs(reader, 'Project manager, signalling upgrade', compliancePage('SIG'));
      const before = await score(reader);
      expect(before).toBeGreaterThan(0);
      await page.frames()[1]?.evaluate(() => Object.assign(window, { sameDocument: true }));

      await openFinding(reader, 'Work in progress has an owner');
      const firstIssue = app.locator('.panel table a').first();
      const issueKey = await firstIssue.innerText();
      const [issue] = await Promise.all([context.waitForEvent('page'), firstIssue.click()]);
      await assignSomebody(issue, issueKey);

      await app.locator('.standing-move').waitFor({ timeout: SCORE_MOVES_WITHIN });
      expect(await score(reader)).toBeGreaterThan(before);
      await app.locator('.panel table a', { hasText: issueKey }).waitFor({ state: 'detached' });
      expect(await page.frames()[1]?.evaluate(() => 'sameDocument' in window)).toBe(true);
      await demo.expectNothingWrong(reader);
    },
    TEST_TIMEOUT,
  );

  async function assignSomebody(issue: Page, issueKey: string): Promise<void> {
    await issue.getByRole('heading', { level: 1 }).waitFor();
    expect(new URL(issue.url()).pathname).toBe(`/browse/${issueKey}`);
    const assignee = issue.getByLabel('Assignee');
    expect(await assignee.inputValue()).toBe('');
    await issue.locator('select:has(option:text("Unassigned")) option').nth(1).waitFor({ state: 'attached' });
    await assignee.selectOption({ index: 1 });
    await issue.getByText('Saved').waitFor();
  }

  test.each(['light', 'dark'] as const)(
    'is accessible, and so is the page around it, in %s',
    async (colorMode) => {
      const { page, app } = reader;
      await page.goto(compliancePage('SIG'));
      if (colorMode === 'dark') await page.getByRole('button', { name: 'Dark' }).click();
      await score(reader);
      await app.locator(`html[data-color-mode="${colorMode}"]`).waitFor();
      expect(await accessibilityViolations(page)).toEqual([]);
      await openFinding(reader, 'Work in progress has an owner');
      await app.locator('.panel table a').first().waitFor();
      expect(await accessibilityViolations(page)).toEqual([]);
      await app.getByRole('button', { name: 'How is this computed?' }).click();
      await app.getByRole('heading', { name: 'How this is computed' }).waitFor();
      expect(await accessibilityViolations(page)).toEqual([]);
      const issueKey = await anIssueOf(page, 'SIG');
      for (const address of [
        '/',
        '/jira/projects/SIG/issues',
        `/browse/${issueKey}`,
        '/issues/?jql=project%20%3D%20SIG',
        '/activity',
      ]) {
        await page.goto(address);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.waitForLoadState('networkidle');
        expect(await accessibilityViolations(page)).toEqual([]);
      }
      await demo.expectNothingWrong(reader);
    },
    TEST_TIMEOUT,
  );

  async function anIssueOf(page: Page, projectKey: string): Promise<string> {
    await page.goto(`/jira/projects/${projectKey}/issues`);
    return page.locator('tbody a').first().innerText();
  }

  test(
    'follows the light of the page around it without loading again',
    async () => {
      const { page, app } = reader;
      await page.goto(compliancePage('SIG'));
      await score(reader);
      const background = (): Promise<string> =>
        app.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
      const light = await background();
      await page.getByRole('button', { name: 'Dark' }).click();
      await app.locator('html[data-color-mode="dark"]').waitFor();
      expect(await background()).not.toBe(light);
    },
    TEST_TIMEOUT,
  );

  test(
    'every view has an address: reload, back and a shared link work',
    async () => {
      const { page, app } = reader;
      await page.goto(compliancePage('SIG'));
      await openFinding(reader, 'Work in progress has an owner');
      expect(new URL(page.url()).pathname).toBe(`${compliancePage('SIG')}/findings/item-ownership`);
      await page.reload();
      await app.locator('.panel').getByRole('heading', { name: 'Work in progress has an owner' }).waitFor();
      await app.getByRole('button', { name: 'How is this computed?' }).click();
      await app.getByRole('heading', { name: 'How this is computed' }).waitFor();
      await page.goBack();
      await app.locator('.panel').getByRole('heading', { name: 'Work in progress has an owner' }).waitFor();
      await page
        .getByRole('navigation', { name: 'Project', exact: true })
        .getByRole('link', { name: 'Compliance' })
        .click();
      await app.locator('.panel').waitFor({ state: 'detached' });
      await demo.expectNothingWrong(reader);
    },
    TEST_TIMEOUT,
  );

  test(
    'shows exactly the offending issues in Jira',
    async () => {
      const { page, app, context } = reader;
      await page.goto(`${compliancePage('SIG')}/findings/item-ownership`);
      const shown = app.locator('.panel table a');
      await shown.first().waitFor();
      const keys = (await shown.allInnerTexts()).sort();
      const [search] = await Promise.all([
        context.waitForEvent('page'),
        app
          .locator('.panel')
          .getByRole('button', { name: /in Jira$/ })
          .click(),
      ]);
      await search.locator('tbody a').first().waitFor();
      expect((await search.locator('tbody a').allInnerTexts()).sort()).toEqual(keys);
      await demo.expectNothingWrong(reader);
    },
    TEST_TIMEOUT,
  );

  test(
    'tells somebody who may not browse the project so, and nothing else',
    async () => {
      const { page, app } = reader;
      await goAs(reader, 'Contractor', compliancePage('PAY'));
      await app.getByText('Whoever may browse a project sees here', { exact: false }).waitFor();
      expect(await app.locator('.standing-number').count()).toBe(0);
      expect(await app.locator('body').innerText()).not.toMatch(/PAY-\d/);
      expect(await accessibilityViolations(page)).toEqual([]);
      expect(await policyViolations(demo.address())).toBe(0);
    },
    TEST_TIMEOUT,
  );

  test(
    'fits beside another window, 640 pixels wide',
    async () => {
      const { page, app } = reader;
      await page.setViewportSize({ width: 640, height: 900 });
      await page.goto(`${compliancePage('SIG')}/findings/item-ownership`);
      await app.locator('.panel table a').first().waitFor();
      for (const frame of page.frames()) {
        const overflow = await frame.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow).toBeLessThanOrEqual(0);
      }
      expect(await accessibilityViolations(page)).toEqual([]);
      await demo.expectNothingWrong(reader);
    },
    TEST_TIMEOUT,
  );

  test(
    'changes an issue in every field that rules look at, and shows what Jira refuses',
    async () => {
      const { page } = reader;
      await goAs(reader, 'Project manager, signalling upgrade', '/jira/projects/SIG/issues');
      await page.locator('tbody a').nth(1).click();
      const details = page.getByRole('region', { name: 'Details' });
      await details.getByLabel('Due date').fill('2027-06-30');
      await details.getByLabel('Start date').focus();
      await details.getByText('Saved').waitFor();
      await details.getByLabel('Start date').fill('2027-06-01');
      await details.getByLabel('Original estimate').fill('2d');
      await details.getByLabel('Original estimate').press('Enter');
      await details.getByText('Saved').waitFor();
      await details.getByLabel('Status').selectOption({ index: 1 });
      await details.getByText('Saved').waitFor();

      const links = page.getByRole('region', { name: 'Linked issues' });
      const before = await links.getByRole('listitem').count();
      await links.getByLabel('Key of the other issue').fill('sig-2');
      await links.getByRole('button', { name: 'Link', exact: true }).click();
      await expectCount(links.getByRole('listitem'), before + 1);
      await links.getByRole('button', { name: 'Remove the link to SIG-2' }).first().click();
      await expectCount(links.getByRole('listitem'), before);

      await page.reload();
      await details.getByLabel('Due date').waitFor();
      expect(await details.getByLabel('Due date').inputValue()).toBe('2027-06-30');
      expect(await details.getByLabel('Start date').inputValue()).toBe('2027-06-01');
      expect(await details.getByLabel('Original estimate').inputValue()).toBe('2d');
      await demo.expectNothingWrong(reader);

      await links.getByLabel('Key of the other issue').fill('NOPE-1');
      await links.getByRole('button', { name: 'Link', exact: true }).click();
      await links.locator('.outcome-failed').filter({ hasText: /\S/ }).waitFor();
    },
    TEST_TIMEOUT,
  );

  async function expectCount(items: Locator, count: number): Promise<void> {
    await items.nth(count).waitFor({ state: 'detached' });
    if (count > 0) await items.nth(count - 1).waitFor();
  }

  test(
    'offers the app what a Jira page offers through the bridge',
    async () => {
      const { page, app } = reader;
      await page.goto(compliancePage('SIG'));
      await score(reader);
      const frame = app.locator('body');
      const call = (operation: string, payload?: unknown): Promise<unknown> =>
        frame.evaluate(
          (_body, asked) =>
            (globalThis as unknown as BridgedWindow).__bridge.callBridge(asked.operation, asked.payload),
          { operation, payload },
        );

      await call('showFlag', { id: 'a-flag', title: 'Saved by the app', type: 'success' });
      await page.getByText('Saved by the app').waitFor();
      await call('closeFlag', { id: 'a-flag' });
      await page.getByText('Saved by the app').waitFor({ state: 'detached' });

      await call('changeWindowTitle', 'Compliance of SIG');
      expect(await page.title()).toBe('Compliance of SIG - Harbour Rail');
      expect(await call('getUrl', { target: 'issue', issueKey: 'SIG-1' })).toBe(`${demo.address()}/browse/SIG-1`);
      expect(await call('fetchProduct', { product: 'jira', restPath: '/rest/api/3/project/SIG' })).toMatchObject({
        status: 200,
        body: expect.stringContaining('"key":"SIG"') as string,
      });
      expect(await call('close')).toBe(false);
      await expect(call('fetchProduct', { product: 'jira', restPath: 'https://elsewhere.example/' })).rejects.toThrow(
        'Only /rest/ paths',
      );
      await expect(call('navigate', { url: 'javascript:alert(1)', type: 'same-tab' })).rejects.toThrow(
        'Only web addresses',
      );
      await expect(call('startMining')).rejects.toThrow('does not offer the bridge operation "startMining"');
      await demo.expectNothingWrong(reader);

      const heard = frame.evaluate(async () => {
        const { callBridge } = (globalThis as unknown as BridgedWindow).__bridge;
        return new Promise((resolve) => {
          void callBridge('openModal', { resource: null, title: 'More', context: { from: 'page' }, onClose: resolve });
        });
      });
      const modal = page.getByRole('dialog').frameLocator('iframe');
      await modal.locator('.standing-number').waitFor();
      const inModal = await modal.locator('body').evaluate(async () => {
        const { callBridge } = (globalThis as unknown as BridgedWindow).__bridge;
        const context = (await callBridge('getContext')) as { extension: { modal: unknown } };
        await callBridge('close', { picked: 'SIG-1' });
        return context.extension.modal;
      });
      expect(inModal).toEqual({ from: 'page' });
      expect(await heard).toEqual({ picked: 'SIG-1' });
    },
    TEST_TIMEOUT,
  );

  // The last test: from here on the sandbox has a violation on record.
  test(
    'a breach of the content security policy is blocked, recorded and shown',
    async () => {
      const { page } = reader;
      await page.goto(compliancePage('SIG'));
      await score(reader);
      expect(await policyViolations(demo.address())).toBe(0);
      await page.frames()[1]?.evaluate(() => {
        const style = document.createElement('style');
        style.textContent = 'body { display: none }';
        document.head.append(style);
      });
      await page.getByRole('alert').getByText('content security policy').waitFor();
      expect(await policyViolations(demo.address())).toBe(1);
    },
    TEST_TIMEOUT,
  );
});
