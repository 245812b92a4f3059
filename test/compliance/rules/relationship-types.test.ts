import { findingSentence } from '../../../src/compliance';
import type { Finding, IssueLink, LinkMeaning } from '../../../src/model';
import { anIssue, blocks, isWaitedForBy, someFacts, waitsFor } from '../../support/facts';
import { figures, findingFor, offences, several } from '../support';

const RULE = 'relationship-types';
const far = { farId: 90_001, farKey: 'WEB-1', type: 1 };
const startToStart: LinkMeaning = { as: 'dependency', provider: 'outwardSource', kind: 'startToStart' };

/** Links of type 0 are finish-to-start, those of type 1 start-to-start. */
function among(links: readonly IssueLink[], changes = {}): Finding {
  const facts = someFacts({ issues: [...several(11, 1), anIssue({ number: 99, state: 'done' })], links, ...changes });
  return findingFor(RULE, facts, { linkMeanings: { depends: startToStart } });
}

describe(RULE, () => {
  it('passes from nine of ten finish-to-start on', () => {
    const nine = [2, 3, 4, 5, 6, 7, 8, 9, 10].flatMap((dependent) => blocks(1, dependent));
    const finding = among([...nine, isWaitedForBy(11, far)]);
    expect(figures(finding)).toEqual(['pass', 9, 10]);
    expect(offences(finding)).toEqual(['PAY-11 otherKind']);
    expect(findingSentence(finding)).toBe('9 of 10 open dependencies are finish-to-start; 90% is enough');
  });

  it('is partial below, and fails where most are of another kind', () => {
    expect(figures(among([...blocks(1, 2), isWaitedForBy(3, far)]))).toEqual(['partial', 1, 2]);
    expect(figures(among([isWaitedForBy(3, far)]))).toEqual(['fail', 0, 1]);
  });

  it('names the dependent, or the provider where the dependent is elsewhere', () => {
    expect(offences(among([waitsFor(4, far)]))).toEqual(['PAY-4 otherKind']);
    expect(offences(among([isWaitedForBy(5, far)]))).toEqual(['PAY-5 otherKind']);
  });

  it('counts only open ones', () => {
    const closed = [isWaitedForBy(99, far), waitsFor(1, { ...far, farId: 90_002, farState: 'done' })];
    expect(figures(among(closed))).toEqual(['notApplicable', 0, 0]);
  });

  it('needs no other project', () => {
    expect(figures(among([...blocks(1, 2), waitsFor(3, { ...far, type: 0 })], { surroundings: null }))).toEqual([
      'pass',
      2,
      2,
    ]);
  });
});
