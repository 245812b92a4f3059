import { HARD_NAMES } from '../../test/browser/support/large-portfolio';
import { portfolioMaps, projectMaps } from '../../test/browser/support/shell-page';
import type { StoryIssue } from '../../test/browser/support/story-issues';
import { ok, REFUSAL, refused, type Shot, type Value } from './shot';

const PMO = 'Head of the PMO';

/** The maps of the portfolio, of a project and of an issue, in every state. */
export function mapShots(issues: Readonly<Record<'register' | 'designTool' | 'employeeMaster', StoryIssue>>): Shot[] {
  const { register, designTool, employeeMaster } = issues;
  const pair = '/pair/10000/10001';
  const narrow = { width: 'narrow' } as const;
  // Pages ask again a few times before they say so.
  const onceRefused = { until: REFUSAL.remedy };
  return [
    { name: 'map-matrix', address: portfolioMaps('/matrix') },
    { name: 'map-matrix-narrow', address: portfolioMaps('/matrix'), ...narrow },
    { name: 'map-matrix-pmo', address: portfolioMaps('/matrix'), persona: PMO },
    { name: 'map-matrix-late', address: portfolioMaps('/matrix?late=1') },
    { name: 'map-matrix-nothing-found', address: portfolioMaps('/matrix?search=zeppelin') },
    { name: 'map-graph', address: portfolioMaps('/graph') },
    { name: 'map-timeline', address: portfolioMaps('/timeline?at=10000') },
    { name: 'map-timeline-narrow', address: portfolioMaps('/timeline'), ...narrow },
    { name: 'map-table', address: portfolioMaps('/table') },
    { name: 'map-table-contractor', address: portfolioMaps('/table'), persona: 'Contractor' },
    { name: 'map-pair-timeline', address: portfolioMaps(`/timeline${pair}`) },
    { name: 'map-pair-issues', address: portfolioMaps(`/issues${pair}`) },
    { name: 'map-pair-issues-narrow', address: portfolioMaps(`/issues${pair}`), ...narrow },
    { name: 'map-chain', address: portfolioMaps(`/chain/issue/${register.id}?at=${register.id}`) },
    { name: 'map-cycle', address: portfolioMaps(`/chain/cycle/${employeeMaster.id}`) },
    { name: 'map-critical-path', address: portfolioMaps('/timeline/critical-path/10000') },
    { name: 'map-critical-path-narrow', address: portfolioMaps('/timeline/critical-path/10000'), ...narrow },
    { name: 'map-no-permission', address: portfolioMaps('/timeline/project/10006') },
    { name: 'map-issues-loading', address: portfolioMaps(`/timeline${pair}`), change: silent('issueMap') },
    {
      name: 'map-issues-error',
      address: portfolioMaps(`/timeline${pair}`),
      change: failing('issueMap'),
      ...onceRefused,
    },
    { name: 'map-issues-nothing-found', address: portfolioMaps(`/chain${pair}?search=zeppelin`) },
    changed('map-loading', 'never'),
    ...['matrix', 'graph', 'timeline', 'table'].map((view) => changed(`map-hard-names-${view}`, hardNames, view)),
    changed('map-first-run', (value) => ok({ ...value, asOf: null, mergedAt: null, ...NOTHING })),
    changed('map-no-projects', (value) => ok({ ...value, ...NOTHING })),
    changed('map-stale', (value) => ok({ ...value, asOf: '2026-11-19', stale: true })),
    { ...changed('map-error', refused), ...onceRefused },
    { name: 'project-dependencies', address: projectMaps('SIG') },
    { name: 'project-dependencies-narrow', address: projectMaps('SIG'), ...narrow },
    { name: 'project-dependencies-table', address: projectMaps('SIG', '/issues/project/10000') },
    { name: 'project-dependencies-none', address: projectMaps('NET') },
    { name: 'issue-context', address: `/browse/${designTool.key}` },
    { name: 'issue-context-in-a-cycle', address: `/browse/${employeeMaster.key}`, persona: PMO },
    {
      name: 'issue-context-error',
      address: `/browse/${designTool.key}`,
      change: failing('issueContext'),
      ...onceRefused,
    },
    { name: 'issue-context-loading', address: `/browse/${designTool.key}`, change: silent('issueContext') },
  ];
}

/** A portfolio without projects, as it travels. */
const NOTHING = {
  projects: { id: [], key: [], name: [], figures: '' },
  pairs: '',
  cycles: [],
  cycleCount: 0,
  lateness: { lateNow: 0, willBeLate: 0, atRisk: 0, fine: 0, unknown: 0 },
  dependencies: { total: 0, open: 0, crossProject: 0 },
  withUnknownEnd: 0,
  selfLinks: 0,
  unclearLinkTypes: [],
};

function changed(name: string, reply: 'never' | ((value: Value) => unknown), view = 'matrix'): Shot {
  return { name, address: portfolioMaps(`/${view}`), change: { functionKey: 'portfolioMap', reply } };
}

function hardNames(value: Value): unknown {
  const projects = value['projects'] as { readonly name: readonly (string | null)[] };
  const name = projects.name.map((own, place) => (own === null ? null : `${HARD_NAMES[place % HARD_NAMES.length]}`));
  return ok({ ...value, projects: { ...projects, name } });
}

function failing(functionKey: 'issueContext' | 'issueMap'): Shot['change'] {
  return { functionKey, reply: refused };
}

function silent(functionKey: 'issueContext' | 'issueMap'): Shot['change'] {
  return { functionKey, reply: 'never' };
}
