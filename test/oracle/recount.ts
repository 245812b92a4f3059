import type { Kind } from '../oracle-schedule/site';
import { weeksNeeded } from './forecast';
import { readWords } from './link-words';
import {
  daysAfter,
  readItem,
  USUAL_FIELDS,
  workingDays,
  type FieldIds,
  type Item,
  type Mention,
  type Raw,
} from './read';
import { countRecords, waivedRules, type Figures, type Records } from './records';
import { LEVELS, USUAL_TERMS, type Level, type Required, type Terms } from './terms';

/** Whether a project's lead exists and is active; absent where the source does not say. */
export type Lead = 'good' | 'bad';

export interface RuleCount {
  readonly status: 'pass' | 'partial' | 'fail' | 'notApplicable' | 'notAssessable' | 'exempt';
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** Keys, each once, sorted as text. */
  readonly offenders: readonly string[];
}

export interface ProjectCount {
  readonly rules: Readonly<Record<string, RuleCount>>;
  readonly score: number | null;
  readonly coverage: number | null;
  readonly level: Level | null;
}

interface Dependency {
  readonly provider: string;
  readonly dependent: string;
  readonly kind: Kind;
  readonly open: boolean;
}

/** What the textbook's schedule says of a project. Days as `YYYY-MM-DD`. */
export interface Schedule {
  /** Total floats in working days, by issue key. */
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
  readonly terms?: Terms;
  readonly fields?: FieldIds;
  /** By project key; absent where none are kept. */
  readonly records?: ReadonlyMap<string, Records>;
  /** False where nobody knows what became of due dates. */
  readonly changelogs?: boolean;
}

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
  const { terms = USUAL_TERMS, today } = options;
  const items = raw.map((issue) => readItem(issue as Raw, options.timeZone, options.fields));
  const world = new World(items, terms);
  const keys = [...new Set(items.map((item) => item.project))].sort();
  const stuck = new Set(cyclesOf(world.dependencies.filter((each) => each.open)).flat());
  const projects = new Map(
    keys.map((key) => {
      const found = countRules(key, world, stuck, options);
      const waived = waivedRules(options.records?.get(key), today);
      const rules = Object.fromEntries(
        Object.entries(found).map(([rule, count]): [string, RuleCount] => [
          rule,
          waived.has(rule) ? { ...count, status: 'exempt' } : count,
        ]),
      );
      return [key, { rules, ...scoreOf(rules, terms, today) }];
    }),
  );
  return { projects, cycles: cyclesOf(world.dependencies), dependencies: world.dependencies.length };
}

/** All issues, and who waits for whom among them and beyond. */
class World {
  readonly byKey: ReadonlyMap<string, Item>;
  private readonly byId: ReadonlyMap<string | null, Item>;
  readonly dependencies: readonly Dependency[];

  constructor(
    readonly items: readonly Item[],
    terms: Terms,
  ) {
    this.byKey = new Map(items.map((item) => [item.key, item]));
    this.byId = new Map(items.filter((item) => item.id !== null).map((item) => [item.id, item]));
    const outsideDone = new Set<string>();
    const found = new Map<string, Omit<Dependency, 'open'>>();
    for (const item of items) {
      for (const link of item.links) {
        const reading = readWords(link, terms.linkMeanings);
        const far = this.keyOf(link.far);
        if (!reading || far === item.key) continue;
        if (link.farCategory === 'done') outsideDone.add(far);
        // A is where the link comes from.
        const [a, b] = link.outward ? [item.key, far] : [far, item.key];
        const [provider, dependent] = reading.provider === 'A' ? [a, b] : [b, a];
        found.set(`${provider} ${dependent} ${reading.kind}`, { provider, dependent, kind: reading.kind });
      }
    }
    for (const item of terms.parentWaitsForChildren ? items : []) {
      const dependent = item.parent && this.keyOf(item.parent);
      if (dependent === null || dependent === item.key) continue;
      const kind = 'finishToFinish';
      found.set(`${item.key} ${dependent} ${kind}`, { provider: item.key, dependent, kind });
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
  { today, leads, schedules, terms = USUAL_TERMS, fields = USUAL_FIELDS, records, changelogs = true }: Options,
): Readonly<Record<string, RuleCount>> {
  const hasBaseline = fields.baselineFinish !== null;
  const wd = (a: string, b: string): number => workingDays(a, b, terms);
  const judge = (rule: string, denominator: number, numerator: number, offenders: readonly string[]): RuleCount =>
    judged(terms.rules[rule].target, denominator, numerator, offenders);
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
  const openRisks = open.filter((item) => terms.riskTypes.includes(item.typeName));
  const isSizable = fields.probability !== null && fields.impact !== null;
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
  const needsStarts = fields.start === null;
  const waits = openDependencies.some((each) => ownByKey.has(each.dependent));
  const touching = openDependencies.filter((each) => ownByKey.has(each.provider) || ownByKey.has(each.dependent));
  const others = touching.filter((each) => each.kind !== 'finishToStart');

  return {
    'item-ownership': count('item-ownership', inProgress, (item) => item.assigned),
    'stale-work': count('stale-work', inProgress, (item) => item.updated !== null && wd(item.updated, today) <= 10),
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
    'high-duration':
      needsStarts && openWork.some(({ due }) => due !== null && due >= today)
        ? NOT_ASSESSABLE
        : count(
            'high-duration',
            openWork.filter((item) => item.start !== null && item.due !== null && item.due >= today),
            ({ start, due }) => wd((start ?? '') > today ? (start ?? '') : today, due ?? '') <= 44,
          ),
    resourced: count(
      'resourced',
      openWork.filter((item) => item.inProgress || soon(item.start) || soon(item.due)),
      (item) => item.assigned && (item.estimated || !terms.estimatesRequired),
    ),
    'missing-logic': count(
      'missing-logic',
      openWork.filter((item) => item.start !== null || item.due !== null),
      (item) => linked.has(item.key),
    ),
    leads: needsStarts && waits ? NOT_ASSESSABLE : amongTight('leads', ({ due, start }) => start > due),
    lags: needsStarts && waits ? NOT_ASSESSABLE : amongTight('lags', ({ due, start }) => wd(due, start) <= 10),
    'relationship-types': judge(
      'relationship-types',
      touching.length,
      touching.length - others.length,
      others.map(({ provider, dependent }) => (ownByKey.has(dependent) ? dependent : provider)),
    ),
    'hard-constraints': count(
      'hard-constraints',
      openWork.filter((item) => fields.fixedDate !== null && (item.start !== null || item.due !== null)),
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
    'cost-performance': countCosts(own, fields, judge),
    'risk-complete':
      openRisks.length > 0 && (!isSizable || fields.response === null || fields.contingency === null)
        ? NOT_ASSESSABLE
        : count('risk-complete', openRisks, (item) => {
            const isSized = item.probability !== null && item.impact !== null;
            return isSized && item.hasResponse && item.hasContingency && item.assigned && item.due !== null;
          }),
    'risk-reviewed':
      openRisks.length > 0 && !isSizable
        ? NOT_ASSESSABLE
        : count(
            'risk-reviewed',
            openRisks.filter(({ probability, impact }) => (probability ?? 0) * (impact ?? 0) >= terms.highFrom),
            (item) => item.updated !== null && item.updated >= daysAfter(today, -30),
          ),
    ...countSchedule(openWork, today, schedules?.get(project), wd, judge),
    'delivery-forecast': forecast(own, today, schedules?.get(project)?.target ?? null, judge),
    'template-conformity': countTemplate(own, terms, judge),
    ...Object.fromEntries(
      Object.entries(
        countRecords(records?.get(project), terms, today, (id) => own.some((item) => item.id === id && item.done)),
      ).map(([rule, figures]: [string, Figures]) => [
        rule,
        figures === null ? NOT_ASSESSABLE : judge(rule, figures[1], figures[0], []),
      ]),
    ),
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
        return [item, ...blockers].some(({ updated }) => updated !== null && wd(updated, today) <= 10);
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
    'accountable-lead':
      lead === undefined
        ? NOT_ASSESSABLE
        : judge(
            'accountable-lead',
            1,
            lead === 'good' && records?.get(project)?.charter?.sponsor !== false ? 1 : 0,
            [],
          ),
  };
}

const NOT_ASSESSABLE: RuleCount = { status: 'notAssessable', numerator: null, denominator: null, offenders: [] };

type Judge = (rule: string, denominator: number, numerator: number, offenders: readonly string[]) => RuleCount;

function countSchedule(
  openWork: readonly Item[],
  today: string,
  schedule: Schedule | undefined,
  wd: (a: string, b: string) => number,
  judge: Judge,
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
  const known = openWork.flatMap(({ key }) => {
    const float = floats.get(key);
    return float === undefined ? [] : [{ key, float }];
  });
  const count = (rule: string, good: (float: number) => boolean): RuleCount => {
    const bad = known.filter(({ float }) => !good(float)).map(({ key }) => key);
    return judge(rule, known.length, known.length - bad.length, bad);
  };
  const length = finish === null ? 0 : Math.max(1, wd(today, finish));
  const index = finish === null || target === null ? 0 : (length + wd(finish, target)) / length;
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

function countCosts(own: readonly Item[], { earnedValue }: FieldIds, judge: Judge): RuleCount {
  const sum = (values: readonly number[]): number => values.reduce((all, value) => all + Math.round(value * 100), 0);
  const earned = sum(own.map((item) => item.earnedValue));
  const planned = sum(own.map((item) => item.plannedValue));
  const cost = sum(own.map((item) => item.actualCost));
  if (earnedValue === null) return judge('cost-performance', 0, 0, []);
  const indices = [...(planned > 0 ? [earned / planned] : []), ...(cost > 0 ? [earned / cost] : [])];
  return judge(
    'cost-performance',
    indices.length > 0 ? 1 : 0,
    indices.length > 0 ? Math.max(0, Math.min(...indices)) : 0,
    [],
  );
}

function forecast(own: readonly Item[], today: string, target: string | null, judge: Judge): RuleCount {
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

function countTemplate(own: readonly Item[], { requiredTypes }: Terms, judge: Judge): RuleCount {
  const isFilled = (item: Item, field: Required): boolean => {
    if (field === 'assignee') return item.assigned;
    if (field === 'estimate') return item.estimated;
    if (field === 'plannedEnd') return item.plannedEnd;
    return item[field] !== null;
  };
  let [asked, met] = [0, 0];
  for (const { type, fields } of requiredTypes) {
    const used = own.filter(({ typeName }) => typeName === type);
    const open = used.filter(({ done }) => !done);
    asked++;
    if (used.length > 0) met++;
    if (open.length === 0) continue;
    asked += fields.length;
    met += fields.filter((field) => 2 * open.filter((item) => isFilled(item, field)).length >= open.length).length;
  }
  return judge('template-conformity', asked, met, []);
}

/** Shares that differ by less are the same. */
const TOLERANCE = 1e-9;

function judged(target: number, denominator: number, numerator: number, offenders: readonly string[]): RuleCount {
  const found = { numerator, denominator, offenders: [...new Set(offenders)].sort() };
  if (denominator === 0) return { status: 'notApplicable', ...found };
  const share = numerator / denominator;
  if (share >= target - TOLERANCE) return { status: 'pass', ...found };
  return { status: share / target >= 0.5 - TOLERANCE ? 'partial' : 'fail', ...found };
}

function scoreOf(rules: Readonly<Record<string, RuleCount>>, terms: Terms, today: string): Omit<ProjectCount, 'rules'> {
  let [all, applicable, assessed, earned] = [0, 0, 0, 0];
  const unmet = new Set<Level>();
  let isCapped = false;
  for (const [rule, { weight, target, level, critical, lifecycle, countsFrom = null }] of Object.entries(terms.rules)) {
    const counts =
      lifecycle === 'enforced' || (lifecycle === 'announced' && countsFrom !== null && countsFrom <= today);
    if (!counts) continue;
    const { status, numerator, denominator } = rules[rule];
    all += weight;
    if (!['pass', 'exempt', 'notApplicable'].includes(status)) {
      unmet.add(level);
      isCapped ||= critical;
    }
    if (status === 'notApplicable' || status === 'exempt') continue;
    applicable += weight;
    if (status === 'notAssessable') continue;
    assessed += weight;
    earned += weight * (status === 'pass' ? 1 : (numerator ?? 0) / (denominator ?? 1) / target);
  }
  const coverage = applicable === 0 ? null : assessed / applicable;
  const shown = coverage !== null && coverage >= 0.7 - TOLERANCE && applicable / all >= 0.5 - TOLERANCE;
  let level: Level | null = null;
  for (const next of LEVELS) {
    if (isCapped || unmet.has(next)) break;
    level = next;
  }
  return { score: shown ? (100 * earned) / assessed : null, coverage, level };
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
