import type { Browser } from 'playwright-core';
import { findChromium, launch } from './chromium';

const executable = findChromium();
if (executable === null) {
  process.stderr.write('Browser tests are skipped: there is no Chromium here. Set CHROMIUM_PATH to one.\n');
}

/** `describe`, skipped where there is no Chromium. */
export const suite = executable === null ? describe.skip : describe;

/** Starts the browser of a {@link suite}. */
export function launchChromium(): Promise<Browser> {
  if (executable === null) throw new Error('There is no Chromium here.');
  return launch(executable);
}

/** How often the browser has kept a page of the sandbox from what its security policy forbids. */
export async function policyViolations(address: string): Promise<number> {
  const reply = await fetch(new URL('/sandbox/csp-violations', address));
  return ((await reply.json()) as { count: number }).count;
}
