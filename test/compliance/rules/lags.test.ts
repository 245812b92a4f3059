import { findingSentence } from '../../../src/compliance';
import { MONDAY_TO_FRIDAY, type Finding } from '../../../src/model';
import { anIssue, blocks, day, someFacts, waitsFor } from '../../support/facts';
import { figures, findingFor, offences } from '../support';

const RULE = 'lags';
/** A Tuesday. */
const provider = anIssue({ number: 1, due: day('2026-11-10') });

function startingOn(start: string, holidays: readonly string[] = []): Finding {
  const issues = [provider, anIssue({ number: 2, start: day(start) })];
  const calendar = { ...MONDAY_TO_FRIDAY, holidays: holidays.map(day) };
  return findingFor(RULE, someFacts({ issues, links: blocks(1, 2) }), { calendar });
}

describe(RULE, () => {
  it('passes up to ten working days after the provider is due, and fails from the eleventh on', () => {
    expect(figures(startingOn('2026-11-24'))).toEqual(['pass', 1, 1]);
    const finding = startingOn('2026-11-25');
    expect(figures(finding)).toEqual(['fail', 0, 1]);
    expect(offences(finding)).toEqual(['PAY-2 startsMuchLater']);
    expect(findingSentence(finding)).toBe(
      'The only open dependency with dates starts more than 10 working days after its provider’s due date',
    );
  });

  it('does not count holidays', () => {
    expect(figures(startingOn('2026-11-25', ['2026-11-18']))).toEqual(['pass', 1, 1]);
  });

  it('has nothing against an early start: that is a lead', () => {
    expect(figures(startingOn('2026-10-01'))).toEqual(['pass', 1, 1]);
  });

  it('counts dependencies: of several some may be good', () => {
    const issues = [provider, ...[2, 3].map((number) => anIssue({ number, start: day('2026-11-12') }))];
    const late = anIssue({ number: 4, start: day('2027-01-04') });
    const links = [...blocks(1, 2), ...blocks(1, 3), ...blocks(1, 4)];
    const finding = findingFor(RULE, someFacts({ issues: [...issues, late], links }));
    expect(figures(finding)).toEqual(['partial', 2, 3]);
    expect(offences(finding)).toEqual(['PAY-4 startsMuchLater']);
  });

  it('does not apply without both dates, and cannot be assessed where the provider’s project has not been read', () => {
    expect(
      figures(findingFor(RULE, someFacts({ issues: [provider, anIssue({ number: 2 })], links: blocks(1, 2) }))),
    ).toEqual(['notApplicable', 0, 0]);
    const issues = [anIssue({ number: 2, start: day('2026-11-10') })];
    const links = [waitsFor(2, { farId: 90_001, farKey: 'WEB-1' })];
    expect(figures(findingFor(RULE, someFacts({ issues, links, surroundings: null })))).toEqual([
      'notAssessable',
      null,
      null,
    ]);
  });

  it('is in shadow until a playbook enforces it', () => {
    expect(startingOn('2026-11-25')).toMatchObject({ lifecycle: 'shadow', contribution: null, loss: null });
  });
});
