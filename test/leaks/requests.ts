import {
  adminPageRequests,
  dependencyMapRequests,
  gateRequests,
  portfolioPageRequests,
  projectPageRequests,
  projectSettingsRequests,
  type AdminPageFunction,
  type DependencyMapFunction,
  type GateFunction,
  type PortfolioPageFunction,
  type ProjectPageFunction,
  type ProjectSettingsFunction,
} from '../../src/contract';
import { catalogue, readyMadePlaybooks } from '../../src/compliance';
import { adminResolver, mapResolver, portfolioResolver, projectResolver } from '../../src/index';
import { toEdit } from '../support/edited-playbook';
import { CONFIDENTIAL, NOWHERE, OPEN, SECURED, WORK } from './canary-site';

export interface AskedFor {
  readonly resolver: typeof mapResolver;
  readonly functionKey: string;
  readonly payload: unknown;
}

const PROJECTS = [OPEN, WORK, CONFIDENTIAL, NOWHERE];
const ISSUES = [
  ...[1, 2, 3, 4].map((number) => `${OPEN}00${number}`),
  ...[1, 2].map((number) => `${WORK}00${number}`),
  ...[SECURED, `${CONFIDENTIAL}001`, `${CONFIDENTIAL}003`, `${NOWHERE}001`],
];
const [predictive] = readyMadePlaybooks;
const EVERYONE = { projects: [Number(OPEN), Number(CONFIDENTIAL)], categories: [], everyOther: true };
const RULES = catalogue.map(({ id }) => id);

const WORDS = { reason: 'Plain words', mitigation: 'Plain words' };

const ofProjectPage: Readonly<Record<ProjectPageFunction, readonly unknown[]>> = {
  standing: PROJECTS.map((projectId) => ({ projectId })),
  finding: PROJECTS.flatMap((projectId) => [...RULES, 'quail-rule'].map((rule) => ({ projectId, rule }))),
  selectInJira: PROJECTS.flatMap((projectId) => RULES.map((rule) => ({ projectId, rule }))),
  export: PROJECTS.map((projectId) => ({ projectId })),
  scorePath: PROJECTS.map((projectId) => ({ projectId, target: 100 })),
  refresh: PROJECTS.map((projectId) => ({ projectId })),
  history: PROJECTS.map((projectId) => ({ projectId, weeks: 104 })),
  changes: PROJECTS.map((projectId) => ({ projectId })),
  changedIssues: PROJECTS.flatMap((projectId) =>
    ['overdue-blockers', 'item-ownership'].map((rule) => ({ projectId, rule, since: '2026-03-01' })),
  ),
  waivers: PROJECTS.map((projectId) => ({ projectId })),
  requestWaiver: PROJECTS.map((projectId) => ({ ...WORDS, projectId, rule: RULES[0], until: '2026-03-31' })),
  decideWaiver: PROJECTS.map((projectId) => ({ projectId, waiver: 1, decision: 'grant', reason: 'Plain words' })),
  withdrawWaiver: PROJECTS.map((projectId) => ({ projectId, waiver: 1, reason: 'Plain words' })),
  auditTrail: PROJECTS.map((projectId) => ({ projectId })),
};

const ofGates: Readonly<Record<GateFunction | ProjectSettingsFunction, readonly unknown[]>> = {
  gates: PROJECTS.map((projectId) => ({ projectId })),
  gatePassport: PROJECTS.map((projectId) => ({ projectId })),
  lifecycle: PROJECTS.map((projectId) => ({ projectId })),
  exportLifecycle: PROJECTS.map((projectId) => ({ projectId })),
  findDeciders: PROJECTS.map((projectId) => ({ projectId, text: 'a' })),
  findOwners: PROJECTS.map((projectId) => ({ projectId, text: '' })),
  importLifecycle: PROJECTS.map((projectId) => ({ projectId, text: '{}' })),
  previewLifecycle: PROJECTS.map((projectId) => ({ projectId, lifecycle: { title: 'Plain words', stages: [] } })),
  saveLifecycle: PROJECTS.map((projectId) => ({ projectId, lifecycle: { title: '', stages: [] }, version: 0 })),
  giveLifecycle: PROJECTS.map((projectId) => ({ projectId, mayDiffer: true, version: 1, givenVersion: 0 })),
  attachEvidence: PROJECTS.map((projectId) => ({
    ...{ projectId, criterion: 'c1', link: 'https://a.example', title: '', datedOn: '2026-01-01' },
  })),
  confirmStatement: PROJECTS.map((projectId) => ({ projectId, criterion: 'c1', holds: true })),
  fillRecord: PROJECTS.map((projectId) => ({ projectId, field: 'scope', text: 'Plain words', person: null })),
  requestCriterionWaiver: PROJECTS.map((projectId) => ({ ...WORDS, projectId, criterion: 'c1', until: '2026-03-31' })),
  decideCriterionWaiver: PROJECTS.map((projectId) => ({ projectId, waiver: 'w', decision: 'grant', reason: 'Plain' })),
  withdrawCriterionWaiver: PROJECTS.map((projectId) => ({ projectId, waiver: 'w' })),
  requestReview: PROJECTS.map((projectId) => ({ projectId, gate: 'g1', note: '' })),
  decideReview: PROJECTS.map((projectId) => ({
    ...{ projectId, review: 'r', decision: 'hold', reason: 'Plain words', conditions: [] },
  })),
  withdrawReview: PROJECTS.map((projectId) => ({ projectId, review: 'r', reason: 'Plain words' })),
  raiseCondition: PROJECTS.map((projectId) => ({ projectId, condition: 'k' })),
};

const ofAdminPage: Readonly<Record<AdminPageFunction, readonly unknown[]>> = {
  health: [{}],
  diagnostics: [{}],
  pmoRole: [{}, { find: 'a' }],
  savePmoRole: [{ group: null, version: 0 }],
  saveSettings: [{ backgroundShare: 0.5, version: 0 }],
  refreshEverything: [{}],
  refreshProject: PROJECTS.map((projectId) => ({ projectId })),
  reconcile: [null, ...PROJECTS].map((projectId) => ({ projectId })),
  playbookChoices: [{}],
  startDraft: ['readyMade', 'published'].map((from) => ({ from, id: 'predictive', revision: 0 })),
  saveDraft: [0, 1].map((revision) => ({ revision, playbook: toEdit({ ...predictive, followers: EVERYONE }) })),
  startPreview: [0, 1, 2].map((revision) => ({ revision })),
  playbookPreview: [{}],
  playbooks: [{}],
  publishPlaybook: [0, 1].map((revision) => ({ revision })),
  playbookVersions: [{ id: 'predictive' }],
  discardDraft: [{ revision: 1 }],
};

const ofMaps: Readonly<Record<DependencyMapFunction, readonly unknown[]>> = {
  portfolioMap: [{}],
  projectLeads: [{}],
  mapSources: [{}],
  issueMap: [
    ...PROJECTS.flatMap((projectId) => ['project', 'criticalPath'].map((of) => ({ of, projectId }))),
    ...PROJECTS.flatMap((dependentProjectId) =>
      PROJECTS.map((providerProjectId) => ({ of: 'pair', dependentProjectId, providerProjectId })),
    ),
    ...PROJECTS.flatMap((projectId) =>
      [...ISSUES.map((id) => ({ kind: 'milestone', id })), { kind: 'version', id: '7' }].map((to) => ({
        ...{ of: 'criticalPath', projectId, to },
      })),
    ),
    ...ISSUES.flatMap((issueId) => ['chain', 'cycle'].map((of) => ({ of, issueId }))),
  ].map((scope) => ({ scope })),
  whatIf: ISSUES.flatMap((issueId) => [
    { changes: [{ what: 'shift', issueId, days: 20 }] },
    { changes: [{ what: 'finish', issueId, day: '2026-09-30' }] },
    { changes: [{ what: 'duration', issueId, days: 40 }] },
    { changes: [{ what: 'drop', issueId }] },
    ...['addDependency', 'dropDependency'].map((what) => ({
      changes: [{ what, providerId: issueId, dependentId: `${OPEN}005`, kind: 'finishToStart' }],
    })),
  ]),
  issueContext: ISSUES.map((issueId) => ({ issueId })),
};

const ofPortfolioPage: Readonly<Record<PortfolioPageFunction, readonly unknown[]>> = {
  portfolio: [{}],
  projectNames: [{}],
  trends: [{ weeks: 4, groups: [PROJECTS] }],
  setTiers: PROJECTS.map((projectId) => ({ tiers: [{ projectId, tier: 'directive' }] })),
  savedViews: [{}],
  saveView: [true, false].map((isShared) => ({ name: 'Mine', address: '/projects', isShared, replaces: null })),
  deleteView: [true, false].map((isShared) => ({ id: 'view-1', version: 1, isShared })),
};

/** Every function of every resolver, asked about everything, hidden or not; and with payloads that do not fit. */
export const everyRequest: readonly AskedFor[] = [
  ...requestsOf(projectResolver, ofProjectPage),
  ...requestsOf(projectResolver, ofGates),
  ...requestsOf(projectResolver, ofMaps),
  ...requestsOf(mapResolver, ofMaps),
  ...requestsOf(portfolioResolver, ofPortfolioPage),
  ...requestsOf(adminResolver, ofAdminPage),
];

/** Each function of the contracts once, to see that none is forgotten. */
export const everyFunction: readonly string[] = [
  projectPageRequests,
  adminPageRequests,
  portfolioPageRequests,
  dependencyMapRequests,
  gateRequests,
  projectSettingsRequests,
].flatMap((requests) => Object.keys(requests));

function requestsOf(
  resolver: typeof mapResolver,
  functions: Readonly<Record<string, readonly unknown[]>>,
): readonly AskedFor[] {
  return Object.entries(functions).flatMap(([functionKey, payloads]) =>
    [...payloads, { unexpected: 'QUAILKEY-1' }, null].map((payload) => ({ resolver, functionKey, payload })),
  );
}
