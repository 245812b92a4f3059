import { findingSentence } from '../../../src/compliance';
import { anIssue, aSchedule, someFacts } from '../../support/facts';
import { figures, findingFor, offences } from '../support';

const RULE = 'high-float';
const issues = [
  ...[1, 2, 3].map((number) => anIssue({ number })),
  anIssue({ number: 4, state: 'done' }),
  anIssue({ number: 5, level: 1 }),
  anIssue({ number: 6 }),
];

describe(RULE, () => {
  it('passes with at most 44 working days of float, however negative', () => {
    expect(figures(findingFor(RULE, someFacts({ issues, schedule: aSchedule({ 1: 44, 2: 0, 3: -9 }) })))).toEqual([
      'pass',
      3,
      3,
    ]);
  });

  it('is partial with some above, and fails where most are', () => {
    const some = findingFor(RULE, someFacts({ issues, schedule: aSchedule({ 1: 45, 2: 44, 3: 0 }) }));
    expect(figures(some)).toEqual(['partial', 2, 3]);
    expect(offences(some)).toEqual(['PAY-1 muchToSpare']);
    expect(findingSentence(some)).toBe('1 of 3 open scheduled items has more than 44 working days of float');
    const most = findingFor(RULE, someFacts({ issues, schedule: aSchedule({ 1: 45, 2: 200, 3: 0 }) }));
    expect(figures(most)).toEqual(['fail', 1, 3]);
  });

  it('counts open work items whose float is known, and nobody else’s', () => {
    const schedule = aSchedule({ 1: 3, 2: null, 4: 90, 5: 90, 4711: 90 });
    expect(figures(findingFor(RULE, someFacts({ issues, schedule })))).toEqual(['pass', 1, 1]);
  });

  it('does not apply where no float is known, and cannot be assessed before the first schedule', () => {
    expect(figures(findingFor(RULE, someFacts({ issues, schedule: aSchedule({ 1: null }) })))).toEqual([
      'notApplicable',
      0,
      0,
    ]);
    const finding = findingFor(RULE, someFacts({ issues, schedule: null }));
    expect(figures(finding)).toEqual(['notAssessable', null, null]);
    expect(findingSentence(finding)).toBe('Cannot be assessed: the schedule over all projects has not been made yet');
  });
});
