import { compliancePage } from '../../test/browser/support/shell-page';
import { hoursBefore, ok, REFUSAL, refused, type Shot, type Value } from './shot';

const GATES = `${compliancePage('SIG')}/gates`;
const SETTINGS = settingsOf('SIG');
/** The payroll move has passed a gate on a condition; the ticketing app waits for a decision; nobody set up gates for access control. */
const [PASSED, WAITING, NONE] = ['PAY', 'TICK', 'ACC'];

/** Stands there once the gates do. */
const TRACKED = 'Standing: due so far';
/** The gates of a project, and its settings, in every state. */
export const gateShots: readonly Shot[] = [
  { name: 'gates-none', address: `${compliancePage(NONE)}/gates`, until: 'This project has no stage gates yet' },
  { name: 'gates-overdue', address: `${compliancePage(PASSED)}/gates`, until: TRACKED },
  {
    ...{ name: 'gates-to-decide', address: `${compliancePage(WAITING)}/gates`, persona: 'Head of the PMO' },
    until: 'asked for it at',
  },
  { name: 'gates-passport', address: `${compliancePage(PASSED)}/gates/passport`, until: 'The whole record' },
  changed('gates-loading', 'never'),
  changed('gates-missing', (value) => tracked(value, {}), TRACKED),
  { ...changed('gates-missing-narrow', (value) => tracked(value, {}), TRACKED), width: 'narrow' },
  changed('gates-in-review', (value) => tracked(value, { review: aReview(value) }), 'asked for it at'),
  changed('gates-blocked', blocked, 'The gate blocks again'),
  changed('gates-tampered', (value) => ok({ ...value, events: 14, brokenAt: 9 }), 'was changed from outside'),
  changed('gates-full', full, TRACKED),
  changed('gates-error', refused, REFUSAL.remedy),
  {
    ...{ name: 'project-next-gate', address: compliancePage('SIG'), until: '2 of 7 criteria met' },
    change: { functionKey: 'gates', reply: (value) => tracked(value, {}) },
  },
  {
    ...{ name: 'settings-first-run', address: settingsOf(NONE), persona: 'Jira administrator' },
    until: 'This project has no gates yet.',
  },
  { name: 'settings-no-permission', address: SETTINGS, persona: 'Contractor', until: 'Admins of a project' },
  settings('settings-loading', 'never'),
  settings('settings-editor', (value) => inForce(value, 0)),
  { ...settings('settings-editor-narrow', (value) => inForce(value, 0)), width: 'narrow' },
  settings('settings-full', (value) => inForce(value, 26)),
];

function settingsOf(project: string): string {
  return `/jira/projects/${project}/settings/apps/project-settings-page`;
}

function changed(name: string, reply: 'never' | ((value: Value) => unknown), until?: string): Shot {
  return { name, address: GATES, change: { functionKey: 'gates', reply }, ...(until === undefined ? {} : { until }) };
}

function settings(name: string, reply: 'never' | ((value: Value) => unknown)): Shot {
  const shot = { name, address: SETTINGS, change: { functionKey: 'lifecycle', reply } } as const;
  return reply === 'never' ? shot : { ...shot, until: 'What the stage asks' };
}

function aCriterion(id: string, title: string, overrides: Value): Value {
  return {
    ...{ id, title, help: '', mandatory: true, status: 'met', found: '', next: '', mayConfirm: false },
    ...{ evidence: null, waiver: null, look: { of: 'statement', text: title } },
    ...overrides,
  };
}

const PAGE = { of: 'evidence', kind: 'page', freshDays: 60 };
const CRITERIA: readonly Value[] = [
  aCriterion('logic', 'Work is linked', {
    ...{ status: 'unmet', look: { of: 'rule', rule: 'missing-logic' }, help: 'Link each dated item to what it needs.' },
    found: '"Dated work has a predecessor or successor" reaches 61 % of its target; 100 % is asked for',
    next: 'Open the finding: it names the issues to mend.',
  }),
  aCriterion('bugs', 'No bug of highest priority is open', {
    ...{ status: 'unmet', look: { of: 'jql', jql: 'project = SIG' }, found: '3 issues are found, none expected' },
    next: 'Open them in Jira and settle them.',
  }),
  aCriterion('case', 'Business case, reviewed', {
    ...{ status: 'unmet', look: PAGE, found: 'Nothing is attached', next: 'Attach the link.' },
  }),
  aCriterion('record', 'The sponsor is named', {
    ...{ status: 'unmet', look: { of: 'record', field: 'sponsor', text: '', person: null }, next: 'Fill it in.' },
    found: 'The project record says nothing there',
  }),
  aCriterion('team', 'The team is staffed', {
    ...{ status: 'unmet', mayConfirm: true, found: 'Nobody has confirmed it yet' },
    next: 'Have it confirmed by somebody who may.',
  }),
  aCriterion('risks', 'Risk register', {
    ...{ status: 'waived', look: PAGE, found: 'Nothing is attached' },
    waiver: {
      ...{ id: 'w', state: 'granted', reason: 'The register moves to the new site', mitigation: 'Weekly call' },
      ...{ until: '2026-12-20', owner: { name: 'Marit Hoekstra' }, mayDecide: false, mayWithdraw: true },
    },
  }),
  aCriterion('plan', 'Project plan', {
    ...{ look: PAGE, found: 'Of 2026-11-02: https://wiki.example/plan' },
    evidence: { link: 'https://wiki.example/plan', title: 'Plan, third issue', datedOn: '2026-11-02' },
  }),
  aCriterion('report', 'Performance report', {
    ...{ mandatory: false, status: 'unmet', look: PAGE, found: 'Nothing is attached', next: 'Attach the link.' },
  }),
];

function aGate(id: string, stage: string, title: string, overrides: Value = {}): Value {
  return {
    ...{ id, stage, title, status: 'open', planned: null, forecast: null, overdue: false },
    ...{ decisions: [], conditions: [] },
    ...overrides,
  };
}

const LINE: readonly Value[] = [
  aGate('g1', 'Initiating', 'Charter approved', { status: 'passed', planned: '2026-06-12' }),
  aGate('g2', 'Planning', 'Plan approved', { planned: '2026-12-12', forecast: '2026-12-19' }),
  aGate('g3', 'Executing, monitoring and controlling', 'Deliverables accepted', { planned: '2027-06-30' }),
  aGate('g4', 'Closing', 'Project closed'),
];

function tracked(value: Value, overrides: Value): unknown {
  const tracker = {
    ...{ lifecycle: 'PMBOK process groups', stage: 'Planning', gates: LINE, next: 'g2', decidersMissing: 0 },
    standing: { settled: 1, asked: 2, criteria: [CRITERIA[6], CRITERIA[4]] },
    gateReady: { settled: 2, asked: 7, criteria: CRITERIA },
    review: null,
    ...overrides,
  };
  return ok({ ...value, tracker });
}

function aReview(value: Value): Value {
  const requestedAt = hoursBefore(`${String(value['today'])}T10:00:00Z`, 20);
  return {
    ...{ id: 'r', gate: 'g2', requestedBy: { name: 'Marit Hoekstra' }, requestedAt, criteria: CRITERIA, quorum: 2 },
    ...{ note: 'The supplier plan follows on Monday', mayDecide: true, mayWithdraw: true },
    changed: [{ criterion: 'bugs', before: '5 issues are found, none expected', now: '3 issues are found' }],
    decisions: [
      { decision: 'hold', reason: 'The plan leaves out the tests.', by: { name: 'Joost Verbeek' }, at: requestedAt },
    ],
  };
}

function blocked(value: Value): unknown {
  const condition = { owner: { name: 'Ravi Menon' }, due: '2026-11-13', hasIssue: true };
  const conditions = [
    { ...condition, id: 'k1', text: 'Have the cost estimate signed', standing: 'overdue', issueKey: 'SIG-1' },
    { ...condition, id: 'k2', text: 'Name a deputy for the test lead', standing: 'done', issueKey: 'SIG-2' },
    { ...condition, id: 'k3', text: 'Agree the possessions', standing: 'open', hasIssue: false, issueKey: null },
  ];
  const gates = [{ ...LINE[0], status: 'blocked', conditions }, ...LINE.slice(1)];
  return tracked(value, { gates, next: 'g1', decidersMissing: 1 });
}

const LONG = 'Interlocking, level crossings and staff training of the northern depot are accepted, '
  .repeat(2)
  .slice(0, 120);

function full(value: Value): unknown {
  const gates = Array.from({ length: 30 }, (_, place) =>
    aGate(`g${place}`, `${LONG}${place}`, `${LONG}${place}`, { status: place < 12 ? 'passed' : 'open' }),
  );
  const criteria = Array.from({ length: 50 }, (_, place) => {
    return { ...CRITERIA[place % CRITERIA.length], id: `c${place}`, title: `${LONG}${place}` };
  });
  const gateReady = { settled: 12, asked: 44, criteria };
  return tracked(value, { gates, stage: gates[12]['stage'], next: 'g12', gateReady });
}

/** The second template as if it had been saved, with so many further stages. */
function inForce(value: Value, further: number): unknown {
  const templates = value['templates'] as readonly { readonly lifecycle: Value & { readonly stages: Value[] } }[];
  const { lifecycle } = templates[1];
  const [first] = lifecycle.stages;
  const criteria = first['criteria'] as Value[];
  const stages = Array.from({ length: further }, (_, place) => ({
    ...{ id: `more-${place}`, title: `${LONG}${place}`, gate: { ...(first['gate'] as Value), id: `more-g-${place}` } },
    criteria: Array.from({ length: 6 }, (_each, at) => ({ ...criteria[0], id: `more-${place}-${at}`, title: LONG })),
  }));
  const saved = { version: 3, savedBy: { name: 'Niels Overbeek' }, savedAt: '2026-11-18T09:12:00Z' };
  return ok({ ...value, ...saved, lifecycle: { ...lifecycle, stages: [...lifecycle.stages, ...stages] } });
}
