import type { IssueFacts } from '../../../src/model';
import { anIssue, day } from '../../support/facts';
import { figures, findingAmong, offences, several } from '../support';

const RULE = 'definition-of-done';

function finished(number: number, overrides: Partial<IssueFacts> = {}): IssueFacts {
  return anIssue({ number, state: 'done', finishedOn: day('2026-10-01'), ...overrides });
}

describe(RULE, () => {
  it('passes when everything finished has a resolution and no open child', () => {
    const finding = findingAmong(RULE, [
      finished(1),
      finished(2, { level: -1, parentId: 10_001 }),
      anIssue({ number: 3, parentId: 10_099 }),
    ]);
    expect(figures(finding)).toEqual(['pass', 2, 2]);
  });

  it('says what is wrong with each offender', () => {
    const finding = findingAmong(RULE, [
      finished(1),
      finished(2, { hasResolution: false }),
      finished(3),
      anIssue({ number: 4, level: -1, parentId: 10_003 }),
      finished(5, { hasResolution: false }),
      anIssue({ number: 6, level: 0, state: 'inProgress', parentId: 10_005 }),
    ]);
    expect(figures(finding)).toEqual(['fail', 1, 4]);
    expect(offences(finding)).toEqual(['PAY-2 noResolution', 'PAY-3 openChild', 'PAY-5 noResolutionAndOpenChild']);
  });

  it('is partial in between', () => {
    expect(findingAmong(RULE, [finished(1), finished(2), finished(3, { hasResolution: false })]).status).toBe(
      'partial',
    );
  });

  it('finds a parent whose id is far from its child’s, on either side', () => {
    const issues = [
      finished(1, { id: 5 }),
      ...several(300, 100, { state: 'done', finishedOn: null }),
      anIssue({ number: 900, id: 90_000, parentId: 5 }),
      finished(901, { id: 99_999 }),
      anIssue({ number: 2, id: 7, parentId: 99_999 }),
    ];
    expect(offences(findingAmong(RULE, issues))).toEqual(['PAY-1 openChild', 'PAY-901 openChild']);
  });

  it('counts 90 days with today, and neither earlier, later nor unknown finish dates, nor epics', () => {
    const finding = findingAmong(RULE, [
      finished(1, { finishedOn: day('2026-10-14') }),
      finished(2, { finishedOn: day('2026-07-17') }),
      finished(3, { finishedOn: day('2026-07-16') }),
      finished(4, { finishedOn: day('2026-10-15') }),
      finished(5, { finishedOn: null }),
      finished(6, { level: 1 }),
    ]);
    expect(figures(finding)).toEqual(['pass', 2, 2]);
  });

  it('does not apply when nothing was finished lately', () => {
    const finding = findingAmong(RULE, [anIssue({ number: 1 })]);
    expect(figures(finding)).toEqual(['notApplicable', 0, 0]);
  });
});
