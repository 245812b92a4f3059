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
