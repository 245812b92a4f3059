import { findingSentence } from '../../../src/compliance';
import type { Finding, Tier } from '../../../src/model';
import { day } from '../../support/facts';
import { figures, findingOfRecords } from '../support';

const RULE = 'status-fresh';

/** Today is 14 October; the playbook asks for reports every 7, 14 or 30 days, by tier, and for none of exempt projects. */
function reported(tier: Tier, lastOn: string | null): Finding {
  const reports = { tier, lastOn: lastOn === null ? null : day(lastOn), declared: null, evidence: null };
  return findingOfRecords(RULE, { reports });
}

describe(RULE, () => {
  it.each([
    ['directive', '2026-10-07', '2026-10-06'],
    ['controlling', '2026-09-30', '2026-09-29'],
    ['supportive', '2026-09-14', '2026-09-13'],
  ] as const)('passes up to the last day of the rhythm, and fails from the next on: %s', (tier, last, late) => {
    expect(figures(reported(tier, last))).toEqual(['pass', 1, 1]);
    expect(figures(reported(tier, late))).toEqual(['fail', 0, 1]);
    expect(findingSentence(reported(tier, late))).toBe('The status report is overdue');
  });

  it('fails without any report', () => {
    expect(figures(reported('supportive', null))).toEqual(['fail', 0, 1]);
  });

  it('does not apply to a tier that need not report', () => {
    expect(figures(reported('exempt', null))).toEqual(['notApplicable', 0, 0]);
  });

  it('cannot be assessed while there are no such records', () => {
    const finding = findingOfRecords(RULE, {});
    expect(figures(finding)).toEqual(['notAssessable', null, null]);
    expect(findingSentence(finding)).toBe('Cannot be assessed: Plumbline keeps no status reports yet');
  });
});
