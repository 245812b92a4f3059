import { findingSentence } from '../../../src/compliance';
import { figures, findingOfRecords } from '../support';

const RULE = 'waivers-current';

describe(RULE, () => {
  it('passes while all waivers hold', () => {
    expect(figures(findingOfRecords(RULE, { waivers: { inForce: 2, pastExpiry: 0 } }))).toEqual(['pass', 2, 2]);
  });

  it('is partial or fails when some are past their expiry', () => {
    const some = findingOfRecords(RULE, { waivers: { inForce: 2, pastExpiry: 1 } });
    expect(figures(some)).toEqual(['partial', 2, 3]);
    expect(findingSentence(some)).toBe('A waiver is past its expiry');
    expect(figures(findingOfRecords(RULE, { waivers: { inForce: 0, pastExpiry: 1 } }))).toEqual(['fail', 0, 1]);
  });

  it('does not apply to a project without waivers', () => {
    expect(figures(findingOfRecords(RULE, { waivers: { inForce: 0, pastExpiry: 0 } }))).toEqual([
      'notApplicable',
      0,
      0,
    ]);
  });

  it('cannot be assessed while there are no such records', () => {
    const finding = findingOfRecords(RULE, {});
    expect(figures(finding)).toEqual(['notAssessable', null, null]);
    expect(findingSentence(finding)).toBe('Cannot be assessed: Plumbline keeps no waivers yet');
  });
});
