import { findingSentence } from '../../../src/compliance';
import { figures, findingOfRecords } from '../support';

const RULE = 'dependency-agreed';

describe(RULE, () => {
  it('passes when enough are', () => {
    expect(figures(findingOfRecords(RULE, { agreements: { dependencies: 10, accepted: 9 } }))).toEqual(['pass', 9, 10]);
  });

  it('is partial or fails when too few are', () => {
    const some = findingOfRecords(RULE, { agreements: { dependencies: 10, accepted: 8 } });
    expect(figures(some)).toEqual(['partial', 8, 10]);
    expect(findingSentence(some)).toBe('Other projects have not agreed to what the project waits for');
    expect(figures(findingOfRecords(RULE, { agreements: { dependencies: 10, accepted: 4 } }))).toEqual(['fail', 4, 10]);
  });

  it('does not apply where there are none', () => {
    expect(figures(findingOfRecords(RULE, { agreements: { dependencies: 0, accepted: 0 } }))).toEqual([
      'notApplicable',
      0,
      0,
    ]);
  });

  it('cannot be assessed while there are no such records', () => {
    const finding = findingOfRecords(RULE, {});
    expect(figures(finding)).toEqual(['notAssessable', null, null]);
    expect(findingSentence(finding)).toBe('Cannot be assessed: Plumbline keeps no agreements about dependencies yet');
  });
});
