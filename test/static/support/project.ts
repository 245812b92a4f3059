import type {
  FindingInWords,
  FindingView,
  OffendingIssue,
  RefreshProgress,
  RuleInWords,
  SnapshotInWords,
  StandingView,
} from '../../../src/contract';

type Theme = RuleInWords['theme'];

/** A rule in words, with every part said. */
export function aRule(overrides: Partial<RuleInWords> & { readonly id: string }): RuleInWords {
  return {
    version: 1,
    theme: 'plan',
    title: `Rule ${overrides.id} holds`,
    checks: `Checks ${overrides.id}.`,
    rationale: `Why ${overrides.id} matters.`,
    source: 'PMBOK Guide',
    remediation: `Mend ${overrides.id}.`,
    fixLabel: 'Mend them',
    reasons: {},
    ...overrides,
  };
}

interface FigureOptions {
  readonly numerator: number;
  readonly denominator: number;
  readonly target?: number;
}

/** A finding as the core makes it from figures; contribution and loss come with the snapshot. */
export function aFinding(
  rule: string,
  figures: FigureOptions | null,
  overrides: Partial<FindingInWords> = {},
): FindingInWords {
  const target = figures?.target ?? 0.95;
  const share = figures ? figures.numerator / figures.denominator : null;
  const attainment = share === null ? null : Math.min(1, share / target);
  const offenderCount = figures ? figures.denominator - figures.numerator : 0;
  return {
    rule,
    lifecycle: 'enforced',
    status:
      share === null || attainment === null
        ? 'notApplicable'
        : share >= target
          ? 'pass'
          : attainment >= 0.5
            ? 'partial'
            : 'fail',
    numerator: figures?.numerator ?? 0,
    denominator: figures?.denominator ?? 0,
    target,
    attainment,
    weight: 5,
    level: 'foundation',
    critical: false,
    contribution: null,
    loss: null,
    toMend: offenderCount,
    missing: [],
    sentence: figures
      ? `${offenderCount} of ${figures.denominator} items break ${rule}`
      : `Nothing here is subject to ${rule}`,
    offenderCount,
    ...overrides,
  };
}

/** A snapshot whose score, coverage and contributions follow from its findings by the rules' own formulas. */
export function aSnapshot(
  findings: readonly FindingInWords[],
  overrides: Partial<SnapshotInWords> = {},
): SnapshotInWords {
  const enforced = findings.filter(({ lifecycle }) => lifecycle === 'enforced');
  const assessed = enforced.filter(({ attainment }) => attainment !== null);
  const applicable = enforced.filter(({ status }) => status !== 'notApplicable' && status !== 'exempt');
  const weight = (list: readonly FindingInWords[]): number => list.reduce((sum, each) => sum + each.weight, 0);
  const total = weight(assessed);
  const scored = findings.map((finding) =>
    assessed.includes(finding)
      ? {
          ...finding,
          contribution: (100 * finding.weight * (finding.attainment ?? 0)) / total,
          loss: (100 * finding.weight * (1 - (finding.attainment ?? 0))) / total,
        }
      : finding,
  );
  return {
    schema: 1,
    project: { id: 10001, key: 'SIG' },
    today: '2026-11-20',
    playbook: { id: 'delivery-essentials', version: 1, title: 'Delivery essentials' },
    issues: { read: 240, evaluated: 240, unreadable: 0, open: 130, uncategorised: 0 },
    findings: scored,
    score: scored.reduce((sum, { contribution }) => sum + (contribution ?? 0), 0),
    withheld: null,
    coverage: weight(applicable) === 0 ? null : total / weight(applicable),
    applicableShare: weight(applicable) / weight(enforced),
    ...levelOf(enforced),
    fixes: scored
      .filter(({ loss }) => (loss ?? 0) > 0)
      .sort((a, b) => (b.loss ?? 0) / b.toMend - (a.loss ?? 0) / a.toMend)
      .slice(0, 5)
      .map(({ rule, toMend, loss }) => ({ rule, issues: toMend, gain: loss ?? 0 })),
    ...overrides,
  };
}

function levelOf(enforced: readonly FindingInWords[]): Pick<SnapshotInWords, 'level' | 'nextLevel' | 'cappedBy'> {
  const holding = ['pass', 'exempt', 'notApplicable'];
  const failing = enforced.filter(({ status }) => !holding.includes(status));
  const levels = ['foundation', 'managed', 'assured'] as const;
  const next = levels.find((level) => failing.some((finding) => finding.level === level));
  const upTo = next ? levels.slice(0, levels.indexOf(next) + 1) : [];
  const between = failing.filter(({ level }) => upTo.includes(level));
  const cappedBy = failing.filter(({ critical }) => critical).map(({ rule }) => rule);
  return {
    level: cappedBy.length > 0 ? null : next ? (levels[levels.indexOf(next) - 1] ?? null) : 'assured',
    nextLevel: next
      ? {
          level: next,
          rules: between.map(({ rule }) => rule),
          issues: between.reduce((sum, { toMend }) => sum + toMend, 0),
        }
      : null,
    cappedBy,
  };
}

/** The first thirteen rules with their themes and titles. */
const RULES: readonly (readonly [id: string, theme: Theme, title: string, fixLabel: string])[] = [
  ['accountable-lead', 'governance', 'The project has an accountable lead', 'Name a lead'],
  ['missing-logic', 'plan', 'Dated work has a predecessor or successor', 'Link them'],
  ['leads', 'dependencies', 'No work starts before what it waits for ends', 'Re-plan them'],
  ['high-duration', 'plan', 'No remaining work is longer than two months', 'Split them'],
  ['invalid-dates', 'plan', 'Dates are valid', 'Correct the dates'],
  ['resourced', 'plan', 'Work of the next 30 days has an owner and an estimate', 'Assign and estimate them'],
  ['dependency-cycles', 'dependencies', 'No dependencies go in a circle', 'Break the circle'],
  ['cross-project-owned', 'dependencies', 'Cross-project work is owned and dated', 'Assign and date them'],
  ['overdue-blockers', 'dependencies', 'Blockers are not overdue', 'Re-plan or finish them'],
  ['item-ownership', 'delivery', 'Work in progress has an owner', 'Assign them'],
  ['work-dated', 'plan', 'Work in progress has a date', 'Date them'],
  ['stale-work', 'delivery', 'Work in progress moves', 'Update or park them'],
  ['definition-of-done', 'delivery', 'Finished work is really done', 'Resolve them'],
];

/** A project in trouble with its dependencies, in the figures of the demo portfolio's signalling upgrade. */
export function aTroubledSnapshot(overrides: Partial<SnapshotInWords> = {}): SnapshotInWords {
  const managed = { level: 'managed' } as const;
  return aSnapshot(
    [
      aFinding('accountable-lead', { numerator: 1, denominator: 1, target: 1 }, { weight: 10, critical: true }),
      aFinding('missing-logic', { numerator: 96, denominator: 98 }, { weight: 7.5, ...managed }),
      aFinding(
        'leads',
        { numerator: 19, denominator: 24, target: 1 },
        { weight: 5, level: 'assured', sentence: '5 of 24 dependencies start before what they wait for ends.' },
      ),
      aFinding('high-duration', null, { ...managed, sentence: 'No open item has both a start and a due date ahead.' }),
      aFinding(
        'invalid-dates',
        { numerator: 139, denominator: 139, target: 1 },
        { weight: 7.5, sentence: 'All 139 dated items have dates that can be.' },
      ),
      aFinding(
        'resourced',
        { numerator: 40, denominator: 61 },
        { ...managed, toMend: 18, sentence: '21 of 61 items of the next 30 days have nobody or no estimate.' },
      ),
      aFinding('dependency-cycles', { numerator: 41, denominator: 41, target: 1 }, { weight: 10, critical: true }),
      aFinding(
        'cross-project-owned',
        { numerator: 17, denominator: 20 },
        { weight: 7.5, ...managed, toMend: 2, sentence: '3 of 20 cross-project items have no owner or no date.' },
      ),
      aFinding(
        'overdue-blockers',
        { numerator: 9, denominator: 22, target: 1 },
        { weight: 7.5, ...managed, sentence: '13 of 22 open blockers are past their due date.' },
      ),
      aFinding(
        'item-ownership',
        { numerator: 46, denominator: 48 },
        { toMend: 0, sentence: '2 of 48 items in progress have nobody assigned.' },
      ),
      aFinding('work-dated', { numerator: 52, denominator: 53, target: 0.8 }, { weight: 7.5 }),
      aFinding(
        'stale-work',
        { numerator: 43, denominator: 48 },
        { ...managed, toMend: 3, sentence: '5 of 48 items in progress have not moved for ten working days.' },
      ),
      aFinding('definition-of-done', null, {
        status: 'notAssessable',
        level: 'assured',
        numerator: null,
        denominator: null,
        missing: ['resolutions'],
        sentence: 'Cannot be assessed: the site has no resolutions.',
      }),
    ],
    {
      ...overrides,
    },
  );
}

/** How a project stands, as the back end tells it. */
export function aStanding(overrides: Partial<StandingView> = {}): StandingView {
  return {
    revision: 'revision-1',
    project: { id: '10001', key: 'SIG', name: 'Signalling upgrade' },
    tier: null,
    siteTimeZone: 'Europe/London',
    snapshot: aTroubledSnapshot(),
    path: null,
    announced: [],
    recent: [],
    readAt: new Date(Date.now() - 6 * 60_000).toISOString(),
    stale: false,
    rules: RULES.map(([id, theme, title, fixLabel]) => aRule({ id, theme, title, fixLabel })),
    refresh: null,
    failure: null,
    waiverSteps: 0,
    unreadable: { count: 0, examples: [] },
    ...overrides,
  };
}

/** A refresh that was asked for just now. */
export function aRefresh(overrides: Partial<RefreshProgress> = {}): RefreshProgress {
  return {
    phase: 'queued',
    startedAt: '2026-11-20T09:46:00Z',
    issuesRead: 0,
    issuesExpected: null,
    waiting: null,
    changesWaiting: false,
    ...overrides,
  };
}

/** An offending issue; its number makes it distinct. */
export function anOffender(number: number, overrides: Partial<OffendingIssue> = {}): OffendingIssue {
  return {
    id: String(20_000 + number),
    key: `SIG-${number}`,
    summary: `Cable route survey, section ${number}`,
    assignee: number % 3 === 0 ? null : 'Maya Okafor',
    status: 'In Progress',
    due: '2026-11-11',
    wrong: 'Due 9 days ago',
    ...overrides,
  };
}

/** One page of a finding's issues. */
export function aFindingView(overrides: Partial<FindingView> = {}): FindingView {
  const issues = overrides.issues ?? [anOffender(212), anOffender(187), anOffender(240)];
  return {
    rule: 'overdue-blockers',
    revision: 'revision-1',
    offset: 0,
    total: issues.length,
    hidden: 0,
    ...overrides,
    issues,
  };
}
