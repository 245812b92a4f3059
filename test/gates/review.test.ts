import {
  assess,
  changedSince,
  gateReadiness,
  gatesInShort,
  positionOf,
  standingOf,
  type GateFacts,
  type Position,
} from '../../src/gates';
import { gatesInBrief, gatesOnRecord } from '../../src/gates/on-record';
import type {
  Condition,
  CriterionCheck,
  CriterionResult,
  Decision,
  FindingStatus,
  GatesOnRecord,
  RecordField,
} from '../../src/model';
import { aCriterion, aLifecycle, GateHistory, results } from './support';

const TODAY = 20_000;
const ours = aLifecycle([[aCriterion('c1'), aCriterion('c2', { mandatory: false })], [aCriterion('c3')]], 2);

function begun(readiness = results('unmet', 'c1', 'c2')): GateHistory {
  const history = new GateHistory(TODAY);
  history.save(ours);
  expect(request(history, 'r1', readiness)).toEqual([]);
  return history;
}

function request(
  history: GateHistory,
  review: string,
  readiness: readonly CriterionResult[],
  who = 'pia',
): readonly string[] {
  const [{ gate }] = ours.stages;
  const { deciders, quorum, title } = gate;
  const [{ criteria }] = ours.stages;
  const asked = { lifecycle: 1, criteria, deciders, quorum, readiness, note: '' };
  return history.add(who, { kind: 'reviewRequested', review, gate: gate.id, title, ...asked });
}

function decide(
  history: GateHistory,
  person: string,
  decision: Decision,
  conditions: readonly Condition[] = [],
  readiness = results('unmet', 'c1', 'c2'),
  review = 'r1',
): readonly string[] {
  return history.add(person, { kind: 'decided', review, decision, reason: 'Because', conditions, readiness });
}

const where = ({ lifecycle, state, today, doneIssues }: GateHistory): Position =>
  positionOf(lifecycle ?? ours, state, today, doneIssues);
const aCondition = (id: string, criterion: string | null = 'c1', due = TODAY + 5): Condition => {
  return { id, text: 'Do it', criterion, owner: 'pia', due };
};

describe('a review', () => {
  test('ends with the quorum: the more cautious word counts, all conditions bind, dissent is kept', () => {
    const history = begun();
    expect(decide(history, 'dee', 'hold')).toEqual([]);
    expect(decide(history, 'dan', 'conditionalGo', [aCondition('k1')])).toEqual([]);
    expect(where(history).next).toMatchObject({ status: 'inReview' });
    expect(decide(history, 'dora', 'go')).toEqual([]);
    const { outcome } = history.state.reviews.get('r1') ?? {};
    expect(outcome).toMatchObject({ decision: 'conditionalGo', dissent: ['dee'], conditions: [{ id: 'k1' }] });
    expect(where(history)).toMatchObject({ stage: 1, gates: [{ status: 'passedWithConditions' }, { status: 'open' }] });
    expect(decide(history, 'dee', 'stop')).toEqual(['']);
  });

  test('refuses a go over what is mandatory and missing, however many say it', () => {
    const history = begun();
    expect(decide(history, 'dan', 'go')).toEqual(['decision']);
    expect(decide(history, 'dan', 'conditionalGo', [aCondition('k1', 'c2')])).toEqual(['decision']);
    expect(decide(history, 'dan', 'conditionalGo')).toEqual(['conditions', 'decision']);
    expect(decide(history, 'dan', 'go', [], results('notAssessable', 'c1'))).toEqual(['decision']);
    expect(decide(history, 'dan', 'go', [], [...results('waived', 'c1'), ...results('unmet', 'c2')])).toEqual([]);
  });

  test('is not carried by a condition that its decider took back', () => {
    const history = begun();
    decide(history, 'dan', 'conditionalGo', [aCondition('k1')]);
    decide(history, 'dan', 'hold');
    expect(decide(history, 'dora', 'go')).toEqual(['decision']);
    expect(history.state.reviews.get('r1')?.overruled).toMatchObject([{ decision: 'conditionalGo' }]);
  });

  test('is decided neither by its requester nor by somebody who is no decider, nor twice by one', () => {
    const history = begun();
    expect(decide(history, 'eve', 'hold')).toEqual(['asker']);
    expect(decide(history, 'pia', 'hold')).toEqual(['asker']);
    decide(history, 'dan', 'hold');
    decide(history, 'dan', 'hold');
    expect(history.state.reviews.get('r1')?.outcome).toBeNull();
    const own = new GateHistory(TODAY);
    own.save(ours);
    const asDan = { mayEditIssues: true };
    expect(request(own, 'r1', [], 'eve')).toEqual(['asker']);
    const [{ gate, criteria }] = ours.stages;
    const asked = { lifecycle: 1, criteria, deciders: gate.deciders, quorum: 1, readiness: [], note: '' };
    own.add('dan', { kind: 'reviewRequested', review: 'r1', gate: 'g1', title: 'Gate 1', ...asked }, asDan);
    expect(decide(own, 'dan', 'hold')).toEqual(['asker']);
  });

  test('lets groups and roles decide', () => {
    const history = new GateHistory(TODAY);
    const deciders = { people: [], groups: ['board'], roles: [10002] };
    history.save({ ...ours, stages: ours.stages.map((stage) => ({ ...stage, gate: { ...stage.gate, deciders } })) });
    const asked = { lifecycle: 1, criteria: [], deciders, quorum: 3, readiness: [], note: '' };
    history.add('pia', { kind: 'reviewRequested', review: 'r1', gate: 'g1', title: 'Gate 1', ...asked });
    const go = { kind: 'decided', review: 'r1', decision: 'go', reason: 'r', conditions: [], readiness: [] } as const;
    expect(history.add('x', go, { groups: new Set(['others']), roles: new Set([10001]) })).toEqual(['asker']);
    expect(history.add('x', go, { groups: new Set(['board']) })).toEqual([]);
    expect(history.add('y', go, { roles: new Set([10002]) })).toEqual([]);
  });

  test('is withdrawn by its requester and requested again', () => {
    const history = begun();
    decide(history, 'dan', 'hold');
    expect(request(history, 'r2', [])).toEqual(['']);
    expect(history.add('dan', { kind: 'reviewWithdrawn', review: 'r1', reason: 'r' })).toEqual(['asker']);
    expect(history.add('pia', { kind: 'reviewWithdrawn', review: 'r1', reason: 'Too early' })).toEqual([]);
    expect(decide(history, 'dora', 'hold')).toEqual(['']);
    expect(request(history, 'r2', [])).toEqual([]);
  });

  test('says what changed since it was requested', () => {
    const before = results('unmet', 'c1', 'c2');
    const now = [...results('met', 'c1'), ...results('unmet', 'c2')];
    expect(changedSince(before, now)).toEqual([{ before: before[0], now: now[0] }]);
  });
});

describe('a condition', () => {
  test('becomes an issue, and blocks its gate again when it is overdue, until the issue is done', () => {
    const history = begun();
    decide(history, 'dan', 'conditionalGo', [aCondition('k1')]);
    decide(history, 'dora', 'go');
    expect(history.add('pia', { kind: 'conditionRaised', condition: 'k1', issueId: 77 })).toEqual([]);
    expect(history.add('pia', { kind: 'conditionRaised', condition: 'k1', issueId: 78 })).toEqual(['']);
    history.today = TODAY + 5;
    expect(where(history)).toMatchObject({ stage: 1, next: { gate: { id: 'g2' } } });
    history.today = TODAY + 6;
    expect(where(history)).toMatchObject({ stage: 1, next: { gate: { id: 'g1' }, status: 'blocked' } });
    history.doneIssues.add(77);
    expect(where(history)).toMatchObject({ stage: 1, next: { gate: { id: 'g2' } }, gates: [{ status: 'passed' }, {}] });
    history.doneIssues.clear();
    expect(request(history, 'r2', results('met', 'c1'))).toEqual([]);
    decide(history, 'dan', 'go', [], results('met', 'c1'), 'r2');
    decide(history, 'dora', 'go', [], results('met', 'c1'), 'r2');
    expect(where(history)).toMatchObject({ gates: [{ status: 'passed' }, { status: 'open' }] });
  });

  test.each<[string, Partial<Condition>, string]>([
    ['a day that is past', { due: TODAY - 1 }, 'conditions.0.due'],
    ['nobody to own it', { owner: '' }, 'conditions.0.owner'],
    ['a criterion of another gate', { criterion: 'c3' }, 'conditions.0.criterion'],
    ['no words', { text: ' ' }, 'conditions.0.text'],
  ])('is refused with %s', (_what, overrides, field) => {
    const conditions = [{ ...aCondition('k1'), ...overrides }, aCondition('k2')];
    expect(decide(begun(), 'dan', 'conditionalGo', conditions)).toEqual([field]);
  });
});

describe('a waiver of a criterion', () => {
  const asked = { kind: 'waiverRequested', waiver: 'w1', criterion: 'c1', reason: 'r', mitigation: 'm' } as const;

  test('is granted by a decider other than its requester, and counts until its last day', () => {
    const history = begun();
    const until = TODAY + 90;
    expect(history.add('pia', { ...asked, until: until + 1 })).toEqual(['until']);
    expect(history.add('pia', { ...asked, until: TODAY - 1 })).toEqual(['until']);
    expect(history.add('dan', { ...asked, until }, { mayEditIssues: true })).toEqual([]);
    expect(history.add('pia', { ...asked, waiver: 'w2', until })).toEqual(['criterion']);
    const grant = { kind: 'waiverDecided', waiver: 'w1', granted: true, reason: 'r' } as const;
    expect(history.add('dan', grant)).toEqual(['asker']);
    expect(history.add('pia', grant)).toEqual(['asker']);
    expect(history.add('dora', grant)).toEqual([]);
    const status = (): string =>
      assess(ours.stages[0].criteria, history.state, facts({ today: history.today }))[0].status;
    history.today = until;
    expect(status()).toBe('waived');
    history.today++;
    expect(status()).toBe('unmet');
  });
});

function facts(overrides: Partial<GateFacts> = {}): GateFacts {
  return { today: TODAY, findings: new Map(), counts: new Map(), ...overrides };
}

describe('readiness', () => {
  const finding = (status: FindingStatus, attainment: number | null): Partial<GateFacts> => ({
    findings: new Map([['work-dated', { title: 'Work is dated', status, attainment }]]),
  });
  const counted = (found: number, open = 0): Partial<GateFacts> => ({ counts: new Map([['c1', { found, open }]]) });
  const rule: CriterionCheck = { of: 'rule', rule: 'work-dated', threshold: 0.9 };
  const none: CriterionCheck = { of: 'jql', jql: 'x', expect: { of: 'none' } };
  const two: CriterionCheck = { of: 'jql', jql: 'x', expect: { of: 'atLeast', count: 2 } };
  const done: CriterionCheck = { of: 'jql', jql: 'x', expect: { of: 'allDone' } };

  test.each<[CriterionCheck, Partial<GateFacts>, string, RegExp]>([
    [rule, finding('partial', 0.9), 'met', /reaches 90 % of its target; 90 %/],
    [rule, finding('partial', 0.8999), 'unmet', /reaches 89 %/],
    [rule, finding('notApplicable', null), 'met', /nothing it applies to/],
    [rule, finding('notAssessable', null), 'notAssessable', /cannot be assessed/],
    [rule, finding('exempt', null), 'waived', /is waived/],
    [rule, {}, 'notAssessable', /no result/],
    [none, counted(0), 'met', /No issue/],
    [none, counted(1), 'unmet', /1 issue is found, none expected/],
    [two, counted(2), 'met', /2 issues are found; 2 asked for/],
    [two, counted(1), 'unmet', /2 asked for/],
    [done, counted(3), 'met', /all done/],
    [done, counted(3, 1), 'unmet', /1 not done/],
    [done, counted(0), 'notAssessable', /No issue/],
    [done, { counts: new Map([['c1', null]]) }, 'notAssessable', /does not accept/],
    [done, {}, 'notAssessable', /not been asked/],
  ])('%j with %j is %s', (check, known, status, words) => {
    const [result] = assess([aCriterion('c1', { check })], new GateHistory().state, facts(known));
    expect(result).toMatchObject({ status, found: expect.stringMatching(words) as string });
    expect(result.next === '').toBe(status === 'met' || status === 'waived');
  });

  test('asks of the project record what its criterion names: a person for the sponsor, words for all else', () => {
    const history = new GateHistory(TODAY);
    const asked = aCriterion('c1', { check: { of: 'record', field: 'sponsor' } });
    history.save(aLifecycle([[asked]]));
    const fill = (field: RecordField, text: string, person: string | null, by = 'pia'): readonly string[] =>
      history.add(by, { kind: 'recordFilled', field, text, person });
    expect(fill('scope', 'All of it', null)).toEqual([]);
    expect(assess([asked], history.state, facts())).toMatchObject([{ status: 'unmet', next: 'Fill it in.' }]);
    expect(fill('sponsor', '', 'dee')).toEqual([]);
    expect(assess([asked], history.state, facts())).toMatchObject([{ status: 'met', next: '' }]);
    expect(fill('sponsor', '', null)).toEqual(['person']);
    expect(fill('objective', ' ', null)).toEqual(['text']);
    expect(fill('objective', 'x'.repeat(300_000), null)).toEqual(['text']);
    expect(fill('objective', 'x', null, 'eve')).toEqual(['asker']);
  });

  test('takes evidence of the right kind and age, and safe links only', () => {
    const check: CriterionCheck = { of: 'evidence', kind: 'page', freshDays: 30 };
    const history = new GateHistory(TODAY);
    history.save(aLifecycle([[aCriterion('c1', { check })]]));
    const attach = (link: string, datedOn = TODAY): readonly string[] =>
      history.add('pia', { kind: 'evidenceAttached', criterion: 'c1', of: 'page', link, title: '', datedOn });
    for (const link of [
      'javascript:alert(1)',
      ' https://a',
      'https://bank@evil.example',
      'data:text/html,x',
      'https://a b',
      'ftp://a',
      'JAVASCRIPT://https://',
    ]) {
      expect([link, attach(link)]).toEqual([link, ['link']]);
    }
    expect(attach('https://wiki.example/x', TODAY + 1)).toEqual(['datedOn']);
    expect(attach('https://wiki.example/x?a=b#c')).toEqual([]);
    const stage = history.lifecycle?.stages[0].criteria ?? [];
    const statusOn = (today: number): string => assess(stage, history.state, facts({ today }))[0].status;
    expect([statusOn(TODAY + 30), statusOn(TODAY + 31)]).toEqual(['met', 'unmet']);
  });

  test('keeps what is due so far apart from what the gate asks', () => {
    const history = new GateHistory(TODAY);
    const entry = aCriterion('c2', { due: 'entry' });
    const [one, two] = aLifecycle([[aCriterion('c1')], [entry, aCriterion('c3')]]).stages;
    const planned = { ...one, gate: { ...one.gate, planned: TODAY } };
    const lifecycle = { title: 'Ours', stages: [planned, two] };
    history.save(lifecycle);
    const look = (today: number): readonly (readonly string[])[] => {
      const known = facts({ today });
      const position = positionOf(lifecycle, history.state, today, new Set());
      const idsOf = (each: readonly CriterionResult[]): string[] => each.map(({ criterion }) => criterion);
      return [standingOf, gateReadiness].map((read) => idsOf(read(lifecycle, position, history.state, known)));
    };
    expect(look(TODAY)).toEqual([[], ['c1', 'c2']]);
    expect(look(TODAY + 1)).toEqual([
      ['c1', 'c2'],
      ['c1', 'c2'],
    ]);
  });
});

test('what rules and the portfolio are told: where the project is, passed gates, and whether their conditions are closed, whatever day it is', () => {
  const history = begun();
  const inShort = (): GatesOnRecord => gatesInShort(ours, history.state, history.entries.length);
  const stage = (place: number): Omit<GatesOnRecord, 'events' | 'passed'> => ({
    criteria: expect.any(Array) as [],
    stage: `Stage ${place}`,
    next: { title: `Gate ${place}`, planned: null, forecast: null },
  });
  expect(inShort()).toEqual({ events: 2, passed: [], ...stage(1) });
  decide(history, 'dan', 'conditionalGo', [aCondition('k1')]);
  expect(inShort().passed).toEqual([]);
  decide(history, 'dora', 'go');
  expect(gatesOnRecord(inShort(), () => true)).toEqual({ passed: 1, evidenced: 0 });
  history.add('pia', { kind: 'conditionRaised', condition: 'k1', issueId: 77 });
  expect(inShort()).toEqual({ events: 5, passed: [[77]], ...stage(2) });
  expect(gatesOnRecord(inShort(), (issueId) => issueId === 77)).toEqual({ passed: 1, evidenced: 1 });
  expect(gatesOnRecord(inShort(), () => false)).toEqual({ passed: 1, evidenced: 0 });
});

test('the portfolio is told what was due so far, which is all that a gate asks from the day after it was planned', () => {
  const history = new GateHistory(TODAY);
  const [one, two] = aLifecycle([[aCriterion('c1', { due: 'entry' }), aCriterion('c2')], []]).stages;
  const lifecycle = { title: 'Ours', stages: [{ ...one, gate: { ...one.gate, planned: TODAY } }, two] };
  history.save(lifecycle);
  history.add('pia', { kind: 'statementConfirmed', criterion: 'c1', text: 'c1 holds', holds: true });
  const inShort = gatesInShort(lifecycle, history.state, history.entries.length);
  const [ofOne, ofTwo] = [1, 2].map((asked) => ({ asked, settled: 1, uncounted: 0 }));
  expect(gatesInBrief(inShort, [], TODAY)).toMatchObject({ standing: ofOne, gateReady: ofTwo });
  expect(gatesInBrief(inShort, [], TODAY + 1)).toMatchObject({ standing: ofTwo, gateReady: ofTwo });
  expect(gatesInBrief({ ...inShort, criteria: null }, [], TODAY)).toMatchObject({ standing: null, gateReady: null });
});
