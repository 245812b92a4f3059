import type { IssueContextView, IssueMapView, MapDependency, MapIssue, WhatIfView } from '../../../src/contract';

/** An open issue with dates, of the first project of the map; its number makes it distinct. */
export function anIssueOnMap(number: number, overrides: Partial<MapIssue> = {}): MapIssue {
  return {
    id: String(20_000 + number),
    key: `SIG-${number}`,
    summary: `Possession plan ${number}`,
    assignee: 'Maya Okafor',
    assigneeId: 'account-maya',
    status: 'To Do',
    project: 0,
    anonymous: false,
    state: 'todo',
    milestone: false,
    plannedStart: '2026-12-01',
    plannedStartFrom: 'field',
    plannedFinish: '2026-12-10',
    plannedFinishFrom: 'field',
    duration: 8,
    durationFrom: 'dates',
    earliestStart: '2026-12-01',
    forecastFinish: '2026-12-10',
    latestFinish: '2026-12-17',
    slip: 0,
    totalFloat: 5,
    freeFloat: 5,
    critical: false,
    onPath: false,
    inCycle: false,
    driver: 'plan',
    drivenBy: null,
    ...overrides,
  };
}

/** One that the viewer may not browse. */
export function aRestrictedIssue(overrides: Partial<MapIssue> = {}): MapIssue {
  const unnamed = { id: null, key: null, summary: null, assignee: null, assigneeId: null, status: null, project: null };
  return anIssueOnMap(0, { ...unnamed, anonymous: true, ...overrides });
}

/** By places in the map's issues. */
export function aDependency(
  provider: number,
  dependent: number,
  overrides: Partial<MapDependency> = {},
): MapDependency {
  return {
    ...{ provider, dependent, kind: 'finishToStart', open: true, lateness: 'fine' },
    ...{ neededBy: '2026-12-14', slack: 4, onPath: false, suggestedCut: false },
    ...overrides,
  };
}

/**
 * The signalling upgrade waits for the data platform: DAT-77 (late, on the path) → SIG-240 → the milestone SIG-260,
 * DAT-64 (estimated) → SIG-228, and a restricted issue → SIG-260.
 */
export function anIssueMap(overrides: Partial<IssueMapView> = {}): IssueMapView {
  const late = { forecastFinish: '2026-12-21', slip: 11, totalFloat: -11, critical: true, onPath: true };
  const issues = overrides.issues ?? [
    anIssueOnMap(77, {
      ...{ key: 'DAT-77', summary: 'Event bus cut-over', project: 1, state: 'inProgress', status: 'In Progress' },
      ...{
        ...late,
        plannedFinish: '2026-12-04',
        earliestStart: '2026-11-20',
        assignee: 'Tomasz Nowak',
        assigneeId: 'account-tomasz',
      },
    }),
    anIssueOnMap(240, { ...late, driver: 'provider', drivenBy: 0, earliestStart: '2026-12-22' }),
    anIssueOnMap(260, { summary: 'G2 Plan approved', milestone: true, onPath: true, critical: true }),
    anIssueOnMap(64, {
      ...{ key: 'DAT-64', summary: 'Access model', project: 1, plannedStart: null, plannedFinish: null },
      ...{ forecastFinish: '2026-12-02', durationFrom: 'history', driver: 'today' },
    }),
    anIssueOnMap(228, { summary: 'Operator accounts' }),
    aRestrictedIssue({ plannedFinish: null, forecastFinish: null, earliestStart: null, plannedStart: null }),
  ];
  const dependencies = overrides.dependencies ?? [
    aDependency(0, 1, { lateness: 'willBeLate', slack: -11, onPath: true, neededBy: '2026-12-04' }),
    aDependency(1, 2, { onPath: true }),
    aDependency(3, 4, { lateness: 'atRisk', slack: 2 }),
    aDependency(5, 2, { lateness: 'unknown', slack: null, neededBy: null }),
  ];
  return {
    scope: { of: 'project', projectId: '10001' },
    asOf: '2026-11-20',
    mergedAt: '2026-11-20T09:40:00Z',
    siteTimeZone: 'Europe/London',
    today: '2026-11-20',
    projects: [
      { id: '10001', key: 'SIG', name: 'Signalling upgrade', target: '2026-12-18', forecast: '2026-12-31' },
      { id: '10002', key: 'DAT', name: 'Data platform', target: null, forecast: '2026-12-21' },
    ],
    issueCount: issues.length,
    dependencyCount: dependencies.length,
    anonymous: issues.filter(({ anonymous }) => anonymous).length,
    ...{ path: null, targets: [] },
    notes: [],
    ...overrides,
    issues,
    dependencies,
  };
}

/** One issue, a milestone and a project move. */
export function anOutcome(overrides: Partial<WhatIfView> = {}): WhatIfView {
  return {
    asOf: '2026-11-20',
    changes: [],
    moved: [
      {
        ...{ id: '20260', key: 'SIG-260', summary: 'G2 Plan approved', project: 0, milestone: true },
        ...{ from: '2026-12-31', to: '2027-01-07', days: 5 },
      },
      {
        ...{ id: '20240', key: 'SIG-240', summary: 'Possession plan 240', project: 0, milestone: false },
        ...{ from: '2026-12-21', to: '2026-12-28', days: 5 },
      },
    ],
    movedCount: 2,
    projects: [
      {
        ...{ id: '10001', key: 'SIG', name: 'Signalling upgrade', target: '2026-12-18' },
        ...{ from: '2026-12-31', to: '2027-01-07', issues: 2 },
      },
    ],
    becomeLate: 1,
    stopBeingLate: 0,
    newlyInCycle: 0,
    notes: [],
    ...overrides,
  };
}

export function anIssueContext(overrides: Partial<IssueContextView> = {}): IssueContextView {
  return {
    asOf: '2026-11-20',
    projectId: '10001',
    state: 'todo',
    waitsFor: [
      {
        ...{ id: '20077', key: 'DAT-77', summary: 'Event bus cut-over', kind: 'finishToStart' },
        ...{ lateness: 'willBeLate', forecastFinish: '2026-12-21', slack: -11 },
      },
    ],
    waitsForCount: 1,
    waitedForBy: [
      {
        ...{ id: null, key: null, summary: null, kind: 'startToStart' },
        ...{ lateness: 'unknown', forecastFinish: null, slack: null },
      },
    ],
    waitedForByCount: 3,
    plannedFinish: '2026-12-10',
    forecastFinish: '2026-12-21',
    slip: 7,
    totalFloat: -11,
    freeFloat: 0,
    critical: true,
    inCycle: false,
    ifItSlips: {
      ...{ days: 7, issues: 4, projects: 2, milestones: 1, most: 6 },
      movedMilestones: [{ key: 'SIG-260', summary: 'G2 Plan approved', days: 5 }],
    },
    findings: [{ rule: 'invalid-dates', title: 'Dates are valid', wrong: 'starts after it is due' }],
    notes: [],
    ...overrides,
  };
}
