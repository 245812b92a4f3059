import { Random } from '../../sandbox/demo/random';
import { KINDS } from '../oracle-schedule/site';
import { USUAL_FIELDS, daysAfter, type FieldIds } from './read';
import type { Records, WaiverThen } from './records';
import { LEVELS, USUAL_TERMS, type LinkTerms, type Required, type RuleTerms, type Terms, type Tier } from './terms';

/** By which terms a portfolio is judged, and what is known of it beside its issues. */
export interface Governance {
  readonly timeZone: string;
  /** Absent: by the usual ones. */
  readonly terms?: Terms;
  readonly fields: FieldIds;
  /** False where nobody knows what became of due dates. */
  readonly changelogs: boolean;
  readonly records: ReadonlyMap<string, Records>;
  readonly typicalDays: ReadonlyMap<string, number>;
}

/** Ids under which generated issues hold what fields may mean … */
export const USUAL: FieldIds = {
  ...USUAL_FIELDS,
  baselineFinish: 'customfield_99001',
  target: 'customfield_99010',
};
/** … and others, which only a playbook would name. */
export const OTHER: FieldIds = {
  start: 'customfield_99100',
  points: 'customfield_99111',
  baselineFinish: 'customfield_99101',
  fixedDate: 'customfield_99102',
  plannedValue: 'customfield_99103',
  earnedValue: 'customfield_99104',
  actualCost: 'customfield_99105',
  probability: 'customfield_99106',
  impact: 'customfield_99107',
  response: 'customfield_99108',
  contingency: 'customfield_99109',
  target: 'customfield_99110',
};

interface Portfolio {
  readonly projects: readonly string[];
  readonly issueIds: readonly string[];
  /** Names in lower case. */
  readonly linkTypes: readonly string[];
}

/** Equal seeds give equal draws. A third is judged by the usual terms. */
export function drawGovernance(seed: number, today: string, portfolio: Portfolio): Governance {
  const dice = new Random(seed);
  const isUsual = dice.chance(0.34);
  const some = <T>(draw: (project: string) => T): readonly (readonly [string, T])[] =>
    portfolio.projects.flatMap((key) => (dice.chance(0.5) ? [[key, draw(key)] as const] : []));
  return {
    timeZone: dice.pick(['UTC', 'UTC', 'UTC', 'America/Los_Angeles']),
    ...(isUsual ? {} : { terms: drawTerms(dice, today, portfolio.linkTypes) }),
    fields: drawFields(dice, isUsual),
    changelogs: dice.chance(0.85),
    records: new Map(some(() => drawRecords(dice, today, portfolio.issueIds))),
    typicalDays: new Map(some(() => dice.int(1, 12))),
  };
}

function drawFields(dice: Random, isUsual: boolean): FieldIds {
  const draw = (meaning: keyof FieldIds, missing: number): string | null => {
    if (dice.chance(missing)) return null;
    // Only a playbook names others.
    return !isUsual && dice.chance(0.2) ? OTHER[meaning] : USUAL[meaning];
  };
  return {
    start: draw('start', 0.1),
    points: draw('points', 0.1),
    baselineFinish: draw('baselineFinish', 0.5),
    fixedDate: draw('fixedDate', 0.1),
    plannedValue: draw('plannedValue', 0.1),
    earnedValue: draw('earnedValue', 0.1),
    actualCost: draw('actualCost', 0.1),
    probability: draw('probability', 0.05),
    impact: draw('impact', 0.05),
    response: draw('response', 0.05),
    contingency: draw('contingency', 0.05),
    target: draw('target', 0.6),
  };
}

const WEEKS = ['1111100', '1111000', '1111001', '1111111', '0101000', '0111110'];
const TYPES = ['task', 'story', 'sub-task', 'epic', 'initiative', 'milestone', 'bug', 'risk'];
const REQUIRED: readonly Required[] = ['assignee', 'estimate', 'start', 'due', 'plannedEnd', 'parent'];
const TIERS: readonly Tier[] = ['directive', 'controlling', 'supportive', 'exempt'];

function drawTerms(dice: Random, today: string, linkTypes: readonly string[]): Terms {
  const days = [...Array(dice.int(0, 9)).keys()].map(() => daysAfter(today, dice.int(-40, 80)));
  // A shutdown now and then.
  if (dice.chance(0.2)) days.push(...[...Array(9).keys()].map((place) => daysAfter(today, place - 3)));
  const drawMeaning = (): LinkTerms =>
    dice.chance(0.3)
      ? dice.pick(['none', 'unclear'])
      : { provider: dice.pick(['A', 'B']), kind: dice.chance(0.4) ? 'finishToStart' : dice.pick(KINDS) };
  const subset = <T>(from: readonly T[], share: number): readonly T[] => from.filter(() => dice.chance(share));
  return {
    rules: Object.fromEntries(Object.keys(USUAL_TERMS.rules).map((rule) => [rule, drawRule(dice, today)])),
    weekdays: [...dice.pick(WEEKS)].map((worked) => worked === '1'),
    holidays: [...new Set(days)].sort(),
    hoursPerDay: dice.pick([8, 8, 7.5, 6]),
    milestoneTypes: dice.pick([['milestone'], ['milestone', 'epic'], []]),
    requiredTypes: subset(TYPES, 0.3).map((type) => ({ type, fields: subset(REQUIRED, 0.4) })),
    riskTypes: dice.pick([['risk'], ['risk', 'story'], ['bug']]),
    highFrom: dice.pick([12, 9, 15, 20]),
    estimatesRequired: dice.chance(0.7),
    linkMeanings: Object.fromEntries(subset(linkTypes, 0.25).map((name) => [name, drawMeaning()])),
    parentWaitsForChildren: dice.chance(0.3),
    reportWithin: { directive: 7, controlling: 14, supportive: dice.pick([30, null]), exempt: null },
  };
}

function drawRule(dice: Random, today: string): RuleTerms {
  const lifecycle = dice.pick(['enforced', 'enforced', 'announced', 'shadow'] as const);
  return {
    weight: dice.pick([10, 7.5, 5, 2.5, 1.2]),
    target: dice.pick([1, 0.95, 0.9, 0.8, 0.5]),
    level: dice.pick(LEVELS),
    critical: dice.chance(0.1),
    lifecycle,
    ...(lifecycle === 'announced' ? { countsFrom: daysAfter(today, dice.pick([-20, -1, 0, 1, 30])) } : {}),
  };
}

function drawRecords(dice: Random, today: string, issueIds: readonly string[]): Records {
  const maybe = <T>(draw: () => T): T | null => (dice.chance(0.5) ? draw() : null);
  const counted = (): { readonly all: number; readonly good: number } => {
    const all = dice.int(0, 20);
    return { all, good: dice.int(0, all) };
  };
  const many = <T>(most: number, draw: () => T): readonly T[] => [...Array(dice.int(0, most)).keys()].map(draw);
  const rules = Object.keys(USUAL_TERMS.rules);
  const waiver = (): WaiverThen => ({
    // Few rules, so that some are waived again.
    rule: dice.pick(dice.chance(0.5) ? rules : rules.slice(0, 3)),
    until: daysAfter(today, dice.pick([-30, -1, 0, 1, 90])),
    fate: dice.pick(['waits', 'refused', 'granted', 'granted', 'ended', 'notedExpired']),
  });
  const rag = (): number | null => maybe(() => dice.int(0, 2));
  return {
    waivers: many(5, waiver),
    gates: maybe(() => many(3, () => many(2, () => (dice.chance(0.1) ? null : dice.pick(issueIds))))),
    sprints: many(9, () => ({ setOutTo: maybe(() => dice.int(1, 20)), completed: dice.int(0, 20) })),
    charter: maybe(() => ({
      objective: dice.chance(0.8),
      scope: dice.chance(0.8),
      successCriteria: dice.chance(0.8),
      sponsor: dice.chance(0.8),
    })),
    goals: maybe(() => dice.int(0, 2)),
    baselines: maybe(() => {
      const later = dice.int(0, 3);
      return { approved: dice.chance(0.7), later, laterApproved: dice.int(0, later) };
    }),
    agreements: maybe(counted),
    escalations: maybe(counted),
    changes: maybe(counted),
    reports: maybe(() => {
      const [declared, evidence] = [rag(), rag()];
      return { tier: dice.pick(TIERS), daysAgo: maybe(() => dice.pick([0, 7, 8, 14, 15, 30, 31])), declared, evidence };
    }),
    lessons: maybe(() => {
      const stages = dice.int(0, 4);
      return { stages, taught: dice.int(0, stages), reviewed: dice.chance(0.6) };
    }),
  };
}
