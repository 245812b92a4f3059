import { findingSentence } from '../../../src/compliance';
import { anIssue, aSchedule, someFacts } from '../../support/facts';
import { figures, findingFor, offences } from '../support';

const RULE = 'negative-float';
const issues = [...[1, 2, 3].map((number) => anIssue({ number })), anIssue({ number: 4, level: 1 })];

describe(RULE, () => {
  it('passes while nothing is below 0', () => {
    const finding = findingFor(RULE, someFacts({ issues, schedule: aSchedule({ 1: 0, 2: 300, 3: 12, 4: -5 }) }));
    expect(figures(finding)).toEqual(['pass', 3, 3]);
    expect(findingSentence(finding)).toBe('All 3 open scheduled items will be in time');
  });

  it('is partial with one item too late, and fails with most', () => {
    const one = findingFor(RULE, someFacts({ issues, schedule: aSchedule({ 1: -1, 2: 0, 3: 12 }) }));
    expect(figures(one)).toEqual(['partial', 2, 3]);
    expect(offences(one)).toEqual(['PAY-1 tooLate']);
    const most = findingFor(RULE, someFacts({ issues, schedule: aSchedule({ 1: -1, 2: -20, 3: 12 }) }));
    expect(figures(most)).toEqual(['fail', 1, 3]);
  });

  it('does not apply where no float is known, and cannot be assessed before the first schedule', () => {
    expect(figures(findingFor(RULE, someFacts({ issues, schedule: aSchedule() })))).toEqual(['notApplicable', 0, 0]);
    expect(figures(findingFor(RULE, someFacts({ issues })))).toEqual(['notAssessable', null, null]);
  });
});
