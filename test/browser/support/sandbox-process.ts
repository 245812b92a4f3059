import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../../..');
const ADDRESS = /runs at (http:\/\/127\.0\.0\.1:\d+)\//;

/** What `npm start` runs, as a process of its own on a free port with state of its own. */
export interface SandboxProcess {
  /** Of the Jira-like page, without a slash at the end. */
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/**
 * Resolves when scores show. Rejects with all that was printed when the command ends before.
 * @param root the checkout to run, this one unless given
 */
export async function startSandboxProcess(flags: readonly string[] = [], root = ROOT): Promise<SandboxProcess> {
  const state = mkdtempSync(path.join(tmpdir(), 'sandbox-'));
  const args = ['--import', 'tsx', 'sandbox/cli/start.ts', '--port', '0', '--state', state, ...flags];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  let said = '';
  const address = await new Promise<string>((resolve, reject) => {
    function hear(chunk: Buffer): void {
      said += chunk.toString();
      const found = ADDRESS.exec(said);
      if (found?.[1]) resolve(found[1]);
    }
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', reject);
    void ended.then(() => reject(new Error(`The sandbox ended before it was up:\n${said}`)));
  });
  return {
    address,
    stop: async () => {
      child.kill('SIGINT');
      await ended;
      rmSync(state, { recursive: true, force: true });
    },
  };
}
