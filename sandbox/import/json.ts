import type { Json } from '../jira/site-data';

export type JsonObject = { readonly [key: string]: Json };

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The text of a string or number; `null` for everything else and for the empty string. */
export function textOf(value: Json | undefined): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** An id as Jira writes it: digits without leading zero, exact as a number. */
export function numericId(value: Json | undefined): string | null {
  const text = textOf(value);
  return text !== null && /^[1-9]\d{0,14}$/.test(text) ? text : null;
}
