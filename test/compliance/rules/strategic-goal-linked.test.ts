import { findingSentence } from '../../../src/compliance';
import { figures, findingOfRecords } from '../support';

const RULE = 'strategic-goal-linked';

describe(RULE, () => {
  it('passes with one goal or more', () => {
    expect(figures(findingOfRecords(RULE, { goals: { served: 1 } }))).toEqual(['pass', 1, 1]);
    expect(figures(findingOfRecords(RULE, { goals: { served: 3 } }))).toEqual(['pass', 1, 1]);
  });

  it('fails without any', () => {
    const finding = findingOfRecords(RULE, { goals: { served: 0 } });
    expect(figures(finding)).toEqual(['fail', 0, 1]);
    expect(findingSentence(finding)).toBe('The project names no strategic goal');
  });

  it('cannot be assessed while there are no such records', () => {
    const finding = findingOfRecords(RULE, {});
    expect(figures(finding)).toEqual(['notAssessable', null, null]);
    expect(findingSentence(finding)).toBe('Cannot be assessed: Plumbline keeps no strategic goals yet');
  });
});
