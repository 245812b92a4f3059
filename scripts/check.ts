/** `npm run check`: everything that can be said about the code without running it. Two checks at a time, each with its duration. */
import { spawn } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(__dirname, '..');
const bin = (name: string): string => path.join(root, 'node_modules', '.bin', name);

const checks: readonly { readonly name: string; readonly command: string; readonly args: readonly string[] }[] = [
  { name: 'manifest and scopes', command: bin('tsx'), args: ['scripts/forge-lint.ts'] },
  { name: 'lint', command: bin('eslint'), args: ['.', '--max-warnings', '0'] },
  { name: 'types: app', command: bin('tsc'), args: ['-p', 'tsconfig.json'] },
  { name: 'types: tools', command: bin('tsc'), args: ['-p', 'tsconfig.tools.json'] },
  { name: 'types: pages', command: bin('tsc'), args: ['-p', 'static/tsconfig.json'] },
  { name: 'format', command: bin('prettier'), args: ['--check', '--log-level', 'warn', '.'] },
  {
    name: 'architecture',
    command: bin('depcruise'),
    args: [
      ...['--config', '.dependency-cruiser.cjs', 'src', 'static', 'sandbox', 'bench', 'scripts'],
      ...['test/oracle', 'test/oracle-schedule'],
    ],
  },
  { name: 'unused code', command: bin('knip'), args: [] },
  { name: 'rule docs', command: bin('tsx'), args: ['scripts/generate-rule-docs.ts', '--check'] },
];

interface Outcome {
  readonly code: number;
  readonly output: string;
}

function run(command: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() }));
  });
}

async function main(): Promise<void> {
  const waiting = [...checks];
  const failed: string[] = [];
  const worker = async (): Promise<void> => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const start = performance.now();
      const { code, output } = await run(check.command, check.args);
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${check.name} (${seconds} s)`);
      if (code !== 0) failed.push(check.name);
      if (code !== 0 || output.includes('SKIPPED')) console.log(output.trimEnd());
    }
  };
  await Promise.all([worker(), worker()]);
  if (failed.length > 0) {
    console.error(`\nFailed: ${failed.join(', ')}`);
    process.exitCode = 1;
  }
}

void main();
