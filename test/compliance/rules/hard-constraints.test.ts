import { findingSentence } from '../../../src/compliance';
import type { Finding } from '../../../src/model';
import { anIssue, day, someFacts } from '../../support/facts';
import { figures, findingFor, offences, several } from '../support';

const RULE = 'hard-constraints';
const fields = { fixedDate: 'customfield_10200' };
const issues = [
  ...several(20, 1, { due: day('2026-12-01') }),
  anIssue({ number: 21 }),
  anIssue({ number: 22, due: day('2026-12-01'), level: 1 }),
  anIssue({ number: 23, due: day('2026-12-01'), state: 'done' }),
];

/** Fixed dates by issue number. */
function fixed(...numbers: number[]): Finding {
  const fixedDates = new Set(numbers.map((number) => number + 10_000));
  return findingFor(RULE, someFacts({ issues, fixedDates }), { fields });
}

describe(RULE, () => {
  it('passes up to one in twenty, and counts open dated work items only', () => {
    expect(figures(fixed())).toEqual(['pass', 20, 20]);
    expect(figures(fixed(7, 21, 22, 23, 4711))).toEqual(['pass', 19, 20]);
  });

  it('is partial above, and fails where most dates are fixed', () => {
    const finding = fixed(3, 8);
    expect(figures(finding)).toEqual(['partial', 18, 20]);
    expect(offences(finding)).toEqual(['PAY-3 fixedDate', 'PAY-8 fixedDate']);
    expect(findingSentence(finding)).toBe('2 of 20 open dated items have a fixed date');
    expect(fixed(...Array.from({ length: 12 }, (_, i) => i + 1)).status).toBe('fail');
  });

  it('does not apply while no field means a fixed date, or nothing is dated', () => {
    const fixedDates = new Set([10_001]);
    expect(figures(findingFor(RULE, someFacts({ issues, fixedDates })))).toEqual(['notApplicable', 0, 0]);
    const undated = someFacts({ issues: [anIssue({ number: 1 })], fixedDates });
    expect(figures(findingFor(RULE, undated, { fields }))).toEqual(['notApplicable', 0, 0]);
  });

  it('cannot be assessed until the field has been read', () => {
    const finding = findingFor(RULE, someFacts({ issues }), { fields });
    expect(figures(finding)).toEqual(['notAssessable', null, null]);
    expect(findingSentence(finding)).toBe('Cannot be assessed: the fixed-date field has not been read yet');
  });
});
