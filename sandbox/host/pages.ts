import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** A Vite project whose output is made again only when its sources have changed. */
export interface PageProject {
  readonly name: string;
  /** Folders and files, relative to the root. */
  readonly sources: readonly string[];
  readonly config: string;
  readonly output: string;
}

/** The app's own pages, as the manifest's resources expect them. */
export const APP_PAGES: PageProject = {
  name: 'app pages',
  sources: ['static', 'src/contract', 'src/model', 'package-lock.json'],
  config: 'static/vite.config.mts',
  output: 'static/dist',
};

/** The Jira-like page around them, with the bridge for the frames. */
export const SHELL: PageProject = {
  name: 'shell',
  sources: ['sandbox/shell', 'sandbox/host/bridge', 'static/shared', 'static/vite.config.mts', 'package-lock.json'],
  config: 'sandbox/shell/vite.config.mts',
  output: '.cache/shell',
};

/**
 * Builds the project unless sources and output are those of the last build.
 * @returns whether it was built
 * @throws Error with Vite's own words when the build fails
 */
export async function buildPages(root: string, project: PageProject, cacheDirectory: string): Promise<boolean> {
  const stampFile = path.join(cacheDirectory, `pages-${project.config.replace(/[^a-z]+/gi, '-')}.txt`);
  const sources = await contentHash(root, project);
  const before = await readFile(stampFile, 'utf8').catch(() => '');
  if (before === `${sources} ${await outputHash(root, project)}`) return false;
  await runVite(root, project);
  await mkdir(cacheDirectory, { recursive: true });
  await writeFile(stampFile, `${sources} ${await outputHash(root, project)}`);
  return true;
}

async function contentHash(root: string, project: PageProject): Promise<string> {
  const hash = createHash('sha256');
  for (const source of project.sources) {
    for (const file of await filesBelow(path.join(root, source), path.join(root, project.output))) {
      hash
        .update(path.relative(root, file))
        .update('\0')
        .update(await readFile(file));
    }
  }
  return hash.digest('hex');
}

/** By size and time of change: enough to see that somebody else has built or removed it since. */
async function outputHash(root: string, project: PageProject): Promise<string> {
  const hash = createHash('sha256');
  for (const file of await filesBelow(path.join(root, project.output), '')) {
    const { size, mtimeMs } = await stat(file);
    hash.update(`${path.relative(root, file)} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

async function filesBelow(start: string, except: string): Promise<string[]> {
  const found = await stat(start).catch(() => null);
  if (!found) return [];
  if (found.isFile()) return [start];
  const entries = await readdir(start, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !except || !file.startsWith(except + path.sep))
    .sort();
}

/** In a process of its own: a build is done once and would leave its memory behind. */
async function runVite(root: string, project: PageProject): Promise<void> {
  const vite = path.join(path.dirname(require.resolve('vite/package.json')), 'bin', 'vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--config', project.config, '--logLevel', 'warn'], {
    cwd: root,
    // Else a caller's NODE_ENV, such as a test runner's, would make development builds that production React cannot run.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error(`The ${project.name} could not be built:\n${said}`);
}
