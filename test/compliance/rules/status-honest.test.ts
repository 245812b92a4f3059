import { findingSentence } from '../../../src/compliance';
import type { Finding, Rag } from '../../../src/model';
import { figures, findingOfRecords } from '../support';

const RULE = 'status-honest';

function declaring(declared: Rag | null, evidence: Rag | null): Finding {
  return findingOfRecords(RULE, { reports: { tier: 'directive', lastOn: null, declared, evidence } });
}

describe(RULE, () => {
  it.each([
    ['green', 'green'],
    ['green', 'amber'],
    ['amber', 'red'],
    ['red', 'green'],
  ] as const)('passes with %s for %s', (declared, evidence) => {
    expect(figures(declaring(declared, evidence))).toEqual(['pass', 1, 1]);
  });

  it('fails with green outside and red inside', () => {
    const finding = declaring('green', 'red');
    expect(figures(finding)).toEqual(['fail', 0, 1]);
    expect(findingSentence(finding)).toBe('The declared status is far better than the evidence');
  });

  it('does not apply before a status was declared, or where there was no evidence', () => {
    expect(figures(declaring(null, 'red'))).toEqual(['notApplicable', 0, 0]);
    expect(figures(declaring('green', null))).toEqual(['notApplicable', 0, 0]);
  });

  it('cannot be assessed while there are no such records', () => {
    const finding = findingOfRecords(RULE, {});
    expect(figures(finding)).toEqual(['notAssessable', null, null]);
    expect(findingSentence(finding)).toBe('Cannot be assessed: Plumbline keeps no status reports yet');
  });
});
