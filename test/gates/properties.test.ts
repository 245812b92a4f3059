import fc from 'fast-check';
import {
  assess,
  canonicalJson,
  firstBreak,
  gateReadiness,
  gatesInShort,
  positionOf,
  replay,
  standingOf,
  type GateFacts,
} from '../../src/gates';
import { gatesInBrief } from '../../src/gates/on-record';
import {
  criteriaOfGate,
  type Condition,
  type Decision,
  type GateEvent,
  type Lifecycle,
  type RecordedEvent,
} from '../../src/model';
import { aCriterion, aLifecycle, GateHistory, panel, sha256 } from './support';

/**
 * Random histories: people with and without rights edit lifecycles, attach, confirm, waive, request, decide and
 * withdraw in any order, while days go by and issues are done and reopened. What was recorded is then judged from the
 * bare events, without the code that let them happen.
 */
const PEOPLE = ['ada', 'pia', 'dan', 'dora', 'dee', 'eve'];
const LIFECYCLES: readonly Lifecycle[] = [1, 2].flatMap((quorum) => {
  const evidence = aCriterion('c3', { check: { of: 'evidence', kind: 'page', freshDays: 20 } });
  const first = [aCriterion('c1'), aCriterion('c2', { mandatory: false })];
  return [
    aLifecycle([first, [evidence], [aCriterion('c4')]], quorum),
    aLifecycle([[aCriterion('c1'), evidence], [aCriterion('c4', { due: 'entry' })]], quorum),
    aLifecycle([[aCriterion('c5')], first, [evidence], []], quorum),
  ];
});

type Step = Readonly<{ person: string; what: number; pick: number; days: number }>;
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    person: fc.constantFrom(...PEOPLE),
    what: fc.nat(14),
    pick: fc.nat(1000),
    days: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(40) }),
  }),
  { minLength: 20, maxLength: 60 },
);

function play(moves: readonly Step[]): GateHistory {
  const history = new GateHistory();
  history.save(LIFECYCLES[moves[0].pick % LIFECYCLES.length]);
  moves.forEach((move, place) => take(history, move, place));
  return history;
}

function factsOf({ today }: GateHistory): GateFacts {
  return { today, findings: new Map(), counts: new Map() };
}

function take(history: GateHistory, { person, what, pick, days }: Step, place: number): void {
  history.today += days;
  if (what === 0) {
    history.save(LIFECYCLES[pick % LIFECYCLES.length], person);
    return;
  }
  if (what === 1) {
    const issue = pick % 20;
    if (!history.doneIssues.delete(issue)) history.doneIssues.add(issue);
    return;
  }
  const event = eventOf(history, what, pick, place, history.today);
  if (event !== null) history.add(person, event);
}

const from = <T>(choices: readonly T[], pick: number): T => choices[pick % choices.length];

function eventOf(history: GateHistory, what: number, pick: number, place: number, today: number): GateEvent | null {
  const { state, lifecycle } = history;
  if (lifecycle === null) return null;
  const criteria = lifecycle.stages.flatMap((stage) => stage.criteria);
  const criterion = from(criteria, pick);
  const review = [...state.reviews.values()].at(-1)?.request;
  const waiver = [...state.waivers.keys()].at(-1) ?? 'none';
  switch (what) {
    case 2:
      return {
        kind: 'evidenceAttached',
        criterion: 'c3',
        of: 'page',
        link: 'https://wiki/x',
        title: '',
        datedOn: today,
      };
    case 3:
    case 4:
      return {
        kind: 'statementConfirmed',
        criterion: criterion.id,
        text: `${criterion.id} holds`,
        holds: pick % 5 > 0,
      };
    case 5: {
      const until = today + (pick % 100);
      return {
        kind: 'waiverRequested',
        waiver: `w${place}`,
        criterion: criterion.id,
        reason: 'r',
        mitigation: 'm',
        until,
      };
    }
    case 6:
      return { kind: 'waiverDecided', waiver, granted: pick % 4 > 0, reason: 'r' };
    case 7:
      return { kind: 'waiverWithdrawn', waiver };
    case 8: {
      const gate =
        pick % 6
          ? positionOf(lifecycle, state, today, history.doneIssues).next?.gate
          : from(lifecycle.stages, pick).gate;
      if (!gate) return null;
      const asked = criteriaOfGate(lifecycle, gate.id);
      return {
        ...{ kind: 'reviewRequested', review: `r${place}`, gate: gate.id, title: gate.title, note: '' },
        ...{ lifecycle: state.lifecycle?.version ?? 0, criteria: asked, deciders: gate.deciders, quorum: gate.quorum },
        readiness: assess(asked, state, factsOf(history)),
      };
    }
    case 14:
      return {
        kind: 'recordFilled',
        ...from(
          [
            { field: 'scope' as const, text: 'All of it', person: null },
            { field: 'sponsor' as const, text: '', person: 'dee' },
          ],
          pick,
        ),
      };
    case 9:
      return { kind: 'reviewWithdrawn', review: review?.review ?? 'none', reason: 'r' };
    case 10: {
      const condition = [...state.reviews.values()].at(-1)?.outcome?.conditions.at(-1)?.id ?? 'none';
      return { kind: 'conditionRaised', condition, issueId: pick % 20 };
    }
    default: {
      if (!review) return null;
      const decision = from<Decision>(['go', 'conditionalGo', 'conditionalGo', 'hold', 'stop'], pick);
      const conditions = decision === 'conditionalGo' ? conditionsOf(review.criteria, pick, place, today) : [];
      const readiness = assess(review.criteria, state, factsOf(history));
      return { kind: 'decided', review: review.review, decision, reason: 'r', conditions, readiness };
    }
  }
}

function conditionsOf(criteria: readonly { id: string }[], pick: number, place: number, today: number): Condition[] {
  const named = criteria.filter((_, at) => (pick >> at) % 3 > 0).map(({ id }) => id);
  return [...named, null].map((criterion, at) => {
    return { id: `k${place}-${at}`, text: 'Do it', criterion, owner: 'pia', due: today + (pick % 30) };
  });
}

type Word = Extract<RecordedEvent, { readonly kind: 'decided' }>;

/** From the bare events: the word of each decider that counts at the end of a review. */
function lastWords(history: GateHistory, review: string): readonly Word[] {
  const words = new Map<string, Word>();
  for (const event of history.events) {
    if (event.kind === 'decided' && event.review === review) words.set(event.by, event);
  }
  return [...words.values()];
}

const RUNS = { numRuns: 400 };

test('no gate passes without its mandatory criteria met, waived or conditioned, nor by its requester, nor by too few', () => {
  let passed = 0;
  fc.assert(
    fc.property(steps, (moves) => {
      const history = play(moves);
      for (const event of history.events) {
        if (event.kind !== 'reviewRequested') continue;
        const { outcome } = history.state.reviews.get(event.review) ?? {};
        if (outcome?.decision !== 'go' && outcome?.decision !== 'conditionalGo') continue;
        passed++;
        const agreed = lastWords(history, event.review).filter(({ decision }) => decision.toLowerCase().endsWith('go'));
        const deciders = agreed.map(({ by }) => by);
        expect(deciders).not.toContain(event.by);
        expect(new Set(deciders).size).toBeGreaterThanOrEqual(event.quorum);
        deciders.forEach((decider) => expect(panel('dan', 'dora', 'dee').people).toContain(decider));
        const conditioned = agreed.flatMap(({ conditions }) => conditions.map(({ criterion }) => criterion));
        const lastSeen = history.events.findLast((each) => each.kind === 'decided' && each.review === event.review);
        if (lastSeen?.kind !== 'decided') throw new Error('passed without a decision');
        for (const { id, mandatory } of event.criteria) {
          const status = lastSeen.readiness.find(({ criterion }) => criterion === id)?.status;
          if (mandatory && status !== 'met' && status !== 'waived') expect(conditioned).toContain(id);
        }
        expect(outcome.decision === 'go').toBe(agreed.every(({ decision }) => decision === 'go'));
      }
    }),
    RUNS,
  );
  expect(passed).toBeGreaterThan(10);
});

test('a gate blocks again from the day after a condition was due until its issue is done', () => {
  let blocked = 0;
  fc.assert(
    fc.property(steps, (moves) => {
      const history = play(moves);
      const { lifecycle, state, today, doneIssues } = history;
      if (lifecycle === null) return;
      const { gates, next } = positionOf(lifecycle, state, today, doneIssues);
      for (const { status, conditions } of gates) {
        const late = conditions.filter(({ id, due }) => due < today && !doneIssues.has(state.issues.get(id) ?? -1));
        if (status === 'passed' || status === 'passedWithConditions') expect(late).toEqual([]);
        if (status === 'blocked') blocked++;
        if (status === 'blocked') expect(late).not.toEqual([]);
      }
      const first = gates.find(({ status }) => status === 'blocked');
      if (first) expect(gates.indexOf(next ?? first)).toBeLessThanOrEqual(gates.indexOf(first));
    }),
    RUNS,
  );
  expect(blocked).toBeGreaterThan(0);
});

test('a waiver is decided by a decider who did not request it, and ends within 90 days', () => {
  fc.assert(
    fc.property(steps, (moves) => {
      for (const { request, decision } of play(moves).state.waivers.values()) {
        expect(request.until - request.at / 86_400_000).toBeLessThanOrEqual(90);
        if (decision) expect(['dan', 'dora', 'dee']).toContain(decision.by);
        if (decision) expect(decision.by).not.toBe(request.by);
      }
    }),
    { numRuns: 150 },
  );
});

test('the portfolio counts on any later day what the project’s page tells, but for queries', () => {
  const atFull = { rule: 'full', lifecycle: 'enforced', status: 'pass', attainment: 1 } as const;
  const atHalf = { rule: 'half', lifecycle: 'announced', status: 'partial', attainment: 0.5 } as const;
  const inShadow = { rule: 'shadow', lifecycle: 'shadow', status: 'pass', attainment: 1 } as const;
  const excused = { rule: 'excused', lifecycle: 'enforced', status: 'exempt', attainment: 0.1 } as const;
  const findings = [atFull, atHalf, excused].map(({ rule, status, attainment }) => {
    return [rule, { title: rule, status, attainment }] as const;
  });
  const counted = { settled: 0, uncounted: 0 };
  fc.assert(
    fc.property(steps, fc.nat(60), (moves, later) => {
      const { lifecycle: played, state, today, entries } = play(moves);
      if (played === null) return;
      const stages = played.stages.map((stage, place) => {
        const rules = ['full', 'half', 'shadow', 'excused', 'unknown'].map((rule) =>
          aCriterion(`${rule}${place}`, {
            check: { of: 'rule', rule, threshold: 0.8 },
            due: place % 2 ? 'entry' : 'exit',
          }),
        );
        const query = aCriterion(`q${place}`, { check: { of: 'jql', jql: '', expect: { of: 'none' } } });
        return { ...stage, criteria: [...stage.criteria, ...rules, query] };
      });
      const lifecycle = { ...played, stages };
      const facts: GateFacts = { today: today + later, findings: new Map(findings), counts: new Map() };
      const position = positionOf(lifecycle, state, 0, new Set());
      const mandatory = new Set(
        stages.flatMap(({ criteria }) => criteria.flatMap((each) => (each.mandatory ? [each.id] : []))),
      );
      const shown = [standingOf, gateReadiness].map((read) => {
        const asked = read(lifecycle, position, state, facts).filter(({ criterion }) => mandatory.has(criterion));
        const settled = asked.filter(({ status }) => status === 'met' || status === 'waived').length;
        const uncounted = asked.filter(
          ({ criterion, status }) => criterion.startsWith('q') && status === 'notAssessable',
        );
        return { asked: asked.length, settled, uncounted: uncounted.length };
      });
      const inShort = gatesInShort(lifecycle, state, entries.length);
      const brief = gatesInBrief(inShort, [atFull, atHalf, inShadow, excused], facts.today);
      const isThrough = position.next === null;
      expect([brief.standing, brief.gateReady]).toEqual([brief.stage && shown[0], isThrough ? null : shown[1]]);
      counted.settled += brief.gateReady?.settled ?? 0;
      counted.uncounted += brief.gateReady?.uncounted ?? 0;
    }),
    { numRuns: 150 },
  );
  expect(counted.settled).toBeGreaterThan(0);
  expect(counted.uncounted).toBeGreaterThan(0);
});

test('replaying the records gives the same state, and the chain verifies', () => {
  fc.assert(
    fc.property(steps, (moves) => {
      const { entries, events, state } = play(moves);
      const stored = JSON.parse(JSON.stringify(entries)) as typeof entries;
      expect(firstBreak(stored, sha256)).toBeNull();
      expect(replay(JSON.parse(JSON.stringify(events)) as typeof events)).toEqual(state);
    }),
    { numRuns: 150 },
  );
});

test('any single changed byte, and any entry taken out of the middle or moved, breaks the chain', () => {
  fc.assert(
    fc.property(steps, fc.nat(), fc.integer({ min: 1, max: 255 }), (moves, where, flip) => {
      const { entries } = play(moves);
      const bytes = Buffer.from(canonicalJson(entries), 'utf8');
      bytes[where % bytes.length] ^= flip;
      const read = parse(bytes.toString('utf8'));
      if (Array.isArray(read)) expect(firstBreak(read as typeof entries, sha256)).not.toBeNull();
      if (entries.length < 3) return;
      const at = where % (entries.length - 1);
      expect(firstBreak(entries.toSpliced(at, 1), sha256)).toBe(at + 1);
      expect(firstBreak(entries.toSpliced(at, 2, entries[at + 1], entries[at]), sha256)).toBe(at + 1);
    }),
    { numRuns: 200 },
  );
});

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
