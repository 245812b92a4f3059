import { existsSync, statSync } from 'node:fs';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { isDay } from '../as-of';
import { UsageFault } from './fault';

/** Parses flags strictly. @throws UsageFault naming the flag at fault */
export function readFlags<T extends NonNullable<ParseArgsConfig['options']>>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const { message: words } = error as TypeError;
    throw new UsageFault(`${words.split('. ')[0] ?? words}. --help lists the flags.`);
  }
}

/** @throws UsageFault when one is not a file */
export function checkedFiles(files: readonly string[]): readonly string[] {
  for (const file of files) {
    if (!existsSync(file)) throw new UsageFault(`--issues ${file}: there is no such file.`);
    if (!statSync(file).isFile()) throw new UsageFault(`--issues ${file}: that is not a file.`);
  }
  return files;
}

/** @throws UsageFault when it is not a day of the calendar */
export function checkedDay(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (!isDay(text)) throw new UsageFault(`--as-of ${text}: write a day as YYYY-MM-DD.`);
  return text;
}

/** @throws UsageFault unless it is 0 (any free one) or leaves room for the frames' port after it */
export function checkedPort(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (!(port >= 0 && port <= 65_534)) {
    throw new UsageFault(`--port ${text}: write a port from 1 to 65534, or 0 for any free one.`);
  }
  return port;
}

/** Units of storage a minute; `null`: as many as Forge allows. @throws UsageFault unless it is a number of at least 1 */
export function checkedStorageRate(text: string | undefined): number | null {
  if (text === undefined) return null;
  const rate = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (rate < 1) throw new UsageFault(`--storage-rate ${text}: write a number of units a minute, such as 4000.`);
  return rate;
}

const MOST_PROJECTS = 2000;

/** How many projects to generate; `null`: none. @throws UsageFault unless it is a number of projects that is within reach */
export function checkedSize(text: string | undefined): number | null {
  if (text === undefined) return null;
  const size = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (!(size >= 1 && size <= MOST_PROJECTS)) {
    throw new UsageFault(`--generate ${text}: write a number of projects from 1 to ${MOST_PROJECTS}.`);
  }
  return size;
}
