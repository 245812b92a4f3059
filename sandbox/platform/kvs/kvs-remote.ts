import type { GatewayRequest, GatewayResponse } from '../gateway';
import { jsonResponse } from '../gateway';
import type { StoredEntity } from '../manifest';
import { RateWindow } from '../rate-window';
import { badRequest, keyNotFound, KvsError } from './kvs-error';
import type { QueryPage } from './kvs-query';
import { parseFilters, queryEntities, queryKeys } from './kvs-query';
import type { KvsEntry, KvsStore } from './kvs-store';
import { KvsMeter } from './kvs-usage';
import type { Fields } from './kvs-validation';
import {
  checkBatch,
  checkEntityValue,
  checkKey,
  checkMetadata,
  checkTtl,
  checkValue,
  fieldsOf,
} from './kvs-validation';

const SCOPE = 'storage:app';
const REQUESTS_PER_SECOND = 1000;
const BYTES_PER_UNIT = 10 * 1024;
const NO_CONTENT: GatewayResponse = { status: 204 };

interface RemoteOptions {
  readonly store: KvsStore;
  readonly scopes: readonly string[];
  readonly entities: ReadonlyMap<string, StoredEntity>;
  /** The site's clock. */
  readonly now: () => number;
  /** Units of 10 KB that the app may read in a minute, and as many that it may write. */
  readonly unitsPerMinute: number;
}

type Spaces = 'plain' | 'secret' | 'entity';

/** One operation of a batch or a transaction, checked. */
interface Write {
  readonly space: string;
  readonly key: string;
  readonly bytes: number;
  readonly apply: () => void;
}

/**
 * The key-value store as `@forge/kvs` calls it: `POST /api/v1/…` with a JSON body. Errors are `{code, message}`.
 * Reads are strict, queries eventually consistent.
 */
export class KvsRemote {
  readonly meter = new KvsMeter();
  private readonly reads: RateWindow;
  private readonly writes: RateWindow;
  private readonly requests = new RateWindow(REQUESTS_PER_SECOND, 1000);

  private readonly routes: ReadonlyMap<string, (body: unknown, bytes: number) => GatewayResponse> = new Map([
    ['/api/v1/get', (body: unknown) => this.get('plain', fieldsOf(body))],
    ['/api/v1/set', (body: unknown) => this.set('plain', fieldsOf(body))],
    ['/api/v1/delete', (body: unknown) => this.delete('plain', fieldsOf(body))],
    ['/api/v1/query', (body: unknown) => this.query(fieldsOf(body))],
    ['/api/v1/secret/get', (body: unknown) => this.get('secret', fieldsOf(body))],
    ['/api/v1/secret/set', (body: unknown) => this.set('secret', fieldsOf(body))],
    ['/api/v1/secret/delete', (body: unknown) => this.delete('secret', fieldsOf(body))],
    ['/api/v1/entity/get', (body: unknown) => this.get('entity', fieldsOf(body))],
    ['/api/v1/entity/set', (body: unknown) => this.set('entity', fieldsOf(body))],
    ['/api/v1/entity/delete', (body: unknown) => this.delete('entity', fieldsOf(body))],
    ['/api/v1/entity/query', (body: unknown) => this.queryEntity(fieldsOf(body))],
    ['/api/v1/batch/get', (body: unknown, bytes: number) => this.batch(body, bytes, (item) => this.readItem(item))],
    ['/api/v1/batch/set', (body: unknown, bytes: number) => this.batch(body, bytes, (item) => this.setItem(item))],
    [
      '/api/v1/batch/delete',
      (body: unknown, bytes: number) => this.batch(body, bytes, (item) => this.deleteItem(item)),
    ],
    ['/api/v1/transaction', (body: unknown, bytes: number) => this.transaction(fieldsOf(body), bytes)],
  ]);

  constructor(private readonly options: RemoteOptions) {
    this.reads = new RateWindow(options.unitsPerMinute, 60_000);
    this.writes = new RateWindow(options.unitsPerMinute, 60_000);
  }

  async handle(request: GatewayRequest): Promise<GatewayResponse> {
    this.meter.begin(request.path.replace(/^\/api\/v1\//, ''));
    try {
      if (!this.options.scopes.includes(SCOPE)) {
        throw new KvsError(403, 'PERMISSION_DENIED', `The app lacks the scope ${SCOPE}`);
      }
      const route = this.routes.get(request.path);
      if (route === undefined || request.method !== 'POST') {
        throw new KvsError(404, 'NOT_FOUND', `No such operation: ${request.path}`);
      }
      if (!this.requests.take(1)) throw this.rateLimit('requests per second');
      return route(parseJson(request.body), Buffer.byteLength(request.body));
    } catch (error) {
      if (error instanceof KvsError) {
        return jsonResponse(error.status, { code: error.code, message: error.message });
      }
      throw error;
    }
  }

  private get(spaces: Spaces, body: Fields): GatewayResponse {
    const metadata = checkMetadata(body.options === undefined ? undefined : fieldsOf(body.options).metadataFields);
    const entry = this.read(this.spaceOf(spaces, body), checkKey(body.key));
    return jsonResponse(200, describe(entry, metadata));
  }

  private set(spaces: Spaces, body: Fields): GatewayResponse {
    const options = body.options === undefined ? {} : fieldsOf(body.options);
    const { keyPolicy, returnValue } = options;
    const metadata = checkMetadata(options.returnMetadataFields);
    if (keyPolicy !== undefined && keyPolicy !== 'OVERRIDE' && keyPolicy !== 'FAIL_IF_EXISTS') throw badRequest();
    const write = this.checkSet(spaces, body);
    const previous = this.options.store.get(write.space, write.key);
    // A value past its time to live is still there until it is deleted, and still in the way.
    if (keyPolicy === 'FAIL_IF_EXISTS' && previous !== undefined) {
      throw new KvsError(409, 'KEY_CONFLICT', 'Provided key already exists');
    }
    this.perform([write]);
    if (returnValue === undefined) return NO_CONTENT;
    if (returnValue !== 'PREVIOUS' && returnValue !== 'LATEST') throw badRequest();
    const returned = returnValue === 'PREVIOUS' ? previous : this.options.store.get(write.space, write.key);
    return returned === undefined ? NO_CONTENT : jsonResponse(200, describe(returned, metadata));
  }

  private delete(spaces: Spaces, body: Fields): GatewayResponse {
    const space = this.spaceOf(spaces, body);
    const key = checkKey(body.key);
    if (this.options.store.get(space, key) === undefined) throw keyNotFound();
    this.perform([this.removal(space, key)]);
    return NO_CONTENT;
  }

  private query(body: Fields): GatewayResponse {
    const metadata = checkMetadata(body.options === undefined ? undefined : fieldsOf(body.options).metadataFields);
    return this.page(queryKeys(this.options.store.visible('plain'), body), metadata);
  }

  private queryEntity(body: Fields): GatewayResponse {
    const metadata = checkMetadata(body.options === undefined ? undefined : fieldsOf(body.options).metadataFields);
    const entity = this.entityOf(body);
    const visible = this.options.store.visible(this.spaceOf('entity', body));
    return this.page(queryEntities(entity, visible, body), metadata);
  }

  private page(page: QueryPage, metadata: readonly unknown[]): GatewayResponse {
    const bytes = page.entries.reduce((sum, entry) => sum + Buffer.byteLength(entry.text), 0);
    this.takeRead(bytes);
    const data = page.entries.map((entry) => describe(entry, metadata));
    return jsonResponse(200, page.cursor === undefined ? { data } : { data, cursor: page.cursor });
  }

  /** Each item on its own: what fails is reported, the rest is done. */
  private batch(body: unknown, bytes: number, perform: (item: Fields) => Fields): GatewayResponse {
    if (!Array.isArray(body)) throw badRequest();
    const items = body.map(fieldsOf);
    checkBatch(items, bytes);
    const successfulKeys: Fields[] = [];
    const failedKeys: Fields[] = [];
    for (const item of items) {
      const { key, entityName } = item;
      const name = entityName === undefined ? { key } : { key, entityName };
      try {
        successfulKeys.push({ ...name, ...perform(item) });
      } catch (error) {
        if (!(error instanceof KvsError)) throw error;
        failedKeys.push({ ...name, error: { code: error.code, message: error.message } });
      }
    }
    return jsonResponse(200, { successfulKeys, failedKeys });
  }

  private readItem(item: Fields): Fields {
    const metadata = checkMetadata(item.options === undefined ? undefined : fieldsOf(item.options).metadataFields);
    return describe(this.read(this.spaceOf(spacesOf(item), item), checkKey(item.key)), metadata);
  }

  private setItem(item: Fields): Fields {
    this.perform([this.checkSet(spacesOf(item), item)]);
    return {};
  }

  private deleteItem(item: Fields): Fields {
    this.delete(spacesOf(item), item);
    return {};
  }

  /** All or nothing: every condition is checked before anything is written. */
  private transaction(body: Fields, bytes: number): GatewayResponse {
    const [sets, deletes, checks] = [body.set, body.delete, body.check].map((list) => {
      if (list === undefined) return [];
      if (!Array.isArray(list)) throw badRequest();
      return list.map(fieldsOf);
    });
    checkBatch([...sets, ...deletes, ...checks], bytes);
    for (const operation of [...sets, ...deletes, ...checks]) this.checkConditions(operation);
    const writes = [
      ...sets.map((operation) => this.checkSet(spacesOf(operation), operation)),
      ...deletes.map((operation) =>
        this.removal(this.spaceOf(spacesOf(operation), operation), checkKey(operation.key)),
      ),
    ];
    this.perform(writes);
    return NO_CONTENT;
  }

  private checkConditions(operation: Fields): void {
    if (operation.conditions === undefined) return;
    const filter = parseFilters(operation.conditions);
    const entry = this.options.store.get(this.spaceOf(spacesOf(operation), operation), checkKey(operation.key));
    const value: unknown = entry === undefined ? undefined : JSON.parse(entry.text);
    if (!filter(value)) {
      throw new KvsError(409, 'TRANSACTION_CONFLICT', `The conditions for key ${String(operation.key)} do not hold`);
    }
  }

  private checkSet(spaces: Spaces, body: Fields): Write {
    const space = this.spaceOf(spaces, body);
    const key = checkKey(body.key);
    if (spaces === 'entity') checkEntityValue(this.entityOf(body), body.value);
    const text = checkValue(body.value);
    const ttl = checkTtl(body.options === undefined ? {} : fieldsOf(body.options));
    const expiresAt = ttl === undefined ? undefined : this.options.now() + ttl;
    return {
      space,
      key,
      bytes: Buffer.byteLength(text),
      apply: () => this.options.store.set(space, key, text, expiresAt),
    };
  }

  private removal(space: string, key: string): Write {
    return { space, key, bytes: 0, apply: () => this.options.store.delete(space, key) };
  }

  /** Writes all, unless the quota does not hold them. */
  private perform(writes: readonly Write[]): void {
    const bytes = writes.reduce((sum, write) => sum + write.bytes, 0);
    if (!this.writes.take(unitsOf(bytes))) throw this.rateLimit('writes');
    this.meter.current.writtenBytes += bytes;
    for (const write of writes) write.apply();
  }

  private read(space: string, key: string): KvsEntry {
    const entry = this.options.store.get(space, key);
    this.takeRead(Buffer.byteLength(entry?.text ?? ''));
    if (entry === undefined) throw keyNotFound();
    return entry;
  }

  private entityOf(body: Fields): StoredEntity {
    const { entityName } = body;
    const entity = typeof entityName === 'string' ? this.options.entities.get(entityName) : undefined;
    if (entity === undefined) {
      throw new KvsError(400, 'INVALID_ENTITY_TYPE', `The manifest declares no entity ${String(entityName)}`);
    }
    return entity;
  }

  private spaceOf(spaces: Spaces, body: Fields): string {
    return spaces === 'entity' ? `entity:${this.entityOf(body).name}` : spaces;
  }

  private takeRead(bytes: number): void {
    if (!this.reads.take(unitsOf(bytes))) throw this.rateLimit('reads');
    this.meter.current.readBytes += bytes;
  }

  private rateLimit(what: string): KvsError {
    this.meter.current.refused += 1;
    return new KvsError(429, 'RATE_LIMIT_EXCEEDED', `Too many ${what}`);
  }
}

function unitsOf(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / BYTES_PER_UNIT));
}

function spacesOf(item: Fields): Spaces {
  return item.entityName === undefined ? 'plain' : 'entity';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest();
  }
}

function describe(entry: KvsEntry, metadata: readonly unknown[]): Fields {
  const value: unknown = JSON.parse(entry.text);
  return {
    key: entry.key,
    value,
    ...(metadata.includes('CREATED_AT') ? { createdAt: entry.createdAt } : {}),
    ...(metadata.includes('UPDATED_AT') ? { updatedAt: entry.updatedAt } : {}),
    ...(metadata.includes('EXPIRE_TIME') && entry.expiresAt !== undefined
      ? { expireTime: new Date(entry.expiresAt).toISOString() }
      : {}),
  };
}
