import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core';

const VIEWPORT = { width: 1280, height: 900 };
/** What is waited for comes within seconds, but on a machine that does other things. */
const PATIENCE = 90_000;

/** One reader in front of the shell, with what the browser complained of. */
export interface Reader {
  readonly context: BrowserContext;
  readonly page: Page;
  /** The app's page in its frame. */
  readonly app: FrameLocator;
  /** Errors of the console and exceptions of scripts, of all the reader's tabs. */
  readonly complaints: string[];
}

export async function openReader(browser: Browser, address: string, viewport = VIEWPORT): Promise<Reader> {
  const context = await browser.newContext({ viewport, baseURL: address });
  context.setDefaultTimeout(PATIENCE);
  const complaints: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => complaints.push(error.error().message));
  const page = await context.newPage();
  return { context, page, app: page.frameLocator('iframe.app-frame'), complaints };
}

/** Chooses who is acting; `title` as the shell's switch shows it. */
export async function actAs(page: Page, title: string): Promise<void> {
  await page.getByLabel('Acting as').selectOption({ label: title });
}

/** Opens an address as somebody else. */
export async function goAs({ page }: Reader, title: string, address: string): Promise<void> {
  await page.goto('/');
  await actAs(page, title);
  await page.goto(address);
}

/** Address of the app's project page. */
export function compliancePage(projectKey: string): string {
  return `/jira/projects/${projectKey}/apps/project-page`;
}

/** Address of the app's page among Jira's settings. */
export const ADMIN_PAGE = '/jira/settings/apps/admin-page';

/** Address of the app's portfolio page; `place` as the page itself writes it, such as `/projects`. */
export function portfolioPage(place = ''): string {
  return `/jira/apps/portfolio-page${place}`;
}

/** Address of the dependency maps on the app's portfolio page; `place` as the page itself writes it, such as `/matrix`. */
export function portfolioMaps(place = ''): string {
  return portfolioPage(`/dependencies${place}`);
}

/** Address of the dependency maps on the app's project page. */
export function projectMaps(projectKey: string, place = ''): string {
  return `${compliancePage(projectKey)}/dependencies${place}`;
}
