import { defaultPlaybook, evaluate } from '../../src/compliance';
import { DCMA_14 } from '../../src/compliance/playbooks/pick';
import { analyse, dependencySlice } from '../../src/dependencies';
import { scheduleOf, type IssueLink, type ProjectFacts } from '../../src/model';
import { anIssue, blocks, day, LINK_TYPES, someFacts, TODAY, valuesOf } from '../support/facts';

/** Both of two issues have to start together. */
const GANTT = { name: 'Gantt', outward: 'has to be started together with', inward: 'has to be started together with' };

function startsWith(provider: number, dependent: number): IssueLink {
  const [issueId, farId] = [provider + 10_000, dependent + 10_000];
  return { issueId, type: LINK_TYPES.length, outward: true, farId, farKey: `PAY-${dependent}`, farState: 'unknown' };
}

const dated = (start: string, due: string): { start: number; due: number } => ({ start: day(start), due: day(due) });

/**
 * Today is Wednesday, 14 October 2026.
 *
 *        state        start    due         baseline  also
 *   1    done 1 Oct                        1 Oct
 *   2    done 9 Oct                        7 Oct
 *   3    in progress  5 Oct    16 Oct      13 Oct
 *   4    to do        19 Oct   30 Oct      30 Oct    fixed date
 *   5    to do        20 Oct   26 Feb                nobody assigned
 *   6    to do        30 Oct   20 Oct
 *   7    to do                 12 Oct
 *   8    to do
 *
 * 3 blocks 4, 4 blocks 5, and 5 has to be started together with 6. The schedule, in working days, by the definitions:
 *
 *        days  earliest start                  forecast finish       latest finish             total float
 *   3    3     14 Oct, it is under way         16 Oct                5 Oct, before 4 starts    −9
 *   4    10    19 Oct, as planned              30 Oct                19 Oct, before 5 starts   −9
 *   5    94    2 Nov, the day after 4          11 Mar, 9 days late   26 Feb                    −9
 *   6    1     2 Nov, together with 5          2 Nov                 26 Feb                    84
 *   7    5     14 Oct, nothing says how long   20 Oct                26 Feb                    93
 *
 * The project is to end on 26 February, the latest planned finish: going back from there, 5 has to start on 20 October, as
 * planned, and 4, which takes 10 days, on 6 October. It is forecast to end with 5, on 11 March. What drives 5 is 4, and 4
 * is driven by its own plan.
 */
const facts = someFacts({
  issues: [
    anIssue({ number: 1, state: 'done', finishedOn: day('2026-10-01') }),
    anIssue({ number: 2, state: 'done', finishedOn: day('2026-10-09') }),
    anIssue({ number: 3, state: 'inProgress', ...dated('2026-10-05', '2026-10-16') }),
    anIssue({ number: 4, ...dated('2026-10-19', '2026-10-30') }),
    anIssue({ number: 5, ...dated('2026-10-20', '2027-02-26'), hasAssignee: false }),
    anIssue({ number: 6, ...dated('2026-10-30', '2026-10-20') }),
    anIssue({ number: 7, due: day('2026-10-12') }),
    anIssue({ number: 8 }),
  ],
  linkTypes: [...LINK_TYPES, GANTT],
  links: [...blocks(3, 4), ...blocks(4, 5), startsWith(5, 6)],
  mapped: {
    fixedDate: valuesOf({ 4: day('2026-10-30') }),
    baselineFinish: valuesOf({
      ...{ 1: day('2026-10-01'), 2: day('2026-10-07') },
      ...{ 3: day('2026-10-13'), 4: day('2026-10-30') },
    }),
  },
});

/** As the merge of this one project tells it. */
function scheduled(project: ProjectFacts): ProjectFacts {
  const slice = dependencySlice(project, defaultPlaybook);
  const { outlooks } = analyse([slice], { asOf: TODAY, calendar: defaultPlaybook.calendar });
  return { ...project, schedule: scheduleOf({ slice, outlook: outlooks.get(project.project.id)! }) };
}

test('the floats, by hand', () => {
  const { schedule } = scheduled(facts);
  expect([...schedule!.id].map((id) => id - 10_000)).toEqual([3, 4, 5, 6, 7]);
  expect([...schedule!.totalFloat]).toEqual([-9, -9, -9, 84, 93]);
});

test('the fourteen points of the DCMA, by hand', () => {
  const found = Object.fromEntries(
    evaluate(scheduled(facts), defaultPlaybook, TODAY).findings.map(({ rule, numerator, denominator }) => [
      rule,
      [numerator, denominator],
    ]),
  );
  expect(Object.fromEntries(Object.keys(DCMA_14).map((rule) => [rule, found[rule]]))).toEqual({
    // 1. Open and dated: 3 to 7. Only 7 is tied to nothing.
    'missing-logic': [4, 5],
    // 2. 4 starts on the 19th, after the 16th; 5 on the 20th, before the 30th; 6 in October, before February.
    leads: [1, 3],
    // 3. One working day from the 16th to the 19th; where the dependent starts earlier, there is no gap.
    lags: [3, 3],
    // 4. Two of the three are finish-to-start.
    'relationship-types': [2, 3],
    // 5. Of 3 to 7, 4 has a fixed date.
    'hard-constraints': [4, 5],
    // 6. 84 and 93 days are more than 44.
    'high-float': [3, 5],
    // 7. −9 is below 0.
    'negative-float': [2, 5],
    // 8. Due today or later, with a start: 3 to 6. From 20 October to 26 February are 93 working days.
    'high-duration': [3, 4],
    // 9. 3 to 7 have dates, 1 and 2 were finished lately. 6 starts after it is due, 7 is overdue.
    'invalid-dates': [5, 7],
    // 10. 3 is in progress, 4, 5 and 6 start or are due by 13 November; nobody is assigned to 5.
    resourced: [3, 4],
    // 11. Due by the baseline: 1 to 3. 1 came in time, 2 two days late, 3 is still open.
    'missed-tasks': [1, 3],
    // 12. With 4, the first on the critical path, 5 would be 600 days later, and the end with it.
    'critical-path-test': [1, 1],
    // 13. From 14 October to 11 March are 106 working days (4 to the 20th, 93 to 26 February, 9 more), 9 too many.
    cpli: [(106 - 9) / 106, 1],
    // 14. Finished: 1 and 2; due by the baseline: 1 to 3.
    bei: [2 / 3, 1],
  });
});
