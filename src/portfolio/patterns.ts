import {
  PLACE_KINDS,
  placeKey,
  type CommonTrait,
  type Place,
  type PlaceKind,
  type PortfolioRow,
  type RowFinding,
  type RuleId,
} from '../model';
import { beyondChance, type Sample } from './chance';
import { comparable } from './row';

/** Projects that have something in common. */
export interface ProjectGroup {
  readonly kind: CommonTrait;
  readonly name: string;
  /** Ids of projects. */
  readonly projects: ReadonlySet<number>;
}

/** That one project waits for another. */
export interface Waiting {
  readonly dependent: number;
  readonly provider: number;
  /** One of its dependencies is late now or will be. */
  readonly late: boolean;
  /** The same a week ago; `null` where nobody kept it. */
  readonly wasLate: boolean | null;
}

/** How far a pattern reaches, with its evidence. */
interface Reach {
  /** Ids of the projects that show it, ascending. */
  readonly projects: readonly number[];
  /** Of so many that could. */
  readonly of: number;
}

/** One rule within a pattern. */
export interface RecurringRule extends Reach {
  readonly rule: RuleId;
  readonly trend: Trend;
}

/** How many of the projects that can be compared showed it a week ago, and how many of those do now. */
interface Trend {
  readonly before: number;
  readonly now: number;
}

/** Something that recurs across projects more than chance explains: never a statement about people. */
export type Pattern =
  /** Most projects fall short of the same rule. */
  | ({ readonly in: 'portfolio' } & RecurringRule)
  /** Projects that have something in common fall short of the same rules. */
  | { readonly in: 'group'; readonly group: Omit<ProjectGroup, 'projects'>; readonly rules: readonly RecurringRule[] }
  /** Open issues of one component or team fall short of the same rules in several projects; the trend is of those. */
  | { readonly in: 'place'; readonly place: Place; readonly rules: readonly RecurringRule[] }
  /** Those who wait for one project wait too long. */
  | ({ readonly in: 'waiting'; readonly provider: number; readonly trend: Trend } & Reach);

/** In less than so many of a hundred portfolios without any pattern one is shown. */
const ERROR_RATE = 0.04;
/** A pattern of fewer is an anecdote … */
const FEWEST_PROJECTS = 3;
/** … and one that most of those who could show it do not show is none. */
const LEAST_SHARE = 0.5;

interface Candidate {
  readonly sample: Sample;
  /** Most are never asked for it. */
  readonly pattern: () => Pattern;
}

/**
 * What recurs across projects: a rule that most fall short of, a group of projects, or the issues of one component or
 * team, that fall short of the same rules, a project for which many wait too long. Largest first. Linear in projects ×
 * rules × groups and places that a project is in.
 */
export function patterns(
  rows: readonly PortfolioRow[],
  groups: readonly ProjectGroup[],
  waitings: readonly Waiting[],
): readonly Pattern[] {
  const byRule = judgements(rows);
  const candidates = [
    ...acrossPortfolio(byRule),
    ...groups.flatMap((group) => [...byRule].flatMap(([rule, judged]) => withinGroup(group, rule, judged))),
    ...PLACE_KINDS.flatMap((kind) => acrossPlaces(kind, rows, byRule)),
    ...acrossWaitings(waitings),
  ];
  const isBeyond = beyondChance(
    candidates.map(({ sample }) => sample),
    ERROR_RATE,
  );
  const found = candidates.filter(({ sample }, place) => isBeyond[place] && isLarge(sample));
  return together(found.map(({ pattern }) => pattern())).sort((a, b) => sizeOf(b) - sizeOf(a));
}

/** How many projects show it. */
function sizeOf(pattern: Pattern): number {
  if (!('rules' in pattern)) return pattern.projects.length;
  return new Set(pattern.rules.flatMap(({ projects }) => projects)).size;
}

/** What a rule says of one project. */
interface Judgement {
  readonly project: number;
  readonly isShort: boolean;
  /** `null` where it cannot be compared. */
  readonly wasShort: boolean | null;
}

/** Rules that count, by project: what is in shadow is no shortcoming yet. */
function judgements(rows: readonly PortfolioRow[]): ReadonlyMap<RuleId, readonly Judgement[]> {
  const byRule = new Map<RuleId, Judgement[]>();
  for (const row of rows) {
    const weekAgo = comparable(row, row.weekAgo);
    for (const finding of row.findings) {
      if (finding.lifecycle !== 'enforced' || finding.attainment === null) continue;
      const before = weekAgo?.attainments[finding.rule] ?? null;
      const judged = byRule.get(finding.rule) ?? [];
      judged.push({
        project: row.projectId,
        isShort: isShort(finding),
        wasShort: before === null ? null : before < 1,
      });
      byRule.set(finding.rule, judged);
    }
  }
  return byRule;
}

function isShort({ status }: RowFinding): boolean {
  return status === 'partial' || status === 'fail';
}

/** Beside all other rules. */
function acrossPortfolio(byRule: ReadonlyMap<RuleId, readonly Judgement[]>): readonly Candidate[] {
  const all = [...byRule.values()];
  const total = sum(all.map(({ length }) => length));
  const bad = sum(all.map(shortOnes));
  if (byRule.size < 2) return [];
  return [...byRule].map(([rule, judged]) => ({
    sample: { total, bad, among: judged.length, badAmong: shortOnes(judged) },
    pattern: () => ({ in: 'portfolio', ...recurringRule(rule, judged) }),
  }));
}

/** Beside the projects that are not in the group. */
function withinGroup(
  { projects, kind, name }: ProjectGroup,
  rule: RuleId,
  judged: readonly Judgement[],
): readonly Candidate[] {
  const inGroup = judged.filter(({ project }) => projects.has(project));
  if (inGroup.length < FEWEST_PROJECTS || inGroup.length === judged.length) return [];
  const [bad, badAmong] = [shortOnes(judged), shortOnes(inGroup)];
  return [
    {
      sample: { total: judged.length, bad, among: inGroup.length, badAmong },
      pattern: () => ({ in: 'group', group: { kind, name }, rules: [recurringRule(rule, inGroup)] }),
    },
  ];
}

/** A rule's result on one project's issues of one place. */
interface PlacedJudgement extends Judgement {
  readonly key: string;
}

/**
 * Beside all other components, or teams, of all projects: what a rule says of its issues there, one result a project.
 * Called alike counts as the same, for each project has components of its own.
 */
function acrossPlaces(
  kind: PlaceKind,
  rows: readonly PortfolioRow[],
  byRule: ReadonlyMap<RuleId, readonly Judgement[]>,
): readonly Candidate[] {
  const names = new Map<string, Place>();
  const placed = new Map<RuleId, PlacedJudgement[]>();
  for (const { projectId, places } of rows) {
    for (const place of places) {
      if (place.kind !== kind) continue;
      const key = placeKey(place);
      if (!names.has(key)) names.set(key, place);
      for (const rule of place.judged) {
        const judged = placed.get(rule) ?? [];
        placed.set(rule, judged);
        judged.push({ key, project: projectId, isShort: place.short.includes(rule), wasShort: null });
      }
    }
  }
  return [...placed].flatMap(([rule, all]) => {
    const bad = shortOnes(all);
    const whole = new Map((byRule.get(rule) ?? []).map((judged) => [judged.project, judged]));
    return [...groupBy(all, ({ key }) => key)].flatMap(([key, judged]): readonly Candidate[] => {
      if (judged.length < FEWEST_PROJECTS || judged.length === all.length) return [];
      const name = names.get(key)?.name ?? '';
      return [
        {
          sample: { total: all.length, bad, among: judged.length, badAmong: shortOnes(judged) },
          pattern: () => {
            // Places are not kept by day: the trend is that of the projects they are in.
            const { trend } = recurringRule(
              rule,
              judged.flatMap(({ project }) => whole.get(project) ?? []),
            );
            return { in: 'place', place: { kind, name }, rules: [{ ...recurringRule(rule, judged), trend }] };
          },
        },
      ];
    });
  });
}

/** Beside those who wait for others. */
function acrossWaitings(waitings: readonly Waiting[]): readonly Candidate[] {
  const bad = waitings.filter(({ late }) => late).length;
  return [...groupBy(waitings, ({ provider }) => provider)].flatMap(([provider, waiting]): readonly Candidate[] => {
    if (waiting.length < FEWEST_PROJECTS || waiting.length === waitings.length) return [];
    const late = waiting.filter((each) => each.late).map(({ dependent }) => dependent);
    const projects = late.sort((a, b) => a - b);
    const compared = waiting.filter(({ wasLate }) => wasLate !== null);
    const trend = {
      before: compared.filter(({ wasLate }) => wasLate).length,
      now: compared.filter((each) => each.late).length,
    };
    return [
      {
        sample: { total: waitings.length, bad, among: waiting.length, badAmong: late.length },
        pattern: () => ({ in: 'waiting', provider, projects, of: waiting.length, trend }),
      },
    ];
  });
}

function recurringRule(rule: RuleId, judged: readonly Judgement[]): RecurringRule {
  const compared = judged.filter(({ wasShort }) => wasShort !== null);
  const short = judged.filter(({ isShort }) => isShort).map(({ project }) => project);
  return {
    rule,
    projects: short.sort((a, b) => a - b),
    of: judged.length,
    trend: {
      before: compared.filter(({ wasShort }) => wasShort).length,
      now: compared.filter(({ isShort }) => isShort).length,
    },
  };
}

function shortOnes(judged: readonly Judgement[]): number {
  return judged.reduce((count, { isShort }) => count + Number(isShort), 0);
}

function isLarge({ among, badAmong }: Sample): boolean {
  return badAmong >= FEWEST_PROJECTS && badAmong >= LEAST_SHARE * among;
}

/** What several rules say of one group, or of one place, is one pattern. */
function together(found: readonly Pattern[]): Pattern[] {
  const byName = new Map<string, Pattern & { readonly rules: readonly RecurringRule[] }>();
  const others: Pattern[] = [];
  for (const pattern of found) {
    if (!('rules' in pattern)) {
      others.push(pattern);
      continue;
    }
    const { kind, name } = pattern.in === 'group' ? pattern.group : pattern.place;
    const key = JSON.stringify([pattern.in, kind, name]);
    const known = byName.get(key);
    byName.set(key, known ? { ...known, rules: [...known.rules, ...pattern.rules] } : pattern);
  }
  return [...byName.values(), ...others];
}

function groupBy<T, K>(all: readonly T[], keyOf: (each: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const each of all) {
    const group = groups.get(keyOf(each)) ?? [];
    groups.set(keyOf(each), group);
    group.push(each);
  }
  return groups;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
