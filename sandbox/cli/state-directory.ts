import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dayIn } from '../as-of';

/** Where one site's state is kept between runs. */
export interface StateDirectory {
  readonly storageFile: string;
  readonly editsFile: string;
  /** The day on which the site was made, `YYYY-MM-DD`: the demo's dates lie around it, and age from then on. */
  readonly createdOn: string;
}

interface Source {
  /** Empty: the demo, or what is generated. */
  readonly files: readonly string[];
  /** Projects of a generated portfolio; `null`: none is. */
  readonly generated: number | null;
  readonly asOf: string | null;
}

/** Each source has a folder of its own, so that a changed export or another day never meets older state. */
export function openState(root: string, source: Source, fresh: boolean): StateDirectory {
  const folder = path.join(root, folderName(source));
  if (fresh) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return {
    storageFile: path.join(folder, 'storage.json'),
    editsFile: path.join(folder, 'edits.jsonl'),
    createdOn: source.asOf ?? rememberedDay(path.join(folder, 'created-on.txt')),
  };
}

function folderName({ files, generated, asOf }: Source): string {
  const day = asOf === null ? '' : `-${asOf}`;
  if (generated !== null) return `generated-${generated}${day}`;
  if (files.length === 0) return `demo${day}`;
  const parts = files.map((file) => {
    const { size, mtimeMs } = statSync(file);
    return `${path.resolve(file)} ${size} ${mtimeMs}`;
  });
  const hash = createHash('sha256')
    .update([...parts, asOf ?? ''].join('\n'))
    .digest('hex');
  return `export-${hash.slice(0, 12)}`;
}

function rememberedDay(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    const today = dayIn('UTC', new Date());
    writeFileSync(file, `${today}\n`);
    return today;
  }
}
