import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../../..');

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function run(command: 'start' | 'inspect', args: readonly string[]): Promise<Outcome> {
  const child = spawn(process.execPath, ['--import', 'tsx', `sandbox/cli/${command}.ts`, ...args], { cwd: ROOT });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

/** One clear line for the person at the terminal, nothing on standard output, exit code 2. */
function expectUsageFault({ code, out, err }: Outcome, words: RegExp): void {
  expect(err.trim().split('\n')).toEqual([expect.stringMatching(words)]);
  expect(out).toBe('');
  expect(code).toBe(2);
}

describe('commands of the sandbox', () => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(path.join(tmpdir(), 'commands-'))));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(['start', 'inspect'] as const)('%s --help lists every flag', async (command) => {
    const { code, out, err } = await run(command, ['--help']);
    expect(out).toMatch(/--issues FILE/);
    expect(out).toMatch(/--as-of DATE/);
    expect(err).toBe('');
    expect(code).toBe(0);
  });

  it.each([
    ['start', ['--isues', 'x'], /^Unknown option '--isues'\. --help lists the flags\.$/],
    ['inspect', ['--issues', 'nowhere.jsonl'], /^--issues nowhere\.jsonl: there is no such file\.$/],
  ] as const)('%s %j is refused in one line', async (command, args, words) => {
    expectUsageFault(await run(command, args), words);
  });

  it('says which file is no export', async () => {
    const file = path.join(folder, 'broken.jsonl.gz');
    writeFileSync(file, 'not compressed');
    const { code, err } = await run('inspect', ['--issues', file]);
    expect(err).toMatch(/broken\.jsonl\.gz/);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(2);
  });

  it('offers a free port when the one asked for is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as AddressInfo;
    try {
      const outcome = await run('start', ['--port', String(port), '--state', folder]);
      expectUsageFault(outcome, new RegExp(`^Port ${port} is in use\\. Try: npm start -- --port \\d+$`));
    } finally {
      taken.close();
    }
  });
});
