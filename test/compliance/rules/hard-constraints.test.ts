import { findingSentence } from '../../../src/compliance';
import type { Finding, MappedFields } from '../../../src/model';
import { anIssue, day, someFacts, valuesOf } from '../../support/facts';
import { figures, findingFor, offences, several } from '../support';

const RULE = 'hard-constraints';
const FIELD = 'customfield_10200';
const issues = [
  ...several(20, 1, { due: day('2026-12-01') }),
  anIssue({ number: 21 }),
  anIssue({ number: 22, due: day('2026-12-01'), level: 1 }),
  anIssue({ number: 23, due: day('2026-12-01'), state: 'done' }),
];

function fixedOn(numbers: readonly number[], field = FIELD): MappedFields {
  const days = Object.fromEntries(numbers.map((number) => [number, day('2026-12-01')]));
  return { fixedDate: valuesOf(days, field) };
}

/** Fixed dates by issue number. */
function fixed(...numbers: number[]): Finding {
  return findingFor(RULE, someFacts({ issues, mapped: fixedOn(numbers) }));
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

  it('does not apply where no field means a fixed date, or nothing is dated', () => {
    expect(figures(findingFor(RULE, someFacts({ issues })))).toEqual(['notApplicable', 0, 0]);
    const undated = someFacts({ issues: [anIssue({ number: 1 })], mapped: fixedOn([1]) });
    expect(figures(findingFor(RULE, undated))).toEqual(['notApplicable', 0, 0]);
  });

  it('cannot be assessed until the field that the playbook names has been read', () => {
    for (const facts of [someFacts({ issues }), someFacts({ issues, mapped: fixedOn([1], 'customfield_1') })]) {
      const finding = findingFor(RULE, facts, { fields: { fixedDate: FIELD } });
      expect(figures(finding)).toEqual(['notAssessable', null, null]);
      expect(findingSentence(finding)).toBe('Cannot be assessed: the field for “fixed date” has not been read yet');
    }
    const read = someFacts({ issues, mapped: fixedOn([1]) });
    expect(figures(findingFor(RULE, read, { fields: { fixedDate: FIELD } }))).toEqual(['pass', 19, 20]);
  });
});
