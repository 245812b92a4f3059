import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline, PassThrough, type Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';
import { ExportFileError } from './report';

export interface Line {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

/**
 * The lines of a text file, gzipped or not (told from its first bytes), as a stream. Only a line feed ends a line:
 * JSON strings may hold every other separator that Node's `readline` would cut at.
 */
export async function* readLines(path: string): AsyncGenerator<Line> {
  const gzipped = await startsLikeGzip(path);
  if (!gzipped && path.endsWith('.gz')) throw new ExportFileError(`${basename(path)}: named .gz, but not gzipped`);
  const decoder = new StringDecoder('utf8');
  let number = 0;
  let rest = '';
  try {
    for await (const chunk of openStream(path, gzipped)) {
      const lines = (rest + decoder.write(chunk as Buffer)).split('\n');
      rest = lines.pop() ?? '';
      for (const text of lines) yield { number: ++number, text: number === 1 ? withoutByteOrderMark(text) : text };
    }
  } catch (error) {
    throw unreadableFile(path, error);
  }
  rest += decoder.end();
  if (rest !== '') yield { number: ++number, text: number === 1 ? withoutByteOrderMark(rest) : rest };
}

function openStream(path: string, gzipped: boolean): Readable {
  const file = createReadStream(path, { highWaterMark: 1 << 18 });
  if (!gzipped) return file;
  const lines = new PassThrough();
  // pipeline hands every error of the three to the last stream, where the loop meets it.
  pipeline(file, createGunzip({ chunkSize: 1 << 18 }), lines, () => undefined);
  return lines;
}

async function startsLikeGzip(path: string): Promise<boolean> {
  try {
    const handle = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
      return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw unreadableFile(path, error);
  }
}

const FILE_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EISDIR: 'is a folder, not a file',
  EACCES: 'may not be read',
  Z_BUF_ERROR: 'the gzipped data ends too early',
  Z_DATA_ERROR: 'the gzipped data is damaged',
};

/** Only what Node says with a code is about the file; anything else is a fault of ours and stays what it is. */
function unreadableFile(path: string, error: unknown): unknown {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : null;
  if (code === null) return error;
  return new ExportFileError(`${path}: ${FILE_ERRORS[code] ?? `cannot be read (${code})`}`, { cause: error });
}

function withoutByteOrderMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
