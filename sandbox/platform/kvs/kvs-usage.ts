/** Reads and writes as Forge bills them, and how often it was asked. */
export interface KvsUsage {
  requests: number;
  readBytes: number;
  writtenBytes: number;
  /** Requests refused because a quota was used up. */
  refused: number;
}

function noUsage(): KvsUsage {
  return { requests: 0, readBytes: 0, writtenBytes: 0, refused: 0 };
}

/** Counts for each operation; the store handles one request after the other. */
export class KvsMeter {
  /** Of the operation that is being handled. */
  current = noUsage();
  private readonly operations = new Map<string, KvsUsage>();

  /** Begins a request of `set`, `batch/get`, `query` … */
  begin(operation: string): void {
    this.current = this.operations.get(operation) ?? noUsage();
    this.operations.set(operation, this.current);
    this.current.requests += 1;
  }

  total(): Readonly<KvsUsage> {
    const total = noUsage();
    for (const usage of this.operations.values()) {
      total.requests += usage.requests;
      total.readBytes += usage.readBytes;
      total.writtenBytes += usage.writtenBytes;
      total.refused += usage.refused;
    }
    return total;
  }

  byOperation(): Readonly<Record<string, Readonly<KvsUsage>>> {
    return Object.fromEntries([...this.operations].map(([operation, usage]) => [operation, { ...usage }]));
  }
}
