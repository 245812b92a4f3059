import { findingSentence } from '../../../src/compliance';
import { anIssue } from '../../support/facts';
import { figures, findingAmong, offences, several } from '../support';

const RULE = 'item-ownership';

describe(RULE, () => {
  it('passes when at least 95 % of the work items in progress have an assignee', () => {
    const issues = [
      ...several(19, 1, { state: 'inProgress' }),
      anIssue({ number: 20, state: 'inProgress', hasAssignee: false }),
    ];
    const finding = findingAmong(RULE, issues);
    expect(figures(finding)).toEqual(['pass', 19, 20]);
    expect(offences(finding)).toEqual(['PAY-20 noAssignee']);
    expect(finding.toMend).toBe(0);
    expect(findingSentence(finding)).toBe('19 of 20 items in progress have somebody assigned; 95% is enough');
  });

  it('is partial from half of the target on', () => {
    const issues = [
      ...several(19, 1, { state: 'inProgress' }),
      ...several(21, 20, { state: 'inProgress', hasAssignee: false }),
    ];
    const finding = findingAmong(RULE, issues);
    expect(figures(finding)).toEqual(['partial', 19, 40]);
    expect(finding.attainment).toBeCloseTo(0.5, 12);
    expect(finding.toMend).toBe(19);
    expect(findingSentence(finding)).toBe('21 of 40 items in progress have nobody assigned');
  });

  it('fails below', () => {
    const finding = findingAmong(RULE, [
      anIssue({ number: 1, state: 'inProgress' }),
      ...several(2, 2, { state: 'inProgress', hasAssignee: false }),
    ]);
    expect(figures(finding)).toEqual(['fail', 1, 3]);
  });

  it('counts sub-tasks, but neither epics nor work that is not in progress', () => {
    const finding = findingAmong(RULE, [
      anIssue({ number: 1, state: 'inProgress', level: -1, hasAssignee: false }),
      anIssue({ number: 2, state: 'inProgress', level: 1, hasAssignee: false }),
      anIssue({ number: 3, state: 'todo', hasAssignee: false }),
      anIssue({ number: 4, state: 'done', hasAssignee: false }),
    ]);
    expect(figures(finding)).toEqual(['fail', 0, 1]);
    expect(findingSentence(finding)).toBe('The only item in progress has nobody assigned');
  });

  it('does not apply when nothing is in progress', () => {
    const finding = findingAmong(RULE, [anIssue({ number: 1 })]);
    expect(figures(finding)).toEqual(['notApplicable', 0, 0]);
    expect(findingSentence(finding)).toBe('Nothing is in progress');
  });
});
