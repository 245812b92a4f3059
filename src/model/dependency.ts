/** How provider and dependent are tied, in Gantt words. */
export type DependencyKind = 'finishToStart' | 'startToStart' | 'finishToFinish' | 'startToFinish';

/** Provider (predecessor, blocker) → dependent (successor, blocked), each by issue id. */
export interface Dependency {
  readonly provider: number;
  readonly dependent: number;
  readonly kind: DependencyKind;
}

/** How a dependency stands (lateness, as the schedule defines it); `unknown` where a date is missing that would tell. */
export type Lateness = 'lateNow' | 'willBeLate' | 'atRisk' | 'fine' | 'unknown';

/** The same by the number that stands for them in typed columns. */
export const LATENESS = ['lateNow', 'willBeLate', 'atRisk', 'fine', 'unknown'] as const satisfies readonly Lateness[];

/** What a link type means: a dependency with its direction, nothing, or something a PMO has to decide. */
export type LinkMeaning =
  | { readonly as: 'dependency'; readonly provider: 'outwardSource' | 'outwardTarget'; readonly kind: DependencyKind }
  | { readonly as: 'none' }
  | { readonly as: 'unclear' };

/** One end of a dependency in the whole graph. */
export interface DependencyEnd {
  readonly id: number;
  readonly key: string;
  readonly projectKey: string;
  /** `null` when no project of the portfolio holds the issue and its link did not say. */
  readonly open: boolean | null;
}

/** A strongly connected component with more than one issue. */
export interface DependencyCycle {
  /** Ascending by id. */
  readonly issues: readonly DependencyEnd[];
  /** All its issues are open, so that nobody can start. */
  readonly live: boolean;
  /** The dependencies inside it. */
  readonly dependencies: readonly Dependency[];
  /** The fewest dependencies without which nothing of it is a cycle any more: a suggestion. */
  readonly suggestedCut: readonly Dependency[];
  /** False where the cut was found by a greedy order (more than 12 issues): there may be a smaller one. */
  readonly cutIsLeast: boolean;
}

/** How much one project waits for another. */
export interface ProjectCoupling {
  readonly dependentProject: string;
  readonly providerProject: string;
  readonly total: number;
  /** Both ends open; an unknown end counts as open. */
  readonly open: number;
  /** Of the open ones, those that are late now or will be. */
  readonly late: number;
  /** Working days; `null` where no slack is known. */
  readonly leastSlack: number | null;
  /** Kinds of the open ones: bit k for the kind that stands for k in typed columns. */
  readonly kinds: number;
}

/** How much other projects hang on one, and it on others (R. C. Martin's Ca, Ce and I, of open dependencies). */
export interface ProjectStability {
  readonly project: string;
  /** Ca: projects that wait for it. */
  readonly waitingForIt: number;
  /** Ce: projects that it waits for. */
  readonly waitedFor: number;
  /** I = Ce / (Ca + Ce); `null` when both are 0. */
  readonly instability: number | null;
}

/** When a project is to be finished and when it will be. Days; `null` without dates. */
export interface ProjectForecast {
  readonly project: string;
  readonly target: number | null;
  readonly forecast: number | null;
  /** Working days from the day of the report to the forecast. */
  readonly pathLength: number | null;
  /** The least total float on its critical path. */
  readonly leastFloat: number | null;
  /** Open issues that take part in the schedule, how many have a duration that is an estimate of ours, and how many no date at all. */
  readonly items: number;
  readonly estimated: number;
  readonly undated: number;
}

/** A link type that is no dependency until the PMO says so: how many link entries use it, in which projects. */
export interface UnclearLinkType {
  readonly name: string;
  readonly links: number;
  /** Keys, ascending. */
  readonly projects: readonly string[];
}

/** What the whole graph tells as of a day. Open = both ends open, an unknown end counting as open. */
export interface DependencyReport {
  /** Days since 1970-01-01; of the site's time zone. */
  readonly asOf: number;
  readonly dependencies: number;
  readonly open: number;
  readonly crossProject: number;
  /** Dependencies with an end that no project of the portfolio holds. */
  readonly withUnknownEnd: number;
  readonly byKind: Readonly<Record<DependencyKind, number>>;
  /** Links from an issue to itself, dropped. */
  readonly selfLinks: number;
  /** Link types whose direction cannot be told from their words, ascending by name. */
  readonly unclearLinkTypes: readonly UnclearLinkType[];
  readonly cycles: readonly DependencyCycle[];
  /** Pairs of different projects of the portfolio, ascending by dependent then provider. */
  readonly coupling: readonly ProjectCoupling[];
  /** Of each project of the portfolio, ascending by key. */
  readonly stability: readonly ProjectStability[];
  readonly forecasts: readonly ProjectForecast[];
  /** By {@link Lateness}: open dependencies. */
  readonly lateness: Readonly<Record<Lateness, number>>;
}
