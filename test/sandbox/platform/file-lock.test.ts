import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { withFileLock } from '../../../sandbox/platform/file-lock';

const directory = mkdtempSync(path.join(tmpdir(), 'lock-test-'));
const file = path.join(directory, 'lock');
afterAll(() => rmSync(directory, { recursive: true }));

describe('a file lock', () => {
  it('lets one in at a time and is gone afterwards, after a failure as well', async () => {
    let inside = 0;
    let most = 0;
    const enter = async (fail: boolean) => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setTimeout(resolve, 20));
      inside -= 1;
      if (fail) throw new Error('failed inside');
    };
    const turns = [true, false, false].map((fail) => withFileLock(file, () => enter(fail)));
    const outcomes = await Promise.allSettled(turns);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(most).toBe(1);
    expect(existsSync(file)).toBe(false);
  });

  it('is taken over from a process that has died', async () => {
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    writeFileSync(file, String(dead));
    expect(await withFileLock(file, async () => 'inside')).toBe('inside');
  });
});
