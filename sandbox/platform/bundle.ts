import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { withFileLock } from './file-lock';

const RUNTIME_DIRECTORY = path.join(__dirname, 'runtime');
const WORKER = path.join(__dirname, 'bundle-worker.ts');
/** As many of the newest bundles stay in the cache. */
const KEPT_BUNDLES = 8;

export interface AppBundle {
  /** The folder to run: `__forge__.cjs` and one file per entry point. */
  readonly directory: string;
  /** Changes whenever the bundle's sources do; serves as the app's version. */
  readonly version: string;
}

async function filesUnder(directory: string): Promise<readonly string[]> {
  if (!existsSync(directory)) return [];
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

/** The lock file that pins the app's packages: its own, or the nearest above. */
function packageLockOf(appDirectory: string): string | null {
  for (let directory = appDirectory; ; directory = path.dirname(directory)) {
    const candidate = path.join(directory, 'package-lock.json');
    if (existsSync(candidate)) return candidate;
    if (path.dirname(directory) === directory) return null;
  }
}

async function versionOf(appDirectory: string): Promise<string> {
  const lock = packageLockOf(appDirectory);
  const named = ['manifest.yml', 'tsconfig.json', 'package.json'].map((name) => path.join(appDirectory, name));
  const files = [
    ...(await filesUnder(path.join(appDirectory, 'src'))),
    ...named.filter((file) => existsSync(file)),
    ...(lock === null ? [] : [lock]),
    ...(await filesUnder(RUNTIME_DIRECTORY)),
    WORKER,
  ];
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(`${path.relative(appDirectory, file)}\0`).update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 16);
}

async function runWorker(appDirectory: string, outputDirectory: string): Promise<void> {
  const worker = fork(WORKER, [outputDirectory], {
    cwd: appDirectory,
    execArgv: ['--import', pathToFileURL(require.resolve('tsx')).href],
    env: { ...process.env, FORGE_RUNTIME_PATH: RUNTIME_DIRECTORY },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  worker.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  worker.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    worker.once('error', reject);
    worker.once('close', resolve);
  });
  if (exitCode !== 0) throw new Error(`Forge's bundler failed on ${appDirectory}:\n${output}`);
}

/** Removes all but the newest bundles, and what killed runs have left half built. */
async function tidy(cacheDirectory: string): Promise<void> {
  const names = (await readdir(cacheDirectory)).filter((name) => /^(bundle|building)-\w+$/.test(name));
  const dated = await Promise.all(
    names.map(async (name) => ({ name, time: (await stat(path.join(cacheDirectory, name))).mtimeMs })),
  );
  const old = dated.sort((a, b) => b.time - a.time).slice(KEPT_BUNDLES);
  await Promise.all(old.map(({ name }) => rm(path.join(cacheDirectory, name), { recursive: true, force: true })));
}

/** Builds into the cache; `false` where a source changed meanwhile, so that nobody knows what the result is made of. */
async function build(appDirectory: string, cacheDirectory: string, version: string): Promise<boolean> {
  const temporary = await mkdtemp(path.join(cacheDirectory, 'building-'));
  try {
    await runWorker(appDirectory, temporary);
    if ((await versionOf(appDirectory)) !== version) return false;
    await rename(temporary, directoryOf(cacheDirectory, version));
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  await tidy(cacheDirectory);
  return true;
}

function directoryOf(cacheDirectory: string, version: string): string {
  return path.join(cacheDirectory, `bundle-${version}`);
}

/**
 * The app as Forge would deploy it, made by Forge's own bundler with our loader in front; from the cache where neither
 * sources nor packages have changed.
 * @throws Error with the bundler's words, e.g. TypeScript errors of the app.
 */
export async function bundleApp(options: {
  readonly appDirectory: string;
  readonly cacheDirectory: string;
  readonly onProgress?: (text: string) => void;
}): Promise<AppBundle> {
  const appDirectory = path.resolve(options.appDirectory);
  const cacheDirectory = path.resolve(options.cacheDirectory);
  await mkdir(cacheDirectory, { recursive: true });
  for (;;) {
    const version = await versionOf(appDirectory);
    const directory = directoryOf(cacheDirectory, version);
    if (existsSync(directory)) return { directory, version };
    // Whoever comes second finds the bundle of the first.
    await withFileLock(`${directory}.lock`, async () => {
      if (existsSync(directory)) return;
      options.onProgress?.("bundling the app with Forge's bundler");
      const isBuilt = await build(appDirectory, cacheDirectory, version);
      if (!isBuilt) options.onProgress?.('its sources have changed meanwhile: bundling again');
    });
  }
}
