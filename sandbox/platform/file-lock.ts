import { readFile, rm, stat, writeFile } from 'node:fs/promises';

/** A holder that keeps a lock for so long is taken for dead even where its process id is in use. */
const STALE_MILLISECONDS = 600_000;
const POLL_MILLISECONDS = 200;

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}

async function isAbandoned(file: string): Promise<boolean> {
  try {
    const holder = Number(await readFile(file, 'utf8'));
    const age = Date.now() - (await stat(file)).mtimeMs;
    // A file that is still empty was created a moment ago.
    return age > STALE_MILLISECONDS || (holder > 0 && !isAlive(holder));
  } catch {
    return false;
  }
}

async function tryTake(file: string): Promise<boolean> {
  try {
    await writeFile(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}

/** Runs `action` while no other process on this machine does so under the same lock file; waits for its turn. */
export async function withFileLock<T>(file: string, action: () => Promise<T>): Promise<T> {
  while (!(await tryTake(file))) {
    if (await isAbandoned(file)) await rm(file, { force: true });
    else await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
  }
  try {
    return await action();
  } finally {
    await rm(file, { force: true });
  }
}
