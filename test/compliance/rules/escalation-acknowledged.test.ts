import { findingSentence } from '../../../src/compliance';
import { figures, findingOfRecords } from '../support';

const RULE = 'escalation-acknowledged';

describe(RULE, () => {
  it('passes when enough are', () => {
    expect(figures(findingOfRecords(RULE, { escalations: { due: 3, answeredInTime: 3 } }))).toEqual(['pass', 3, 3]);
  });

  it('is partial or fails when too few are', () => {
    const some = findingOfRecords(RULE, { escalations: { due: 3, answeredInTime: 2 } });
    expect(figures(some)).toEqual(['partial', 2, 3]);
    expect(findingSentence(some)).toBe('An escalation was not answered within five working days');
    expect(figures(findingOfRecords(RULE, { escalations: { due: 3, answeredInTime: 1 } }))).toEqual(['fail', 1, 3]);
  });

  it('does not apply where there are none', () => {
    expect(figures(findingOfRecords(RULE, { escalations: { due: 0, answeredInTime: 0 } }))).toEqual([
      'notApplicable',
      0,
      0,
    ]);
  });

  it('cannot be assessed while there are no such records', () => {
    const finding = findingOfRecords(RULE, {});
    expect(figures(finding)).toEqual(['notAssessable', null, null]);
    expect(findingSentence(finding)).toBe('Cannot be assessed: Plumbline keeps no escalations yet');
  });
});
