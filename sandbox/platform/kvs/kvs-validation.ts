import type { StoredEntity } from '../manifest';
import { badRequest, KvsError } from './kvs-error';

/**
 * What the key-value store accepts: key, value, depth and expiry.
 * Limits and error codes: https://developer.atlassian.com/platform/forge/storage-reference/handling-errors-kvs/
 */
const KEY_PATTERN = /^(?!\s+$)[a-zA-Z0-9:._\s\-#]+$/;
const LONGEST_KEY = 500;
const LARGEST_VALUE_BYTES = 240 * 1024;
const DEEPEST_VALUE = 31;
const LARGEST_REQUEST_BYTES = 4 * 1024 * 1024;
const MOST_OPERATIONS = 25;
const LONGEST_TTL_MILLISECONDS = 366 * 86_400_000;
const METADATA: readonly unknown[] = ['CREATED_AT', 'UPDATED_AT', 'EXPIRE_TIME'];

const TTL_UNITS: ReadonlyMap<unknown, number> = new Map([
  ['SECONDS', 1000],
  ['MINUTES', 60_000],
  ['HOURS', 3_600_000],
  ['DAYS', 86_400_000],
]);

export type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown): Fields {
  if (!isFields(value)) throw badRequest();
  return value;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @throws KvsError where Forge refuses the key. */
export function checkKey(key: unknown): string {
  if (typeof key !== 'string') throw badRequest();
  if (key.length === 0) throw new KvsError(400, 'KEY_TOO_SHORT', 'Key needs to be at least one character');
  if (key.length > LONGEST_KEY) throw new KvsError(400, 'KEY_TOO_LONG', `Key exceeds ${LONGEST_KEY} characters`);
  if (!KEY_PATTERN.test(key)) throw new KvsError(400, 'INVALID_KEY', `Key does not match ${KEY_PATTERN}`);
  return key;
}

/** How many objects and arrays are nested in one another: 0 for a plain value. */
function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let deepest = 0;
  for (const item of Object.values(value)) deepest = Math.max(deepest, depthOf(item));
  return deepest + 1;
}

/**
 * @returns the value as JSON text.
 * @throws KvsError where it is missing, too large or too deep.
 */
export function checkValue(value: unknown): string {
  if (value === undefined || value === null) throw badRequest();
  const text = JSON.stringify(value);
  const bytes = Buffer.byteLength(text);
  if (bytes > LARGEST_VALUE_BYTES) {
    throw new KvsError(400, 'MAX_SIZE', `Value of ${bytes} bytes exceeds ${LARGEST_VALUE_BYTES} bytes`);
  }
  if (depthOf(value) > DEEPEST_VALUE) {
    throw new KvsError(400, 'MAX_DEPTH', `Value exceeds a depth of ${DEEPEST_VALUE}`);
  }
  return text;
}

const ATTRIBUTE_TYPES: ReadonlyMap<string, (value: unknown) => boolean> = new Map([
  ['string', (value: unknown) => typeof value === 'string'],
  ['integer', Number.isInteger],
  ['float', (value: unknown) => typeof value === 'number'],
  ['boolean', (value: unknown) => typeof value === 'boolean'],
]);

/** @throws KvsError where an attribute is not of the type that the manifest declares. */
export function checkEntityValue(entity: StoredEntity, value: unknown): void {
  if (!isFields(value)) throw new KvsError(400, 'INVALID_ENTITY_VALUE', 'An entity is an object');
  for (const [name, type] of entity.attributes) {
    const attribute = value[name];
    const isOfType = ATTRIBUTE_TYPES.get(type);
    if (attribute !== undefined && attribute !== null && isOfType !== undefined && !isOfType(attribute)) {
      throw new KvsError(400, 'INVALID_ENTITY_VALUE', `Attribute ${name} of ${entity.name} must be of type ${type}`);
    }
  }
}

/** `options.ttl` → milliseconds, `undefined` where the value does not expire. */
export function checkTtl(options: Fields): number | undefined {
  if (options.ttl === undefined) return undefined;
  const { value, unit } = fieldsOf(options.ttl);
  const unitMilliseconds = TTL_UNITS.get(unit);
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || unitMilliseconds === undefined) {
    throw badRequest();
  }
  if (value * unitMilliseconds > LONGEST_TTL_MILLISECONDS) throw badRequest();
  return value * unitMilliseconds;
}

/** Names of metadata that a request wants back. */
export function checkMetadata(fields: unknown): readonly unknown[] {
  if (fields === undefined) return [];
  if (!Array.isArray(fields) || !fields.every((field) => METADATA.includes(field))) throw badRequest();
  return fields;
}

/** A batch or a transaction: not empty, not too many, no key twice, not too large in all. */
export function checkBatch(operations: readonly Fields[], bytes: number): void {
  if (operations.length === 0) throw badRequest();
  if (operations.length > MOST_OPERATIONS) {
    throw new KvsError(400, 'BAD_REQUEST', `More than ${MOST_OPERATIONS} operations in one request`);
  }
  if (bytes > LARGEST_REQUEST_BYTES) {
    throw new KvsError(413, 'MAX_SIZE', `Request of ${bytes} bytes exceeds ${LARGEST_REQUEST_BYTES} bytes`);
  }
  const names = new Set(operations.map(({ key, entityName }) => JSON.stringify([entityName ?? null, key])));
  if (names.size < operations.length) throw new KvsError(400, 'BAD_REQUEST', 'A key occurs more than once');
}
