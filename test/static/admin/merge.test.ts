import fc from 'fast-check';
import type { EditedPlaybook } from '../../../src/contract';
import { editedOf } from '../../../static/admin/playbooks/draft-edits';
import { differences, isSame, merge } from '../../../static/admin/playbooks/merge';
import { aPlaybook } from '../support/playbooks';

const RULES = ['item-ownership', 'leads', 'stale-work', 'work-dated'];

/** What administrators make of a playbook. */
const playbooks: fc.Arbitrary<EditedPlaybook> = fc
  .record({
    title: fc.constantFrom('One', 'Two'),
    hoursPerDay: fc.constantFrom(7, 8),
    estimatesRequired: fc.boolean(),
    milestoneTypes: fc.subarray(['milestone', 'gate', 'release']),
    requiredTypes: fc
      .record({ types: fc.subarray(['bug', 'risk']), fields: fc.subarray(['due' as const, 'assignee' as const]) })
      .map(({ types, fields }) => types.map((type) => ({ type, fields }))),
    risks: fc.record({ types: fc.subarray(['risk', 'threat']), highFrom: fc.constantFrom(12, 15) }),
    rules: fc
      .record({
        used: fc.subarray(RULES),
        lifecycle: fc.constantFrom('shadow' as const, 'enforced' as const),
        target: fc.constantFrom(0.8, 0.9),
      })
      .map(({ used, ...settings }) =>
        used.map((rule) => ({ rule, ...settings, weight: 5, level: 'managed' as const, critical: false })),
      ),
    holidays: fc.subarray([20_800, 20_900]),
    worked: fc.boolean(),
    everyOther: fc.boolean(),
    projects: fc.subarray([1, 2, 3]),
    follows: fc.constantFrom(null, 'none' as const, 'unclear' as const),
    start: fc.constantFrom(null, 'customfield_1', 'customfield_2'),
    exempt: fc.constantFrom(null, 30),
  })
  .map(({ holidays, worked, everyOther, projects, follows, start, exempt, ...rest }) => ({
    ...editedOf(aPlaybook()),
    ...rest,
    calendar: { weekdays: [true, true, true, true, true, worked, false], holidays },
    followers: { projects, categories: [], everyOther },
    linkMeanings: follows === null ? {} : { follows: { as: follows } },
    fields: start === null ? {} : { start },
    reportWithin: { directive: 7, controlling: 14, supportive: 30, exempt },
  }));

describe('merging what two administrators did', () => {
  it('gives theirs where I did nothing, mine where they did nothing, and either where both did the same', () => {
    fc.assert(
      fc.property(playbooks, playbooks, (base, changed) => {
        for (const [mine, theirs] of [
          [base, changed],
          [changed, base],
          [changed, changed],
        ]) {
          const { merged, conflicts } = merge(base, mine, theirs, () => 'mine');
          expect(conflicts).toEqual([]);
          expect(isSame(merged, changed)).toBe(true);
        }
      }),
    );
  });

  it('loses nothing: each change is in it, or a conflict that the other one won', () => {
    fc.assert(
      fc.property(playbooks, playbooks, playbooks, fc.constantFrom('mine', 'theirs'), (base, mine, theirs, winner) => {
        const { merged, conflicts } = merge(base, mine, theirs, () => winner);
        const told = (changes: ReturnType<typeof differences>): string[] =>
          changes.map(({ path, after }) => JSON.stringify([path, after]));
        const fought = conflicts.map(({ path }) => path.join('.'));
        const kept = told(differences(base, merged));
        for (const who of ['mine', 'theirs'] as const) {
          for (const { path, after } of differences(base, who === 'mine' ? mine : theirs)) {
            // A rule that one has taken out is fought over as a whole.
            const isFought = fought.some((each) => `${path.join('.')}.`.startsWith(`${each}.`));
            if (who === winner || !isFought) expect(kept).toContain(JSON.stringify([path, after]));
          }
        }
      }),
    );
  });

  it('tells no differences of what is the same, however it is ordered', () => {
    fc.assert(
      fc.property(playbooks, (playbook) => {
        const reordered = { ...playbook, rules: playbook.rules.toReversed() };
        expect(differences(playbook, reordered)).toEqual([]);
      }),
    );
  });

  it('tells each field by its path, with what it was and what it is', () => {
    const before = editedOf(aPlaybook());
    const after: EditedPlaybook = {
      ...before,
      rules: [{ ...before.rules[0], target: 0.5 }],
      calendar: { weekdays: before.calendar.weekdays.with(5, true) as never, holidays: [20_800] },
      linkMeanings: { follows: { as: 'none' } },
    };
    expect(differences(before, after)).toEqual([
      { path: ['rules', 'item-ownership', 'target'], before: 0.95, after: 0.5 },
      { path: ['rules', 'stale-work'], before: before.rules[1], after: undefined },
      { path: ['linkMeanings', 'follows'], before: undefined, after: { as: 'none' } },
      { path: ['calendar', 'weekdays', '5'], before: false, after: true },
      { path: ['calendar', 'holidays', '20800'], before: undefined, after: 20_800 },
    ]);
  });
});
