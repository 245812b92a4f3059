import { announcedStandings, defaultPlaybook, evaluate } from '../../src/compliance';
import type { Day, Playbook, RuleId, Snapshot } from '../../src/model';
import { anIssue, blocks, day, someFacts, TODAY } from '../support/facts';

const [SOON, LATER] = [day('2026-11-02'), day('2026-12-03')];

/** Nobody is assigned to one of three items, and one was forgotten; all have dates, and each waits for the one before. */
const facts = someFacts({
  issues: [
    anIssue({ number: 1, state: 'inProgress', start: TODAY - 5, due: TODAY + 3, hasAssignee: false }),
    anIssue({ number: 2, state: 'inProgress', start: TODAY + 5, due: TODAY + 6, updatedOn: day('2026-08-03') }),
    anIssue({ number: 3, start: TODAY + 8, due: TODAY + 9 }),
    anIssue({ number: 4, state: 'done', finishedOn: TODAY - 1 }),
  ],
  links: [...blocks(1, 2), ...blocks(2, 3)],
});

function announcing(days: Readonly<Record<RuleId, Day>>): Playbook {
  const rules = defaultPlaybook.rules.map((use) =>
    Object.hasOwn(days, use.rule) ? { ...use, lifecycle: 'announced' as const, countsFrom: days[use.rule] } : use,
  );
  return { ...defaultPlaybook, rules };
}

const standingOf = ({ score, level }: Snapshot): unknown => ({ score, level });

describe('announced rules', () => {
  it('tell the score and the level that evaluating on their day gives, on the facts of today', () => {
    const days = { 'item-ownership': SOON, 'stale-work': LATER, 'work-dated': LATER };
    const snapshot = evaluate(facts, announcing(days), TODAY);
    const counting = (upTo: Day): unknown => {
      const left = Object.fromEntries(Object.entries(days).filter(([, from]) => from > upTo));
      return standingOf(evaluate(facts, announcing(left), TODAY));
    };
    expect(announcedStandings(snapshot)).toEqual([
      { from: '2026-11-02', rules: 1, ...(counting(SOON) as object) },
      { from: '2026-12-03', rules: 2, ...(counting(LATER) as object) },
    ]);
    expect(snapshot.score).not.toBeNull();
    expect(counting(SOON)).not.toEqual(standingOf(snapshot));
  });

  it('say nothing of a day that changes neither', () => {
    const empty = evaluate(facts, announcing({ 'cross-project-owned': SOON }), TODAY);
    expect(empty.findings).toContainEqual(
      expect.objectContaining({ rule: 'cross-project-owned', status: 'notApplicable', countsFrom: '2026-11-02' }),
    );
    expect(announcedStandings(empty)).toEqual([]);
    expect(announcedStandings(evaluate(facts, defaultPlaybook, TODAY))).toEqual([]);
  });

  it('change nothing where the project is exempt from them', () => {
    const waived = new Map([['item-ownership', { id: 1, until: LATER }]]);
    const snapshot = evaluate(facts, announcing({ 'item-ownership': SOON }), TODAY, waived);
    expect(announcedStandings(snapshot)).toEqual([]);
  });
});
