import { catalogue } from '../../compliance';
import type {
  CrossProjectDependencies,
  PatternRule,
  PatternView,
  PortfolioCell,
  PortfolioGate,
  PortfolioPlaybook,
  PortfolioProject,
  PortfolioStanding,
  PortfolioView,
} from '../../contract';
import {
  formatDay,
  type CommonTrait,
  type Day,
  type GatesInBrief,
  type PortfolioDay,
  type PortfolioRow,
  type ProjectCoupling,
  type RowFinding,
} from '../../model';
import { comparable, movesOfWeek, patterns, type ProjectGroup, type RecurringRule } from '../../portfolio';
import type { ProjectTiers } from '../../store';
import { isShown } from '../shown-findings';
import type { PortfolioViewer } from './portfolio-viewer';

const MOST_MOVES = 3;
const AN_HOUR = 3_600_000;

type Placed = Pick<PortfolioView, 'rules' | 'playbooks' | 'projects' | 'patterns'>;

/** What is stored of all projects. */
interface Stored {
  readonly rows: readonly PortfolioRow[];
  /** When the rows were rolled up; milliseconds since 1970. */
  readonly madeAt: number;
  readonly coupling: readonly ProjectCoupling[];
  /** Who waited too long a week ago; `undefined` where nobody kept it. */
  readonly lateWaits?: PortfolioDay['lateWaits'];
  readonly tiers: ProjectTiers;
}

/** What the page shows of the viewer's projects, rules and playbooks named by their places. */
export function asPlaced(
  { projects, isPmo }: PortfolioViewer,
  { rows: all, madeAt, coupling, lateWaits, tiers }: Stored,
): Placed {
  const isKnown = (finding: RowFinding): boolean => isPmo || isShown(finding);
  const stored = new Map(all.map((row) => [row.projectId, { ...row, findings: row.findings.filter(isKnown) }]));
  const rows = projects.flatMap(({ id }) => stored.get(id) ?? []);
  const rules = rulesOf(rows);
  const placeOfRule = new Map(rules.map(({ id }, place) => [id, place]));
  const playbooks = playbooksOf(rows, placeOfRule);
  const placeOfPlaybook = new Map(playbooks.map(({ id, version }, place) => [`${id}@${version}`, place]));
  const dependencies = dependenciesByKey(coupling);
  return {
    rules,
    playbooks,
    projects: projects.map(({ id, key, name, category = null }): PortfolioProject => {
      const row = stored.get(id);
      const standing = row ? standingOf(row, placeOfRule, placeOfPlaybook, madeAt) : null;
      const tier = tiers.get(id) ?? null;
      return {
        ...{ id: String(id), key, name, category, tier, standing },
        dependencies: dependencies.get(key) ?? NONE,
      };
    }),
    patterns: patternsOf(projects, rows, { coupling, lateWaits, tiers }, placeOfRule),
  };
}

/** Those that any of the projects knows, in the order of the catalogue. */
function rulesOf(rows: readonly PortfolioRow[]): Placed['rules'] {
  const inUse = new Set(rows.flatMap(({ findings }) => findings.map(({ rule }) => rule)));
  return catalogue.filter(({ id }) => inUse.has(id)).map(({ id, title, theme }) => ({ id, title, theme }));
}

function playbooksOf(
  rows: readonly PortfolioRow[],
  placeOfRule: ReadonlyMap<string, number>,
): readonly PortfolioPlaybook[] {
  const found = new Map<string, PortfolioPlaybook & { readonly rules: PortfolioPlaybook['rules'][number][] }>();
  for (const { playbook, findings } of rows) {
    const key = `${playbook.id}@${playbook.version}`;
    const known = found.get(key) ?? { ...playbook, rules: Array.from(placeOfRule, () => null) };
    // No row has to hold them all: what counts for nobody and cannot be assessed is left out of it.
    for (const { rule, weight, lifecycle } of findings) {
      const place = placeOfRule.get(rule);
      if (place !== undefined) known.rules[place] ??= { weight, lifecycle };
    }
    found.set(key, known);
  }
  return [...found.values()];
}

function standingOf(
  row: PortfolioRow,
  placeOfRule: ReadonlyMap<string, number>,
  placeOfPlaybook: ReadonlyMap<string, number>,
  madeAt: number,
): PortfolioStanding {
  const { score, withheld, coverage, level, weekAgo, recent, playbook, evaluatedOn, readAt, issues, nextLevel, gate } =
    row;
  const cells: (PortfolioCell | null)[] = Array.from(placeOfRule, () => null);
  for (const { rule, status, attainment, few } of row.findings) {
    const place = placeOfRule.get(rule);
    if (place !== undefined) cells[place] = { status, attainment, ...(few !== undefined && { few }) };
  }
  return {
    ...{ score, withheld, coverage, level, recent, cells },
    weekAgo: weekAgo && {
      ...{ score: weekAgo.score, level: weekAgo.level, samePlaybook: comparable(row, weekAgo) !== null },
    },
    moves: movesOfWeek(row)
      .flatMap(({ rule, points, countsSince }) => {
        const place = placeOfRule.get(rule);
        if (place === undefined) return [];
        return [{ rule: place, points, countsSince: countsSince === null ? null : formatDay(countsSince) }];
      })
      .slice(0, MOST_MOVES),
    playbook: placeOfPlaybook.get(`${playbook.id}@${playbook.version}`) ?? 0,
    evaluatedOn: formatDay(evaluatedOn),
    hoursOld: Math.max(0, Math.floor((madeAt - readAt) / AN_HOUR)),
    openIssues: issues.open,
    unreadableIssues: issues.unreadable,
    toNextLevel: nextLevel?.issues ?? null,
    gate: gate && { ...gate, next: gate.next && inDays(gate.next) },
  };
}

function inDays({ title, planned, forecast }: NonNullable<GatesInBrief['next']>): NonNullable<PortfolioGate['next']> {
  const inWords = (day: Day | null): string | null => (day === null ? null : formatDay(day));
  return { title, planned: inWords(planned), forecast: inWords(forecast) };
}

const NONE: CrossProjectDependencies = { waitsFor: 0, waitsForLate: 0, waitedFor: 0, waitedForLate: 0 };

/** Counts tell nothing of the projects at the other ends, which the viewer may not know. */
function dependenciesByKey(coupling: readonly ProjectCoupling[]): ReadonlyMap<string, CrossProjectDependencies> {
  const found = new Map<string, Record<keyof CrossProjectDependencies, number>>();
  const of = (key: string): Record<keyof CrossProjectDependencies, number> => {
    const counts = found.get(key) ?? { ...NONE };
    found.set(key, counts);
    return counts;
  };
  for (const { dependentProject, providerProject, open, late } of coupling) {
    const [dependent, provider] = [of(dependentProject), of(providerProject)];
    dependent.waitsFor += open;
    dependent.waitsForLate += late;
    provider.waitedFor += open;
    provider.waitedForLate += late;
  }
  return found;
}

/** Only what the viewer may browse takes part: a pattern would tell of the others. */
function patternsOf(
  projects: PortfolioViewer['projects'],
  rows: readonly PortfolioRow[],
  { coupling, lateWaits, tiers }: Pick<Stored, 'coupling' | 'lateWaits' | 'tiers'>,
  placeOfRule: ReadonlyMap<string, number>,
): readonly PatternView[] {
  const placeOf = new Map(projects.map(({ id }, place) => [id, place]));
  const idOf = new Map(projects.map(({ id, key }) => [key, id]));
  const pairOf = (dependent: number, provider: number): string => `${dependent} ${provider}`;
  const before = lateWaits && new Set(lateWaits.map(({ dependent, provider }) => pairOf(dependent, provider)));
  const waitings = coupling.flatMap(({ dependentProject, providerProject, open, late }) => {
    const [dependent, provider] = [idOf.get(dependentProject), idOf.get(providerProject)];
    if (dependent === undefined || provider === undefined || open === 0) return [];
    return [{ dependent, provider, late: late > 0, wasLate: before?.has(pairOf(dependent, provider)) ?? null }];
  });
  const placesOf = (ids: readonly number[]): readonly number[] => ids.flatMap((id) => placeOf.get(id) ?? []);
  const ruleOf = ({ rule, of, trend, projects: ids }: RecurringRule): PatternRule => {
    return { rule: placeOfRule.get(rule) ?? 0, projects: placesOf(ids), of, trend };
  };
  return patterns(rows, groupsOf(projects, rows, tiers), waitings).map((pattern): PatternView => {
    switch (pattern.in) {
      case 'portfolio':
        return { in: 'portfolio', ...ruleOf(pattern) };
      case 'group':
        return { in: 'group', group: pattern.group, rules: pattern.rules.map(ruleOf) };
      case 'place':
        return { in: 'place', place: pattern.place, rules: pattern.rules.map(ruleOf) };
      case 'waiting': {
        const provider = placeOf.get(pattern.provider) ?? 0;
        const { of, trend } = pattern;
        return { in: 'waiting', provider, projects: placesOf(pattern.projects), of, trend };
      }
    }
  });
}

function groupsOf(
  projects: PortfolioViewer['projects'],
  rows: readonly PortfolioRow[],
  tiers: ProjectTiers,
): readonly ProjectGroup[] {
  const named = (id: number, name: string | number | null | undefined): readonly Member[] =>
    name === null || name === undefined ? [] : [{ id, name: String(name) }];
  return [
    ...grouped(
      'category',
      projects.flatMap(({ id, category }) => named(id, category)),
    ),
    ...grouped(
      'tier',
      projects.flatMap(({ id }) => named(id, tiers.get(id))),
    ),
    ...grouped(
      'playbook',
      rows.flatMap(({ projectId, playbook }) => named(projectId, playbook.title)),
    ),
    ...grouped(
      'stage',
      rows.flatMap(({ projectId, gate }) => named(projectId, gate?.stage)),
    ),
  ];
}

interface Member {
  readonly id: number;
  readonly name: string;
}

function grouped(kind: CommonTrait, members: readonly Member[]): readonly ProjectGroup[] {
  const groups = new Map<string, Set<number>>();
  for (const { id, name } of members) groups.set(name, (groups.get(name) ?? new Set<number>()).add(id));
  return [...groups].map(([name, projects]) => ({ kind, name, projects }));
}
