import {
  DRIVER,
  DURATION_FROM,
  KINDS,
  LATENESS,
  NO_DAY,
  NO_DAYS,
  OUTLOOK_FLAG,
  PLANNED_FROM,
  STATE,
  type Day,
  type DependencyKind,
  type DependencySlice,
  type Driver,
  type DurationFrom,
  type IssueState,
  type Lateness,
  type Outlook,
  type PlannedFrom,
} from '../../model';

/** One project's share of the graph, and what the merge told about it. */
interface Share {
  readonly slice: DependencySlice;
  readonly outlook: Outlook;
}

/** An end of a dependency with its place in the schedule; days and counts of days `null` where there is none. */
export interface ScheduledIssue {
  readonly id: number;
  /** The project that holds it; 0 where none of the portfolio does: then it may be open or done. */
  readonly projectId: number;
  readonly state: IssueState;
  /** Open and in the schedule. */
  readonly isItem: boolean;
  readonly milestone: boolean;
  /** The dated version that it is planned for, as its own project tells; `null` without, or where that is not loaded. */
  readonly version: { readonly id: number; readonly due: Day } | null;
  readonly inCycle: boolean;
  readonly critical: boolean;
  readonly onPath: boolean;
  readonly plannedStart: Day | null;
  readonly plannedStartFrom: PlannedFrom | null;
  readonly plannedFinish: Day | null;
  readonly plannedFinishFrom: PlannedFrom | null;
  readonly duration: number | null;
  readonly durationFrom: DurationFrom | null;
  readonly earliestStart: Day | null;
  readonly forecastFinish: Day | null;
  readonly latestFinish: Day | null;
  readonly totalFloat: number | null;
  readonly freeFloat: number | null;
  readonly driver: Driver | null;
  /** The provider that drives it; `null` without, or where only a project that was not loaded knows it. */
  readonly drivenBy: number | null;
}

export interface ScheduledDependency {
  readonly provider: number;
  readonly dependent: number;
  readonly kind: DependencyKind;
  /** Both ends are open; one that nobody holds counts as open. */
  readonly open: boolean;
  readonly lateness: Lateness;
  readonly neededBy: Day | null;
  readonly slack: number | null;
}

interface Place {
  readonly share: Share;
  readonly end: number;
}

/** The graph as far as it was loaded, by issue ids: shares of projects, put together. */
export class KnownGraph {
  private readonly shares = new Map<number, Share>();
  private readonly places = new Map<number, Place>();
  /** Where another project than its own knows what drives an issue: that of a parent may be a child elsewhere. */
  private readonly drivenElsewhere = new Map<number, Place>();
  private readonly edges = new Set<string>();
  private readonly into = new Map<number, ScheduledDependency[]>();
  private readonly outOf = new Map<number, ScheduledDependency[]>();

  constructor(shares: readonly Share[]) {
    for (const share of shares) this.shares.set(share.slice.projectId, share);
    for (const share of this.shares.values()) this.addEnds(share);
    for (const share of this.shares.values()) this.addDependencies(share);
  }

  /** Whether a project's own share is there, so that all dependencies of its issues are. */
  holds(projectId: number): boolean {
    return this.shares.has(projectId);
  }

  issue(id: number): ScheduledIssue | null {
    const place = this.places.get(id);
    return place === undefined ? null : describe(id, place, this.drivenElsewhere.get(id) ?? place);
  }

  /** The project that holds an issue; 0 where that is not known. */
  projectOf(id: number): number {
    const place = this.places.get(id);
    return place === undefined ? 0 : place.share.outlook.ends.project[place.end];
  }

  isOpen(id: number): boolean {
    const place = this.places.get(id);
    return place !== undefined && place.share.outlook.ends.state[place.end] !== STATE.done;
  }

  /** Open dependencies of an issue, as far as they are known. */
  providersOf(id: number): readonly ScheduledDependency[] {
    return this.into.get(id) ?? [];
  }

  dependentsOf(id: number): readonly ScheduledDependency[] {
    return this.outOf.get(id) ?? [];
  }

  /** A project's own issues, as its share has them. */
  ownIssues(projectId: number): readonly number[] {
    return [...(this.shares.get(projectId)?.slice.ends.id ?? [])];
  }

  /** The open dependencies whose both ends are among the given issues. */
  among(ids: ReadonlySet<number>): readonly ScheduledDependency[] {
    return [...ids].flatMap((id) => this.dependentsOf(id).filter(({ dependent }) => ids.has(dependent)));
  }

  /** A project knows its own issues best; of others it knows what the merge told it. */
  private addEnds(share: Share): void {
    const { ends, outside, projectId } = share.slice;
    ends.id.forEach((id, end) => this.addPlace(id, { share, end }, projectId));
    outside.id.forEach((id, place) => this.addPlace(id, { share, end: ends.count + place }, projectId));
  }

  private addPlace(id: number, place: Place, projectId: number): void {
    const { project, driver } = place.share.outlook.ends;
    const isHeld = project[place.end] === projectId;
    if (isHeld || !this.places.has(id)) this.places.set(id, place);
    if (!isHeld && driver[place.end] >= 0) this.drivenElsewhere.set(id, place);
  }

  private addDependencies(share: Share): void {
    const { ends, outside, dependencies } = share.slice;
    const told = share.outlook.dependencies;
    const idOf = (end: number): number => (end < ends.count ? ends.id[end] : outside.id[end - ends.count]);
    for (let i = 0; i < dependencies.count; i++) {
      const provider = idOf(dependencies.provider[i]);
      const dependent = idOf(dependencies.dependent[i]);
      const name = `${provider} ${dependent} ${dependencies.kind[i]}`;
      if (this.edges.has(name) || !this.isOpen(provider) || !this.isOpen(dependent)) continue;
      this.edges.add(name);
      const dependency: ScheduledDependency = {
        ...{ provider, dependent, kind: KINDS[dependencies.kind[i]], open: true },
        lateness: LATENESS[told.lateness[i]] ?? 'unknown',
        neededBy: dayOrNull(told.neededBy[i]),
        slack: daysOrNull(told.slack[i]),
      };
      push(this.outOf, provider, dependency);
      push(this.into, dependent, dependency);
    }
  }
}

function push<T>(lists: Map<number, T[]>, key: number, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

const STATES = Object.keys(STATE) as readonly IssueState[];

function describe(id: number, { share, end }: Place, driven: Place): ScheduledIssue {
  const { ends } = share.outlook;
  const own = share.slice.ends;
  const has = (flag: number): boolean => (ends.flags[end] & flag) !== 0;
  const plannedStart = dayOrNull(ends.plannedStart[end]);
  const plannedFinish = dayOrNull(ends.plannedFinish[end]);
  const duration = daysOrNull(ends.duration[end]);
  return {
    ...{ id, projectId: ends.project[end], state: STATES[ends.state[end]], isItem: has(OUTLOOK_FLAG.item) },
    version:
      end < own.count && own.versionEnd[end] !== NO_DAY ? { id: own.versionId[end], due: own.versionEnd[end] } : null,
    ...{ milestone: has(OUTLOOK_FLAG.milestone), inCycle: has(OUTLOOK_FLAG.inCycle) },
    ...{
      critical: has(OUTLOOK_FLAG.critical),
      onPath: has(OUTLOOK_FLAG.onPath),
      plannedStart,
      plannedFinish,
      duration,
    },
    plannedStartFrom: plannedStart === null ? null : PLANNED_FROM[ends.plannedStartFrom[end]],
    plannedFinishFrom: plannedFinish === null ? null : PLANNED_FROM[ends.plannedFinishFrom[end]],
    durationFrom: duration === null ? null : DURATION_FROM[ends.durationFrom[end]],
    earliestStart: dayOrNull(ends.earliestStart[end]),
    forecastFinish: dayOrNull(ends.forecastFinish[end]),
    latestFinish: dayOrNull(ends.latestFinish[end]),
    totalFloat: daysOrNull(ends.totalFloat[end]),
    freeFloat: daysOrNull(ends.freeFloat[end]),
    ...driverOf(share.outlook.ends.driver[end] === DRIVER.farProvider ? driven : { share, end }),
  };
}

function driverOf({ share, end }: Place): Pick<ScheduledIssue, 'driver' | 'drivenBy'> {
  const { slice, outlook } = share;
  const driver = outlook.ends.driver[end];
  switch (driver) {
    case DRIVER.none:
      return { driver: null, drivenBy: null };
    case DRIVER.plan:
      return { driver: 'plan', drivenBy: null };
    case DRIVER.today:
      return { driver: 'today', drivenBy: null };
    case DRIVER.farProvider:
      return { driver: 'provider', drivenBy: null };
    default: {
      const { ends, outside } = slice;
      return { driver: 'provider', drivenBy: driver < ends.count ? ends.id[driver] : outside.id[driver - ends.count] };
    }
  }
}

function dayOrNull(day: Day): Day | null {
  return day === NO_DAY ? null : day;
}

function daysOrNull(days: number): number | null {
  return days === NO_DAYS ? null : days;
}
