import { findingSentence } from '../../../src/compliance';
import type { Finding, IssueFacts, MappedFields, ReadMeaning } from '../../../src/model';
import { anIssue, day, someFacts, valuesOf } from '../../support/facts';
import { figures, findingFor, offences } from '../support';

const RULE = 'risk-complete';
const ALL: readonly ReadMeaning[] = ['probability', 'impact', 'response', 'contingency'];

function aRisk(number: number, overrides: Partial<IssueFacts> = {}): IssueFacts {
  return anIssue({ number, typeName: 'Risk', due: day('2026-12-01'), ...overrides });
}

/** Each field filled on the issues of these numbers. */
function filledOn(numbers: readonly number[], meanings = ALL): MappedFields {
  const values = valuesOf(Object.fromEntries(numbers.map((number) => [number, 0])));
  return Object.fromEntries(meanings.map((meaning) => [meaning, values]));
}

function found(issues: readonly IssueFacts[], mapped: MappedFields): Finding {
  return findingFor(RULE, someFacts({ issues, mapped }));
}

describe(RULE, () => {
  it('passes when every open risk is complete, and looks at nothing else', () => {
    const issues = [aRisk(1), aRisk(2, { state: 'done' }), anIssue({ number: 3 })];
    expect(figures(found(issues, filledOn([1])))).toEqual(['pass', 1, 1]);
  });

  it('says what each lacks', () => {
    const issues = [
      ...[aRisk(1), aRisk(2), aRisk(3), aRisk(4)],
      ...[aRisk(5, { hasAssignee: false }), aRisk(6, { due: null })],
    ];
    const finding = found(issues, {
      probability: valuesOf({ 1: 4, 2: 4, 5: 1, 6: 1 }),
      impact: valuesOf({ 1: 4, 2: 4, 3: 1, 5: 1, 6: 1 }),
      response: valuesOf({ 1: 1, 3: 1, 5: 1, 6: 1 }),
      contingency: valuesOf({ 1: 1, 2: 1, 3: 1, 5: 1, 6: 1 }),
    });
    expect(figures(finding)).toEqual(['fail', 1, 6]);
    expect(offences(finding)).toEqual([
      ...['PAY-2 unplanned', 'PAY-3 unsized', 'PAY-4 unsizedAndUnplanned', 'PAY-5 unowned', 'PAY-6 unowned'],
    ]);
  });

  it('is partial in between', () => {
    const finding = found([aRisk(1), aRisk(2)], filledOn([2]));
    expect(figures(finding)).toEqual(['partial', 1, 2]);
    expect(findingSentence(finding)).toBe('1 of 2 open risks lacks an owner, size or plan');
  });

  it('looks at the types that the playbook calls risks', () => {
    const facts = someFacts({ issues: [aRisk(1), anIssue({ number: 2, typeName: 'Threat' })], mapped: filledOn([1]) });
    expect(figures(findingFor(RULE, facts, { risks: { types: ['threat'], highFrom: 12 } }))).toEqual(['fail', 0, 1]);
  });

  it('does not apply without open risks, whatever fields there are', () => {
    expect(figures(found([aRisk(1, { state: 'done' })], {}))).toEqual(['notApplicable', 0, 0]);
  });

  it('cannot be assessed where fields are missing', () => {
    const finding = found([aRisk(1)], filledOn([1], ['probability', 'response']));
    expect(figures(finding)).toEqual(['notAssessable', null, null]);
    expect(findingSentence(finding)).toBe(
      'Cannot be assessed: no field of Jira is known to mean “impact” or “contingency”',
    );
  });
});
