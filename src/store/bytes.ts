import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { STORED_WORDS } from './stored-words';

/** Writes numbers as variable-length integers (7 bits a byte, least significant first) into growing memory. */
export class ByteWriter {
  private buffer = Buffer.alloc(1024);
  private length = 0;

  /** A whole number from 0 to 2^53 − 1. */
  unsigned(value: number): void {
    this.reserve(8);
    let rest = value;
    while (rest > 127) {
      this.buffer[this.length++] = (rest % 128) + 128;
      rest = Math.floor(rest / 128);
    }
    this.buffer[this.length++] = rest;
  }

  /** A whole number between ±2^52; small ones of either sign take few bytes. */
  signed(value: number): void {
    this.unsigned(value < 0 ? -2 * value - 1 : 2 * value);
  }

  text(value: string): void {
    this.block(Buffer.from(value, 'utf8'));
  }

  /** Bytes after their number. */
  block(bytes: Buffer): void {
    this.unsigned(bytes.length);
    this.reserve(bytes.length);
    bytes.copy(this.buffer, this.length);
    this.length += bytes.length;
  }

  bytes(): Buffer {
    return this.buffer.subarray(0, this.length);
  }

  private reserve(more: number): void {
    if (this.length + more <= this.buffer.length) return;
    const larger = Buffer.alloc(Math.max(this.buffer.length * 2, this.length + more));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }
}

/** Reads what {@link ByteWriter} wrote; throws RangeError past the end. */
export class ByteReader {
  private place = 0;

  constructor(private readonly buffer: Buffer) {}

  unsigned(): number {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = this.buffer[this.place++];
      if (byte === undefined) throw new RangeError('Packed bytes end too early');
      value += (byte & 127) * factor;
      if (byte < 128) return value;
      factor *= 128;
    }
  }

  signed(): number {
    const value = this.unsigned();
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  }

  text(): string {
    return this.block().toString('utf8');
  }

  block(): Buffer {
    return this.take(this.unsigned());
  }

  /** Whether any bytes are left. */
  hasMore(): boolean {
    return this.place < this.buffer.length;
  }

  /** All bytes that are left, as they are. */
  rest(): Buffer {
    return this.take(this.buffer.length - this.place);
  }

  private take(length: number): Buffer {
    const end = this.place + length;
    if (end > this.buffer.length) throw new RangeError('Packed bytes end too early');
    const bytes = this.buffer.subarray(this.place, end);
    this.place = end;
    return bytes;
  }
}

/** Bytes after their number, so that {@link withoutLength} knows when some are missing. */
export function withLength(bytes: Buffer): Buffer {
  const out = new ByteWriter();
  out.block(bytes);
  return out.bytes();
}

/** Throws RangeError when bytes are missing. */
export function withoutLength(bytes: Buffer): Buffer {
  return new ByteReader(bytes).block();
}

/** The choice at a place that was read; throws RangeError when there is none. */
export function one<T>(choices: readonly T[], place: number): T {
  if (place >= choices.length) throw new RangeError('Packed bytes name a choice that does not exist');
  return choices[place];
}

/** `length` items, one after the other. */
export function list<T>(length: number, item: () => T): T[] {
  const items: T[] = [];
  for (let place = 0; place < length; place++) items.push(item());
  return items;
}

/** Nothing that we store inflates beyond this; more is not ours. */
const MOST_INFLATED_BYTES = 512 * 1024 * 1024;

export function deflate(bytes: Buffer): string {
  return deflateRawSync(bytes, { level: 9, dictionary: STORED_WORDS }).toString('base64');
}

export function inflate(text: string): Buffer {
  return inflateRawSync(Buffer.from(text, 'base64'), {
    dictionary: STORED_WORDS,
    maxOutputLength: MOST_INFLATED_BYTES,
  });
}
