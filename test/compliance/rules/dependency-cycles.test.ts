import { anIssue, blocks, isWaitedForBy, someFacts, waitsFor } from '../../support/facts';
import { figures, findingFor, offences, several } from '../support';

const RULE = 'dependency-cycles';
const far = { farId: 90_001, farKey: 'WEB-1' };

describe(RULE, () => {
  it('passes without a circle', () => {
    const facts = someFacts({ issues: several(3, 1), links: [...blocks(1, 2), ...blocks(2, 3), ...blocks(1, 3)] });
    expect(figures(findingFor(RULE, facts))).toEqual(['pass', 3, 3]);
  });

  it('finds who waits for themselves, and not those who only wait for them', () => {
    const facts = someFacts({
      issues: several(4, 1),
      links: [...blocks(1, 2), ...blocks(2, 3), ...blocks(3, 1), ...blocks(3, 4)],
    });
    const finding = findingFor(RULE, facts);
    expect(figures(finding)).toEqual(['fail', 1, 4]);
    expect(offences(finding)).toEqual(['PAY-1 inCycle', 'PAY-2 inCycle', 'PAY-3 inCycle']);
    expect(finding.critical).toBe(true);
  });

  it('is partial when half of the ends are outside the circle', () => {
    const facts = someFacts({ issues: several(4, 1), links: [...blocks(1, 2), ...blocks(2, 1), ...blocks(3, 4)] });
    expect(figures(findingFor(RULE, facts))).toEqual(['partial', 2, 4]);
  });

  it('is broken by an issue that is done', () => {
    const issues = [anIssue({ number: 1, state: 'done' }), ...several(2, 2)];
    const facts = someFacts({ issues, links: [...blocks(1, 2), ...blocks(2, 3), ...blocks(3, 1)] });
    expect(figures(findingFor(RULE, facts))).toEqual(['pass', 2, 2]);
  });

  it('sees a circle through another project by its own links, and one that only the merge knows', () => {
    const links = [waitsFor(1, far), isWaitedForBy(1, far), waitsFor(2, far), waitsFor(3, far)];
    const facts = someFacts({
      issues: several(3, 1),
      links,
      surroundings: { farEnds: [], inOpenCycle: [10_002] },
    });
    expect(offences(findingFor(RULE, facts))).toEqual(['PAY-1 inCycle', 'PAY-2 inCycle']);
  });

  it('cannot be assessed while open dependencies lead into projects that have not been read', () => {
    const facts = someFacts({ issues: several(2, 1), links: [waitsFor(1, far)], surroundings: null });
    const finding = findingFor(RULE, facts);
    expect(figures(finding)).toEqual(['notAssessable', null, null]);
    expect(finding.missing).toEqual(['the other projects have not been read yet']);
  });

  it('needs no other project when those dependencies are done', () => {
    const links = [waitsFor(1, { ...far, farState: 'done' }), ...blocks(1, 2)];
    const facts = someFacts({ issues: several(2, 1), links, surroundings: null });
    expect(figures(findingFor(RULE, facts))).toEqual(['pass', 2, 2]);
  });

  it('does not apply without open dependencies', () => {
    expect(figures(findingFor(RULE, someFacts({ issues: several(2, 1) })))).toEqual(['notApplicable', 0, 0]);
  });
});
