import { findingSentence } from '../../../src/compliance';
import { anIssue, blocks, day, someFacts, waitsFor } from '../../support/facts';
import { figures, findingAmong, findingFor, offences } from '../support';

const RULE = 'stale-blocked';
/** Ten working days before Wednesday, 2026-10-14, and eleven. */
const [lately, longAgo] = [{ updatedOn: day('2026-09-30') }, { updatedOn: day('2026-09-29') }];

describe(RULE, () => {
  it('passes when what waits, or one of the issues that it waits for, was updated within ten working days', () => {
    const facts = someFacts({
      issues: [
        anIssue({ number: 1, ...longAgo }),
        anIssue({ number: 2, ...lately }),
        anIssue({ number: 3, ...lately }),
        anIssue({ number: 4, ...longAgo }),
      ],
      links: [...blocks(1, 2), ...blocks(1, 4), ...blocks(3, 4)],
    });
    expect(figures(findingFor(RULE, facts))).toEqual(['pass', 2, 2]);
  });

  it('fails when nobody has updated either', () => {
    const facts = someFacts({
      issues: [
        anIssue({ number: 1, ...longAgo }),
        anIssue({ number: 2, ...longAgo }),
        anIssue({ number: 3, updatedOn: null }),
      ],
      links: [...blocks(1, 2), ...blocks(2, 3)],
    });
    const finding = findingFor(RULE, facts);
    expect(figures(finding)).toEqual(['fail', 0, 2]);
    expect(offences(finding)).toEqual(['PAY-2 nobodyLooked', 'PAY-3 nobodyLooked']);
  });

  it('asks who waits for another project for an update of its own, and is partial in between', () => {
    const facts = someFacts({
      issues: [anIssue({ number: 1, ...longAgo }), anIssue({ number: 2, ...lately })],
      links: [1, 2].map((number) => waitsFor(number, { farId: 90_001, farKey: 'WEB-1' })),
      surroundings: { farEnds: [{ id: 90_001, key: 'WEB-1', open: true, start: null, due: null }], inOpenCycle: [] },
    });
    const finding = findingFor(RULE, facts);
    expect(figures(finding)).toEqual(['partial', 1, 2]);
    expect(findingSentence(finding)).toBe('1 of 2 issues that wait has waited unseen for more than 10 working days');
  });

  it('leaves out what is done or waits for something done, and does not take the update of what is done', () => {
    const facts = someFacts({
      issues: [
        anIssue({ number: 1, state: 'done', ...lately }),
        anIssue({ number: 2, ...longAgo }),
        anIssue({ number: 3, state: 'done', ...longAgo }),
        anIssue({ number: 4, ...longAgo }),
        anIssue({ number: 5, ...longAgo }),
      ],
      links: [...blocks(1, 2), ...blocks(2, 3), ...blocks(1, 5), ...blocks(4, 5)],
    });
    expect(offences(findingFor(RULE, facts))).toEqual(['PAY-5 nobodyLooked']);
    expect(figures(findingFor(RULE, facts))).toEqual(['fail', 0, 1]);
  });

  it('does not apply where nothing waits', () => {
    expect(figures(findingAmong(RULE, [anIssue({ number: 1, ...longAgo })]))).toEqual(['notApplicable', 0, 0]);
  });
});
