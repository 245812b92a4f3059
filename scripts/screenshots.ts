/**
 * Writes every page and state as a picture into `screenshots/`, for looking, and the README's pictures into
 * `docs/images/`. States that the demo portfolio is not in are made by changing what the app replies. What axe finds in
 * any of them is told, and ends the command as failed.
 * With words behind the command, only the pictures whose names begin so are taken: `npm run screenshots admin`; the
 * README's are called `readme`.
 */
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { accessibilityViolations } from '../test/browser/support/accessibility';
import { findChromium, launch } from '../test/browser/support/chromium';
import { startSandboxProcess } from '../test/browser/support/sandbox-process';
import { actAs, compliancePage, openReader, portfolioMaps, type Reader } from '../test/browser/support/shell-page';
import { storyIssues } from '../test/browser/support/story-issues';
import { adminShots } from './pictures/admin-states';
import { gateShots } from './pictures/gate-states';
import { mapShots } from './pictures/map-states';
import { playbookShots } from './pictures/playbook-states';
import { portfolioShots } from './pictures/portfolio-states';
import { projectShots } from './pictures/project-states';
import type { Shot, Value } from './pictures/shot';

const ROOT = path.resolve(__dirname, '..');
const FOLDER = path.join(ROOT, 'screenshots');
/** What the README shows, and how many bytes of each a reader should have to load. */
const README_PICTURES = [
  { name: 'project-page', address: compliancePage('SIG'), height: 960, limit: 300_000 },
  { name: 'dependency-map', address: portfolioMaps('/matrix?at=10000-10001'), height: 860, limit: 200_000 },
] as const;
const MANAGER = 'Project manager, signalling upgrade';
const WIDTHS = {
  full: { width: 1920, height: 1080 },
  wide: { width: 1280, height: 900 },
  narrow: { width: 640, height: 900 },
};

/** A fixed day, so that the same pictures come out whenever they are taken. */
const DAY = '2026-11-20';

const SHOTS: readonly Shot[] = [
  ...projectShots,
  ...portfolioShots,
  ...gateShots,
  ...adminShots,
  ...playbookShots,
  { name: 'shell-projects', address: '/' },
  { name: 'shell-project-issues', address: '/jira/projects/SIG/issues' },
  { name: 'shell-search', address: '/issues/?jql=project%20%3D%20SIG%20AND%20assignee%20is%20EMPTY' },
  { name: 'shell-search-refused', address: '/issues/?jql=projekt%20%3D%20SIG' },
  { name: 'shell-issue', address: '/browse/SIG-1' },
  { name: 'shell-issue-narrow', address: '/browse/SIG-1', width: 'narrow' },
  { name: 'shell-no-permission', address: '/jira/projects/PAY/issues', persona: 'Contractor' },
  { name: 'shell-platform', address: '/activity' },
];

/** Returns what axe finds in it. */
async function takeShot(reader: Reader, shot: Shot, colorMode: 'light' | 'dark'): Promise<readonly string[]> {
  const { page } = reader;
  await page.setViewportSize(WIDTHS[shot.width ?? 'wide']);
  await page.goto('/');
  await actAs(page, shot.persona ?? MANAGER);
  await page.evaluate((mode) => localStorage.setItem('sandbox-color-mode', mode), colorMode);
  await changeReply(page, shot.change);
  await page.goto(shot.address);
  if (shot.until) await reader.app.getByText(shot.until).waitFor();
  await settle(page);
  await page.screenshot({ path: path.join(FOLDER, `${shot.name}-${colorMode}.png`), fullPage: true });
  const found = await accessibilityViolations(page);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  return found.map((line) => `${shot.name}-${colorMode}: ${line}`);
}

async function changeReply(page: Page, change: Shot['change']): Promise<void> {
  if (!change) return;
  const { functionKey, reply } = change;
  await page.route('**/sandbox/invoke', async (route) => {
    const asked = route.request().postDataJSON() as { functionKey: string; payload: Value };
    if (asked.functionKey !== functionKey) return route.continue();
    if (reply === 'never') return undefined;
    const { knownRevision: _known, ...payload } = asked.payload;
    const answer = await route.fetch({ postData: { ...asked, payload } });
    const { value } = (await answer.json()) as { value: { value: Value } };
    return route.fulfill({ json: { value: reply(value.value) } });
  });
}

/** The frame takes its height from its content, which takes a moment after the last request. */
async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(1500);
}

async function takeReadmePictures({ page }: Reader): Promise<void> {
  await page.goto('/');
  await actAs(page, MANAGER);
  await page.evaluate(() => localStorage.setItem('sandbox-color-mode', 'light'));
  for (const { name, address, height, limit } of README_PICTURES) {
    const file = path.join(ROOT, 'docs', 'images', `${name}.png`);
    await page.setViewportSize({ width: 1280, height });
    await page.goto(address);
    await settle(page);
    await mkdir(path.dirname(file), { recursive: true });
    await page.screenshot({ path: file });
    const { size } = await stat(file);
    if (size > limit) throw new Error(`${file} has ${size} bytes; a README should load fast.`);
    console.log(path.relative(ROOT, file));
  }
}

async function main(): Promise<void> {
  const beginnings = process.argv.slice(2);
  const isWanted = ({ name }: Shot): boolean =>
    beginnings.length === 0 || beginnings.some((word) => name.startsWith(word));
  const executable = findChromium();
  if (!executable) throw new Error('There is no Chromium here. Set CHROMIUM_PATH to one.');
  await mkdir(FOLDER, { recursive: true });
  const [sandbox, browser] = await Promise.all([
    startSandboxProcess(['--as-of', DAY, '--storage-rate', '100000']),
    launch(executable),
  ]);
  try {
    const reader = await openReader(browser, sandbox.address);
    const shots = [...SHOTS, ...mapShots(await storyIssues(sandbox.address))].filter(isWanted);
    const found: string[] = [];
    for (const shot of shots) {
      for (const colorMode of ['light', 'dark'] as const) found.push(...(await takeShot(reader, shot, colorMode)));
      console.log(shot.name);
    }
    if (beginnings.length === 0 || beginnings.includes('readme')) await takeReadmePictures(reader);
    if (found.length > 0) throw new Error(`axe found\n${found.join('\n')}`);
  } finally {
    await browser.close();
    await sandbox.stop();
  }
}

void main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
