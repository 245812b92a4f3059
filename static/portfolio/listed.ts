import type {
  PortfolioCriteria,
  PortfolioPlaybook,
  PortfolioProject,
  PortfolioStanding,
  PortfolioView,
  ProjectNames,
} from '../../src/contract';
import { NO_STAGE, NOBODY, PAST_LAST_GATE, type Filters, type Only, type Ten } from './address';
import { recurringOf } from './recurring';

/** A project as the page lists it: with names, and with what follows from its figures. */
export interface ListedProject {
  /** In the view's projects. */
  readonly place: number;
  readonly project: PortfolioProject;
  /** `null` before it was evaluated for the first time. */
  readonly standing: PortfolioStanding | null;
  readonly playbook: PortfolioPlaybook | null;
  /** `null` without one, and before names are known. */
  readonly category: string | null;
  readonly lead: { readonly accountId: string; readonly name: string } | null;
  /** Points since a week ago, whatever moved them; `null` where there was no score then or now. */
  readonly change: number | null;
  /** Rules that count and that it falls short of, the one that costs most first. */
  readonly short: readonly ShortRule[];
  /** Places of the rules that are waived. */
  readonly waived: readonly number[];
  /** What is searched in, in lower case. */
  readonly words: string;
}

export interface ShortRule {
  /** In the view's rules. */
  readonly rule: number;
  readonly status: 'partial' | 'fail';
  /** In [0, 1). */
  readonly attainment: number;
  /** Points that mending it gains: 100 · weight · (1 − attainment) / Σ(weight) over assessed rules. */
  readonly points: number;
}

/** Smaller changes are rounding, not news. */
const LEAST_CHANGE = 0.05;
/** A project that was read longer ago is told to be old. */
const FRESH_HOURS = 24;
const GATE_DUE_DAYS = 30;
const A_DAY = 86_400_000;

/** All projects of the view, in its order. */
export function listProjects(view: PortfolioView, names: ProjectNames | undefined): readonly ListedProject[] {
  const categories = new Map(names?.categories.map(({ id, name }) => [id, name]));
  const leads = new Map(names?.leads.flatMap((lead) => lead.projectIds.map((id) => [id, lead] as const)));
  return view.projects.map((project, place): ListedProject => {
    const { standing } = project;
    const playbook = standing && view.playbooks[standing.playbook];
    const lead = leads.get(project.id) ?? null;
    return {
      ...{ place, project, standing, playbook, lead },
      category: project.category === null ? null : (categories.get(project.category) ?? null),
      change: standing && changeOf(standing),
      short: standing && playbook ? shortRules(standing, playbook) : [],
      waived: standing?.cells.flatMap((cell, rule) => (cell?.status === 'exempt' ? [rule] : [])) ?? [],
      words: `${project.name}\n${project.key}`.toLocaleLowerCase(),
    };
  });
}

function changeOf({ score, weekAgo }: PortfolioStanding): number | null {
  if (score === null || weekAgo === null || weekAgo.score === null) return null;
  const change = score - weekAgo.score;
  return Math.abs(change) < LEAST_CHANGE ? 0 : change;
}

function shortRules({ cells }: PortfolioStanding, { rules }: PortfolioPlaybook): readonly ShortRule[] {
  const assessed = cells.flatMap((cell, rule) => {
    const use = rules[rule];
    if (cell === null || cell.attainment === null || use?.lifecycle !== 'enforced') return [];
    return [{ rule, weight: use.weight, status: cell.status, attainment: cell.attainment }];
  });
  const total = assessed.reduce((sum, { weight }) => sum + weight, 0);
  return assessed
    .flatMap(({ rule, weight, status, attainment }): readonly ShortRule[] =>
      status === 'partial' || status === 'fail'
        ? [{ rule, status, attainment, points: (100 * weight * (1 - attainment)) / total }]
        : [],
    )
    .sort((a, b) => b.points - a.points || a.rule - b.rule);
}

/** The filters' own words for what cannot be decided from a row alone. */
interface Asking {
  readonly view: PortfolioView;
  readonly filters: Filters;
}

/** What the filters leave of the projects, in their order. */
export function shownOf(all: readonly ListedProject[], { view, filters }: Asking): readonly ListedProject[] {
  const { category, tier, playbook, stage, level, lead, search, only, rules, score, coverage, pattern } = filters;
  const wanted = search.trim().toLocaleLowerCase();
  // What nobody knows is -1, which nobody falls short of.
  const rulesWanted = rules.map((rule) => view.rules.findIndex(({ id }) => id === rule));
  const showing = pattern === null ? null : new Set(recurringOf(view).find(({ id }) => id === pattern)?.projects);
  return all.filter((each) => {
    const { project, standing } = each;
    if (category !== null && String(project.category ?? 'none') !== category) return false;
    if (tier !== null && (project.tier ?? 'none') !== tier) return false;
    if (playbook !== null && !follows(each.playbook, playbook)) return false;
    if (stage !== null && stageInAddress(standing) !== stage) return false;
    if (level !== null && (standing === null || (standing.level ?? 'none') !== level)) return false;
    if (lead !== null && (each.lead?.accountId ?? NOBODY) !== lead) return false;
    if (wanted !== '' && !each.words.includes(wanted)) return false;
    if (!only.every((wish) => isOnly(each, wish, view))) return false;
    if (!rulesWanted.every((rule) => fallsShort(standing, rule))) return false;
    if (score !== null && tenOf(standing?.score ?? null, 10) !== score) return false;
    if (coverage !== null && tenOf(standing?.coverage ?? null, 0.1) !== coverage) return false;
    return showing === null || showing.has(each.place);
  });
}

/** What stands in an address for one version of a playbook. */
export function versionInAddress({ id, version }: PortfolioPlaybook): string {
  return `${id}@${version}`;
}

function follows(playbook: PortfolioPlaybook | null, wanted: string): boolean {
  return playbook !== null && (playbook.id === wanted || versionInAddress(playbook) === wanted);
}

function stageInAddress(standing: PortfolioStanding | null): string {
  const gate = standing?.gate ?? null;
  return gate === null ? NO_STAGE : (gate.stage ?? PAST_LAST_GATE);
}

/** Whether a rule, counting or not, is not fully met. */
export function fallsShort(standing: PortfolioStanding | null, rule: number): boolean {
  const status = standing?.cells[rule]?.status;
  return status === 'partial' || status === 'fail';
}

/** Which of ten equal parts of a scale a value lies in; its end belongs to the last. */
export function tenOf(value: number | null, part: number): Ten {
  // Hundredths are whole numbers but for the noise of dividing.
  return value === null ? 'none' : Math.min(9, Math.floor(value / part + 1e-9));
}

export function isOnly(each: ListedProject, only: Only, view: PortfolioView): boolean {
  const { standing, change, project, waived } = each;
  switch (only) {
    case 'up':
      return change !== null && change > 0;
    case 'down':
      return change !== null && change < 0;
    case 'late':
      return project.dependencies.waitsForLate > 0;
    case 'waived':
      return waived.length > 0;
    case 'gateOverdue':
      return daysToGate(standing, view.today) < 0;
    case 'gateDue': {
      const days = daysToGate(standing, view.today);
      return days >= 0 && days <= GATE_DUE_DAYS;
    }
    case 'criteriaOpen':
      return hasOpenCriteria(standing?.gate?.standing ?? null);
    case 'fresh':
      return standing !== null && standing.hoursOld < FRESH_HOURS;
    case 'old':
      return standing !== null && standing.hoursOld >= FRESH_HOURS;
    case 'neverRead':
      return standing === null;
    case 'noScore':
      return standing !== null && standing.score === null;
  }
}

/** Of the criteria due so far some are neither met nor waived, whatever a query of Jira would tell of the others. */
function hasOpenCriteria(due: PortfolioCriteria | null): boolean {
  return due !== null && due.asked - due.settled - due.uncounted > 0;
}

/** Days until the next gate, below zero once the day is over for which it was planned; `NaN` where none is planned. */
function daysToGate(standing: PortfolioStanding | null, today: string): number {
  const planned = standing?.gate?.next?.planned ?? null;
  return planned === null ? NaN : (Date.parse(planned) - Date.parse(today)) / A_DAY;
}
