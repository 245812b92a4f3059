import { reply, type Reply } from './reply';

/** Counted as Forge bills them: bytes of values. */
export interface KvsUsage {
  reads: number;
  readBytes: number;
  writes: number;
  writtenBytes: number;
  deletes: number;
  queries: number;
}

/**
 * A fault of one storage call: a code with which it is refused before anything is done, or `lost`: it is done, and the
 * reply gets lost.
 */
export type StorageFault = string | { readonly lost: true };

interface Operation {
  readonly key?: string;
  readonly value?: unknown;
  readonly options?: { readonly keyPolicy?: string; readonly ttl?: { readonly value: number; readonly unit: string } };
}

interface QueryBody {
  readonly where?: readonly { readonly condition: string; readonly values: readonly string[] }[];
  readonly limit?: number;
  readonly after?: string;
}

const VALUE_LIMIT = 240 * 1024;
const BATCH_LIMIT = 25;
const PAGE_LIMIT = 100;
const KEY = /^[a-zA-Z0-9:._\s\-#]{1,500}$/;

/** Forge's key-value store in memory: strict about keys and sizes, gets strict, queries as late as a test wants them. */
export class FakeKvs {
  readonly storage = new Map<string, string>();
  readonly usage: KvsUsage = { reads: 0, readBytes: 0, writes: 0, writtenBytes: 0, deletes: 0, queries: 0 };
  /** Asked before every operation; what it answers happens instead, or afterwards. */
  fault: (operation: string, key: string) => StorageFault | null = () => null;
  /** Milliseconds until queries see a write or a deletion, asked for each. */
  lag: () => number = () => 0;
  /** From when on keys with a time to live are not there any more; milliseconds since 1970. */
  private readonly expiries = new Map<string, number>();
  /** What queries still see of keys that changed lately; `null`: nothing. */
  private readonly stale = new Map<string, { readonly text: string | null; readonly until: number }>();

  /** `path` as @forge/kvs has it: `/api/v1/get`. */
  handle(path: string, body: unknown): Reply {
    const operation = path.replace('/api/v1/', '');
    switch (operation) {
      case 'query':
        return this.faulty('query', firstPrefix(body as QueryBody), () => this.query(body as QueryBody));
      case 'get':
      case 'set':
      case 'delete':
        return this.faulty(operation, (body as Operation).key ?? '', () => this.single(operation, body as Operation));
      case 'batch/get':
      case 'batch/set':
      case 'batch/delete':
        return this.batch(operation.slice('batch/'.length), body as readonly Operation[]);
      case 'transaction':
        return this.transaction(
          body as { readonly set?: readonly Operation[]; readonly delete?: readonly Operation[] },
        );
      default:
        throw new Error(`Storage operation that the fake does not know: ${path}`);
    }
  }

  private faulty(operation: string, key: string, work: () => Reply): Reply {
    if (operation !== 'query' && !KEY.test(key)) return refuse(400, 'INVALID_KEY');
    const fault = this.fault(operation, key);
    if (fault === null) return work();
    if (typeof fault === 'string') return refuse(500, fault);
    work();
    return refuse(502, 'LOST');
  }

  private single(operation: string, { key = '', value, options }: Operation): Reply {
    if (operation === 'get') return this.get(key);
    if (operation === 'delete') return this.delete(key);
    this.expire(key);
    if (options?.keyPolicy === 'FAIL_IF_EXISTS' && this.storage.has(key)) return refuse(409, 'KEY_CONFLICT');
    const done = this.set(key, value);
    if (options?.ttl === undefined) this.expiries.delete(key);
    else if (options.ttl.unit !== 'HOURS') throw new Error('Lifetimes of other units are not known to the fake');
    else if (done.ok) this.expiries.set(key, Date.now() + options.ttl.value * 3_600_000);
    return done;
  }

  private expire(key: string): void {
    if ((this.expiries.get(key) ?? Infinity) > Date.now()) return;
    this.storage.delete(key);
    this.expiries.delete(key);
  }

  private get(key: string): Reply {
    this.expire(key);
    const stored = this.storage.get(key);
    this.usage.reads += 1;
    if (stored === undefined) return refuse(404, 'KEY_NOT_FOUND');
    this.usage.readBytes += Buffer.byteLength(stored);
    return reply(200, { key, value: JSON.parse(stored) as unknown });
  }

  private set(key: string, value: unknown): Reply {
    const text = JSON.stringify(value);
    const bytes = Buffer.byteLength(text);
    if (bytes > VALUE_LIMIT) return refuse(400, 'MAX_SIZE');
    this.usage.writes += 1;
    this.usage.writtenBytes += bytes;
    this.hide(key);
    this.storage.set(key, text);
    return reply(204, undefined);
  }

  private delete(key: string): Reply {
    if (!this.storage.has(key)) return refuse(404, 'KEY_NOT_FOUND');
    this.usage.deletes += 1;
    this.hide(key);
    this.storage.delete(key);
    return reply(204, undefined);
  }

  private batch(operation: string, items: readonly Operation[]): Reply {
    if (items.length > BATCH_LIMIT) return refuse(400, 'BATCH_TOO_LARGE');
    const successfulKeys: unknown[] = [];
    const failedKeys: unknown[] = [];
    for (const item of items) {
      const done = this.faulty(operation, item.key ?? '', () => this.single(operation, item));
      const stored = this.storage.get(item.key ?? '');
      if (done.ok) {
        const read = operation === 'get' ? { value: JSON.parse(stored ?? 'null') as unknown } : {};
        successfulKeys.push({ key: item.key, ...read });
      } else failedKeys.push({ key: item.key, error: { code: String(done.status), message: 'refused' } });
    }
    return reply(200, { successfulKeys, failedKeys });
  }

  /** All or nothing. Conditions are not known here: nothing of the app sets any. */
  private transaction(body: { readonly set?: readonly Operation[]; readonly delete?: readonly Operation[] }): Reply {
    const [sets, deletes] = [body.set ?? [], body.delete ?? []];
    if ('check' in body) throw new Error('Transactions with conditions are not known to the fake');
    if (sets.length + deletes.length > BATCH_LIMIT) return refuse(400, 'BATCH_TOO_LARGE');
    const keys = [...sets, ...deletes].map(({ key = '' }) => key);
    if (!keys.every((key) => KEY.test(key))) return refuse(400, 'INVALID_KEY');
    const fault = keys.map((key) => this.fault('transaction', key)).find((each) => each !== null) ?? null;
    if (typeof fault === 'string') return refuse(500, fault);
    for (const { key = '', value } of sets) this.set(key, value);
    for (const { key = '' } of deletes) this.delete(key);
    return fault === null ? reply(204, undefined) : refuse(502, 'LOST');
  }

  private query(body: QueryBody): Reply {
    const { limit = 10, after } = body;
    if (limit > PAGE_LIMIT) return refuse(400, 'LIMIT');
    const prefix = firstPrefix(body);
    const seen = this.seenByQueries(prefix);
    const keys = [...seen.keys()].sort();
    const from = after === undefined ? 0 : keys.findIndex((key) => key > after);
    const page = from < 0 ? [] : keys.slice(from, from + limit);
    const more = from >= 0 && from + limit < keys.length;
    const texts = page.map((key) => seen.get(key) ?? 'null');
    this.usage.queries += 1;
    this.usage.readBytes += texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    const data = page.map((key, place) => ({ key, value: JSON.parse(texts[place]) as unknown }));
    return reply(200, { data, ...(more ? { cursor: page.at(-1) } : {}) });
  }

  /** Before a change: what queries see of the key until they see the change. */
  private hide(key: string): void {
    const lag = this.lag();
    if (lag <= 0) return;
    const now = Date.now();
    const known = this.stale.get(key);
    const text = known !== undefined && known.until > now ? known.text : (this.storage.get(key) ?? null);
    this.stale.set(key, { text, until: Math.max(known?.until ?? 0, now + lag) });
  }

  private seenByQueries(prefix: string): ReadonlyMap<string, string> {
    for (const key of this.expiries.keys()) if (key.startsWith(prefix)) this.expire(key);
    const seen = new Map([...this.storage].filter(([key]) => key.startsWith(prefix)));
    const now = Date.now();
    for (const [key, { text, until }] of this.stale) {
      if (until <= now) this.stale.delete(key);
      else if (!key.startsWith(prefix)) continue;
      else if (text === null) seen.delete(key);
      else seen.set(key, text);
    }
    return seen;
  }
}

function firstPrefix({ where = [] }: QueryBody): string {
  return where[0]?.values[0] ?? '';
}

function refuse(status: number, code: string): Reply {
  return reply(status, { code, message: code });
}
