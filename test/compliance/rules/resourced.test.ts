import type { IssueFacts } from '../../../src/model';
import { anIssue, day, someFacts } from '../../support/facts';
import { figures, findingAmong, findingFor, offences, several } from '../support';

const RULE = 'resourced';

describe(RULE, () => {
  it('looks at what is in progress, starts or is due from today to 30 days from now', () => {
    const finding = findingAmong(RULE, [
      anIssue({ number: 1, state: 'inProgress' }),
      anIssue({ number: 2, start: day('2026-10-14') }),
      anIssue({ number: 3, due: day('2026-11-13') }),
      anIssue({ number: 4, due: day('2026-11-14'), hasAssignee: false }),
      anIssue({ number: 5, start: day('2026-10-13'), hasAssignee: false }),
      anIssue({ number: 6, due: day('2026-10-20'), level: 1, hasAssignee: false }),
      anIssue({ number: 7, due: day('2026-10-20'), state: 'done', hasAssignee: false }),
    ]);
    expect(figures(finding)).toEqual(['pass', 3, 3]);
  });

  it('says what each offender lacks', () => {
    const near = { due: day('2026-10-20') };
    const finding = findingAmong(RULE, [
      anIssue({ number: 1, ...near, hasAssignee: false }),
      anIssue({ number: 2, ...near, hasEstimate: false }),
      anIssue({ number: 3, ...near, hasAssignee: false, hasEstimate: false }),
    ]);
    expect(figures(finding)).toEqual(['fail', 0, 3]);
    expect(offences(finding)).toEqual(['PAY-1 noAssignee', 'PAY-2 noEstimate', 'PAY-3 noAssigneeAndNoEstimate']);
  });

  it('is partial in between', () => {
    const finding = findingAmong(RULE, [
      ...several(2, 1, { state: 'inProgress' }),
      anIssue({ number: 3, state: 'inProgress', hasEstimate: false }),
    ]);
    expect(figures(finding)).toEqual(['partial', 2, 3]);
  });

  it('asks for no estimate when the playbook asks for none', () => {
    const issues = [
      anIssue({ number: 1, state: 'inProgress', hasEstimate: false }),
      anIssue({ number: 2, state: 'inProgress', hasEstimate: false, hasAssignee: false }),
    ];
    const finding = findingFor(RULE, someFacts({ issues }), { estimatesRequired: false });
    expect(offences(finding)).toEqual(['PAY-2 noAssignee']);
  });

  it('cannot be assessed while items may have points that the playbook’s field does not tell', () => {
    const unreadFields = [{ meaning: 'points', field: 'customfield_7', holds: null }] as const;
    const statusOf = (issue: Partial<IssueFacts>, changes = {}): string => {
      const facts = { ...someFacts({ issues: [anIssue({ number: 1, ...issue })] }), unreadFields };
      return findingFor(RULE, facts, changes).status;
    };
    const unsized = { state: 'inProgress', hasEstimate: false } as const;
    expect(statusOf(unsized)).toBe('notAssessable');
    expect(statusOf({ ...unsized, hasEstimate: true })).toBe('pass');
    expect(statusOf(unsized, { estimatesRequired: false })).toBe('pass');
    expect(statusOf({ ...unsized, state: 'done' })).toBe('notApplicable');
  });

  it('does not apply when the next 30 days are empty', () => {
    expect(figures(findingAmong(RULE, [anIssue({ number: 1 })]))).toEqual(['notApplicable', 0, 0]);
  });
});
