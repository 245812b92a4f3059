import type { Comparison, HistoryDay, HistoryView, RuleMove, WaiverView } from '../../src/contract';
import { compliancePage } from '../../test/browser/support/shell-page';
import { hoursBefore, ok, type Shot, type Value } from './shot';

const SIG = compliancePage('SIG');

/** The project page in every state. */
export const projectShots: readonly Shot[] = [
  { name: 'project-overview', address: SIG },
  { name: 'project-finding', address: `${SIG}/findings/item-ownership` },
  { name: 'project-explanation', address: `${SIG}/how-it-is-computed` },
  { name: 'project-narrow', address: `${SIG}/findings/item-ownership`, width: 'narrow' },
  { name: 'project-agile', address: compliancePage('TICK') },
  { name: 'project-in-a-cycle', address: `${compliancePage('PAY')}/findings/dependency-cycles` },
  { name: 'project-score-withheld', address: compliancePage('NET') },
  { name: 'project-explanation-withheld', address: `${compliancePage('NET')}/how-it-is-computed` },
  { name: 'project-no-permission', address: compliancePage('LAN') },
  changed('project-loading', 'never'),
  changed('project-first-run', firstRun),
  { ...changed('project-first-run-narrow', firstRun), width: 'narrow' },
  changed('project-refreshing', (value) => ok({ ...value, refresh: progress(value) })),
  { ...changed('project-waiting-for-points', waitingForPoints), until: 'You need not do anything' },
  {
    ...changed('project-changed-meanwhile', (value) =>
      ok({ ...value, refresh: { ...progress(value), changesWaiting: true } }),
    ),
    until: 'catching up next',
  },
  changed('project-stale', (value) => ok({ ...value, stale: true, readAt: hoursBefore(value['readAt'], 5) })),
  changed('project-refresh-failed', failed),
  changed('project-partly-unreadable', partlyUnreadable),
  changed('project-empty', emptied),
  changed('project-four-weeks-old', (value) => ok({ ...value, recent: recentOf(value) })),
  { name: 'project-history', address: `${SIG}/history?weeks=26`, change: aged(182) },
  { name: 'project-history-narrow', address: `${SIG}/history`, change: aged(28), width: 'narrow' },
  { name: 'project-history-two-years', address: `${SIG}/history?weeks=104`, change: aged(728) },
  { name: 'project-history-few-days', address: `${SIG}/history`, change: aged(2) },
  { name: 'project-history-first-day', address: `${SIG}/history` },
  {
    name: 'project-changes',
    address: `${SIG}/history/changes`,
    change: { functionKey: 'changes', reply: compared },
    until: 'Together',
  },
  { name: 'project-path-to-score', address: `${SIG}?score=100` },
  { name: 'project-waivers-none', address: `${SIG}/waivers` },
  { name: 'project-waivers', address: `${SIG}/waivers`, change: waived(true), until: 'Data from' },
  { name: 'project-waivers-narrow', address: `${SIG}/waivers`, change: waived(false), width: 'narrow' },
  { name: 'project-finding-waived', address: `${SIG}/findings/item-ownership`, change: waived(false) },
  { name: 'project-changes-none', address: `${SIG}/history/changes` },
  { ...changed('project-error', () => ({ ok: false, error: REFUSAL })), until: 'Jira does not answer' },
];

const REFUSAL = {
  kind: 'jiraUnavailable',
  message: 'Jira does not answer',
  remedy: 'Try again in a minute. If it lasts, look at status.atlassian.com.',
  reference: '5d1f0c77',
};

function changed(name: string, reply: 'never' | ((value: Value) => unknown)): Shot {
  return { name, address: SIG, change: { functionKey: 'standing', reply } };
}

function progress(value: Value): Value {
  const startedAt = hoursBefore(value['readAt'], 0);
  return { phase: 'reading', startedAt, issuesRead: 140, issuesExpected: 323, waiting: null, changesWaiting: false };
}

function waitingForPoints(value: Value): unknown {
  const waiting = { until: hoursBefore(value['readAt'], -0.5), for: 'points' };
  return ok({ ...value, refresh: { ...progress(value), waiting } });
}

function firstRun(value: Value): unknown {
  return ok({ ...value, revision: 'none', snapshot: null, readAt: null, refresh: progress(value) });
}

function failed(value: Value): unknown {
  const failure = {
    at: hoursBefore(value['readAt'], 0),
    cause: 'Jira did not answer in time.',
    remedy: 'Plumbline tries again within the hour; you can also refresh now.',
  };
  return ok({ ...value, readAt: hoursBefore(value['readAt'], 1), failure });
}

function partlyUnreadable(value: Value): unknown {
  const snapshot = value['snapshot'] as Value & { issues: { read: number } };
  const examples = [
    { issue: 'SIG-17', field: 'duedate', reason: 'is not a day' },
    { issue: 'SIG-31', field: 'status', reason: 'is missing' },
  ];
  const issues = { ...snapshot.issues, read: snapshot.issues.read + 2, unreadable: 2 };
  return ok({ ...value, snapshot: { ...snapshot, issues }, unreadable: { count: 2, examples } });
}

/** Scores of the four weeks before, rising to today's. */
function recentOf(value: Value): unknown {
  const { score, today } = value['snapshot'] as { score: number; today: string };
  return [28, 24, 20, 16, 12, 8, 4].map((ago) => ({ day: dayBefore(today, ago), score: score - wave(ago) }));
}

/** So many days of history before the day that there is, with a playbook that changed halfway and a week without a score. */
function aged(count: number): Shot['change'] {
  return {
    functionKey: 'history',
    reply(value) {
      const { days, playbooks, rules } = value as unknown as HistoryView;
      const [today] = days;
      const past = Array.from({ length: count }, (_, place) => count - place);
      const before = past.map((ago): HistoryDay => ({
        day: dayBefore(today.day, ago),
        score: ago > 40 && ago < 48 ? null : (today.score ?? 0) - wave(ago),
        coverage: Math.max(0.5, 1 - ago / 1200),
        level: ago < 30 || ago > 120 ? null : 'foundation',
        playbook: ago > count / 2 ? 1 : 0,
      }));
      return ok({
        days: [...before, today],
        playbooks: [...playbooks, { ...playbooks[0], version: 2 }],
        rules: rules.map(({ rule, attainments: [share], few: { [0]: few } }, place) => ({
          rule,
          attainments: [...past.map((ago) => share && Math.max(0, share - wave(ago + 17 * place) / 100)), share],
          few: few === undefined ? {} : Object.fromEntries([...past, 0].map((_ago, day) => [day, few])),
        })),
      });
    },
  };
}

/** A waiver of each state, as whoever decides sees them, or as the one who asked. */
function waived(isPmo: boolean): Shot['change'] {
  const words = {
    ...{ reason: 'The new team starts in December.', mitigation: 'The lead looks at open work every day.' },
    ...{ requestedAt: '2026-11-18T09:12:00Z', owner: { name: 'Marit de Vries' }, mayWithdraw: !isPmo },
  };
  const decision = {
    by: { name: 'Judith Aalders' },
    at: '2026-11-18T15:40:00Z',
    reason: 'Fair until the team is there.',
  };
  const waivers: WaiverView[] = [
    {
      ...{ ...words, id: 3, rule: 'item-ownership', title: 'Work in progress has an owner', state: 'waiting' },
      ...{ until: '2026-12-18', decision: null, mayDecide: isPmo },
    },
    {
      ...{ ...words, id: 1, rule: 'invalid-dates', title: 'Dates are possible', state: 'expired' },
      ...{ until: '2026-11-16', decision, mayDecide: false, mayWithdraw: false },
    },
    {
      ...{
        ...words,
        id: 2,
        rule: 'resourced',
        title: 'The next 30 days of work are staffed and sized',
        state: 'inForce',
      },
      ...{ until: '2027-01-15', decision, mayDecide: false },
    },
  ];
  return { functionKey: 'waivers', reply: (value) => ok({ ...value, waivers }) };
}

/** As if a fortnight ago two rules had been worse and one better. */
function compared(value: Value): unknown {
  const playbook = { id: 'delivery-essentials', version: 3, title: 'Delivery essentials' };
  const then = { status: 'partial', numerator: 30, denominator: 48 } as const;
  const now = { status: 'partial', numerator: 40, denominator: 48 } as const;
  const rules: RuleMove[] = [
    {
      ...{ rule: 'overdue-blockers', title: 'Nobody waits for something overdue', points: 4.31 },
      ...{ earlier: then, later: now, appeared: 1, gone: 11 },
    },
    {
      ...{ rule: 'item-ownership', title: 'Work in progress has an owner', points: -1.26 },
      ...{ earlier: now, later: then, appeared: 10, gone: 0 },
    },
    {
      ...{ rule: 'dependency-cycles', title: 'No one waits in a circle', points: 0.55 },
      ...{ earlier: null, later: { status: 'pass', numerator: 87, denominator: 87 }, appeared: 0, gone: 0 },
    },
  ];
  const comparison: Comparison = {
    since: '2026-11-08',
    earlier: { score: 84.74, level: null, playbook },
    later: { score: 88.34, level: null, playbook },
    rules,
  };
  return ok({ ...value, days: ['2026-10-25', '2026-11-01', '2026-11-08', '2026-11-15'], comparison });
}

/** Points below today's: slowly up, with weeks in between that go down. */
function wave(ago: number): number {
  return Math.min(40, ago / 8) + 4 * Math.sin(ago / 9) * Math.min(1, ago / 10);
}

function dayBefore(day: string, days: number): string {
  return hoursBefore(`${day}T00:00:00Z`, 24 * days).slice(0, 10);
}

/** As the app evaluates a project without issues: nothing applies. */
function emptied(value: Value): unknown {
  const snapshot = value['snapshot'] as Value & { findings: Value[] };
  const counts = { read: 0, evaluated: 0, unreadable: 0, open: 0, uncategorised: 0 };
  const nothing = {
    status: 'notApplicable',
    numerator: 0,
    denominator: 0,
    attainment: null,
    contribution: null,
    loss: null,
  };
  const findings = snapshot.findings.map((finding) => ({ ...finding, ...nothing, toMend: 0, offenderCount: 0 }));
  const withheld = { because: 'littleApplies', applicableShare: 0, dormant: true };
  const empty = { issues: counts, findings, score: null, coverage: null, applicableShare: 0, withheld, fixes: [] };
  return ok({ ...value, snapshot: { ...snapshot, ...empty } });
}
