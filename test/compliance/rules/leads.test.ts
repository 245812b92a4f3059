import { findingSentence } from '../../../src/compliance';
import { anIssue, blocks, day, isWaitedForBy, someFacts, waitsFor } from '../../support/facts';
import { figures, findingFor, offences } from '../support';

const RULE = 'leads';
const provider = anIssue({ number: 1, due: day('2026-11-10') });
const far = { farId: 90_001, farKey: 'WEB-1' };

describe(RULE, () => {
  it('passes when the dependent starts after its provider is due', () => {
    const facts = someFacts({
      issues: [provider, anIssue({ number: 2, start: day('2026-11-11') })],
      links: blocks(1, 2),
    });
    expect(figures(findingFor(RULE, facts))).toEqual(['pass', 1, 1]);
  });

  it('fails when it starts on that day', () => {
    const facts = someFacts({
      issues: [provider, anIssue({ number: 2, start: day('2026-11-10') })],
      links: blocks(1, 2),
    });
    const finding = findingFor(RULE, facts);
    expect(figures(finding)).toEqual(['fail', 0, 1]);
    expect(offences(finding)).toEqual(['PAY-2 startsTooEarly']);
  });

  it('counts dependencies, names each dependent once, and says how many to mend', () => {
    const facts = someFacts({
      issues: [
        provider,
        anIssue({ number: 2, due: day('2026-11-12') }),
        anIssue({ number: 3, start: day('2026-11-01') }),
        anIssue({ number: 4, start: day('2026-11-20') }),
        anIssue({ number: 5, start: day('2026-11-11') }),
      ],
      links: [...blocks(1, 3), ...blocks(2, 3), ...blocks(1, 4), ...blocks(2, 4), ...blocks(1, 5), ...blocks(2, 5)],
    });
    const finding = findingFor(RULE, facts);
    expect(figures(finding)).toEqual(['partial', 3, 6]);
    expect(offences(finding)).toEqual(['PAY-3 startsTooEarly', 'PAY-5 startsTooEarly']);
    expect(finding.toMend).toBe(2);
    expect(findingSentence(finding)).toBe(
      '3 of 6 open dependencies with dates start on or before their provider’s due date',
    );
  });

  it('takes the provider’s due date from the other project', () => {
    const facts = someFacts({
      issues: [anIssue({ number: 2, start: day('2026-11-10') })],
      links: [waitsFor(2, far)],
      surroundings: {
        farEnds: [{ id: 90_001, key: 'WEB-1', open: true, start: null, due: day('2026-11-10') }],
        inOpenCycle: [],
      },
    });
    expect(figures(findingFor(RULE, facts))).toEqual(['fail', 0, 1]);
  });

  it('cannot be assessed while a provider’s project has not been read', () => {
    const facts = someFacts({
      issues: [anIssue({ number: 2, start: day('2026-11-10') })],
      links: [waitsFor(2, far)],
      surroundings: null,
    });
    const finding = findingFor(RULE, facts);
    expect(figures(finding)).toEqual(['notAssessable', null, null]);
    expect(findingSentence(finding)).toBe('Cannot be assessed: the other projects have not been read yet');
  });

  it('cannot be assessed where something waits and the site has no start dates, and says what an administrator can do', () => {
    const issues = [provider, anIssue({ number: 2 })];
    const finding = findingFor(RULE, someFacts({ issues, links: blocks(1, 2), hasStartDates: false }));
    expect(figures(finding)).toEqual(['notAssessable', null, null]);
    expect(findingSentence(finding)).toBe(
      'Cannot be assessed: this Jira site has no start date field (an administrator can add a date field named “Start date”)',
    );
    expect(figures(findingFor(RULE, someFacts({ issues, hasStartDates: false })))).toEqual(['notApplicable', 0, 0]);
  });

  it('needs no other project when only others wait, the provider is done, or there is no start', () => {
    const issues = [provider, anIssue({ number: 2, start: day('2026-11-11') }), anIssue({ number: 3 })];
    const facts = someFacts({
      issues,
      links: [
        ...blocks(1, 2),
        isWaitedForBy(1, far),
        waitsFor(2, { farId: 90_002, farKey: 'WEB-2', farState: 'done' }),
        waitsFor(3, far),
      ],
      surroundings: null,
    });
    expect(figures(findingFor(RULE, facts))).toEqual(['pass', 1, 1]);
  });

  it('does not apply where a date, or an open end, is lacking, or nobody holds the provider', () => {
    const facts = someFacts({
      issues: [
        provider,
        anIssue({ number: 2 }),
        anIssue({ number: 3, start: day('2026-11-01'), state: 'done' }),
        anIssue({ number: 4, start: day('2026-11-01') }),
      ],
      links: [...blocks(1, 2), ...blocks(1, 3), waitsFor(4, far)],
    });
    expect(figures(findingFor(RULE, facts))).toEqual(['notApplicable', 0, 0]);
  });
});
