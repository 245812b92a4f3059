import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { offsetTo } from '../../sandbox/as-of';
import { loadGenerated } from '../../sandbox/cli/load-data';
import { openState } from '../../sandbox/cli/state-directory';
import { StorageFile } from '../../sandbox/platform/storage-file';
import { Site } from '../../test/simulation/site';
import { startSandboxProcess, type SandboxProcess } from '../../test/browser/support/sandbox-process';
import { fill } from '../refresh/fill';
import { withInstallation } from '../refresh/installation';

const HOUR = 3_600_000;
/** Where storage keeps what belongs to no entity. */
const NO_ENTITY = 'plain';

/**
 * A sandbox with a generated portfolio that the app has read on a virtual clock, on which its pauses take no time: minutes
 * of them, for the sake of what Forge's storage gives in one.
 */
export async function sandboxWithPortfolio(projects: number, day: string): Promise<SandboxProcess> {
  const root = mkdtempSync(path.join(tmpdir(), 'portfolio-'));
  const forget = (): void => rmSync(root, { recursive: true, force: true });
  try {
    await readPortfolio(
      projects,
      day,
      openState(root, { files: [], generated: projects, asOf: day }, true).storageFile,
    );
    const flags = ['--generate', String(projects), '--as-of', day, '--state', root];
    const sandbox = await startSandboxProcess(flags, process.cwd());
    return { ...sandbox, stop: () => sandbox.stop().finally(forget) };
  } catch (error) {
    forget();
    throw error;
  }
}

async function readPortfolio(projects: number, day: string, storageFile: string): Promise<void> {
  const data = loadGenerated(day, projects);
  // The sandbox's own clock begins at noon.
  const now = offsetTo(day, data.timeZone, new Date(0)) - 6 * HOUR;
  await withInstallation({ now, seed: 1, jira: (clock) => new Site(data, clock) }, async (installation) => {
    await fill(installation, projects);
    // Merges that were put off, and what is evaluated after them.
    await installation.until(now + 5 * HOUR);
    await installation.world.rest();
    const entries = [...installation.world.forge.storage].map(([key, text]) => {
      return { space: NO_ENTITY, key, text, createdAt: now, updatedAt: now };
    });
    const state = { installedVersion: null, entries, events: [], jobs: [] };
    const file = new StorageFile(storageFile, () => state, console.error);
    file.changed();
    await file.flush();
  });
}
