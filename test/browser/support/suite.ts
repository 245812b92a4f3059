import type { Browser } from 'playwright-core';
import { findChromium, launch } from './chromium';
import { startSandboxProcess, type SandboxProcess } from './sandbox-process';
import { openReader, type Reader } from './shell-page';

const executable = findChromium();
if (executable === null) {
  process.stderr.write('Browser tests are skipped: there is no Chromium here. Set CHROMIUM_PATH to one.\n');
}

const START_OR_STOP_WITHIN = 300_000;
/** A test does within seconds what people do in many minutes, of each of which storage gives an allowance. */
const STORAGE_RATE = ['--storage-rate', '100000'];

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

/** The demo site as the tests of a suite find it. */
export interface DemoOnScreen {
  /** Of the Jira-like page, without a slash at the end. */
  readonly address: () => string;
  /** Somebody new in front of the shell, who leaves when the test ends. */
  readonly open: () => Promise<Reader>;
  /** The browser complained of nothing, and kept no page from what its security policy forbids. */
  readonly expectNothingWrong: (reader: Reader) => Promise<void>;
}

/** Starts the demo site and a browser for the tests of a {@link suite}. */
export function demoOnScreen(): DemoOnScreen {
  let sandbox: SandboxProcess | undefined;
  let browser: Browser | undefined;
  const readers: Reader[] = [];

  beforeAll(async () => {
    [sandbox, browser] = await Promise.all([startSandboxProcess(STORAGE_RATE), launchChromium()]);
  }, START_OR_STOP_WITHIN);
  afterAll(async () => {
    await browser?.close();
    await sandbox?.stop();
  }, START_OR_STOP_WITHIN);
  afterEach(async () => {
    for (const { context } of readers.splice(0)) await context.close();
  });

  function address(): string {
    if (sandbox === undefined) throw new Error('The sandbox is not up.');
    return sandbox.address;
  }
  async function open(): Promise<Reader> {
    if (browser === undefined) throw new Error('The browser is not up.');
    const reader = await openReader(browser, address());
    readers.push(reader);
    return reader;
  }
  async function expectNothingWrong({ complaints }: Reader): Promise<void> {
    expect(complaints).toEqual([]);
    expect(await policyViolations(address())).toBe(0);
  }
  return { address, open, expectNothingWrong };
}
