import { findingSentence } from '../../../src/compliance';
import { figures, findingOfRecords } from '../support';

const RULE = 'gates-evidenced';

describe(RULE, () => {
  it('passes when enough are', () => {
    expect(figures(findingOfRecords(RULE, { gates: { passed: 2, evidenced: 2 } }))).toEqual(['pass', 2, 2]);
  });

  it('is partial or fails when too few are', () => {
    const some = findingOfRecords(RULE, { gates: { passed: 2, evidenced: 1 } });
    expect(figures(some)).toEqual(['partial', 1, 2]);
    expect(findingSentence(some)).toBe('A gate was passed without evidence or decision, or has an open condition');
    expect(figures(findingOfRecords(RULE, { gates: { passed: 2, evidenced: 0 } }))).toEqual(['fail', 0, 2]);
  });

  it('does not apply where there are none', () => {
    const finding = findingOfRecords(RULE, { gates: { passed: 0, evidenced: 0 } });
    expect(figures(finding)).toEqual(['notApplicable', 0, 0]);
    expect(findingSentence(finding)).toBe('No gate was passed yet');
  });

  it('cannot be assessed while there are no such records', () => {
    const finding = findingOfRecords(RULE, {});
    expect(figures(finding)).toEqual(['notAssessable', null, null]);
    expect(findingSentence(finding)).toBe('Cannot be assessed: Plumbline keeps no gates yet');
  });
});
