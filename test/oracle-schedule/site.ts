/** How provider and dependent are tied, in Gantt words; in the order in which dependencies stand. */
export const KINDS = ['finishToStart', 'startToStart', 'finishToFinish', 'startToFinish'] as const;

export type Kind = (typeof KINDS)[number];

/** Who is waited for, and who waits, by issue id. */
export interface Dependency {
  readonly provider: number;
  readonly dependent: number;
  readonly kind: Kind;
}

/** An issue that one of the portfolio's projects holds, as plain words. Days since 1970-01-01. */
export interface Issue {
  readonly id: number;
  readonly projectId: number;
  readonly state: 'todo' | 'inProgress' | 'done';
  readonly milestone: boolean;
  readonly start: number | null;
  readonly due: number | null;
  readonly sprintStart: number | null;
  readonly sprintEnd: number | null;
  readonly versionId: number | null;
  readonly versionEnd: number | null;
  readonly effortDays: number | null;
}

export interface Project {
  readonly id: number;
  readonly key: string;
  readonly typicalDays: number | null;
  /** When it has to be finished, where its field says so. */
  readonly target: number | null;
}

/** What links say of an issue: its state, or nothing, and the project of the portfolio to which its key belongs. */
export interface Stranger {
  readonly state: 'open' | 'done' | 'unknown';
  readonly projectId: number | null;
}

/** Everything that a schedule is made of. */
export interface Site {
  readonly projects: readonly Project[];
  readonly issues: ReadonlyMap<number, Issue>;
  /** Issues that no project holds. */
  readonly strangers: ReadonlyMap<number, Stranger>;
  /** Each once, ascending by provider, dependent, kind. */
  readonly dependencies: readonly Dependency[];
}

/** A dependency as one word. */
export function nameOf({ provider, dependent, kind }: Dependency): string {
  return `${provider} ${dependent} ${kind}`;
}

/** Dependencies in the order of a site. */
export function inOrder(dependencies: Iterable<Dependency>): readonly Dependency[] {
  return [...dependencies].sort(
    (a, b) => a.provider - b.provider || a.dependent - b.dependent || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind),
  );
}
