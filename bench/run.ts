/** `npm run bench -- NAME [--json]`: runs one benchmark of `bench/benchmarks/`. */
import { fork } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import type { Figure, FigureGroup } from './measure';

const folder = path.join(__dirname, 'benchmarks');
const names = readdirSync(folder).map((file) => path.basename(file, '.ts'));

function refuse(message: string): never {
  console.error(`${message} Benchmarks: ${names.join(', ')}. Usage: npm run bench -- NAME [--json]`);
  process.exit(2);
}

function readArguments(): { name: string; json: boolean } {
  try {
    const { values, positionals } = parseArgs({
      options: { json: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const [name, ...rest] = positionals;
    if (!name) return refuse('Which benchmark?');
    if (rest.length > 0) return refuse('One benchmark at a time.');
    if (!names.includes(name) || !existsSync(path.join(folder, `${name}.ts`))) {
      return refuse(`There is no benchmark "${name}".`);
    }
    return { name, json: values.json };
  } catch (error) {
    return refuse((error as Error).message);
  }
}

const number = new Intl.NumberFormat('en', { maximumSignificantDigits: 3, useGrouping: true });

function line(each: Figure): string {
  const value = `${number.format(each.value)} ${each.unit}`.padStart(18);
  const ratio = each.bound && each.ratio !== null ? `  ${number.format(each.ratio)}× ${each.bound.what}` : '';
  const target = each.target ? `  [target ${each.target.what}: ${each.target.met ? 'met' : 'MISSED'}]` : '';
  return `  ${each.what.padEnd(44)}${value}${ratio}${target}`;
}

function print(groups: readonly FigureGroup[]): void {
  for (const group of groups) console.log(`${group.title}\n${group.figures.map(line).join('\n')}\n`);
}

/**
 * Runs it as the app runs: bundled, since module by module each access of another module's constant would cost a call;
 * and in a process of its own, since what runs this file gives each function a name when it is made, which takes half
 * the time of what makes many.
 */
async function measure(name: string): Promise<readonly FigureGroup[]> {
  const outfile = path.resolve(__dirname, '../.cache/bench', `${name}.cjs`);
  const contents = `import { benchmark } from './${name}';\nvoid benchmark().then((groups) => process.send?.(groups));`;
  const stdin = { contents, resolveDir: folder, loader: 'ts' as const };
  await build({ stdin, outfile, bundle: true, platform: 'node', target: 'node20', packages: 'external' });
  return new Promise((resolve, reject) => {
    let measured: readonly FigureGroup[] | null = null;
    fork(outfile, { execArgv: [] })
      .on('message', (groups) => (measured = groups as readonly FigureGroup[]))
      .on('exit', () => (measured ? resolve(measured) : reject(new Error('The benchmark ended without figures.'))));
  });
}

async function main(): Promise<void> {
  const { name, json } = readArguments();
  const groups = await measure(name);
  if (json) console.log(JSON.stringify({ benchmark: name, node: process.version, groups }, null, 2));
  else print(groups);
}

void main();
