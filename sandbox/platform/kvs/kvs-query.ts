import type { EntityIndex, StoredEntity } from '../manifest';
import { badRequest, KvsError } from './kvs-error';
import type { KvsEntry } from './kvs-store';
import type { Fields } from './kvs-validation';
import { fieldsOf, isFields } from './kvs-validation';

const DEFAULT_LIMIT = 10;
const LARGEST_LIMIT = 100;

/** A page of a query: `cursor` is there whenever the page is full, even where nothing follows. */
export interface QueryPage {
  readonly entries: readonly KvsEntry[];
  readonly cursor?: string;
}

type Condition = (value: unknown, operands: readonly unknown[]) => boolean;

/** Order of the store behind Forge: numbers by size, texts by their UTF-8 bytes. */
function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
}

function isComparable(value: unknown, operand: unknown): boolean {
  return typeof value === typeof operand && (typeof value === 'number' || typeof value === 'string');
}

function comparing(test: (order: number) => boolean): Condition {
  return (value, [operand]) => isComparable(value, operand) && test(compare(value, operand));
}

function contains(value: unknown, operand: unknown): boolean {
  if (Array.isArray(value)) return value.includes(operand);
  return typeof value === 'string' && typeof operand === 'string' && value.includes(operand);
}

const RANGE_CONDITIONS: ReadonlyMap<unknown, Condition> = new Map([
  [
    'BEGINS_WITH',
    (value: unknown, [prefix]: readonly unknown[]) => typeof value === 'string' && value.startsWith(String(prefix)),
  ],
  [
    'BETWEEN',
    (value: unknown, [low, high]: readonly unknown[]) =>
      isComparable(value, low) && isComparable(value, high) && compare(value, low) >= 0 && compare(value, high) <= 0,
  ],
  ['EQUAL_TO', (value: unknown, [operand]: readonly unknown[]) => value === operand],
  ['GREATER_THAN', comparing((order) => order > 0)],
  ['GREATER_THAN_EQUAL_TO', comparing((order) => order >= 0)],
  ['LESS_THAN', comparing((order) => order < 0)],
  ['LESS_THAN_EQUAL_TO', comparing((order) => order <= 0)],
]);

const FILTER_CONDITIONS: ReadonlyMap<unknown, Condition> = new Map([
  ...RANGE_CONDITIONS,
  ['CONTAINS', (value: unknown, [operand]: readonly unknown[]) => contains(value, operand)],
  ['NOT_CONTAINS', (value: unknown, [operand]: readonly unknown[]) => !contains(value, operand)],
  ['NOT_EQUAL_TO', (value: unknown, [operand]: readonly unknown[]) => value !== operand],
  ['EXISTS', (value: unknown) => value !== undefined && value !== null],
  ['NOT_EXISTS', (value: unknown) => value === undefined || value === null],
]);

function parseCondition(clause: Fields, known: ReadonlyMap<unknown, Condition>): (value: unknown) => boolean {
  const condition = known.get(clause.condition);
  if (condition === undefined) {
    throw new KvsError(400, 'INVALID_FILTER_CONDITION', `Condition ${String(clause.condition)} is not supported`);
  }
  const { values } = clause;
  if (!Array.isArray(values) || values.length === 0) {
    throw new KvsError(400, 'INVALID_FILTER_VALUES', `${String(clause.condition)} needs a value`);
  }
  if (clause.condition === 'BETWEEN' && values.length < 2) {
    throw new KvsError(400, 'INSUFFICIENT_FILTER_VALUES', 'BETWEEN needs two values');
  }
  return (value) => condition(value, values);
}

/** `{and: […]}` or `{or: […]}` over attributes of an entity, as a test of its value. */
export function parseFilters(filters: unknown): (value: unknown) => boolean {
  if (filters === undefined) return () => true;
  const { and, or } = fieldsOf(filters);
  if (and !== undefined && or !== undefined) {
    throw new KvsError(400, 'INVALID_FILTER_OPERATORS_COMBINATION', '"and" and "or" cannot be at the same level');
  }
  const clauses = and ?? or;
  if (!Array.isArray(clauses) || clauses.length === 0) {
    throw new KvsError(400, 'EMPTY_FILTER_OPERATOR', '"and" and "or" cannot be empty');
  }
  const tests = clauses.map((clause: unknown) => {
    const fields = fieldsOf(clause);
    const { property } = fields;
    if (typeof property !== 'string') throw badRequest();
    const test = parseCondition(fields, FILTER_CONDITIONS);
    return (value: unknown) => test(isFields(value) ? value[property] : undefined);
  });
  return and === undefined
    ? (value) => tests.some((test) => test(value))
    : (value) => tests.every((test) => test(value));
}

function pageLimit(limit: unknown, code: string): number {
  if (limit === undefined) return DEFAULT_LIMIT;
  if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 1 || limit > LARGEST_LIMIT) {
    throw new KvsError(400, code, `The limit must be between 1 and ${LARGEST_LIMIT}`);
  }
  return limit;
}

/** An entry at its place in an index. */
interface Row {
  readonly order: unknown;
  readonly entry: KvsEntry;
}

type Place = Readonly<{ order: unknown; key: string }>;

function comparePlaces(a: Place, b: Place): number {
  return compare(a.order, b.order) || compare(a.key, b.key);
}

function placeOf(row: Row): Place {
  return { order: row.order, key: row.entry.key };
}

/** A cursor is the place after which the next page begins; it holds even when that entry is gone by then. */
function placeOfCursor(cursor: unknown): Place | null {
  if (cursor === undefined || cursor === null || cursor === '') return null;
  if (typeof cursor !== 'string') throw badRequest();
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (isFields(place) && typeof place.key === 'string') return { order: place.order, key: place.key };
  } catch {
    // Falls through to the refusal below.
  }
  throw badRequest();
}

function pageOf(rows: readonly Row[], direction: 1 | -1, cursor: unknown, limit: number): QueryPage {
  const sorted = [...rows].sort((a, b) => direction * comparePlaces(placeOf(a), placeOf(b)));
  const after = placeOfCursor(cursor);
  const next = after === null ? sorted : sorted.filter((row) => direction * comparePlaces(placeOf(row), after) > 0);
  const page = next.slice(0, limit);
  const last = page.at(-1);
  const entries = page.map((row) => row.entry);
  if (last === undefined || page.length < limit) return { entries };
  return { entries, cursor: Buffer.from(JSON.stringify(placeOf(last))).toString('base64url') };
}

/** `kvs.query()`: all keys, or those with a prefix, in the order of keys. */
export function queryKeys(visible: readonly KvsEntry[], request: Fields): QueryPage {
  const limit = pageLimit(request.limit, 'LIST_QUERY_LIMIT_EXCEEDED');
  const where = request.where ?? [];
  if (!Array.isArray(where) || where.length > 1) {
    throw new KvsError(400, 'QUERY_WHERE_INVALID', 'KVS queries should contain only a single "where" clause');
  }
  const clause: unknown = where[0];
  let matching = visible;
  if (clause !== undefined) {
    const fields = fieldsOf(clause);
    if (fields.property !== 'key') throw new KvsError(400, 'QUERY_WHERE_FIELD_INVALID', 'Only "key" can be queried');
    if (fields.condition !== 'BEGINS_WITH') {
      throw new KvsError(400, 'INVALID_FILTER_CONDITION', 'Only BEGINS_WITH is supported');
    }
    const test = parseCondition(fields, RANGE_CONDITIONS);
    matching = visible.filter((entry) => test(entry.key));
  }
  const rows = matching.map((entry) => ({ order: entry.key, entry }));
  return pageOf(rows, 1, request.after, limit);
}

function indexOf(entity: StoredEntity, name: unknown): EntityIndex {
  if (name === 'by-key') return { name, partition: [], range: null };
  const index = entity.indexes.find((candidate) => candidate.name === name);
  if (index === undefined) {
    throw new KvsError(400, 'INVALID_ENTITY_INDEX', `Entity ${entity.name} has no index ${String(name)}`);
  }
  return index;
}

/**
 * `kvs.entity(…).query()`: the entities of an index, in its order. Filters are applied to a page after it was cut, so a
 * page may hold fewer than `limit`, even none, and still be followed by others.
 */
export function queryEntities(entity: StoredEntity, visible: readonly KvsEntry[], request: Fields): QueryPage {
  const limit = pageLimit(request.limit, 'COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE');
  const index = indexOf(entity, request.indexName);
  const partition = request.partition ?? [];
  if (!Array.isArray(partition) || partition.length !== index.partition.length) throw badRequest();
  const range = request.range === undefined ? null : parseCondition(fieldsOf(request.range), RANGE_CONDITIONS);
  const filter = parseFilters(request.filters);
  const rows = visible.map((entry): Row & { readonly value: Fields } => {
    const value = fieldsOf(JSON.parse(entry.text));
    return { entry, value, order: index.range === null ? entry.key : value[index.range] };
  });
  const inIndex = rows.filter(
    ({ value, order }) =>
      order !== undefined &&
      order !== null &&
      index.partition.every((attribute, at) => value[attribute] === partition[at]) &&
      (range === null || range(order)),
  );
  const page = pageOf(inIndex, request.sort === 'DESC' ? -1 : 1, request.cursor, limit);
  return { ...page, entries: page.entries.filter((entry) => filter(JSON.parse(entry.text))) };
}
