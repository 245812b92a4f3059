/**
 * What is kept: values of the plain store, of the store for secrets, and of custom entities. `space` tells them apart:
 * `plain`, `secret`, or `entity:` and the entity's name.
 */
export interface KvsEntry {
  readonly space: string;
  readonly key: string;
  /** The value as JSON text. */
  readonly text: string;
  /** Milliseconds since 1970, by the site's clock. */
  readonly createdAt: number;
  readonly updatedAt: number;
  /** When the value expires; deletion comes some time after. */
  readonly expiresAt?: number;
}

/** A state of a key that queries begin to see at `visibleAt`, by the machine's own clock. */
interface PastState {
  readonly visibleAt: number;
  readonly entry: KvsEntry | undefined;
}

interface StoreOptions {
  /** The site's clock. */
  readonly now: () => number;
  /** Queries see a write so much later. */
  readonly queryDelayMilliseconds: number;
  /** Expired values are deleted so much after they expire. */
  readonly expiryLagMilliseconds: number;
  readonly onChange: () => void;
}

function idOf(space: string, key: string): string {
  return `${space}\u0000${key}`;
}

/**
 * Entries in memory, with two faces: `get` is strictly consistent, `visibleTo queries` lags behind, write by write, as
 * in the store behind Forge.
 */
export class KvsStore {
  private readonly current = new Map<string, KvsEntry>();
  /** Keys written lately → the states that queries go through, oldest first; the first is the one they see now. */
  private readonly catchingUp = new Map<string, PastState[]>();

  constructor(private readonly options: StoreOptions) {}

  get(space: string, key: string): KvsEntry | undefined {
    const entry = this.current.get(idOf(space, key));
    if (entry === undefined || !this.isDeletedByExpiry(entry)) return entry;
    this.current.delete(idOf(space, key));
    return undefined;
  }

  set(space: string, key: string, text: string, expiresAt: number | undefined): KvsEntry {
    const now = this.options.now();
    const createdAt = this.get(space, key)?.createdAt ?? now;
    const entry: KvsEntry = {
      space,
      key,
      text,
      createdAt,
      updatedAt: now,
      ...(expiresAt === undefined ? {} : { expiresAt }),
    };
    this.change(space, key, entry);
    return entry;
  }

  delete(space: string, key: string): void {
    this.change(space, key, undefined);
  }

  /** The entries of a space as queries see them now, in no order. */
  visible(space: string): readonly KvsEntry[] {
    this.catchUp();
    const result: KvsEntry[] = [];
    for (const [id, entry] of this.current) {
      if (entry.space === space && !this.catchingUp.has(id) && !this.isDeletedByExpiry(entry)) result.push(entry);
    }
    for (const states of this.catchingUp.values()) {
      const entry = states[0].entry;
      if (entry !== undefined && entry.space === space) result.push(entry);
    }
    return result;
  }

  entries(): Iterable<KvsEntry> {
    return this.current.values();
  }

  /** Takes over what was kept by an earlier run. */
  load(entries: Iterable<KvsEntry>): void {
    for (const entry of entries) this.current.set(idOf(entry.space, entry.key), entry);
  }

  private change(space: string, key: string, entry: KvsEntry | undefined): void {
    const id = idOf(space, key);
    if (this.options.queryDelayMilliseconds > 0) {
      const states = this.catchingUp.get(id) ?? [{ visibleAt: 0, entry: this.current.get(id) }];
      states.push({ visibleAt: performance.now() + this.options.queryDelayMilliseconds, entry });
      this.catchingUp.set(id, states);
    }
    if (entry === undefined) this.current.delete(id);
    else this.current.set(id, entry);
    this.options.onChange();
  }

  private catchUp(): void {
    const now = performance.now();
    for (const [id, states] of this.catchingUp) {
      while (states.length > 1 && states[1].visibleAt <= now) states.shift();
      if (states.length === 1) this.catchingUp.delete(id);
    }
  }

  private isDeletedByExpiry(entry: KvsEntry): boolean {
    return entry.expiresAt !== undefined && entry.expiresAt + this.options.expiryLagMilliseconds <= this.options.now();
  }
}
