import { findingSentence } from '../../../src/compliance';
import type { Finding, IssueFacts, MappedFields } from '../../../src/model';
import { anIssue, someFacts, TODAY, valuesOf } from '../../support/facts';
import { figures, findingFor, offences } from '../support';

const RULE = 'risk-reviewed';

function aRisk(number: number, daysAgo: number, overrides: Partial<IssueFacts> = {}): IssueFacts {
  return anIssue({ number, typeName: 'Risk', updatedOn: TODAY - daysAgo, ...overrides });
}

function found(issues: readonly IssueFacts[], mapped: MappedFields): Finding {
  return findingFor(RULE, someFacts({ issues, mapped }));
}

describe(RULE, () => {
  it('passes when all high risks were updated within 30 days', () => {
    const sizes = { probability: valuesOf({ 1: 3, 2: 3 }), impact: valuesOf({ 1: 4, 2: 5 }) };
    expect(figures(found([aRisk(1, 30), aRisk(2, 0)], sizes))).toEqual(['pass', 2, 2]);
  });

  it('fails when one was not', () => {
    const sizes = { probability: valuesOf({ 1: 5 }), impact: valuesOf({ 1: 5 }) };
    const finding = found([aRisk(1, 31)], sizes);
    expect(figures(finding)).toEqual(['fail', 0, 1]);
    expect(offences(finding)).toEqual(['PAY-1 notReviewed']);
    expect(findingSentence(finding)).toBe('The only high risk was not looked at for 30 days');
  });

  it('is partial in between, and looks at high, open risks only', () => {
    const issues = [
      ...[aRisk(1, 40), aRisk(2, 1), aRisk(3, 40), aRisk(4, 40, { state: 'done' })],
      ...[aRisk(5, 40), aRisk(6, 40, { typeName: 'Task' }), aRisk(7, 40)],
    ];
    const finding = found(issues, {
      probability: valuesOf({ 1: 3, 2: 4, 3: 2, 4: 5, 5: 5, 6: 5, 7: 0 }),
      impact: valuesOf({ 1: 4, 2: 4, 3: 5, 4: 5, 6: 5, 7: 5 }),
    });
    expect(figures(finding)).toEqual(['partial', 1, 2]);
    expect(offences(finding)).toEqual(['PAY-1 notReviewed']);
  });

  it('takes the mark from the playbook', () => {
    const facts = someFacts({
      issues: [aRisk(1, 40)],
      mapped: { probability: valuesOf({ 1: 2 }), impact: valuesOf({ 1: 3 }) },
    });
    expect(figures(findingFor(RULE, facts))).toEqual(['notApplicable', 0, 0]);
    expect(figures(findingFor(RULE, facts, { risks: { types: ['risk'], highFrom: 6 } }))).toEqual(['fail', 0, 1]);
  });

  it('cannot be assessed where a field is missing, but only where there are risks', () => {
    const finding = found([aRisk(1, 0)], { impact: valuesOf({}) });
    expect(figures(finding)).toEqual(['notAssessable', null, null]);
    expect(finding.missing).toEqual(['no field of Jira is known to mean “probability”']);
    expect(figures(found([anIssue({ number: 1 })], {}))).toEqual(['notApplicable', 0, 0]);
  });
});
