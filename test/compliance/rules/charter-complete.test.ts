import { findingSentence } from '../../../src/compliance';
import { figures, findingOfRecords } from '../support';

const RULE = 'charter-complete';
const charter = { objective: true, scope: true, successCriteria: true, sponsor: true };

describe(RULE, () => {
  it('passes when all four parts are filled in', () => {
    const finding = findingOfRecords(RULE, { charter });
    expect(figures(finding)).toEqual(['pass', 4, 4]);
    expect(findingSentence(finding)).toBe('The charter is complete');
  });

  it.each(['objective', 'scope', 'successCriteria', 'sponsor'])('is partial without %s', (part) => {
    expect(figures(findingOfRecords(RULE, { charter: { ...charter, [part]: false } }))).toEqual(['partial', 3, 4]);
  });

  it('fails when hardly anything is there', () => {
    const only = { objective: true, scope: false, successCriteria: false, sponsor: false };
    const finding = findingOfRecords(RULE, { charter: only });
    expect(figures(finding)).toEqual(['fail', 1, 4]);
    expect(findingSentence(finding)).toBe('The charter lacks objective, scope, success criteria or sponsor');
  });

  it('cannot be assessed while there are no such records', () => {
    const finding = findingOfRecords(RULE, {});
    expect(figures(finding)).toEqual(['notAssessable', null, null]);
    expect(findingSentence(finding)).toBe('Cannot be assessed: Plumbline keeps no project charters yet');
  });
});
