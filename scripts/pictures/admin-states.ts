import { ADMIN_PAGE } from '../../test/browser/support/shell-page';
import { hoursBefore, ok, refused, type Shot, type Value } from './shot';

const ADMINISTRATOR = 'Jira administrator';
const NOTHING = { total: 0, fresh: 0, waiting: 0, stale: 0, failed: 0, neverRead: 0 };

/** The last thing on the page: once it is there, everything is. */
const LAST_ON_PAGE = 'Download diagnostics';

/** The admin page in every state. */
export const adminShots: readonly Shot[] = [
  { name: 'admin-overview', address: ADMIN_PAGE, persona: ADMINISTRATOR, until: LAST_ON_PAGE },
  { name: 'admin-failed-jobs', address: `${ADMIN_PAGE}/jobs/failed`, persona: ADMINISTRATOR, until: LAST_ON_PAGE },
  { name: 'admin-no-permission', address: ADMIN_PAGE, until: 'Jira administrators see here' },
  changed('admin-loading', 'never'),
  changed('admin-first-run', firstRun),
  changed('admin-no-projects', (value) => ok({ ...firstRunOf(value), jobs: [aJob(value, { job: 'discover' })] })),
  changed('admin-filling', filling),
  { ...changed('admin-filling-narrow', filling), width: 'narrow' },
  changed('admin-full', full),
  { ...changed('admin-full-narrow', full), width: 'narrow' },
  { ...changed('admin-error', refused), until: 'could not read what it has stored' },
];

function changed(name: string, reply: 'never' | ((value: Value) => unknown)): Shot {
  const shot: Shot = { name, address: ADMIN_PAGE, persona: ADMINISTRATOR, change: { functionKey: 'health', reply } };
  return reply === 'never' ? shot : { ...shot, until: LAST_ON_PAGE };
}

function firstRunOf(value: Value): Value {
  const nothing = { checked: 0, projects: 0, oldestAt: null, newestAt: null, issues: 0, contents: 0, differences: 0 };
  const progress = { ...(value['progress'] as Value), campaign: null, runs: [], runsInAll: 0, waits: [] };
  const reconciliation = { ...nothing, differing: [], differingInAll: 0 };
  return { ...value, projects: NOTHING, progress, jobs: [], failures: [], failuresInAll: 0, reconciliation };
}

function firstRun(value: Value): unknown {
  return ok(firstRunOf(value));
}

function filling(value: Value): unknown {
  return ok({
    ...value,
    projects: { total: 1000, fresh: 372, waiting: 41, stale: 0, failed: 3, neverRead: 584 },
    progress: progressOf(value),
    hours: hoursOf(value),
  });
}

/** A thousand projects, long names, many failures of which some are hidden, differences, another admin's setting. */
function full(value: Value): unknown {
  const madeAt = value['madeAt'];
  const failures = Array.from({ length: 180 }, (_, number) => aFailure(value, number));
  const jobs = Array.from({ length: 200 }, (_, number) => fullJob(value, number));
  const settings = { backgroundShare: 0.5, version: 4, changedBy: { name: 'Niels Overbeek' } };
  return ok({
    ...value,
    projects: { total: 1000, fresh: 688, waiting: 62, stale: 50, failed: 200, neverRead: 0 },
    progress: progressOf(value),
    hours: hoursOf(value),
    jobs,
    failures,
    failuresInAll: 200,
    fieldProblems: [
      'customfield_10061, meant as the target date, is not on this site any more.',
      'customfield_10075, meant as story points, holds text, not a number.',
    ].map((cause) => ({ playbook: 'predictive', title: `Predictive delivery ${'x'.repeat(120)}`, cause })),
    reconciliation: {
      ...{ checked: 934, projects: 1000, oldestAt: hoursBefore(madeAt, 70), newestAt: hoursBefore(madeAt, 0.1) },
      ...{ issues: 1_000_000, contents: 18_680, differences: 29, differingInAll: 3 },
      differing: [
        difference(value, aProject(1), { missing: 2, contentsDiffering: 1 }),
        difference(value, aProject(2), { linksDiffering: 4, repaired: false }),
        difference(value, { kind: 'hidden' }, { gone: 22 }),
      ],
    },
    settings: { ...settings, changedAt: hoursBefore(madeAt, 3) },
  });
}

const PROGRAMME = 'Nordhavn depot and rolling stock programme, workstream interlocking and level crossings, phase ';

function aProject(number: number): Value {
  const name = number % 4 === 0 ? `${PROGRAMME}${number}, `.repeat(3).slice(0, 255) : `Depot renewal ${number}`;
  return { kind: 'named', id: String(20_000 + number), key: `DEP${number}`, name };
}

function aFailure(value: Value, number: number): unknown {
  const isHidden = number >= 165;
  return {
    project: isHidden ? { kind: 'hidden' } : aProject(number),
    at: hoursBefore(value['madeAt'], 0.2 + number / 30),
    cause:
      number % 3 === 0
        ? 'Jira did not answer, although Plumbline asked several times.'
        : 'Jira counts 12,480 issues in this project but handed out 11,902.',
    remedy:
      number % 3 === 0
        ? 'Look at status.atlassian.com and refresh again once Jira is up.'
        : 'Refresh again in an hour. If the numbers still differ, ask Atlassian to reindex the project.',
  };
}

function aJob(value: Value, overrides: Value): Value {
  return {
    ...{
      at: hoursBefore(value['madeAt'], 0.05),
      job: 'whole',
      project: null,
      milliseconds: 2140,
      calls: 5,
      points: 330,
    },
    ...{ bytes: 1_540_000, issues: 323, outcome: 'done', cause: null, remedy: null, askedBy: null },
    ...overrides,
  };
}

function fullJob(value: Value, number: number): Value {
  const at = hoursBefore(value['madeAt'], 0.02 + number / 60);
  if (number % 9 === 4) {
    return aJob(value, { at, job: 'merge', issues: null, milliseconds: 61_000, calls: 0, points: 0 });
  }
  if (number % 11 === 5) return aJob(value, { at, project: { kind: 'hidden' }, job: 'changes', issues: 3 });
  const job = number % 3 === 0 ? 'changes' : 'whole';
  if (number % 7 !== 6) return aJob(value, { at, job, project: aProject(number), askedBy: askerOf(number) });
  return aJob(value, {
    ...{ at, job, project: aProject(number), outcome: 'failed' },
    cause: 'Jira did not answer, although Plumbline asked several times.',
    remedy: 'Look at status.atlassian.com and refresh again once Jira is up.',
  });
}

function askerOf(number: number): Value | null {
  if (number % 5 !== 0) return null;
  return { name: number % 10 === 0 ? 'Marit Hoekstra' : null };
}

function difference(value: Value, project: Value, figures: Value): unknown {
  const none = { missing: 0, gone: 0, linksDiffering: 0, contentsDiffering: 0, repaired: true };
  return { project, at: hoursBefore(value['madeAt'], 2), issues: 12_480, contents: 20, ...none, ...figures };
}

function progressOf(value: Value): unknown {
  const madeAt = value['madeAt'];
  const waitsUntil = hoursBefore(madeAt, -0.4);
  const run = { phase: 'reading', startedAt: madeAt, pages: 4, issuesRead: 400, issuesExpected: 12_480, waiting: null };
  const background = { ...run, mode: 'whole', by: 'background', askedBy: null };
  const points = (value['progress'] as Value)['points'] as Value;
  return {
    campaign: { startedAt: hoursBefore(madeAt, 3), finishedAt: null, projectsRead: 416, projects: 1000 },
    runs: [
      { ...run, project: aProject(3), mode: 'changes', by: 'people', askedBy: { name: 'Marit Hoekstra' } },
      { ...background, project: aProject(4) },
      { ...background, project: aProject(5), waiting: { until: waitsUntil, for: 'points' } },
      { ...background, project: { kind: 'hidden' } },
    ],
    runsInAll: 4,
    waits: [
      { what: 'background', why: 'points', until: waitsUntil, count: 0, endpoint: null },
      { what: 'projects', why: 'gathering', until: hoursBefore(madeAt, -0.02), count: 38, endpoint: null },
    ],
    points: { ...points, spent: 32_480, limit: 32_500 },
  };
}

function hoursOf(value: Value): unknown {
  const hours = value['hours'] as Value[];
  return hours.map((hour, place) => ({ ...hour, spent: place < 14 ? 800 + 150 * place : 32_000 - 400 * (place % 5) }));
}
