import { anIssue, blocks, day, isWaitedForBy, someFacts, waitsFor } from '../../support/facts';
import { figures, findingFor, offences } from '../support';

const RULE = 'cross-project-owned';
const due = day('2026-11-01');
const far = { farId: 90_001, farKey: 'WEB-1' };

describe(RULE, () => {
  it('passes when both sides of this project have an owner and a date', () => {
    const facts = someFacts({
      issues: [anIssue({ number: 1, due }), anIssue({ number: 2, due })],
      links: [waitsFor(1, far), isWaitedForBy(2, far)],
    });
    expect(figures(findingFor(RULE, facts))).toEqual(['pass', 2, 2]);
  });

  it('says what each offender lacks', () => {
    const facts = someFacts({
      issues: [
        anIssue({ number: 1, due, hasAssignee: false }),
        anIssue({ number: 2 }),
        anIssue({ number: 3, hasAssignee: false }),
        anIssue({ number: 4, due }),
      ],
      links: [waitsFor(1, far), waitsFor(2, far), waitsFor(3, far), waitsFor(4, far)],
    });
    const finding = findingFor(RULE, facts);
    expect(figures(finding)).toEqual(['fail', 1, 4]);
    expect(offences(finding)).toEqual(['PAY-1 noAssignee', 'PAY-2 noDue', 'PAY-3 noAssigneeAndNoDue']);
  });

  it('is partial in between', () => {
    const facts = someFacts({
      issues: [anIssue({ number: 1, due }), anIssue({ number: 2 })],
      links: [waitsFor(1, far), waitsFor(2, far)],
    });
    expect(figures(findingFor(RULE, facts))).toEqual(['partial', 1, 2]);
  });

  it('does not apply within the project, to done far ends, or to an issue of this project that could not be read', () => {
    const facts = someFacts({
      issues: [anIssue({ number: 1 }), anIssue({ number: 2 }), anIssue({ number: 3 })],
      links: [
        ...blocks(1, 2),
        waitsFor(2, { ...far, farState: 'done' }),
        waitsFor(3, { farId: 10_050, farKey: 'PAY-50', farState: 'unknown' }),
      ],
    });
    expect(figures(findingFor(RULE, facts))).toEqual(['notApplicable', 0, 0]);
  });

  it('believes the far project more than the link', () => {
    const facts = someFacts({
      issues: [anIssue({ number: 1 })],
      links: [waitsFor(1, { ...far, farState: 'done' })],
      surroundings: { farEnds: [{ id: 90_001, key: 'WEB-1', open: true, start: null, due: null }], inOpenCycle: [] },
    });
    expect(figures(findingFor(RULE, facts))).toEqual(['fail', 0, 1]);
  });
});
