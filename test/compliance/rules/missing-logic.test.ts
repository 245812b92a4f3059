import { anIssue, blocks, day, someFacts, waitsFor } from '../../support/facts';
import { figures, findingAmong, findingFor, offences, several } from '../support';

const RULE = 'missing-logic';
const dated = { due: day('2026-11-01') };

describe(RULE, () => {
  it('passes when each open dated item is an end of a dependency, also of one that is done', () => {
    const facts = someFacts({
      issues: [
        anIssue({ number: 1, ...dated }),
        anIssue({ number: 2, start: day('2026-11-01') }),
        anIssue({ number: 3, ...dated }),
        anIssue({ number: 4, ...dated, state: 'done' }),
      ],
      links: [...blocks(1, 2), ...blocks(4, 3)],
    });
    expect(figures(findingFor(RULE, facts))).toEqual(['pass', 3, 3]);
  });

  it('counts a dependency on another project, but neither other links nor unclear ones', () => {
    const facts = someFacts({
      issues: several(3, 1, dated),
      links: [
        waitsFor(1, { farId: 90_001, farKey: 'WEB-1', farState: 'done' }),
        { ...blocks(2, 3)[0], type: 2 },
        { ...blocks(2, 3)[0], type: 3 },
      ],
    });
    const finding = findingFor(RULE, facts);
    expect(figures(finding)).toEqual(['fail', 1, 3]);
    expect(offences(finding)).toEqual(['PAY-2 noDependency', 'PAY-3 noDependency']);
  });

  it('counts an unclear link once the playbook says what it means', () => {
    const facts = someFacts({ issues: several(2, 1, dated), links: [{ ...blocks(1, 2)[0], type: 3 }] });
    const linkMeanings = {
      dependency: { as: 'dependency', provider: 'outwardSource', kind: 'finishToStart' },
    } as const;
    expect(findingFor(RULE, facts).status).toBe('fail');
    expect(findingFor(RULE, facts, { linkMeanings }).status).toBe('pass');
  });

  it('is partial in between', () => {
    const facts = someFacts({ issues: several(3, 1, dated), links: blocks(1, 2) });
    expect(figures(findingFor(RULE, facts))).toEqual(['partial', 2, 3]);
  });

  it('does not apply to undated, done and container issues', () => {
    const finding = findingAmong(RULE, [
      anIssue({ number: 1 }),
      anIssue({ number: 2, ...dated, state: 'done' }),
      anIssue({ number: 3, ...dated, level: 1 }),
    ]);
    expect(figures(finding)).toEqual(['notApplicable', 0, 0]);
  });
});
