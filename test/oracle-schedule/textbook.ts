import { nameOf, type Dependency, type Issue, type Site } from './site';
import { Steps, type Calendar } from './steps';

/**
 * The critical-path method as textbooks have it, on the definitions of the schedule: objects, maps, days walked one by
 * one. It knows nothing of how the app does it. Where the definitions leave a choice, it is said here:
 *
 * 1. An item is an open issue that is an end of an open dependency or has a planned start or finish, whatever the source.
 * 2. A date that is not worked is moved first (a start on, a finish back) and compared with today afterwards, also for
 *    "late now"; today itself is a start where something can start on it, and stays what it is where days are counted.
 * 3. Cycles are those of all open dependencies, through issues that nobody holds, too.
 * 4. Providers push work in progress as they push any other.
 * 5. Start-to-start and start-to-finish bound the latest start of the provider only, not its latest finish; they bound it
 *    also where the provider has no latest finish.
 * 6. Free float of the other kinds is counted on the ends that they tie: start to start, finish to finish, start to finish.
 * 7. Needed by of the kinds that end in a finish: the planned finish, else the finish that the planned start gives. Slack
 *    of the other kinds has no "− 1": both ends may meet on one day.
 * 8. Late now is decided before the slack is asked for, also where nobody holds the dependent. For kinds that begin at a
 *    start it is the start that is late: planned before today, of an issue that is not in progress.
 * 9. The length of a path is wd(today, its finish).
 * 10. An issue that nobody holds belongs to the project of the portfolio that its key names.
 * 11. A milestone that is an item is the target of itself and of all that leads to it, due on its planned finish where it
 *     has one. So is a version of the items in it and of all that leads to them, due on its release date. An item that
 *     several targets ask for, or its dependents, has to meet the earliest.
 * 12. The path to a milestone begins at the milestone; "leads to" is by dependencies that push. An item is critical when
 *     its total float is at most the least on the path to its own project's target, or to a milestone or version that it
 *     leads to.
 */

/** What made an item's forecast; a provider by its issue id. Several words where the definitions leave it open. */
export type Driver = readonly ['plan'] | readonly ['today'] | readonly ['plan', 'today'] | number;

export interface Figures {
  readonly plannedStart: number | null;
  readonly plannedFinish: number | null;
  readonly duration: number;
  readonly durationFrom: 'dates' | 'estimate' | 'history' | 'assumed';
  readonly earliestStart: number;
  readonly forecastFinish: number;
  readonly slip: number | null;
  readonly driver: Driver;
  readonly inCycle: boolean;
  readonly latestStart: number | null;
  readonly latestFinish: number | null;
  readonly totalFloat: number | null;
  readonly freeFloat: number | null;
  readonly critical: boolean;
  readonly onPath: boolean;
}

export interface ProjectFigures {
  readonly target: number | null;
  readonly forecast: number | null;
  readonly pathLength: number | null;
  readonly leastFloat: number | null;
  /** Back from the last item to one that no provider drives. */
  readonly path: readonly number[];
  readonly items: number;
  readonly estimated: number;
  readonly undated: number;
}

/** A milestone or a version to which a critical path leads. */
export interface TargetFigures {
  /** Issue id of the milestone, else id of the version. */
  readonly milestone: number | null;
  readonly version: number | null;
  readonly projectId: number;
  readonly due: number | null;
  readonly forecast: number;
  /** Back from the last item to one that no provider drives. */
  readonly path: readonly number[];
  /** Issues that lead to it, itself or its own ones included, without more float than the path. Ascending. */
  readonly critical: readonly number[];
}

/** How a dependency stands. */
export type Lateness = 'lateNow' | 'willBeLate' | 'atRisk' | 'fine' | 'unknown';

export interface DependencyFigures extends Dependency {
  readonly open: boolean;
  /** Both ends are items, so that there is something to say. */
  readonly known: boolean;
  readonly neededBy: number | null;
  readonly slack: number | null;
  readonly lateness: Lateness;
}

export interface Coupling {
  readonly total: number;
  readonly open: number;
  readonly late: number;
  readonly leastSlack: number | null;
}

export interface TextbookSchedule {
  readonly items: ReadonlyMap<number, Figures>;
  readonly projects: ReadonlyMap<number, ProjectFigures>;
  /** Milestones ascending by issue id, then versions ascending by id. */
  readonly targets: readonly TargetFigures[];
  readonly dependencies: ReadonlyMap<string, DependencyFigures>;
  /** By ids of the project that waits and the one that is waited for: "2 1". */
  readonly coupling: ReadonlyMap<string, Coupling>;
  /** By project id: Ca, Ce. */
  readonly stability: ReadonlyMap<number, { readonly waitingForIt: number; readonly waitedFor: number }>;
  /** Of open dependencies: who is in a cycle, whether held or not. */
  readonly inOpenCycle: ReadonlySet<number>;
  /** Of all dependencies, each ascending by id, ascending by first. */
  readonly cycles: readonly (readonly number[])[];
}

/** What a what-if replaces beside the site itself. */
export interface Assumptions {
  readonly items?: ReadonlySet<number>;
  readonly shifts?: ReadonlyMap<number, number>;
  readonly durations?: ReadonlyMap<number, number>;
}

/** The schedule of a site as of a day. */
export function textbookSchedule(
  site: Site,
  today: number,
  calendar: Calendar,
  assumptions: Assumptions = {},
): TextbookSchedule {
  return new Textbook(site, today, new Steps(calendar), assumptions).schedule();
}

/** Whether a dependency's ends both count as open. */
export function isOpen(site: Site, { provider, dependent }: Dependency): boolean {
  return [provider, dependent].every((id) => {
    const issue = site.issues.get(id);
    return issue ? issue.state !== 'done' : site.strangers.get(id)?.state !== 'done';
  });
}

class Textbook {
  private readonly openNames: ReadonlySet<string>;
  private readonly items: readonly Issue[];
  private readonly itemOf: ReadonlyMap<number, Issue>;
  private readonly targets: ReadonlyMap<number, number | null>;
  private readonly component: ReadonlyMap<number, number>;
  private readonly inOpenCycle: ReadonlySet<number>;
  /** Dependencies between items that push, by dependent and by provider. */
  private readonly pushersOf = new Map<number, Dependency[]>();
  private readonly pushedBy = new Map<number, Dependency[]>();

  private readonly earliestStart = new Map<number, number>();
  private readonly forecastFinish = new Map<number, number>();
  private readonly latestStart = new Map<number, number | null>();
  private readonly latestFinish = new Map<number, number | null>();

  constructor(
    private readonly site: Site,
    private readonly today: number,
    private readonly steps: Steps,
    private readonly assumptions: Assumptions,
  ) {
    const open = site.dependencies.filter((each) => isOpen(site, each));
    this.openNames = new Set(open.map(nameOf));
    const tied = new Set(open.flatMap(({ provider, dependent }) => [provider, dependent]));
    this.items = [...site.issues.values()]
      .filter((issue) => issue.state !== 'done')
      .filter(
        (issue) =>
          assumptions.items?.has(issue.id) ??
          (tied.has(issue.id) || this.plannedStart(issue) !== null || this.plannedFinish(issue) !== null),
      )
      .sort((a, b) => a.id - b.id);
    this.itemOf = new Map(this.items.map((item) => [item.id, item]));
    this.targets = new Map(
      site.projects.map(({ id, target }) => [
        id,
        target === null
          ? latest(this.itemsOf(id).map((item) => this.plannedFinish(item)))
          : this.steps.asFinish(target),
      ]),
    );
    const components = componentsOf(open);
    this.component = new Map(components.flatMap((ids, place) => ids.map((id): [number, number] => [id, place])));
    this.inOpenCycle = new Set(components.flat());
    for (const each of open) {
      const { provider, dependent } = each;
      if (!this.itemOf.has(provider) || !this.itemOf.has(dependent)) continue;
      const isInside = this.component.has(provider) && this.component.get(provider) === this.component.get(dependent);
      if (isInside) continue;
      this.pushersOf.set(dependent, [...(this.pushersOf.get(dependent) ?? []), each]);
      this.pushedBy.set(provider, [...(this.pushedBy.get(provider) ?? []), each]);
    }
  }

  schedule(): TextbookSchedule {
    for (const item of this.inOrder(this.pushersOf, 'provider')) this.forward(item);
    for (const item of this.inOrder(this.pushedBy, 'dependent')) this.backward(item);
    const projects = new Map(this.site.projects.map(({ id }) => [id, this.projectFigures(id)]));
    const targets = [...this.milestones(), ...this.versions()];
    const dependencies = new Map(this.site.dependencies.map((each) => [nameOf(each), this.dependencyFigures(each)]));
    return {
      items: new Map(this.items.map((item) => [item.id, this.figures(item, projects, targets)])),
      projects,
      targets,
      dependencies,
      ...this.couplingOf([...dependencies.values()]),
      inOpenCycle: this.inOpenCycle,
      cycles: componentsOf(this.site.dependencies),
    };
  }

  /** Items such that what each waits for comes before it: again and again those of which nothing is left to wait for. */
  private inOrder(waits: ReadonlyMap<number, readonly Dependency[]>, end: 'provider' | 'dependent'): readonly Issue[] {
    const order: Issue[] = [];
    const ordered = new Set<number>();
    let left = this.items;
    while (left.length > 0) {
      const ready = left.filter(({ id }) => (waits.get(id) ?? []).every((each) => ordered.has(each[end])));
      if (ready.length === 0) throw new Error('a cycle was not condensed');
      for (const item of ready) ordered.add(item.id);
      order.push(...ready);
      left = left.filter(({ id }) => !ordered.has(id));
    }
    return order;
  }

  private plannedStart({ start, sprintStart }: Issue): number | null {
    const date = start ?? sprintStart;
    return date === null ? null : this.steps.asStart(date);
  }

  private plannedFinish({ due, sprintEnd, versionEnd }: Issue): number | null {
    const date = due ?? sprintEnd ?? versionEnd;
    return date === null ? null : this.steps.asFinish(date);
  }

  private duration(item: Issue): { readonly days: number; readonly from: Figures['durationFrom'] } {
    const { steps, today } = this;
    const assumed = this.assumptions.durations?.get(item.id);
    if (assumed !== undefined) return { days: assumed, from: 'estimate' };
    const finish = this.plannedFinish(item);
    if (item.state === 'inProgress') {
      if (finish !== null && finish >= today) {
        return { days: Math.max(1, steps.between(today - 1, finish)), from: 'dates' };
      }
      if (item.effortDays !== null) return { days: Math.max(1, item.effortDays), from: 'estimate' };
      return { days: 1, from: 'assumed' };
    }
    if (item.start !== null && item.due !== null) {
      return {
        days: Math.max(1, steps.between(steps.asStart(item.start) - 1, steps.asFinish(item.due))),
        from: 'dates',
      };
    }
    if (item.effortDays !== null) return { days: Math.max(1, item.effortDays), from: 'estimate' };
    const typical = this.site.projects.find(({ id }) => id === item.projectId)?.typicalDays ?? null;
    return typical === null ? { days: 5, from: 'assumed' } : { days: Math.max(1, typical), from: 'history' };
  }

  /** The days that a provider gives the dependent: of its start or of its finish. */
  private pushOf({ provider, kind }: Dependency): { readonly start: number | null; readonly finish: number | null } {
    const [start, finish] = [known(this.earliestStart, provider), known(this.forecastFinish, provider)];
    if (kind === 'finishToStart') return { start: this.steps.next(finish), finish: null };
    if (kind === 'startToStart') return { start, finish: null };
    return { start: null, finish: kind === 'finishToFinish' ? finish : start };
  }

  private forward(item: Issue): void {
    const pushes = (this.pushersOf.get(item.id) ?? []).map((each) => this.pushOf(each));
    const start = latest([
      this.steps.asStart(this.today),
      item.state === 'inProgress' ? null : this.plannedStart(item),
      ...pushes.map((push) => push.start),
    ]);
    if (start === null) throw new Error('there is always today');
    const planned = this.plannedFinish(item);
    const finish = latest([
      this.steps.add(start, this.duration(item).days),
      planned !== null && planned >= this.today ? planned : null,
      ...pushes.map((push) => push.finish),
    ]);
    if (finish === null) throw new Error('there is always its work');
    this.earliestStart.set(item.id, start);
    const shift = this.assumptions.shifts?.get(item.id) ?? 0;
    const shifted = Math.max(this.steps.asStart(this.today), this.steps.moved(finish, shift));
    this.forecastFinish.set(item.id, shift === 0 ? finish : shifted);
  }

  private driver(item: Issue): Driver {
    const { id } = item;
    const [start, finish] = [known(this.earliestStart, id), known(this.forecastFinish, id)];
    const planned = this.plannedFinish(item);
    if (planned === finish && planned >= this.today) return ['plan'];
    const isByWork = this.steps.add(start, this.duration(item).days) === finish;
    if (isByWork) {
      const isByPlan = item.state !== 'inProgress' && this.plannedStart(item) === start;
      const isByToday = this.steps.asStart(this.today) === start;
      if (isByPlan && isByToday) return ['plan', 'today'];
      if (isByPlan) return ['plan'];
      if (isByToday) return ['today'];
    }
    const pushers = (this.pushersOf.get(id) ?? []).filter((each) => {
      const push = this.pushOf(each);
      return push.finish === finish || (isByWork && push.start === start);
    });
    if (pushers.length === 0) return ['today'];
    return Math.min(...pushers.map(({ provider }) => provider));
  }

  /** The days that an item itself has to meet: its project's, as a milestone its own, and its version's. */
  private duesOf(item: Issue): readonly (number | null)[] {
    return [
      known(this.targets, item.projectId),
      item.milestone ? this.plannedFinish(item) : null,
      item.versionEnd === null ? null : this.steps.asFinish(item.versionEnd),
    ];
  }

  private itemsOf(projectId: number): readonly Issue[] {
    return this.items.filter((item) => item.projectId === projectId);
  }

  private backward(item: Issue): void {
    const finishes = [...this.duesOf(item)];
    const starts: (number | null)[] = [];
    for (const { dependent, kind } of this.pushedBy.get(item.id) ?? []) {
      const start = known(this.latestStart, dependent);
      const finish = known(this.latestFinish, dependent);
      if (kind === 'finishToStart') finishes.push(start === null ? null : this.steps.before(start));
      if (kind === 'finishToFinish') finishes.push(finish);
      if (kind === 'startToStart') starts.push(start);
      if (kind === 'startToFinish') starts.push(finish);
    }
    const finish = earliest(finishes);
    starts.push(finish === null ? null : this.steps.startFor(finish, this.duration(item).days));
    this.latestFinish.set(item.id, finish);
    this.latestStart.set(item.id, earliest(starts));
  }

  private totalFloat(id: number): number | null {
    const finish = known(this.latestFinish, id);
    return finish === null ? null : this.steps.between(known(this.forecastFinish, id), finish);
  }

  private freeFloat(item: Issue): number | null {
    const { id } = item;
    const dependents = this.pushedBy.get(id) ?? [];
    if (dependents.length === 0) {
      const due = earliest(this.duesOf(item));
      return due === null ? null : this.steps.between(known(this.forecastFinish, id), due);
    }
    return earliest(
      dependents.map((each) => {
        const push = this.pushOf(each);
        if (push.start !== null) return this.steps.between(push.start, known(this.earliestStart, each.dependent));
        return push.finish === null
          ? null
          : this.steps.between(push.finish, known(this.forecastFinish, each.dependent));
      }),
    );
  }

  private projectFigures(projectId: number): ProjectFigures {
    const items = this.itemsOf(projectId);
    const forecast = latest(items.map(({ id }) => known(this.forecastFinish, id)));
    const path = this.pathTo(items);
    return {
      target: known(this.targets, projectId),
      forecast,
      pathLength: forecast === null ? null : this.steps.between(this.today, forecast),
      leastFloat: earliest(path.map((id) => this.totalFloat(id))),
      path,
      items: items.length,
      estimated: items.filter((item) => ['history', 'assumed'].includes(this.duration(item).from)).length,
      undated: items.filter((item) => this.plannedStart(item) === null && this.plannedFinish(item) === null).length,
    };
  }

  /** From the item that is finished last, of several the one with the smallest id, back along drivers. */
  private pathTo(items: readonly Issue[]): readonly number[] {
    const finish = latest(items.map(({ id }) => known(this.forecastFinish, id)));
    const path: number[] = [];
    let on = items.find(({ id }) => this.forecastFinish.get(id) === finish) ?? null;
    while (on) {
      path.push(on.id);
      const driver = this.driver(on);
      on = typeof driver === 'number' ? (this.site.issues.get(driver) ?? null) : null;
    }
    return path;
  }

  private milestones(): readonly TargetFigures[] {
    return this.items
      .filter(({ milestone }) => milestone)
      .map((item) => this.targetFigures([item], { milestone: item.id, version: null, due: this.plannedFinish(item) }));
  }

  private versions(): readonly TargetFigures[] {
    const ids = new Set(this.items.flatMap(({ versionId }) => versionId ?? []));
    return [...ids]
      .sort((a, b) => a - b)
      .map((version) => {
        const items = this.items.filter(({ versionId }) => versionId === version);
        const [{ versionEnd }] = items;
        const due = versionEnd === null ? null : this.steps.asFinish(versionEnd);
        return this.targetFigures(items, { milestone: null, version, due });
      });
  }

  /** `last`: the items that have to be finished for it. */
  private targetFigures(
    last: readonly Issue[],
    target: Pick<TargetFigures, 'milestone' | 'version' | 'due'>,
  ): TargetFigures {
    const path = this.pathTo(last);
    const forecast = known(this.forecastFinish, path[0]);
    const leastFloat = earliest(path.map((id) => this.totalFloat(id)));
    const leading = new Set(last.map(({ id }) => id));
    for (const id of leading) for (const { provider } of this.pushersOf.get(id) ?? []) leading.add(provider);
    const critical = [...leading].filter((id) => {
      const float = this.totalFloat(id);
      return float !== null && leastFloat !== null && float <= leastFloat;
    });
    return {
      ...target,
      projectId: last[0].projectId,
      ...{ forecast, path },
      critical: critical.sort((a, b) => a - b),
    };
  }

  private figures(
    item: Issue,
    projects: ReadonlyMap<number, ProjectFigures>,
    targets: readonly TargetFigures[],
  ): Figures {
    const { id } = item;
    const plannedFinish = this.plannedFinish(item);
    const { days, from } = this.duration(item);
    const totalFloat = this.totalFloat(id);
    const project = projects.get(item.projectId);
    const leastFloat = project?.leastFloat ?? null;
    const forecastFinish = known(this.forecastFinish, id);
    return {
      plannedStart: this.plannedStart(item),
      plannedFinish,
      duration: days,
      durationFrom: from,
      earliestStart: known(this.earliestStart, id),
      forecastFinish,
      slip: plannedFinish === null ? null : Math.max(0, this.steps.between(plannedFinish, forecastFinish)),
      driver: this.driver(item),
      inCycle: this.inOpenCycle.has(id),
      latestStart: known(this.latestStart, id),
      latestFinish: known(this.latestFinish, id),
      totalFloat,
      freeFloat: this.freeFloat(item),
      critical:
        (totalFloat !== null && leastFloat !== null && totalFloat <= leastFloat) ||
        targets.some(({ critical }) => critical.includes(id)),
      onPath: project?.path.includes(id) ?? false,
    };
  }

  private dependencyFigures(dependency: Dependency): DependencyFigures {
    const { provider, dependent, kind } = dependency;
    const isOpenNow = this.openNames.has(nameOf(dependency));
    const [p, d] = [provider, dependent].map((id) => this.itemOf.get(id));
    const nothing = { ...dependency, open: isOpenNow, known: false, neededBy: null, slack: null };
    if (!isOpenNow || !p) return { ...nothing, lateness: 'unknown' };
    const beginsAtFinish = kind === 'finishToStart' || kind === 'finishToFinish';
    if (!d) return { ...nothing, lateness: this.lateness(p, beginsAtFinish, null) };

    const [start, finish, days] = [this.plannedStart(d), this.plannedFinish(d), this.duration(d).days];
    const endsInStart = kind === 'finishToStart' || kind === 'startToStart';
    const neededBy = endsInStart
      ? (start ?? (finish === null ? null : this.steps.startFor(finish, days)))
      : (finish ?? (start === null ? null : this.steps.add(start, days)));
    const given = known(beginsAtFinish ? this.forecastFinish : this.earliestStart, provider);
    const between = neededBy === null ? null : this.steps.between(given, neededBy);
    const slack = between === null ? null : kind === 'finishToStart' ? between - 1 : between;
    return { ...nothing, known: true, neededBy, slack, lateness: this.lateness(p, beginsAtFinish, slack) };
  }

  private lateness(provider: Issue, beginsAtFinish: boolean, slack: number | null): Lateness {
    const finish = this.plannedFinish(provider);
    const start = provider.state === 'todo' ? this.plannedStart(provider) : null;
    const planned = beginsAtFinish ? finish : start;
    if (planned !== null && planned < this.today) return 'lateNow';
    if (slack === null) return 'unknown';
    if (slack < 0) return 'willBeLate';
    return slack <= 3 ? 'atRisk' : 'fine';
  }

  private projectOf(id: number): number | null {
    return (this.site.issues.get(id) ?? this.site.strangers.get(id))?.projectId ?? null;
  }

  private couplingOf(dependencies: readonly DependencyFigures[]): Pick<TextbookSchedule, 'coupling' | 'stability'> {
    const pairs = new Map<string, DependencyFigures[]>();
    const waits = new Set<string>();
    for (const each of dependencies) {
      const [a, b] = [each.dependent, each.provider].map((id) => this.projectOf(id));
      if (a === null || b === null || a === b) continue;
      pairs.set(`${a} ${b}`, [...(pairs.get(`${a} ${b}`) ?? []), each]);
      if (each.open) waits.add(`${a} ${b}`);
    }
    const coupling = [...pairs].map(([pair, all]): [string, Coupling] => {
      const open = all.filter((each) => each.open);
      const late = open.filter(({ lateness }) => lateness === 'lateNow' || lateness === 'willBeLate').length;
      return [
        pair,
        { total: all.length, open: open.length, late, leastSlack: earliest(open.map((each) => each.slack)) },
      ];
    });
    const stability = this.site.projects.map(({ id }): [number, { waitingForIt: number; waitedFor: number }] => [
      id,
      {
        waitingForIt: [...waits].filter((pair) => pair.endsWith(` ${id}`)).length,
        waitedFor: [...waits].filter((pair) => pair.startsWith(`${id} `)).length,
      },
    ]);
    return { coupling: new Map(coupling), stability: new Map(stability) };
  }
}

/** Sets of more than one issue that all lead to each other: whoever can be reached from one and reaches it again. */
function componentsOf(dependencies: readonly Dependency[]): readonly (readonly number[])[] {
  const onward = new Map<number, number[]>();
  for (const { provider, dependent } of dependencies) {
    onward.set(provider, [...(onward.get(provider) ?? []), dependent]);
  }
  const reached = new Map<number, ReadonlySet<number>>();
  const reachedFrom = (id: number): ReadonlySet<number> => {
    const known = reached.get(id);
    if (known) return known;
    const found = new Set<number>();
    const toVisit = [...(onward.get(id) ?? [])];
    for (let at = toVisit.pop(); at !== undefined; at = toVisit.pop()) {
      if (found.has(at)) continue;
      found.add(at);
      toVisit.push(...(onward.get(at) ?? []));
    }
    reached.set(id, found);
    return found;
  };
  const components: number[][] = [];
  const placed = new Set<number>();
  for (const id of [...onward.keys()].sort((a, b) => a - b)) {
    if (placed.has(id) || !reachedFrom(id).has(id)) continue;
    const members = [...reachedFrom(id)].filter((other) => reachedFrom(other).has(id)).sort((a, b) => a - b);
    for (const member of members) placed.add(member);
    components.push(members);
  }
  return components;
}

function latest(days: readonly (number | null)[]): number | null {
  const told = days.filter((day) => day !== null);
  return told.length === 0 ? null : Math.max(...told);
}

function earliest(days: readonly (number | null)[]): number | null {
  const told = days.filter((day) => day !== null);
  return told.length === 0 ? null : Math.min(...told);
}

function known<T>(days: ReadonlyMap<number, T>, id: number): T {
  const day = days.get(id);
  if (day === undefined) throw new Error(`issue ${id} is not reckoned yet`);
  return day;
}
