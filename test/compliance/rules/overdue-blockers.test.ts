import { anIssue, blocks, day, isWaitedForBy, someFacts } from '../../support/facts';
import { figures, findingFor, offences } from '../support';

const RULE = 'overdue-blockers';
const late = { due: day('2026-10-13') };
const timely = { due: day('2026-10-14') };

describe(RULE, () => {
  it('passes when what others wait for is due today or later', () => {
    const facts = someFacts({
      issues: [anIssue({ number: 1, ...timely }), anIssue({ number: 2, ...late })],
      links: blocks(1, 2),
    });
    expect(figures(findingFor(RULE, facts))).toEqual(['pass', 1, 1]);
  });

  it('fails when it is overdue, also when another project waits, known or not', () => {
    const facts = someFacts({
      issues: [anIssue({ number: 1, ...late }), anIssue({ number: 2, ...late })],
      links: [
        isWaitedForBy(1, { farId: 90_001, farKey: 'WEB-1' }),
        isWaitedForBy(2, { farId: 90_002, farKey: 'WEB-2', farState: 'unknown' }),
      ],
      surroundings: null,
    });
    const finding = findingFor(RULE, facts);
    expect(figures(finding)).toEqual(['fail', 0, 2]);
    expect(offences(finding)).toEqual(['PAY-1 overdue', 'PAY-2 overdue']);
  });

  it('is partial in between', () => {
    const facts = someFacts({
      issues: [anIssue({ number: 1, ...late }), anIssue({ number: 2, ...timely }), anIssue({ number: 3 })],
      links: [...blocks(1, 3), ...blocks(2, 3)],
    });
    expect(figures(findingFor(RULE, facts))).toEqual(['partial', 1, 2]);
  });

  it('does not apply where nobody open waits, or nothing is due', () => {
    const facts = someFacts({
      issues: [
        anIssue({ number: 1, ...late }),
        anIssue({ number: 2, state: 'done' }),
        anIssue({ number: 3 }),
        anIssue({ number: 4, ...late }),
      ],
      links: [...blocks(1, 2), ...blocks(3, 4), isWaitedForBy(4, { farId: 90_001, farKey: 'WEB-1', farState: 'open' })],
      surroundings: {
        farEnds: [{ id: 90_001, key: 'WEB-1', open: false, start: null, due: null }],
        inOpenCycle: [],
      },
    });
    expect(figures(findingFor(RULE, facts))).toEqual(['notApplicable', 0, 0]);
  });
});
