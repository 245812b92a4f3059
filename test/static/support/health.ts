import type {
  FailureView,
  HealthView,
  JobView,
  ProgressView,
  ProjectMention,
  ReconciliationSummary,
  ReconciliationView,
  RunView,
  SettingsView,
} from '../../../src/contract';

/** A project of the demo portfolio, or another by its number. */
export function aMention(number = 1, name = 'Signalling upgrade', key = 'SIG'): ProjectMention {
  return { kind: 'named', id: String(10_000 + number), key, name };
}

export const hidden: ProjectMention = { kind: 'hidden' };

/** So long ago, as contracts have instants. */
export function minutesAgo(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString();
}

export function aRunView(overrides: Partial<RunView> = {}): RunView {
  return {
    project: aMention(),
    mode: 'whole',
    startedAt: minutesAgo(1),
    pages: 2,
    issuesRead: 200,
    issuesExpected: 323,
    waiting: null,
    by: 'background',
    askedBy: null,
    ...overrides,
  };
}

export function aProgress(overrides: Partial<ProgressView> = {}): ProgressView {
  const hour = new Date().toISOString().slice(0, 13);
  return {
    campaign: { startedAt: minutesAgo(90), finishedAt: minutesAgo(40), projectsRead: 12, projects: 12 },
    runs: [],
    runsInAll: 0,
    waits: [],
    points: {
      ...{ hour, spent: 4321, limit: 32_500, quota: 65_000, share: 0.5 },
      nextHourAt: new Date((Math.floor(Date.now() / 3_600_000) + 1) * 3_600_000).toISOString(),
    },
    ...overrides,
  };
}

export function aJobView(overrides: Partial<JobView> = {}): JobView {
  return {
    ...{ at: minutesAgo(3), job: 'whole', project: aMention(), milliseconds: 3400, calls: 6, points: 330 },
    ...{ bytes: 1_540_000, issues: 323, outcome: 'done', cause: null, remedy: null, askedBy: null },
    ...overrides,
  };
}

export function aFailure(overrides: Partial<FailureView> = {}): FailureView {
  return {
    project: aMention(),
    at: minutesAgo(12),
    cause: 'Jira did not answer, although Plumbline asked several times.',
    remedy: 'Look at status.atlassian.com and refresh again once Jira is up.',
    ...overrides,
  };
}

export function aComparison(overrides: Partial<ReconciliationView> = {}): ReconciliationView {
  return {
    ...{ project: aMention(), at: minutesAgo(30), issues: 323, contents: 20, missing: 0, gone: 0 },
    ...{ linksDiffering: 0, contentsDiffering: 0, repaired: true },
    ...overrides,
  };
}

export function aSummary(overrides: Partial<ReconciliationSummary> = {}): ReconciliationSummary {
  return {
    ...{ checked: 12, projects: 12, oldestAt: minutesAgo(600), newestAt: minutesAgo(20), issues: 2510, contents: 240 },
    ...{ differences: 0, differing: [], differingInAll: 0 },
    ...overrides,
  };
}

export function someSettings(overrides: Partial<SettingsView> = {}): SettingsView {
  return { backgroundShare: 0.5, version: 0, changedBy: null, changedAt: null, ...overrides };
}

/** A site whose projects are all read, with nothing to do. */
export function aHealth(overrides: Partial<HealthView> = {}): HealthView {
  const hours = Array.from({ length: 24 }, (_, place) => {
    const at = new Date(Date.now() - (24 - place) * 3_600_000);
    return { hour: at.toISOString().slice(0, 13), spent: place % 6 === 0 ? 2500 : 120 };
  });
  return {
    revision: 'revision-1',
    madeAt: new Date().toISOString(),
    progress: aProgress(),
    hours,
    projects: { total: 12, fresh: 12, waiting: 0, stale: 0, failed: 0, neverRead: 0 },
    jobs: [aJobView(), aJobView({ at: minutesAgo(5), job: 'merge', project: null, issues: null })],
    failures: [],
    failuresInAll: 0,
    fieldProblems: [],
    reconciliation: aSummary(),
    settings: someSettings(),
    ...overrides,
  };
}
