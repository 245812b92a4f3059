/**
 * Writes bits with as many bytes as their likelihood asks for: an adaptive binary range coder. Each kind of decision has
 * a context, in which the coder learns how often the bit is 1; what was always so costs next to nothing.
 * G. N. N. Martin, "Range encoding", 1979; the carry-free form with two 32-bit bounds and counts as learning rates is
 * that of M. Mahoney, "Adaptive weighing of context models for lossless data compression", 2005.
 *
 * One description of a layout serves both directions: whoever codes passes the value; an {@link Encoder} writes and
 * returns it, a {@link Decoder} ignores it and returns the one that was written.
 */
export interface Coder {
  /** Codes 0 or 1. */
  bit(context: number, bit: number): number;
  /** Codes 0 or 1 that nothing is known of. */
  evenBit(bit: number): number;
}

/** Hands out contexts to the decisions of a layout. */
export class ContextPlan {
  /** Contexts handed out so far begin at `total` given here: another plan's, where layouts follow one another. */
  constructor(public total = 0) {}

  bits(count: number): number {
    this.total += count;
    return this.total - count;
  }

  number(): number {
    return this.bits(NUMBER_CONTEXTS);
  }

  /** For {@link codeSymbol}. */
  symbol(): number {
    return this.bits(SYMBOLS);
  }
}

/**
 * Contexts that one kind of number takes: one for its sign, one for whether it is 0, a tree of 16 leaves for its length,
 * one of 64 for lengths above 15, and three for the two bits after the first one, by length.
 */
const NUMBER_CONTEXTS = 256;
const [SIGN, IS_ZERO, SHORT, LONG, SECOND_BITS] = [0, 1, 1, 16, 80];
const LONGEST_SHORT = 15;

/** Codes a whole number from 0 to 2^53 − 1: its length and first bits are learned, the others count as even. */
export function codeNumber(coder: Coder, context: number, value: number): number {
  if (coder.bit(context + IS_ZERO, value === 0 ? 1 : 0) === 1) return 0;
  const high = Math.floor(value / 4294967296);
  const low = value >>> 0;
  const length = codeLength(coder, context, high > 0 ? 64 - Math.clz32(high) : 32 - Math.clz32(low));
  let coded = 1;
  for (let at = length - 2; at >= 0; at--) {
    const bit = at < 32 ? (low >>> at) & 1 : (high >>> (at - 32)) & 1;
    const learned = at >= length - 3;
    coded = coded * 2 + (learned ? coder.bit(context + SECOND_BITS + length * 3 + coded - 1, bit) : coder.evenBit(bit));
  }
  return coded;
}

/** From 1 to 53; in the tree of short lengths 0 stands for a long one. */
function codeLength(coder: Coder, context: number, length: number): number {
  const short = codeLeaf(coder, context + SHORT, 4, length > LONGEST_SHORT ? 0 : length);
  return short === 0 ? codeLeaf(coder, context + LONG, 6, length) : short;
}

/** Codes a leaf of a tree with so many levels; its inner nodes take the contexts after the given one. */
function codeLeaf(coder: Coder, context: number, levels: number, leaf: number): number {
  let node = 1;
  for (let at = levels - 1; at >= 0; at--) node = node * 2 + coder.bit(context + node, (leaf >>> at) & 1);
  return node - (1 << levels);
}

const SYMBOL_BITS = 8;
/** What {@link codeSymbol} tells apart. */
export const SYMBOLS = 1 << SYMBOL_BITS;

/** Codes one of a few things that have no order among them: each is learned by itself. */
export function codeSymbol(coder: Coder, context: number, symbol: number): number {
  return codeLeaf(coder, context, SYMBOL_BITS, symbol);
}

/** Codes a whole number between ±2^52. */
export function codeSigned(coder: Coder, context: number, value: number): number {
  const size = codeNumber(coder, context, Math.abs(value));
  if (size === 0) return 0;
  return coder.bit(context + SIGN, value < 0 ? 1 : 0) === 1 ? -size : size;
}

/** 16 bits of likelihood; a coder never takes anything for certain. */
const EVEN = 32768;
const LEAST = 32;
const MOST = 65536 - LEAST;
/** How far a context moves towards what it sees, by how often it has seen something. */
const RATES = Float64Array.from({ length: 48 }, (_, seen) => 1 / (seen + 1.6));

class Likelihoods {
  private readonly chances: Uint16Array;
  private readonly seen: Uint8Array;

  constructor(contexts: number) {
    this.chances = new Uint16Array(contexts).fill(EVEN);
    this.seen = new Uint8Array(contexts);
  }

  of(context: number): number {
    return this.chances[context];
  }

  learn(context: number, bit: number): void {
    const seen = this.seen[context];
    const chance = this.chances[context];
    const moved = chance + ((bit === 1 ? MOST : LEAST) - chance) * RATES[seen];
    this.chances[context] = moved;
    if (seen < RATES.length - 1) this.seen[context] = seen + 1;
  }
}

export class Encoder implements Coder {
  private readonly likelihoods: Likelihoods;
  private low = 0;
  private high = 4294967295;
  private buffer = Buffer.alloc(256);
  private length = 0;

  constructor(contexts: number) {
    this.likelihoods = new Likelihoods(contexts);
  }

  bit(context: number, bit: number): number {
    this.narrow(this.likelihoods.of(context), bit);
    this.likelihoods.learn(context, bit);
    return bit;
  }

  evenBit(bit: number): number {
    this.narrow(EVEN, bit);
    return bit;
  }

  /** Everything that was coded. A decoder takes what follows for zeros. */
  bytes(): Buffer {
    if (this.low > 0) this.put((this.low >>> 24) + 1);
    this.low = 0;
    let end = this.length;
    while (end > 0 && this.buffer[end - 1] === 0) end--;
    return this.buffer.subarray(0, end);
  }

  private narrow(chance: number, bit: number): void {
    const middle = this.low + Math.floor(((this.high - this.low) * chance) / 65536);
    if (bit === 1) this.high = middle;
    else this.low = middle + 1;
    while ((this.low ^ this.high) >>> 24 === 0) {
      this.put(this.high >>> 24);
      this.low = (this.low << 8) >>> 0;
      this.high = ((this.high << 8) | 255) >>> 0;
    }
  }

  private put(byte: number): void {
    if (this.length === this.buffer.length) this.buffer = Buffer.concat([this.buffer, Buffer.alloc(this.length)]);
    this.buffer[this.length++] = byte;
  }
}

export class Decoder implements Coder {
  private readonly likelihoods: Likelihoods;
  private low = 0;
  private high = 4294967295;
  private code = 0;
  private place = 0;

  constructor(
    contexts: number,
    private readonly buffer: Buffer,
  ) {
    this.likelihoods = new Likelihoods(contexts);
    for (let i = 0; i < 4; i++) this.code = this.code * 256 + this.take();
  }

  bit(context: number): number {
    const bit = this.narrow(this.likelihoods.of(context));
    this.likelihoods.learn(context, bit);
    return bit;
  }

  evenBit(): number {
    return this.narrow(EVEN);
  }

  private narrow(chance: number): number {
    const middle = this.low + Math.floor(((this.high - this.low) * chance) / 65536);
    const bit = this.code <= middle ? 1 : 0;
    if (bit === 1) this.high = middle;
    else this.low = middle + 1;
    while ((this.low ^ this.high) >>> 24 === 0) {
      this.low = (this.low << 8) >>> 0;
      this.high = ((this.high << 8) | 255) >>> 0;
      this.code = ((this.code << 8) | this.take()) >>> 0;
    }
    return bit;
  }

  private take(): number {
    return this.place < this.buffer.length ? this.buffer[this.place++] : 0;
  }
}
