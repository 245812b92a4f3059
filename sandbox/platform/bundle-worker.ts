/**
 * Runs in a process of its own, in the app's folder: bundles the app as `forge deploy` does and writes the result to
 * the folder given as argument. `FORGE_RUNTIME_PATH` names the folder with our loader and wrapper.
 */
import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { getEntryPoints, getNodeBundler, getWrapperProvider } from '@forge/bundler';
import { ConfigFile, FileSystemReader, FileSystemWriter, NullLogger } from '@forge/cli-shared';

function say(...words: readonly unknown[]): void {
  process.stdout.write(`${words.map(String).join(' ')}\n`);
}

async function bundle(outputDirectory: string): Promise<void> {
  const logger = { ...NullLogger, warn: say, error: say };
  const fileSystemReader = new FileSystemReader();
  const configFile = new ConfigFile(fileSystemReader, new FileSystemWriter());
  const wrapperProvider = getWrapperProvider({ fileSystemReader });
  const entryPoints = getEntryPoints(await configFile.getAppHandlers());
  const bundler = getNodeBundler(logger, wrapperProvider, configFile);
  const output = await bundler.bundle({ appDirectory: process.cwd(), entryPoints });
  await mkdir(outputDirectory, { recursive: true });
  await cp(output.outputDir, outputDirectory, { recursive: true });
  for (const [name, content] of output.additionalOutputs ?? []) {
    const target = path.join(outputDirectory, name);
    await (typeof content === 'string' ? cp(content, target) : writeFile(target, content));
  }
}

bundle(process.argv[2]).catch((error: unknown) => {
  say(error instanceof Error ? (error.stack ?? error.message) : error);
  process.exitCode = 1;
});
