import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { KvsEntry } from './kvs/kvs-store';
import type { QueueJob, QueuedEvent } from './queue-event';

/** What outlives a restart of the platform. */
export interface PlatformState {
  /** Version of the app that was last told to be installed; `null` before the first. */
  readonly installedVersion: string | null;
  readonly entries: Iterable<KvsEntry>;
  readonly events: Iterable<QueuedEvent>;
  readonly jobs: Iterable<QueueJob>;
}

const FORMAT = 'forge-sandbox-storage-1';
const SHORTEST_PAUSE_MILLISECONDS = 200;
/** Saving takes at most about this share of the time, however large the storage grows. */
const PAUSE_PER_DURATION = 10;

type Line =
  | { readonly format: string; readonly installedVersion: string | null }
  | { readonly entry: KvsEntry }
  | { readonly event: QueuedEvent }
  | { readonly job: QueueJob };

function linesOf(state: PlatformState): string {
  const lines: Line[] = [{ format: FORMAT, installedVersion: state.installedVersion }];
  for (const entry of state.entries) lines.push({ entry });
  for (const event of state.events) lines.push({ event });
  for (const job of state.jobs) lines.push({ job });
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/**
 * Reads what an earlier run left; `null` where there is none.
 * @throws Error where the file is not ours or damaged.
 */
export function readStorageFile(file: string): PlatformState | null {
  if (!existsSync(file)) return null;
  const entries: KvsEntry[] = [];
  const events: QueuedEvent[] = [];
  const jobs: QueueJob[] = [];
  let installedVersion: string | null | undefined;
  try {
    for (const text of readFileSync(file, 'utf8').split('\n')) {
      if (text === '') continue;
      const line = JSON.parse(text) as Line;
      if ('format' in line && line.format === FORMAT) installedVersion = line.installedVersion;
      else if ('entry' in line) entries.push(line.entry);
      else if ('event' in line) events.push(line.event);
      else if ('job' in line) jobs.push(line.job);
    }
  } catch (error) {
    throw new Error(`The storage file ${file} is damaged: remove it, or start afresh.`, { cause: error });
  }
  if (installedVersion === undefined) throw new Error(`${file} is not a storage file of this sandbox.`);
  return { installedVersion, entries, events, jobs };
}

/** Keeps the platform's state in one file, some fractions of a second behind; each save replaces the file whole. */
export class StorageFile {
  private timer: NodeJS.Timeout | null = null;
  private saving: Promise<void> = Promise.resolve();
  private dirty = false;
  private lastDuration = 0;

  constructor(
    private readonly file: string,
    private readonly state: () => PlatformState,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Notes that the state has changed. */
  changed(): void {
    this.dirty = true;
    if (this.timer !== null) return;
    const pause = Math.max(SHORTEST_PAUSE_MILLISECONDS, this.lastDuration * PAUSE_PER_DURATION);
    this.timer = setTimeout(() => {
      this.timer = null;
      this.flush().catch(this.onError);
    }, pause);
  }

  /** Saves now what has not been saved. */
  flush(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.saving = this.saving.catch(() => undefined).then(() => this.save());
    return this.saving;
  }

  private async save(): Promise<void> {
    if (!this.dirty) return;
    this.dirty = false;
    const start = performance.now();
    const temporary = `${this.file}.saving`;
    await mkdir(path.dirname(this.file), { recursive: true });
    await writeFile(temporary, linesOf(this.state()));
    await rename(temporary, this.file);
    this.lastDuration = performance.now() - start;
  }
}
