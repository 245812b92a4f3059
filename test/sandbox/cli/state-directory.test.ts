import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openState } from '../../../sandbox/cli/state-directory';

describe('openState', () => {
  let root: string;
  const demo = { files: [], generated: null, asOf: null };
  beforeEach(() => (root = mkdtempSync(path.join(tmpdir(), 'state-'))));
  afterEach(() => rmSync(root, { recursive: true }));

  it('remembers the day on which the demo was made', () => {
    const first = openState(root, demo, false);
    writeFileSync(path.join(path.dirname(first.storageFile), 'created-on.txt'), '2026-03-01\n');
    expect(openState(root, demo, false)).toEqual({ ...first, createdOn: '2026-03-01' });
  });

  it('forgets everything when asked to start afresh', () => {
    const { storageFile } = openState(root, demo, false);
    writeFileSync(storageFile, '{}');
    openState(root, demo, true);
    expect(existsSync(storageFile)).toBe(false);
  });

  it('keeps the demo of a day, an export and its next version, and generated portfolios apart', () => {
    const file = path.join(root, 'issues.jsonl');
    writeFileSync(file, '{}');
    const before = openState(root, { files: [file], generated: null, asOf: null }, false);
    writeFileSync(file, '{}\n{}');
    const folders = [
      before,
      openState(root, { files: [file], generated: null, asOf: null }, false),
      openState(root, { files: [file], generated: null, asOf: '2026-01-01' }, false),
      openState(root, demo, false),
      openState(root, { files: [], generated: null, asOf: '2026-01-01' }, false),
      openState(root, { files: [], generated: 20, asOf: null }, false),
      openState(root, { files: [], generated: 200, asOf: null }, false),
    ].map((state) => path.dirname(state.storageFile));
    expect(new Set(folders).size).toBe(folders.length);
  });

  it('takes the day it is told for a demo of another day', () => {
    expect(openState(root, { files: [], generated: null, asOf: '2026-01-01' }, false).createdOn).toBe('2026-01-01');
  });
});
