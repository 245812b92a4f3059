import { readFileSync } from 'node:fs';
import type { Frame, Page } from 'playwright-core';

interface AxeViolation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const RUN = "axe.run(document, { resultTypes: ['violations'], iframes: false }).then((result) => result.violations)";

/** What axe asks of every document, and of Jira’s around the app’s only the app’s fulfils: its heading is in the frame. */
const IN_THE_FRAME = 'page-has-heading-one';

/** All that axe finds in the shell and in every frame of the page, whatever its impact, one line each. */
export async function accessibilityViolations(page: Page): Promise<string[]> {
  const found: string[] = [];
  const isAroundApp = (await page.locator('iframe.app-frame').count()) > 0;
  for (const frame of page.frames()) {
    for (const { id, impact, nodes } of await violationsOf(frame)) {
      if (id === IN_THE_FRAME && isAroundApp && frame === page.mainFrame()) continue;
      const places = nodes.map((node) => `${node.html} ${node.failureSummary}`);
      found.push(`${new URL(frame.url()).pathname}: ${id} (${impact}): ${places.join(' | ')}`);
    }
  }
  return found;
}

/** Evaluated from outside, where the page's content security policy has no say. */
async function violationsOf(frame: Frame): Promise<readonly AxeViolation[]> {
  await frame.evaluate(AXE);
  return frame.evaluate<readonly AxeViolation[]>(RUN);
}
