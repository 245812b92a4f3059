import type { Frame, Page } from 'playwright-core';

/** What the browser noted in the app's frame. */
interface Noted {
  /** Milliseconds of its clock when the packed map arrived in the frame, and when the first picture with it was there. */
  dataAt: number | null;
  readyAt: number | null;
  /** Of events that the reader caused: their kind, and how long until the next picture (Event Timing, steps of 8 ms). */
  events: { readonly kind: string; readonly milliseconds: number }[];
}

interface NotingWindow {
  noted: Noted;
}

/** Has every frame of the page note when data and map are there, and how long each interaction takes. */
export async function watchFrames(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const noted: Noted = { dataAt: null, readyAt: null, events: [] };
    Object.assign(globalThis, { noted });
    window.addEventListener('message', ({ data }: MessageEvent<{ value?: { value?: { pairs?: unknown } } } | null>) => {
      if (typeof data?.value?.value?.pairs === 'string') noted.dataAt ??= performance.now();
    });
    const changes = new MutationObserver(() => {
      if (document.querySelector('[role="grid"] [role="gridcell"]') === null) return;
      changes.disconnect();
      // A frame's work is on the screen when the frame after it begins.
      requestAnimationFrame(() => requestAnimationFrame(() => (noted.readyAt = performance.now())));
    });
    changes.observe(document, { childList: true, subtree: true });
    const timing = new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEventTiming & { interactionId?: number })[]) {
        if (entry.interactionId) noted.events.push({ kind: entry.name, milliseconds: entry.duration });
      }
    });
    timing.observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);
  });
}

/** The frame of the app's page. @throws Error when the page has none */
export function appFrame(page: Page): Frame {
  const frame = page.frames().find((each) => each !== page.mainFrame());
  if (!frame) throw new Error('The page shows no app.');
  return frame;
}

/** Milliseconds from the arrival of the map's data to the first picture with it. */
export async function readyAfterData(frame: Frame): Promise<number> {
  const handle = await frame.waitForFunction(() => {
    const { dataAt, readyAt } = (globalThis as unknown as NotingWindow).noted;
    return dataAt === null || readyAt === null ? null : readyAt - dataAt;
  });
  return Number(await handle.jsonValue());
}

/** The slowest interaction since the last call; 16 ms stands for all that the browser does not tell because it is faster. */
export async function slowestInteraction(frame: Frame): Promise<number> {
  await frame.evaluate(() => new Promise((resolve) => setTimeout(resolve, 150)));
  const events = await frame.evaluate(() => (globalThis as unknown as NotingWindow).noted.events.splice(0));
  return Math.max(16, ...events.map(({ milliseconds }) => milliseconds));
}
