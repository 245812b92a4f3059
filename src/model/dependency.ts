/** How provider and dependent are tied, in Gantt words. */
export type DependencyKind = 'finishToStart' | 'startToStart' | 'finishToFinish' | 'startToFinish';

/** Provider (predecessor, blocker) → dependent (successor, blocked), each by issue id. */
export interface Dependency {
  readonly provider: number;
  readonly dependent: number;
  readonly kind: DependencyKind;
}

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
}

/** How much one project waits for another. */
export interface ProjectCoupling {
  readonly dependentProject: string;
  readonly providerProject: string;
  readonly total: number;
  /** Both ends open; an unknown end counts as open. */
  readonly open: number;
}

/** What the whole graph tells. Open = both ends open, an unknown end counting as open. */
export interface DependencyReport {
  readonly dependencies: number;
  readonly open: number;
  readonly crossProject: number;
  /** Dependencies with an end that no project of the portfolio holds. */
  readonly withUnknownEnd: number;
  readonly byKind: Readonly<Record<DependencyKind, number>>;
  /** Links from an issue to itself, dropped. */
  readonly selfLinks: number;
  /** Link types whose direction cannot be told from their words, with how many link entries use each. */
  readonly unclearLinkTypes: readonly { readonly name: string; readonly links: number }[];
  readonly cycles: readonly DependencyCycle[];
  /** Pairs of different projects of the portfolio, ascending by dependent then provider. */
  readonly coupling: readonly ProjectCoupling[];
}
