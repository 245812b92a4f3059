import { anIssue, day } from '../../support/facts';
import { figures, findingAmong, offences, several } from '../support';

const RULE = 'work-dated';

describe(RULE, () => {
  it('passes at 80 %, by due date or by a dated sprint or version', () => {
    const finding = findingAmong(RULE, [
      ...several(2, 1, { state: 'inProgress', due: day('2026-11-01') }),
      ...several(2, 3, { state: 'inProgress', hasPlannedEnd: true }),
      anIssue({ number: 5, state: 'inProgress' }),
    ]);
    expect(figures(finding)).toEqual(['pass', 4, 5]);
    expect(offences(finding)).toEqual(['PAY-5 noDate']);
  });

  it('counts epics while they are open, and work items only in progress', () => {
    const finding = findingAmong(RULE, [
      anIssue({ number: 1, level: 1, state: 'todo' }),
      anIssue({ number: 2, level: 2, state: 'inProgress' }),
      anIssue({ number: 3, level: 1, state: 'done' }),
      anIssue({ number: 4, level: 0, state: 'todo' }),
      anIssue({ number: 5, level: -1, state: 'inProgress', due: day('2026-10-01') }),
    ]);
    expect(figures(finding)).toEqual(['fail', 1, 3]);
    expect(offences(finding)).toEqual(['PAY-1 noDate', 'PAY-2 noDate']);
  });

  it('does not take a start for a date', () => {
    const finding = findingAmong(RULE, [anIssue({ number: 1, state: 'inProgress', start: day('2026-10-01') })]);
    expect(figures(finding)).toEqual(['fail', 0, 1]);
  });

  it('is partial in between', () => {
    const finding = findingAmong(RULE, [
      anIssue({ number: 1, state: 'inProgress', hasPlannedEnd: true }),
      anIssue({ number: 2, state: 'inProgress' }),
    ]);
    expect(finding.status).toBe('partial');
    expect(finding.attainment).toBeCloseTo(0.625, 12);
  });

  it('does not apply without work in progress and open epics', () => {
    expect(figures(findingAmong(RULE, [anIssue({ number: 1 })]))).toEqual(['notApplicable', 0, 0]);
  });
});
