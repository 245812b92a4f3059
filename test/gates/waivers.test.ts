import fc from 'fast-check';
import {
  afterWaiverStep,
  expiriesToNote,
  problemOfDecision,
  problemOfRequest,
  problemOfWithdrawal,
  waiversInForce,
} from '../../src/gates/waivers';
import { NO_WAIVERS, type Waiver, type WaiverState, type WaiverStep } from '../../src/model';
import { TODAY } from '../support/facts';

const asked = (rule: string, until = TODAY + 30, by = 'pm'): WaiverStep => ({
  ...{ what: 'requested', at: 1, by, rule, reason: 'why', mitigation: 'how', until },
});
const decided = (what: 'granted' | 'refused' | 'withdrawn', waiver: number, by = 'pmo'): WaiverStep => ({
  ...{ what, at: 2, by, waiver, reason: 'because' },
});
const after = (...steps: readonly WaiverStep[]): WaiverState => steps.reduce(afterWaiverStep, NO_WAIVERS);
const rulesInForce = (state: WaiverState, day = TODAY): readonly string[] => [...waiversInForce(state, day).keys()];

describe('a waiver', () => {
  test('holds from its grant to its last day, that day included', () => {
    const requested = after(asked('leads'));
    expect(rulesInForce(requested)).toEqual([]);
    const granted = after(asked('leads'), decided('granted', 1));
    expect([...waiversInForce(granted, TODAY)]).toEqual([['leads', { id: 1, until: TODAY + 30 }]]);
    expect(rulesInForce(granted, TODAY + 30)).toEqual(['leads']);
    expect(rulesInForce(granted, TODAY + 31)).toEqual([]);
  });

  test('does not hold once it was refused or withdrawn', () => {
    expect(after(asked('leads'), decided('refused', 1))).toEqual({ steps: 2, waivers: [] });
    const withdrawn = after(asked('leads'), decided('granted', 1), decided('withdrawn', 1, 'pm'));
    expect(withdrawn).toEqual({ steps: 3, waivers: [] });
  });

  test('takes the place of the one before it for the same rule, and of no other', () => {
    const state = after(
      ...[asked('leads'), decided('granted', 1), asked('lags'), decided('granted', 3)],
      ...[asked('leads', TODAY + 60), decided('granted', 5)],
    );
    expect(state.waivers.map(({ id, until }) => [id, until])).toEqual([
      [3, TODAY + 30],
      [5, TODAY + 60],
    ]);
  });

  test('is noted to have expired once, after its last day', () => {
    const granted = after(asked('leads', TODAY), decided('granted', 1), asked('lags', TODAY));
    expect(expiriesToNote(granted, TODAY, 5)).toEqual([]);
    const notes = expiriesToNote(granted, TODAY + 1, 5);
    expect(notes).toEqual([{ what: 'expired', at: 5, waiver: 1 }]);
    const noted = notes.reduce(afterWaiverStep, granted);
    expect(expiriesToNote(noted, TODAY + 2, 6)).toEqual([]);
    expect(noted.waivers[0]).toMatchObject({ id: 1, expiryNoted: true });
  });
});

describe('a request', () => {
  const state = after(asked('leads'), asked('lags', TODAY + 10), decided('granted', 2));
  test.each([
    ['of yesterday', 'resourced', TODAY - 1, 'endsBeforeToday'],
    ['of 91 days', 'resourced', TODAY + 91, 'endsTooLate'],
    ['of 90 days', 'resourced', TODAY + 90, null],
    ['of today alone', 'resourced', TODAY, null],
    ['beside one that waits', 'leads', TODAY + 40, 'isRequested'],
    ['that renews one', 'lags', TODAY + 11, null],
    ['that ends no later than the present one', 'lags', TODAY + 10, 'addsNothing'],
  ])('%s', (_which, rule, until, problem) => {
    expect(problemOfRequest(state, { rule, until }, TODAY)).toBe(problem);
  });
});

describe('a decision', () => {
  const state = after(asked('leads'), asked('lags'), decided('granted', 2), asked('cpli', TODAY - 1));
  test.each([
    ['by somebody else', 1, true, 'pmo', null],
    ['by who requested it', 1, true, 'pm', 'isOwnRequest'],
    ['against it by who requested it', 1, false, 'pm', 'isOwnRequest'],
    ['on what was decided', 2, false, 'pmo', 'isDecided'],
    ['on what does not exist', 9, true, 'pmo', 'isNotOpen'],
    ['for one whose last day is over', 4, true, 'pmo', 'endsBeforeToday'],
    ['against one whose last day is over', 4, false, 'pmo', null],
  ])('%s', (_which, waiver, grants, by, problem) => {
    expect(problemOfDecision(state, { waiver, grants }, by, TODAY)).toBe(problem);
  });

  test.each([
    ['its owner, while it waits', 1, 'pm', false, null],
    ['its owner, once it holds', 2, 'pm', false, null],
    ['somebody with the PMO role, once it holds', 2, 'pmo', true, null],
    ['somebody with the PMO role, while it waits', 1, 'pmo', true, 'isSomebodyElses'],
    ['anybody else', 2, 'dev', false, 'isSomebodyElses'],
    ['its owner, when it is gone', 9, 'pm', false, 'isNotOpen'],
  ])('to withdraw, by %s', (_who, waiver, by, mayDecide, problem) => {
    expect(problemOfWithdrawal(state, waiver, by, mayDecide)).toBe(problem);
  });
});

test('whatever is tried in whatever order: nobody decides on their own request, one waiver a rule, at most 90 days', () => {
  const person = fc.constantFrom('ann', 'bob');
  const attempt = fc.record({
    what: fc.constantFrom('requested', 'requested', 'granted', 'granted', 'refused', 'withdrawn'),
    by: person,
    rule: fc.constantFrom('leads', 'lags'),
    waiver: fc.integer({ min: 1, max: 12 }),
    days: fc.integer({ min: -5, max: 95 }),
    wait: fc.integer({ min: 0, max: 40 }),
  });
  fc.assert(
    fc.property(fc.array(attempt, { maxLength: 25 }), (attempts) => {
      let state = NO_WAIVERS;
      let today = TODAY;
      const requestedOn = new Map<number, number>();
      const owners = new Map<number, string>();
      for (const { what, by, rule, waiver, days, wait } of attempts) {
        today += wait;
        for (const note of expiriesToNote(state, today, 0)) state = afterWaiverStep(state, note);
        if (what === 'requested') {
          if (problemOfRequest(state, { rule, until: today + days }, today) !== null) continue;
          state = afterWaiverStep(state, asked(rule, today + days, by));
          requestedOn.set(state.steps, today);
          owners.set(state.steps, by);
          continue;
        }
        const problem =
          what === 'withdrawn'
            ? problemOfWithdrawal(state, waiver, by, true)
            : problemOfDecision(state, { waiver, grants: what === 'granted' }, by, today);
        if (problem !== null) continue;
        if (what !== 'withdrawn') expect(owners.get(waiver)).not.toBe(by);
        state = afterWaiverStep(state, decided(what, waiver, by));
        const open = (isGranted: boolean): readonly Waiver[] =>
          state.waivers.filter(({ grantedIn }) => (grantedIn !== null) === isGranted);
        for (const some of [open(true), open(false)]) {
          expect(new Set(some.map((each) => each.rule)).size).toBe(some.length);
        }
        for (const { id, until } of open(true)) {
          expect(until - (requestedOn.get(id) ?? -Infinity)).toBeLessThanOrEqual(90);
        }
      }
    }),
    { numRuns: 300 },
  );
});
