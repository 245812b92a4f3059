import { READ_MEANINGS, type FieldValues, type MappedFields, type ReadMeaning } from '../model';
import { ByteReader, ByteWriter, list, one, withLength, withoutLength } from './bytes';

/** Costs are sums in hundredths; everything else is whole. */
const HUNDREDTHS: ReadonlySet<ReadMeaning> = new Set(['plannedValue', 'earnedValue', 'actualCost']);

/** Packs the values of mapped fields: what few issues have costs what they have. {@link unpackMapped} reads it. */
export function packMapped(mapped: MappedFields): Buffer {
  const out = new ByteWriter();
  const meanings = READ_MEANINGS.filter((meaning) => mapped[meaning] !== undefined);
  out.unsigned(meanings.length);
  for (const meaning of meanings) {
    const { field, id, value } = mapped[meaning] as FieldValues;
    out.unsigned(READ_MEANINGS.indexOf(meaning));
    out.text(field);
    out.unsigned(id.length);
    let before = 0;
    for (let i = 0; i < id.length; i++) {
      out.unsigned(id[i] - before);
      out.signed(Math.round(value[i] * scaleOf(meaning)));
      before = id[i];
    }
  }
  return withLength(out.bytes());
}

/** Throws RangeError on anything that {@link packMapped} did not write. */
export function unpackMapped(bytes: Buffer): MappedFields {
  const input = new ByteReader(withoutLength(bytes));
  return Object.fromEntries(
    list(input.unsigned(), () => {
      const meaning = one(READ_MEANINGS, input.unsigned());
      const field = input.text();
      const count = input.unsigned();
      const columns = { id: new Float64Array(count), value: new Float64Array(count) };
      let before = 0;
      for (let i = 0; i < count; i++) {
        before = columns.id[i] = before + input.unsigned();
        columns.value[i] = input.signed() / scaleOf(meaning);
      }
      return [meaning, { field, ...columns }];
    }),
  );
}

function scaleOf(meaning: ReadMeaning): number {
  return HUNDREDTHS.has(meaning) ? 100 : 1;
}
