import { findingSentence } from '../../../src/compliance';
import { figures, findingOfRecords } from '../support';

const RULE = 'sprint-commitment';

describe(RULE, () => {
  it('passes when four of five sprints did', () => {
    expect(figures(findingOfRecords(RULE, { sprints: { judged: 5, kept: 4 } }))).toEqual(['pass', 4, 5]);
  });

  it('is partial or fails when fewer did', () => {
    const some = findingOfRecords(RULE, { sprints: { judged: 5, kept: 2 } });
    expect(figures(some)).toEqual(['partial', 2, 5]);
    expect(findingSentence(some)).toBe(
      'Too many of the last sprints completed far less, or far more, than they set out to',
    );
    expect(figures(findingOfRecords(RULE, { sprints: { judged: 3, kept: 1 } }))).toEqual(['fail', 1, 3]);
  });

  it('does not apply where no sprint was closed that had enough in it', () => {
    expect(figures(findingOfRecords(RULE, { sprints: { judged: 0, kept: 0 } }))).toEqual(['notApplicable', 0, 0]);
  });

  it('cannot be assessed while there are no such records', () => {
    const finding = findingOfRecords(RULE, {});
    expect(figures(finding)).toEqual(['notAssessable', null, null]);
    expect(findingSentence(finding)).toBe(
      'Cannot be assessed: Plumbline keeps no record of what sprints begin with yet',
    );
  });
});
