import { findingSentence } from '../../../src/compliance';
import type { Finding } from '../../../src/model';
import { figures, findingOfRecords } from '../support';

const RULE = 'baseline-approved';

/** Later baselines, and how many of them were approved. */
function baselined(hasApproved: boolean, rebaselines: number, rebaselinesApproved: number): Finding {
  return findingOfRecords(RULE, { baselines: { hasApproved, rebaselines, rebaselinesApproved } });
}

describe(RULE, () => {
  it('passes with an approved baseline, and when each change of it was approved', () => {
    expect(figures(baselined(true, 0, 0))).toEqual(['pass', 1, 1]);
    expect(figures(baselined(true, 2, 2))).toEqual(['pass', 3, 3]);
  });

  it('is partial when a change of it was not', () => {
    expect(figures(baselined(true, 2, 1))).toEqual(['partial', 2, 3]);
  });

  it('fails without an approved baseline', () => {
    expect(figures(baselined(false, 0, 0))).toEqual(['fail', 0, 1]);
    expect(findingSentence(baselined(false, 0, 0))).toBe('The baseline, or a change of it, is not approved');
  });

  it('cannot be assessed while there are no such records', () => {
    const finding = findingOfRecords(RULE, {});
    expect(figures(finding)).toEqual(['notAssessable', null, null]);
    expect(findingSentence(finding)).toBe('Cannot be assessed: Plumbline keeps no baselines yet');
  });
});
