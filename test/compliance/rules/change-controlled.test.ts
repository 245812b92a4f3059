import { findingSentence } from '../../../src/compliance';
import { figures, findingOfRecords } from '../support';

const RULE = 'change-controlled';

describe(RULE, () => {
  it('passes when enough are', () => {
    expect(figures(findingOfRecords(RULE, { changes: { added: 20, covered: 19 } }))).toEqual(['pass', 19, 20]);
  });

  it('is partial or fails when too few are', () => {
    const some = findingOfRecords(RULE, { changes: { added: 20, covered: 18 } });
    expect(figures(some)).toEqual(['partial', 18, 20]);
    expect(findingSentence(some)).toBe('Work was added after the baseline without a decision');
    expect(figures(findingOfRecords(RULE, { changes: { added: 20, covered: 9 } }))).toEqual(['fail', 9, 20]);
  });

  it('does not apply where there are none', () => {
    expect(figures(findingOfRecords(RULE, { changes: { added: 0, covered: 0 } }))).toEqual(['notApplicable', 0, 0]);
  });

  it('cannot be assessed while there are no such records', () => {
    const finding = findingOfRecords(RULE, {});
    expect(figures(finding)).toEqual(['notAssessable', null, null]);
    expect(findingSentence(finding)).toBe('Cannot be assessed: Plumbline keeps no change requests yet');
  });
});
