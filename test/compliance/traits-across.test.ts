import fc from 'fast-check';
import { acrossIssues, countHaving, haveAll, haveAny, howMany, lowestOf } from '../../src/compliance/traits-across';

const traits = fc.integer({ min: 0, max: 2 ** 31 - 1 });
const traitsOfIssues = fc.array(traits, { maxLength: 70 });

/** The rows in which `some32` of each group has a bit. */
function rows(issues: number, some32: (group: number) => number): number[] {
  return Array.from({ length: Math.ceil(issues / 32) * 32 }, (_, row) => row).filter(
    (row) => ((some32(row >> 5) >>> (row & 31)) & 1) === 1,
  );
}

function rowsWhere(issues: readonly number[], isMeant: (own: number) => boolean): number[] {
  return issues.flatMap((own, row) => (isMeant(own) ? [row] : []));
}

test('groups tell of every issue what it says itself, and of nobody else', () => {
  fc.assert(
    fc.property(traitsOfIssues, traits, (issues, wanted) => {
      const across = acrossIssues(Int32Array.from(issues));
      const haveThemAll = rowsWhere(issues, (own) => (own & wanted) === wanted);
      const haveSome = rowsWhere(issues, (own) => (own & wanted) !== 0);
      expect(rows(issues.length, (group) => haveAll(across, group, wanted))).toEqual(haveThemAll);
      expect(rows(issues.length, (group) => haveAny(across, group, wanted))).toEqual(haveSome);
      expect(countHaving(across, wanted)).toBe(haveThemAll.length);
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
