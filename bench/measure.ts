import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Milliseconds of the fastest of `runs` runs: the least disturbed one, on a machine that does other things too. */
export function fastest(runs: number, work: () => void): number {
  let best = Infinity;
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    work();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

/**
 * The same of work that comes in parts: of each part its fastest run, one after the other in each run, so that no part finds
 * its data still in the processor's cache. On a busy machine no run of the whole is left alone.
 */
export function fastestByParts<T>(runs: number, parts: readonly T[], work: (part: T) => void): number {
  const best = parts.map(() => Infinity);
  for (let run = 0; run < runs; run++) {
    parts.forEach((part, at) => {
      best[at] = Math.min(
        best[at],
        fastest(1, () => work(part)),
      );
    });
  }
  return best.reduce((sum, each) => sum + each, 0);
}

setFlagsFromString('--expose_gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes that stay alive after a full garbage collection: V8's heap and typed arrays. */
export function bytesAlive(): number {
  collectGarbage();
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** One measured figure beside its plain bound. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** What the value is compared with, measured in the same run; `null` where nothing plain compares. */
  readonly bound: { readonly what: string; readonly value: number } | null;
  /** value / bound. */
  readonly ratio: number | null;
  /** The target of the design, for figures that have one. */
  readonly target: { readonly what: string; readonly met: boolean } | null;
}

export function figure(
  what: string,
  value: number,
  unit: string,
  bound: Figure['bound'] = null,
  target: Figure['target'] = null,
): Figure {
  return { what, value, unit, bound, ratio: bound ? value / bound.value : null, target };
}

/** A group of figures of one size of input. */
export interface FigureGroup {
  readonly title: string;
  readonly figures: readonly Figure[];
}

/** What a benchmark returns: groups of figures, one per size of input. */
export type Benchmark = () => Promise<readonly FigureGroup[]>;
