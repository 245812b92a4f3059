import type { FakeForge } from '../support/forge';

const UNIT_BYTES = 10 * 1024;
const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** What Forge lets an installation ask of its storage: requests a second, reads and writes a minute in units of 10 KB. */
const LIMITS = { requests: 1000, reads: 4000, writes: 4000 } as const;

/** Counts what an installation asks of its storage, by the second and by the minute. */
export class StorageRate {
  private readonly requests = new Map<number, number>();
  private readonly reads = new Map<number, number>();
  private readonly writes = new Map<number, number>();

  constructor(forge: FakeForge, now: () => number) {
    const { kvs } = forge;
    const handle = kvs.handle.bind(kvs);
    kvs.handle = (path, body) => {
      const before = { ...kvs.usage };
      const reply = handle(path, body);
      add(this.requests, now() / SECOND, 1);
      const { usage } = kvs;
      add(this.reads, now() / MINUTE, units(usage.readBytes - before.readBytes, isRead(path) ? 1 : 0));
      add(this.writes, now() / MINUTE, units(usage.writtenBytes - before.writtenBytes, isRead(path) ? 0 : 1));
      return reply;
    };
  }

  clear(): void {
    for (const counts of [this.requests, this.reads, this.writes]) counts.clear();
  }

  /** The busiest second, and the busiest minute's reads and writes. */
  most(): Record<keyof typeof LIMITS, number> {
    return { requests: busiest(this.requests), reads: busiest(this.reads), writes: busiest(this.writes) };
  }

  /** What Forge would have refused some of. */
  problems(): readonly string[] {
    const most = this.most();
    return (Object.keys(LIMITS) as (keyof typeof LIMITS)[]).flatMap((what) =>
      most[what] > LIMITS[what] ? [`${most[what]} ${what} of storage where Forge takes ${LIMITS[what]}`] : [],
    );
  }
}

function isRead(path: string): boolean {
  return /\/(get|query)$/.test(path);
}

/** Small values count as one unit each. */
function units(bytes: number, least: number): number {
  return Math.max(least, Math.ceil(bytes / UNIT_BYTES));
}

function add(counts: Map<number, number>, at: number, by: number): void {
  counts.set(Math.floor(at), (counts.get(Math.floor(at)) ?? 0) + by);
}

function busiest(counts: ReadonlyMap<number, number>): number {
  return Math.max(0, ...counts.values());
}
