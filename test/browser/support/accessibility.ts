import { readFileSync } from 'node:fs';
import type { Frame, Page } from 'playwright-core';

interface AxeViolation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const RUN = "axe.run(document, { resultTypes: ['violations'], iframes: false }).then((result) => result.violations)";

/** Serious and critical violations that axe finds in the shell and in every frame of the page, one line each. */
export async function seriousViolations(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const frame of page.frames()) {
    for (const violation of await violationsOf(frame)) {
      if (violation.impact !== 'serious' && violation.impact !== 'critical') continue;
      const places = violation.nodes.map((node) => `${node.html} ${node.failureSummary}`);
      found.push(`${new URL(frame.url()).pathname}: ${violation.id}: ${places.join(' | ')}`);
    }
  }
  return found;
}

/** Evaluated from outside, where the page's content security policy has no say. */
async function violationsOf(frame: Frame): Promise<readonly AxeViolation[]> {
  await frame.evaluate(AXE);
  return frame.evaluate<readonly AxeViolation[]>(RUN);
}
