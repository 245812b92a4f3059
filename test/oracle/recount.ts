import { weeksNeeded } from './forecast';
import { readWords, type Kind } from './link-words';
import { daysAfter, readItem, workingDays, type Item, type Mention, type Raw } from './read';

/** Whether a project's lead exists and is active; absent where the source does not say. */
export type Lead = 'good' | 'bad';

export interface RuleCount {
  readonly status: 'pass' | 'partial' | 'fail' | 'notApplicable' | 'notAssessable';
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** Keys, each once, sorted as text. */
  readonly offenders: readonly string[];
}

export interface ProjectCount {
  readonly rules: Readonly<Record<string, RuleCount>>;
  readonly score: number | null;
  readonly coverage: number | null;
  readonly level: 'foundation' | 'managed' | 'assured' | null;
}

interface Dependency {
  readonly provider: string;
  readonly dependent: string;
  readonly kind: Kind;
  readonly open: boolean;
}

/** What the textbook's schedule says of a project. Days as `YYYY-MM-DD`. */
export interface Schedule {
  /** Total floats in working days, by issue id. */
  readonly floats: ReadonlyMap<string, number>;
  readonly target: string | null;
  readonly finish: string | null;
  /** The finish moves with the first item on the critical path. */
  readonly moves: boolean;
}

/** What there is to recount with beside the issues. */
interface Options {
  readonly today: string;
  readonly timeZone: string;
  readonly leads: ReadonlyMap<string, Lead>;
  /** By project key; absent where the engine is told no schedule. */
  readonly schedules?: ReadonlyMap<string, Schedule>;
  /** A field for the baseline's finish is known. */
  readonly baselined?: boolean;
  /** False where nobody knows what became of due dates. */
  readonly changelogs?: boolean;
}

/** Weight by the catalogue's letters, and target, of the rules that count. */
const RULES: Readonly<Record<string, readonly [weight: number, target: number]>> = {
  'accountable-lead': [10, 1],
  'missing-logic': [7.5, 0.95],
  leads: [5, 1],
  'high-duration': [5, 0.95],
  'invalid-dates': [7.5, 1],
  resourced: [5, 0.95],
  'dependency-cycles': [10, 1],
  'cross-project-owned': [7.5, 0.95],
  'overdue-blockers': [7.5, 1],
  'item-ownership': [5, 0.95],
  'work-dated': [7.5, 0.8],
  'stale-work': [5, 0.95],
  'definition-of-done': [5, 0.95],
};
/** Targets of those in shadow. */
const SHADOW: Readonly<Record<string, number>> = {
  lags: 0.95,
  'relationship-types': 0.9,
  'hard-constraints': 0.95,
  'high-float': 0.95,
  'negative-float': 1,
  'critical-path-test': 1,
  cpli: 0.95,
  'delivery-forecast': 1,
  'missed-tasks': 0.95,
  bei: 0.95,
  'cost-performance': 0.95,
  'date-churn': 0.95,
  'stale-blocked': 0.95,
  'risk-complete': 0.95,
  'risk-reviewed': 1,
  'template-conformity': 0.95,
};
/** In shadow, too: nothing is known of the records that they wait for. */
const WAITING = [
  ...['baseline-approved', 'change-controlled', 'charter-complete', 'dependency-agreed', 'escalation-acknowledged'],
  ...[
    'gates-evidenced',
    'lessons-recorded',
    'sprint-commitment',
    'status-fresh',
    'status-honest',
    'strategic-goal-linked',
    'waivers-current',
  ],
];

/** The rule is computed, but project managers do not see it. */
export function isInShadow(rule: string): boolean {
  return Object.hasOwn(SHADOW, rule) || WAITING.includes(rule);
}

const FOUNDATION = [
  'accountable-lead',
  'item-ownership',
  'work-dated',
  'definition-of-done',
  'invalid-dates',
  'dependency-cycles',
];
const MANAGED = [
  'missing-logic',
  'resourced',
  'overdue-blockers',
  'cross-project-owned',
  'stale-work',
  'high-duration',
];

/**
 * Counts every rule again, from its definition and straight from raw issues: no columns, no packing, no cleverness. What
 * it disagrees with is wrong, or the definition is silent. A schedule it is given, as the textbook has it.
 */
export function recount(
  raw: readonly unknown[],
  options: Options,
): {
  readonly projects: ReadonlyMap<string, ProjectCount>;
  readonly cycles: readonly (readonly string[])[];
  readonly dependencies: number;
} {
  const items = raw.map((issue) => readItem(issue as Raw, options.timeZone));
  const world = new World(items);
  const keys = [...new Set(items.map((item) => item.project))].sort();
  const stuck = new Set(cyclesOf(world.dependencies.filter((each) => each.open)).flat());
  const projects = new Map(
    keys.map((key) => {
      const rules = countRules(key, world, stuck, options);
      return [key, { rules, ...scoreOf(rules) }];
    }),
  );
  return { projects, cycles: cyclesOf(world.dependencies), dependencies: world.dependencies.length };
}

/** All issues, and who waits for whom among them and beyond. */
class World {
  readonly byKey: ReadonlyMap<string, Item>;
  private readonly byId: ReadonlyMap<string | null, Item>;
  readonly dependencies: readonly Dependency[];

  constructor(readonly items: readonly Item[]) {
    this.byKey = new Map(items.map((item) => [item.key, item]));
    this.byId = new Map(items.filter((item) => item.id !== null).map((item) => [item.id, item]));
    const outsideDone = new Set<string>();
    const found = new Map<string, Omit<Dependency, 'open'>>();
    for (const item of items) {
      for (const link of item.links) {
        const reading = readWords(link);
        const far = this.keyOf(link.far);
        if (!reading || far === item.key) continue;
        if (link.farCategory === 'done') outsideDone.add(far);
        // A is where the link comes from.
        const [a, b] = link.outward ? [item.key, far] : [far, item.key];
        const [provider, dependent] = reading.provider === 'A' ? [a, b] : [b, a];
        found.set(`${provider} ${dependent} ${reading.kind}`, { provider, dependent, kind: reading.kind });
      }
    }
    const isOpen = (key: string): boolean => {
      const item = this.byKey.get(key);
      return item ? !item.done : !outsideDone.has(key);
    };
    this.dependencies = [...found.values()].map((each) => ({
      ...each,
      open: isOpen(each.provider) && isOpen(each.dependent),
    }));
  }

  /** The key of a mentioned issue: as the issue itself has it, where it is here. */
  keyOf(mention: Mention): string {
    const known = mention.id === null ? undefined : this.byId.get(mention.id);
    return known?.key ?? mention.key ?? `#${mention.id}`;
  }
}

function projectOf(key: string): string {
  return key.slice(0, key.lastIndexOf('-'));
}

function countRules(
  project: string,
  world: World,
  stuck: ReadonlySet<string>,
  { today, leads, schedules, baselined: hasBaseline = false, changelogs = true }: Options,
): Readonly<Record<string, RuleCount>> {
  const lead = leads.get(project);
  const own = world.items.filter((item) => item.project === project);
  const ownByKey = new Map(own.map((item) => [item.key, item]));
  const open = own.filter((item) => !item.done);
  const openWork = open.filter((item) => item.level <= 0);
  const inProgress = own.filter((item) => item.inProgress && item.level <= 0);
  const ninetyDays = daysAfter(today, -89);
  const thirtyDays = daysAfter(today, 30);
  const recent = (item: Item): boolean =>
    item.finished !== null && item.finished >= ninetyDays && item.finished <= today;
  const promised = (item: Item): string | null => (hasBaseline ? item.baselineFinish : firstDue(item));
  const baselined = own.filter((item) => item.level <= 0 && promised(item) !== null);
  const isDue = (item: Item): boolean => (promised(item) ?? '') <= today;
  const sixtyDays = daysAfter(today, -59);
  const openRisks = open.filter((item) => item.isRisk);
  const soon = (day: string | null): boolean => day !== null && day >= today && day <= thirtyDays;
  const openDependencies = world.dependencies.filter((each) => each.open);
  const linked = new Set(world.dependencies.flatMap((each) => [each.provider, each.dependent]));
  const openEnds = new Set(openDependencies.flatMap((each) => [each.provider, each.dependent]));
  const openProviders = new Set(openDependencies.map((each) => each.provider));
  const crossEnds = new Set(
    openDependencies
      .filter((each) => projectOf(each.provider) !== projectOf(each.dependent))
      .flatMap((each) => [each.provider, each.dependent]),
  );
  const withOpenChild = new Set(open.flatMap((item) => (item.parent ? [world.keyOf(item.parent)] : [])));

  const count = (rule: string, population: readonly Item[], good: (item: Item) => boolean): RuleCount =>
    judge(
      rule,
      population.length,
      population.filter(good).length,
      population.filter((item) => !good(item)).map((item) => item.key),
    );

  const tight = openDependencies.flatMap(({ provider, dependent }) => {
    const [due, item] = [world.byKey.get(provider)?.due ?? null, ownByKey.get(dependent)];
    return item && item.start !== null && due !== null ? [{ dependent, due, start: item.start }] : [];
  });
  const amongTight = (rule: string, good: (each: { due: string; start: string }) => boolean): RuleCount =>
    judge(
      rule,
      tight.length,
      tight.filter(good).length,
      tight.filter((each) => !good(each)).map((each) => each.dependent),
    );
  const touching = openDependencies.filter((each) => ownByKey.has(each.provider) || ownByKey.has(each.dependent));
  const others = touching.filter((each) => each.kind !== 'finishToStart');

  return {
    'item-ownership': count('item-ownership', inProgress, (item) => item.assigned),
    'stale-work': count(
      'stale-work',
      inProgress,
      (item) => item.updated !== null && workingDays(item.updated, today) <= 10,
    ),
    'definition-of-done': count(
      'definition-of-done',
      own.filter((item) => item.done && item.level <= 0 && recent(item)),
      (item) => item.resolved && !withOpenChild.has(item.key),
    ),
    'work-dated': count(
      'work-dated',
      [...inProgress, ...open.filter((item) => item.level >= 1)],
      (item) => item.due !== null || item.plannedEnd,
    ),
    'invalid-dates': count(
      'invalid-dates',
      own.filter((item) =>
        item.done
          ? recent(item) || (item.finished !== null && item.finished > today)
          : item.start !== null || item.due !== null,
      ),
      (item) =>
        !(item.start !== null && item.due !== null && item.start > item.due) &&
        !(!item.done && item.due !== null && item.due < today) &&
        !(item.finished !== null && item.finished > today),
    ),
    'high-duration': count(
      'high-duration',
      openWork.filter((item) => item.start !== null && item.due !== null && item.due >= today),
      ({ start, due }) => workingDays((start ?? '') > today ? (start ?? '') : today, due ?? '') <= 44,
    ),
    resourced: count(
      'resourced',
      openWork.filter((item) => item.inProgress || soon(item.start) || soon(item.due)),
      (item) => item.assigned && item.estimated,
    ),
    'missing-logic': count(
      'missing-logic',
      openWork.filter((item) => item.start !== null || item.due !== null),
      (item) => linked.has(item.key),
    ),
    leads: amongTight('leads', ({ due, start }) => start > due),
    lags: amongTight('lags', ({ due, start }) => workingDays(due, start) <= 10),
    'relationship-types': judge(
      'relationship-types',
      touching.length,
      touching.length - others.length,
      others.map(({ provider, dependent }) => (ownByKey.has(dependent) ? dependent : provider)),
    ),
    'hard-constraints': count(
      'hard-constraints',
      openWork.filter((item) => item.start !== null || item.due !== null),
      (item) => !item.hasFixedDate,
    ),
    'missed-tasks': count(
      'missed-tasks',
      baselined.filter((item) => isDue(item) && (!item.done || item.finished !== null)),
      (item) => item.done && (item.finished ?? '') <= (promised(item) ?? ''),
    ),
    'date-churn': count(
      'date-churn',
      own.filter((item) => item.due !== null && (!item.done || recent(item) || (item.finished ?? '') > today)),
      ({ dueChanges }) => {
        const moves = dueChanges.filter(({ on, from }) => from !== null && on >= sixtyDays);
        const late = moves.filter(
          ({ on, from, to }) => from !== null && to !== null && to > from && on <= from && on >= daysAfter(from, -7),
        );
        // Of a change on a day to come it counts as well.
        return moves.length <= 1 && late.length === 0;
      },
    ),
    bei: judge(
      'bei',
      baselined.some(isDue) ? 1 : 0,
      baselined.some(isDue) ? baselined.filter((item) => item.done).length / baselined.filter(isDue).length : 0,
      [],
    ),
    'cost-performance': countCosts(own),
    'risk-complete': count('risk-complete', openRisks, (item) => {
      const isSized = item.probability !== null && item.impact !== null;
      return isSized && item.hasResponse && item.hasContingency && item.assigned && item.due !== null;
    }),
    'risk-reviewed': count(
      'risk-reviewed',
      openRisks.filter(({ probability, impact }) => (probability ?? 0) * (impact ?? 0) >= 12),
      (item) => item.updated !== null && item.updated >= daysAfter(today, -30),
    ),
    ...countSchedule(openWork, today, schedules?.get(project)),
    'delivery-forecast': forecast(own, today, schedules?.get(project)?.target ?? null),
    // The playbook requires no types.
    'template-conformity': judge('template-conformity', 0, 0, []),
    ...Object.fromEntries(WAITING.map((rule) => [rule, NOT_ASSESSABLE])),
    ...(changelogs ? {} : { 'date-churn': NOT_ASSESSABLE }),
    ...(changelogs || hasBaseline ? {} : { 'missed-tasks': NOT_ASSESSABLE, bei: NOT_ASSESSABLE }),
    'overdue-blockers': count(
      'overdue-blockers',
      open.filter((item) => item.due !== null && openProviders.has(item.key)),
      (item) => (item.due ?? '') >= today,
    ),
    'stale-blocked': count(
      'stale-blocked',
      open.filter((item) => openDependencies.some((each) => each.dependent === item.key)),
      (item) => {
        const blockers = own.filter((other) =>
          openDependencies.some((each) => each.dependent === item.key && each.provider === other.key),
        );
        return [item, ...blockers].some(({ updated }) => updated !== null && workingDays(updated, today) <= 10);
      },
    ),
    'cross-project-owned': count(
      'cross-project-owned',
      open.filter((item) => crossEnds.has(item.key)),
      (item) => item.assigned && item.due !== null,
    ),
    'dependency-cycles': count(
      'dependency-cycles',
      open.filter((item) => openEnds.has(item.key)),
      (item) => !stuck.has(item.key),
    ),
    'accountable-lead': lead === undefined ? NOT_ASSESSABLE : judge('accountable-lead', 1, lead === 'good' ? 1 : 0, []),
  };
}

const NOT_ASSESSABLE: RuleCount = { status: 'notAssessable', numerator: null, denominator: null, offenders: [] };

function countSchedule(
  openWork: readonly Item[],
  today: string,
  schedule: Schedule | undefined,
): Readonly<Record<string, RuleCount>> {
  if (!schedule) {
    return {
      'high-float': NOT_ASSESSABLE,
      'negative-float': NOT_ASSESSABLE,
      'critical-path-test': NOT_ASSESSABLE,
      cpli: NOT_ASSESSABLE,
    };
  }
  const { floats, finish, target, moves } = schedule;
  const known = openWork.flatMap(({ id, key }) => {
    const float = floats.get(id ?? '');
    return float === undefined ? [] : [{ key, float }];
  });
  const count = (rule: string, good: (float: number) => boolean): RuleCount => {
    const bad = known.filter(({ float }) => !good(float)).map(({ key }) => key);
    return judge(rule, known.length, known.length - bad.length, bad);
  };
  const length = finish === null ? 0 : Math.max(1, workingDays(today, finish));
  const index = finish === null || target === null ? 0 : (length + workingDays(finish, target)) / length;
  return {
    'high-float': count('high-float', (float) => float <= 44),
    'negative-float': count('negative-float', (float) => float >= 0),
    'critical-path-test': judge('critical-path-test', finish === null ? 0 : 1, finish !== null && moves ? 1 : 0, []),
    cpli:
      finish !== null && target === null
        ? NOT_ASSESSABLE
        : judge('cpli', finish === null ? 0 : 1, Math.max(0, index), []),
  };
}

/** The first due date ever set, of what has one now. */
function firstDue({ due, dueChanges }: Item): string | null {
  if (due === null || dueChanges.length === 0) return due;
  return dueChanges[0].from ?? dueChanges[0].to;
}

function countCosts(own: readonly Item[]): RuleCount {
  const sum = (values: readonly number[]): number => values.reduce((all, value) => all + Math.round(value * 100), 0);
  const earned = sum(own.map((item) => item.earnedValue));
  const planned = sum(own.map((item) => item.plannedValue));
  const cost = sum(own.map((item) => item.actualCost));
  const indices = [...(planned > 0 ? [earned / planned] : []), ...(cost > 0 ? [earned / cost] : [])];
  return judge(
    'cost-performance',
    indices.length > 0 ? 1 : 0,
    indices.length > 0 ? Math.max(0, Math.min(...indices)) : 0,
    [],
  );
}

function forecast(own: readonly Item[], today: string, target: string | null): RuleCount {
  const work = own.filter((item) => item.level <= 0);
  const open = work.filter((item) => !item.done).length;
  const perWeek = Array.from({ length: 12 }, (_, week) => {
    const [first, last] = [daysAfter(today, -7 * week - 6), daysAfter(today, -7 * week)];
    return work.filter(({ finished }) => finished !== null && finished >= first && finished <= last).length;
  });
  if (open === 0) return judge('delivery-forecast', 0, 0, []);
  if (perWeek.filter((finished) => finished > 0).length < 6 || target === null) return NOT_ASSESSABLE;
  const days = Math.max(0, (Date.parse(target) - Date.parse(today)) / 86_400_000);
  return judge('delivery-forecast', 1, days / 7 / weeksNeeded(open, perWeek), []);
}

function judge(rule: string, denominator: number, numerator: number, offenders: readonly string[]): RuleCount {
  const found = { numerator, denominator, offenders: [...new Set(offenders)].sort() };
  if (denominator === 0) return { status: 'notApplicable', ...found };
  const target = SHADOW[rule] ?? RULES[rule][1];
  const share = numerator / denominator;
  if (share >= target) return { status: 'pass', ...found };
  return { status: share / target >= 0.5 ? 'partial' : 'fail', ...found };
}

function scoreOf(rules: Readonly<Record<string, RuleCount>>): Omit<ProjectCount, 'rules'> {
  let [all, applicable, assessed, earned] = [0, 0, 0, 0];
  for (const [rule, [weight, target]] of Object.entries(RULES)) {
    const { status, numerator, denominator } = rules[rule];
    all += weight;
    if (status !== 'notApplicable') applicable += weight;
    if (status === 'notApplicable' || status === 'notAssessable') continue;
    assessed += weight;
    earned += weight * Math.min(1, (numerator ?? 0) / (denominator ?? 1) / target);
  }
  const coverage = applicable === 0 ? null : assessed / applicable;
  const shown = coverage !== null && coverage >= 0.7 && applicable / all >= 0.5;
  const holds = (names: readonly string[]): boolean =>
    names.every((rule) => ['pass', 'notApplicable'].includes(rules[rule].status));
  const foundation = holds(FOUNDATION);
  const managed = foundation && holds(MANAGED);
  const assured = managed && holds(Object.keys(RULES));
  return {
    score: shown ? (100 * earned) / assessed : null,
    coverage,
    level: assured ? 'assured' : managed ? 'managed' : foundation ? 'foundation' : null,
  };
}

/** Groups of issues that all lead to each other, the slow way: who can be reached from whom. Keys sorted as text. */
function cyclesOf(dependencies: readonly Dependency[]): readonly (readonly string[])[] {
  const next = new Map<string, string[]>();
  for (const { provider, dependent } of dependencies) next.set(provider, [...(next.get(provider) ?? []), dependent]);
  const reach = new Map([...next.keys()].map((key) => [key, reachable(key, next)]));
  const groups = new Map<string, readonly string[]>();
  for (const [key, reached] of reach) {
    if (!reached.has(key)) continue;
    const group = [...reached].filter((other) => reach.get(other)?.has(key)).sort();
    groups.set(group.join(' '), group);
  }
  return [...groups.keys()].sort().map((name) => groups.get(name) ?? []);
}

function reachable(from: string, next: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const seen = new Set<string>();
  const ahead = [...(next.get(from) ?? [])];
  for (let at = ahead.pop(); at !== undefined; at = ahead.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    ahead.push(...(next.get(at) ?? []));
  }
  return seen;
}
