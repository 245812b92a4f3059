import { MONDAY_TO_FRIDAY } from '../../../src/model';
import { anIssue, day, someFacts } from '../../support/facts';
import { figures, findingAmong, findingFor, offences, several } from '../support';

const RULE = 'stale-work';

function updated(number: number, text: string): ReturnType<typeof anIssue> {
  return anIssue({ number, state: 'inProgress', updatedOn: day(text) });
}

describe(RULE, () => {
  it('passes with an update exactly 10 working days ago, over two weekends', () => {
    expect(figures(findingAmong(RULE, [updated(1, '2026-09-30')]))).toEqual(['pass', 1, 1]);
  });

  it('fails with an update 11 working days ago', () => {
    const finding = findingAmong(RULE, [updated(1, '2026-09-29')]);
    expect(figures(finding)).toEqual(['fail', 0, 1]);
    expect(offences(finding)).toEqual(['PAY-1 notUpdated']);
  });

  it('lets holidays of the playbook pass', () => {
    const calendar = { ...MONDAY_TO_FRIDAY, holidays: [day('2026-10-05')] };
    expect(findingFor(RULE, someFacts({ issues: [updated(1, '2026-09-29')] }), { calendar }).status).toBe('pass');
  });

  it('is partial in between', () => {
    const finding = findingAmong(RULE, [updated(1, '2026-10-14'), updated(2, '2026-01-02')]);
    expect(figures(finding)).toEqual(['partial', 1, 2]);
  });

  it('takes an update after today as fresh, and a missing one as stale', () => {
    const finding = findingAmong(RULE, [
      updated(1, '2026-10-20'),
      anIssue({ number: 2, state: 'inProgress', updatedOn: null }),
    ]);
    expect(offences(finding)).toEqual(['PAY-2 notUpdated']);
  });

  it('does not apply when nothing is in progress', () => {
    const finding = findingAmong(RULE, several(2, 1, { updatedOn: day('2020-01-01') }));
    expect(figures(finding)).toEqual(['notApplicable', 0, 0]);
  });
});
