import fc from 'fast-check';
import {
  acrossIssues,
  countHaving,
  dropAny,
  groupsOf,
  haveAll,
  howMany,
  keepAny,
  lowestOf,
} from '../../src/compliance/traits-across';

const traits = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const traitsOfIssues = fc.array(traits, { maxLength: 70 });
/** One of them at least. */
const wantedTraits = traits.filter((wanted) => wanted !== 0);

/** The rows of which a group has the bit. */
function rows(some: Int32Array): number[] {
  return Array.from({ length: some.length * 32 }, (_, row) => row).filter(
    (row) => ((some[row >> 5] >>> (row & 31)) & 1) === 1,
  );
}

function rowsWhere(issues: readonly number[], isMeant: (own: number) => boolean): number[] {
  return issues.flatMap((own, row) => (isMeant(own) ? [row] : []));
}

test('groups tell of every issue what it says itself, and of nobody else', () => {
  fc.assert(
    fc.property(traitsOfIssues, wantedTraits, wantedTraits, (issues, wanted, others) => {
      const across = acrossIssues(Int32Array.from(issues));
      const hasAll = (own: number): boolean => (own & wanted) === wanted;
      const having = haveAll(across, wanted, new Int32Array(groupsOf(issues.length)));
      expect(rows(having)).toEqual(rowsWhere(issues, hasAll));
      expect(countHaving(across, wanted)).toBe(issues.filter(hasAll).length);

      const kept = having.slice();
      keepAny(across, others, kept);
      expect(rows(kept)).toEqual(rowsWhere(issues, (own) => hasAll(own) && (own & others) !== 0));

      const left = having.slice();
      dropAny(across, others, left);
      expect(rows(left)).toEqual(rowsWhere(issues, (own) => hasAll(own) && (own & others) === 0));
    }),
  );
});

test('bits are counted, and the lowest is found', () => {
  fc.assert(
    fc.property(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), (some) => {
      const bits = (some >>> 0).toString(2);
      expect(howMany(some)).toBe(bits.replaceAll('0', '').length);
      if (some !== 0) expect(lowestOf(some)).toBe(bits.length - 1 - bits.lastIndexOf('1'));
    }),
  );
});
