import { findingSentence } from '../../../src/compliance';
import type { Finding, ProjectLead, ProjectRecords } from '../../../src/model';
import { someFacts } from '../../support/facts';
import { figures, findingFor } from '../support';

const RULE = 'accountable-lead';

function ledBy(lead: ProjectLead, records: ProjectRecords = {}): Finding {
  return findingFor(RULE, { ...someFacts({ project: { id: 1, key: 'PAY', name: 'Payments', lead } }), records });
}

describe(RULE, () => {
  it('passes with an active lead', () => {
    expect(figures(ledBy('active'))).toEqual(['pass', 1, 1]);
    expect(findingSentence(ledBy('active'))).toBe('The project has an active lead');
  });

  it.each(['none', 'inactive'] as const)('fails when the lead is %s, and names no issue', (lead) => {
    const finding = ledBy(lead);
    expect(figures(finding)).toEqual(['fail', 0, 1]);
    expect([finding.toMend, finding.offenders]).toEqual([1, []]);
    expect(findingSentence(finding)).toBe('Somebody who answers for the project is missing');
  });

  it.each([
    [true, 'pass', 1],
    [false, 'fail', 0],
  ] as const)('with a charter that names a sponsor (%p): %s', (sponsor, status, numerator) => {
    const charter = { objective: false, scope: false, successCriteria: false, sponsor };
    expect(figures(ledBy('active', { charter }))).toEqual([status, numerator, 1]);
    expect(figures(ledBy('inactive', { charter }))).toEqual(['fail', 0, 1]);
  });

  it('cannot be assessed when the source says nothing about leads', () => {
    expect(figures(ledBy('unsaid'))).toEqual(['notAssessable', null, null]);
    expect(findingSentence(ledBy('unsaid'))).toBe('Cannot be assessed: the source does not say who leads the project');
  });
});
