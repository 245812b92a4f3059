import { levelOf } from '../../src/compliance/level';
import { aFinding } from './support';

const foundation = aFinding({ rule: 'f', level: 'foundation' });
const managed = aFinding({ rule: 'm', level: 'managed' });
const assured = aFinding({ rule: 'a', level: 'assured' });
const offenders = [
  { id: 1, key: 'PAY-1', reason: 'x' },
  { id: 2, key: 'PAY-2', reason: 'x' },
];
const failing = { status: 'fail', toMend: 2, offenders } as const;

describe('levelOf', () => {
  it('is assured when everything passes, is exempt or does not apply', () => {
    const findings = [
      foundation,
      { ...managed, status: 'exempt' as const },
      { ...assured, status: 'notApplicable' as const },
    ];
    expect(levelOf(findings)).toEqual({ level: 'assured', nextLevel: null, cappedBy: [] });
  });

  it('is managed when only an assured rule is in the way', () => {
    expect(levelOf([foundation, managed, { ...assured, ...failing }])).toEqual({
      level: 'managed',
      nextLevel: { level: 'assured', rules: ['a'], issues: 2 },
      cappedBy: [],
    });
  });

  it('asks for the levels below too', () => {
    expect(levelOf([{ ...foundation, ...failing }, managed, assured])).toEqual({
      level: null,
      nextLevel: { level: 'foundation', rules: ['f'], issues: 2 },
      cappedBy: [],
    });
  });

  it.each(['partial', 'fail', 'notAssessable'] as const)('is not reached by a rule that is %s', (status) => {
    expect(levelOf([foundation, { ...managed, status }, assured]).level).toBe('foundation');
  });

  it('is capped at none by a critical rule of whatever level', () => {
    expect(levelOf([foundation, managed, { ...assured, ...failing, critical: true }])).toEqual({
      level: null,
      nextLevel: { level: 'foundation', rules: ['a'], issues: 2 },
      cappedBy: ['a'],
    });
  });

  it('asks nothing of a rule that is not enforced', () => {
    expect(levelOf([foundation, { ...managed, ...failing, critical: true, lifecycle: 'shadow' }]).level).toBe(
      'assured',
    );
  });
});
