import type * as z from 'zod';
import type { DocumentKind } from './documents';

/** Characters that a small document may have in its header. */
export const INLINE = 1000;

/** A document stored as JSON and parsed by its schema when read. */
export function jsonDocument<T, M>(
  name: string,
  version: number,
  schema: z.ZodType<T>,
  meta: z.ZodType<M>,
): DocumentKind<T, M> {
  return {
    name,
    version,
    meta,
    inlineUpTo: INLINE,
    encode: (value) => [Buffer.from(JSON.stringify(value), 'utf8')],
    decode: (sections) => schema.parse(JSON.parse(Buffer.concat(sections).toString('utf8'))),
  };
}
