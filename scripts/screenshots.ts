/**
 * Writes every page and state as a picture into `screenshots/`, for looking, and the README's picture into
 * `docs/images/`. States that the demo portfolio is not in are made by changing what the app replies.
 */
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { findChromium, launch } from '../test/browser/support/chromium';
import { startSandboxProcess } from '../test/browser/support/sandbox-process';
import { actAs, compliancePage, openReader, type Reader } from '../test/browser/support/shell-page';

const ROOT = path.resolve(__dirname, '..');
const FOLDER = path.join(ROOT, 'screenshots');
const README_PICTURE = path.join(ROOT, 'docs', 'images', 'project-page.png');
const README_PICTURE_LIMIT = 300_000;
const MANAGER = 'Project manager, signalling upgrade';
const WIDTHS = { wide: { width: 1280, height: 900 }, narrow: { width: 640, height: 900 } };

type Standing = Record<string, unknown>;

interface Shot {
  readonly name: string;
  readonly address: string;
  readonly persona?: string;
  readonly width?: keyof typeof WIDTHS;
  /** Changes the app's reply to `standing`; `'never'` leaves it unanswered. */
  readonly standing?: 'never' | ((value: Standing) => unknown);
  /** What to wait for, where the page shows something else first. */
  readonly until?: string;
}

const SIG = compliancePage('SIG');
/** A fixed day, so that the same pictures come out whenever they are taken. */
const DAY = '2026-11-20';
const HOUR = 3_600_000;

const SHOTS: readonly Shot[] = [
  { name: 'project-overview', address: SIG },
  { name: 'project-finding', address: `${SIG}/findings/item-ownership` },
  { name: 'project-explanation', address: `${SIG}/how-it-is-computed` },
  { name: 'project-narrow', address: `${SIG}/findings/item-ownership`, width: 'narrow' },
  { name: 'project-agile', address: compliancePage('TICK') },
  { name: 'project-in-a-cycle', address: `${compliancePage('PAY')}/findings/dependency-cycles` },
  { name: 'project-score-withheld', address: compliancePage('NET') },
  { name: 'project-explanation-withheld', address: `${compliancePage('NET')}/how-it-is-computed` },
  { name: 'project-no-permission', address: compliancePage('LAN') },
  { name: 'project-loading', address: SIG, standing: 'never' },
  { name: 'project-first-run', address: SIG, standing: firstRun },
  { name: 'project-first-run-narrow', address: SIG, width: 'narrow', standing: firstRun },
  { name: 'project-refreshing', address: SIG, standing: (value) => ok({ ...value, refresh: progress(value) }) },
  { name: 'project-stale', address: SIG, standing: (value) => ok({ ...value, stale: true, readAt: before(value, 5) }) },
  { name: 'project-refresh-failed', address: SIG, standing: failed },
  { name: 'project-partly-unreadable', address: SIG, standing: partlyUnreadable },
  { name: 'project-empty', address: SIG, standing: emptied },
  {
    name: 'project-error',
    address: SIG,
    standing: () => ({ ok: false, error: REFUSAL }),
    until: 'Jira does not answer',
  },
  { name: 'shell-projects', address: '/' },
  { name: 'shell-project-issues', address: '/jira/projects/SIG/issues' },
  { name: 'shell-search', address: '/issues/?jql=project%20%3D%20SIG%20AND%20assignee%20is%20EMPTY' },
  { name: 'shell-search-refused', address: '/issues/?jql=projekt%20%3D%20SIG' },
  { name: 'shell-issue', address: '/browse/SIG-1' },
  { name: 'shell-issue-narrow', address: '/browse/SIG-1', width: 'narrow' },
  { name: 'shell-no-permission', address: '/jira/projects/PAY/issues', persona: 'Contractor' },
  { name: 'shell-platform', address: '/activity' },
];

const REFUSAL = {
  kind: 'jiraUnavailable',
  message: 'Jira does not answer',
  remedy: 'Try again in a minute. If it lasts, look at status.atlassian.com.',
  reference: '5d1f0c77',
};

function ok(value: Standing): unknown {
  return { ok: true, value };
}

/** So many hours before the project was really read. */
function before(value: Standing, hours: number): string {
  return new Date(new Date(String(value['readAt'])).getTime() - hours * HOUR).toISOString();
}

function progress(value: Standing): unknown {
  return { phase: 'reading', startedAt: before(value, 0), issuesRead: 140, issuesExpected: 323 };
}

function firstRun(value: Standing): unknown {
  return ok({ ...value, revision: 'none', snapshot: null, readAt: null, refresh: progress(value) });
}

function failed(value: Standing): unknown {
  const failure = {
    at: before(value, 0),
    cause: 'Jira did not answer in time.',
    remedy: 'Plumbline tries again within the hour; you can also refresh now.',
  };
  return ok({ ...value, readAt: before(value, 1), failure });
}

function partlyUnreadable(value: Standing): unknown {
  const snapshot = value['snapshot'] as Standing & { issues: { read: number } };
  const examples = [
    { issue: 'SIG-17', field: 'duedate', reason: 'is not a day' },
    { issue: 'SIG-31', field: 'status', reason: 'is missing' },
  ];
  const issues = { ...snapshot.issues, read: snapshot.issues.read + 2, unreadable: 2 };
  return ok({ ...value, snapshot: { ...snapshot, issues }, unreadable: { count: 2, examples } });
}

/** As the app evaluates a project without issues: nothing applies. */
function emptied(value: Standing): unknown {
  const snapshot = value['snapshot'] as Standing & { findings: Standing[] };
  const counts = { read: 0, evaluated: 0, unreadable: 0, open: 0, uncategorised: 0 };
  const nothing = {
    status: 'notApplicable',
    numerator: 0,
    denominator: 0,
    attainment: null,
    contribution: null,
    loss: null,
  };
  const findings = snapshot.findings.map((finding) => ({ ...finding, ...nothing, toMend: 0, offenderCount: 0 }));
  const withheld = { because: 'littleApplies', applicableShare: 0, dormant: true };
  const empty = { issues: counts, findings, score: null, coverage: null, applicableShare: 0, withheld, fixes: [] };
  return ok({ ...value, snapshot: { ...snapshot, ...empty } });
}

async function takeShot(reader: Reader, shot: Shot, colorMode: 'light' | 'dark'): Promise<void> {
  const { page } = reader;
  await page.setViewportSize(WIDTHS[shot.width ?? 'wide']);
  await page.goto('/');
  await actAs(page, shot.persona ?? MANAGER);
  await page.evaluate((mode) => localStorage.setItem('sandbox-color-mode', mode), colorMode);
  await changeStanding(page, shot.standing);
  await page.goto(shot.address);
  if (shot.until) await reader.app.getByText(shot.until).waitFor();
  await settle(page);
  await page.screenshot({ path: path.join(FOLDER, `${shot.name}-${colorMode}.png`), fullPage: true });
  await page.unrouteAll({ behavior: 'ignoreErrors' });
}

async function changeStanding(page: Page, change: Shot['standing']): Promise<void> {
  if (!change) return;
  await page.route('**/sandbox/invoke', async (route) => {
    const asked = route.request().postDataJSON() as { functionKey: string; payload: Record<string, unknown> };
    if (asked.functionKey !== 'standing') return route.continue();
    if (change === 'never') return undefined;
    const { knownRevision: _known, ...payload } = asked.payload;
    const reply = await route.fetch({ postData: { ...asked, payload } });
    const { value } = (await reply.json()) as { value: { value: Standing } };
    return route.fulfill({ json: { value: change(value.value) } });
  });
}

/** The frame takes its height from its content, which takes a moment after the last request. */
async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(1500);
}

async function takeReadmePicture({ page }: Reader): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 960 });
  await page.goto('/');
  await actAs(page, MANAGER);
  await page.evaluate(() => localStorage.setItem('sandbox-color-mode', 'light'));
  await page.goto(SIG);
  await settle(page);
  await mkdir(path.dirname(README_PICTURE), { recursive: true });
  await page.screenshot({ path: README_PICTURE });
  const { size } = await stat(README_PICTURE);
  if (size > README_PICTURE_LIMIT) throw new Error(`${README_PICTURE} has ${size} bytes; a README should load fast.`);
}

async function main(): Promise<void> {
  const executable = findChromium();
  if (!executable) throw new Error('There is no Chromium here. Set CHROMIUM_PATH to one.');
  await mkdir(FOLDER, { recursive: true });
  const [sandbox, browser] = await Promise.all([startSandboxProcess(['--as-of', DAY]), launch(executable)]);
  try {
    const reader = await openReader(browser, sandbox.address);
    for (const shot of SHOTS) {
      for (const colorMode of ['light', 'dark'] as const) await takeShot(reader, shot, colorMode);
      console.log(shot.name);
    }
    await takeReadmePicture(reader);
    console.log(path.relative(ROOT, README_PICTURE));
  } finally {
    await browser.close();
    await sandbox.stop();
  }
}

void main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
