import { cheapestFixes, fewestToMend } from '../../src/compliance/advice';
import { aFinding } from './support';

function lossy(rule: string, loss: number, toMend: number, offenders = toMend): ReturnType<typeof aFinding> {
  const named = Array.from({ length: offenders }, (_, i) => ({ id: i, key: `PAY-${i}`, reason: 'x' }));
  return aFinding({ rule, status: 'partial', loss, toMend, offenders: named });
}

describe('fewestToMend', () => {
  it.each([
    // numerator, denominator, target, fewest
    [18, 20, 0.95, 1],
    [19, 20, 0.95, 0],
    [0, 20, 0.95, 19],
    [0, 3, 1, 3],
    [0, 0, 0.95, 0],
  ])('from %d of %d to %d takes %d', (numerator, denominator, target, fewest) => {
    expect(fewestToMend({ numerator, denominator, badPerOffender: null }, target)).toBe(fewest);
  });

  it('mends first who accounts for most', () => {
    expect(fewestToMend({ numerator: 2, denominator: 10, badPerOffender: [5, 2, 1] }, 0.8)).toBe(2);
    expect(fewestToMend({ numerator: 2, denominator: 10, badPerOffender: [5, 2, 1] }, 0.7)).toBe(1);
    expect(fewestToMend({ numerator: 2, denominator: 10, badPerOffender: [5, 2, 1] }, 1)).toBe(3);
  });
});

describe('cheapestFixes', () => {
  it('puts the most points per issue first', () => {
    const fixes = cheapestFixes([lossy('many', 10, 100), lossy('one', 2, 1), lossy('few', 9, 3)]);
    expect(fixes).toEqual([
      { rule: 'few', issues: 3, gain: 9 },
      { rule: 'one', issues: 1, gain: 2 },
      { rule: 'many', issues: 100, gain: 10 },
    ]);
  });

  it('prefers the larger gain, then the playbook’s order, where the price is the same', () => {
    const fixes = cheapestFixes([lossy('a', 2, 2), lossy('b', 3, 3), lossy('c', 2, 2)]);
    expect(fixes.map((fix) => fix.rule)).toEqual(['b', 'a', 'c']);
  });

  it('names five at most, and nothing that loses no points', () => {
    const findings = ['a', 'b', 'c', 'd', 'e', 'f'].map((rule, i) => lossy(rule, i + 1, 1));
    expect(cheapestFixes([...findings, aFinding({ rule: 'fine', loss: 0 })]).map((fix) => fix.rule)).toEqual([
      'f',
      'e',
      'd',
      'c',
      'b',
    ]);
  });

  it('asks for no issue where the project itself has to change', () => {
    expect(cheapestFixes([lossy('project', 8, 1, 0)])).toEqual([{ rule: 'project', issues: 0, gain: 8 }]);
  });
});
