import * as z from 'zod';
import { parseDay } from '../model/calendar';
import { MOST_CHANGES } from './limits';
import { knownRevision, projectId, type Reply } from './reply';

/** Jira's numeric id of an issue as text. */
const issueId = z.string().regex(/^[1-9]\d{0,17}$/, 'a Jira issue id, digits only');
const day = z.string().refine((text) => parseDay(text) !== null, 'a day such as 2026-03-01');
const kind = z.enum(['finishToStart', 'startToStart', 'finishToFinish', 'startToFinish']);
const days = z.number().int().min(-3660).max(3660);

/** Which issues a map shows. */
const scope = z.discriminatedUnion('of', [
  /** A project's open issues that depend or are depended on, and their direct neighbours in other projects. */
  z.strictObject({ of: z.literal('project'), projectId }),
  /** The open dependencies by which one project waits for another. */
  z.strictObject({ of: z.literal('pair'), dependentProjectId: projectId, providerProjectId: projectId }),
  /** All that an issue waits for, and all that waits for it, over as many steps as fit. */
  z.strictObject({ of: z.literal('chain'), issueId }),
  /**
   * What determines when a project is finished, a milestone of it is reached or a version of it released: the critical
   * path, through whichever projects.
   */
  z.strictObject({
    of: z.literal('criticalPath'),
    projectId,
    to: z.strictObject({ kind: z.enum(['milestone', 'version']), id: issueId }).optional(),
  }),
  /** The open dependencies of a cycle, by one of its issues. */
  z.strictObject({ of: z.literal('cycle'), issueId }),
]);

/** One assumption of a what-if. Nothing of it is written to Jira. */
const change = z.discriminatedUnion('what', [
  /** The issue finishes so many working days later than forecast, or earlier. */
  z.strictObject({ what: z.literal('shift'), issueId, days }),
  /** Its planned finish is another day. */
  z.strictObject({ what: z.literal('finish'), issueId, day }),
  /** It takes so many working days. */
  z.strictObject({ what: z.literal('duration'), issueId, days: z.number().int().min(1).max(3660) }),
  /** It is not done at all, or done already: nobody waits for it. */
  z.strictObject({ what: z.literal('drop'), issueId }),
  z.strictObject({ what: z.literal('dropDependency'), providerId: issueId, dependentId: issueId, kind }),
  z.strictObject({ what: z.literal('addDependency'), providerId: issueId, dependentId: issueId, kind }),
]);

/**
 * Requests of the dependency map, by resolver function. Every module that shows maps offers the same ones; each is
 * answered for what the caller may browse, whichever page they come from.
 */
export const dependencyMapRequests = {
  /** All projects that the viewer may browse, and who waits for whom among them. */
  portfolioMap: z.strictObject({ knownRevision }),
  /** Who leads the projects that the viewer may browse. By itself, since only who filters by owner needs it. */
  projectLeads: z.strictObject({}),
  /** What the figures of each project on the maps are of: for files, which are read far from the page. */
  mapSources: z.strictObject({}),
  /** The issues of a scope with their dependencies and dates, at most 300, the most pressing first. */
  issueMap: z.strictObject({ scope }),
  /** What would move, and by how much. The same for one issue that finishes later is its blast radius. */
  whatIf: z.strictObject({ changes: z.array(change).min(1).max(MOST_CHANGES) }),
  /** One issue's place among its dependencies, in brief, for the issue view. */
  issueContext: z.strictObject({ issueId }),
} as const;

export type DependencyMapFunction = keyof typeof dependencyMapRequests;
export type DependencyMapRequest<F extends DependencyMapFunction> = z.input<(typeof dependencyMapRequests)[F]>;
export type MapScope = z.infer<typeof scope>;
export type AssumedChange = z.infer<typeof change>;
export type KindOfDependency = z.infer<typeof kind>;

/** How a dependency stands; `unknown` where a date is missing that would tell. */
export type LatenessWord = 'lateNow' | 'willBeLate' | 'atRisk' | 'fine' | 'unknown';

/**
 * A project on a map. Those that the viewer may not browse are one anonymous project, the last one, whose `id`, `key`
 * and `name` are `null`; it carries counts, and no dates. Days are `YYYY-MM-DD`.
 */
export interface MapProject {
  readonly id: string | null;
  readonly key: string | null;
  readonly name: string | null;
  /** When it has to be finished, when it will be, and the least total float on its critical path (working days). */
  readonly target: string | null;
  readonly forecast: string | null;
  readonly leastFloat: number | null;
  /** Projects that wait for it (Ca), that it waits for (Ce), and Ce / (Ca + Ce). */
  readonly waitingForIt: number;
  readonly waitedFor: number;
  readonly instability: number | null;
  /** Open issues in the schedule, those whose duration is our estimate, and those without any date. */
  readonly items: number;
  readonly estimated: number;
  readonly undated: number;
}

/**
 * Who waits for whom, as columns ascending by dependent, then provider: pair i says that `projects[dependent]` waits
 * for `projects[provider]`. Pairs of dependent d stand from `first[d]` to `first[d + 1]` − 1. A pair of the anonymous
 * project with itself is left out.
 */
export interface MapPairs {
  readonly first: readonly number[];
  readonly provider: readonly number[];
  /** Open dependencies, those late now or to be late, and those that are done. */
  readonly open: readonly number[];
  readonly late: readonly number[];
  readonly done: readonly number[];
  /** Working days; `null` where unknown. */
  readonly leastSlack: readonly (number | null)[];
  /** Kinds of the open ones, for `hasKind`. */
  readonly kinds: readonly number[];
}

/** A cycle of dependencies as far as the viewer may know it. */
export interface MapCycle {
  /** An issue by which to ask for it; `null` where the viewer may browse none of its issues. */
  readonly issueId: string | null;
  readonly issues: number;
  /** All its issues are open: nobody can start. */
  readonly live: boolean;
  /** Places in `projects`. */
  readonly projects: readonly number[];
}

export interface PortfolioMapView {
  readonly revision: string;
  /** The day of the forecast, and when it was made (ISO 8601 in UTC); `null` before the first. */
  readonly asOf: string | null;
  readonly mergedAt: string | null;
  /** The forecast is of an earlier day than today: a new one is being made. */
  readonly stale: boolean;
  readonly siteTimeZone: string;
  readonly projects: readonly MapProject[];
  readonly pairs: MapPairs;
  /** Largest first, at most 100; `cycleCount` counts all. */
  readonly cycles: readonly MapCycle[];
  readonly cycleCount: number;
  /** Open dependencies by how they stand. */
  readonly lateness: Readonly<Record<LatenessWord, number>>;
  readonly dependencies: { readonly total: number; readonly open: number; readonly crossProject: number };
  /** What could not be read as a dependency. */
  readonly withUnknownEnd: number;
  readonly selfLinks: number;
  readonly unclearLinkTypes: readonly { readonly name: string; readonly links: number }[];
}

/** Somebody who leads projects. */
export interface ProjectLeadership {
  readonly accountId: string;
  /** As the viewer may see it. */
  readonly name: string;
  readonly projectIds: readonly string[];
}

/** What the figures of a project that the viewer may browse are of. */
export interface ProjectSource {
  readonly projectId: string;
  /** That the project follows, with its version: "Predictive v4". */
  readonly playbook: string;
  /** When Jira was read for them: ISO 8601 in UTC, never later than the forecast. */
  readonly readAt: string;
}

/**
 * The portfolio map as it travels: a portfolio of 1,000 projects has some 23,000 pairs, which as JSON would be twice the
 * 300 KB that a first look may weigh. Numbers go as text of base-64 digits, five bits and a sign that more follow each,
 * as in source maps; the page calls `unpackPortfolioMap`.
 */
export interface PackedPortfolioMap extends Omit<PortfolioMapView, 'projects' | 'pairs'> {
  readonly projects: {
    readonly id: readonly (string | null)[];
    readonly key: readonly (string | null)[];
    readonly name: readonly (string | null)[];
    readonly figures: string;
  };
  readonly pairs: string;
}

/**
 * An issue on a map. One that the viewer may not browse, or that no project of the portfolio holds, has no `id`, `key`,
 * `summary`, `assignee`, `assigneeId`, `status` and `project`: it keeps its dates, its lateness and its place.
 */
export interface MapIssue {
  readonly id: string | null;
  readonly key: string | null;
  readonly summary: string | null;
  readonly assignee: string | null;
  /** The assignee's account id: what stands in an address instead of a name. */
  readonly assigneeId: string | null;
  readonly status: string | null;
  /** Place in `projects`; `null` for an anonymous issue. */
  readonly project: number | null;
  readonly anonymous: boolean;
  /** `unknown`: nobody of the portfolio holds it. */
  readonly state: 'todo' | 'inProgress' | 'done' | 'unknown';
  readonly milestone: boolean;
  readonly plannedStart: string | null;
  readonly plannedStartFrom: 'field' | 'sprint' | 'version' | null;
  readonly plannedFinish: string | null;
  readonly plannedFinishFrom: 'field' | 'sprint' | 'version' | null;
  /** Working days; what remains, for work in progress. */
  readonly duration: number | null;
  readonly durationFrom: 'dates' | 'estimate' | 'history' | 'assumed' | null;
  readonly earliestStart: string | null;
  readonly forecastFinish: string | null;
  readonly latestFinish: string | null;
  /** Working days by which the forecast is later than planned; `null` without a planned finish. */
  readonly slip: number | null;
  readonly totalFloat: number | null;
  readonly freeFloat: number | null;
  readonly critical: boolean;
  readonly onPath: boolean;
  readonly inCycle: boolean;
  /** What set the forecast: its own plan, today, or the provider at that place in `issues` (`null`: one not shown). */
  readonly driver: 'plan' | 'today' | 'provider' | null;
  readonly drivenBy: number | null;
}

export interface MapDependency {
  /** Places in `issues`. */
  readonly provider: number;
  readonly dependent: number;
  readonly kind: KindOfDependency;
  /** Both ends are open. */
  readonly open: boolean;
  readonly lateness: LatenessWord;
  readonly neededBy: string | null;
  /** Working days to spare: 0 means that the dependent can start on the next working day. */
  readonly slack: number | null;
  /** The provider drives the dependent, and both are on the critical path that is shown. */
  readonly onPath: boolean;
  /** Part of the suggested cut of a cycle. */
  readonly suggestedCut: boolean;
}

/** What a critical path leads to, with when it is due and when it will be reached. */
export interface PathTarget {
  readonly kind: 'project' | 'milestone' | 'version';
  /** Of the project, the milestone's issue, or the version. */
  readonly id: string;
  readonly name: string;
  readonly due: string | null;
  readonly forecast: string | null;
  /** Working days by which the forecast is later than due, less than 0 where it is earlier; `null` without a date. */
  readonly late: number | null;
}

export interface IssueMapView {
  readonly scope: MapScope;
  readonly asOf: string | null;
  readonly mergedAt: string | null;
  readonly siteTimeZone: string;
  /** Today on the site, `YYYY-MM-DD`. */
  readonly today: string;
  /** Those with an issue in `issues`. */
  readonly projects: readonly Pick<MapProject, 'id' | 'key' | 'name' | 'target' | 'forecast'>[];
  readonly issues: readonly MapIssue[];
  readonly dependencies: readonly MapDependency[];
  /** How many there are in the scope, shown or not. */
  readonly issueCount: number;
  readonly dependencyCount: number;
  /** Of the issues shown, those that are anonymous. */
  readonly anonymous: number;
  /** Of a critical path: working days from today to its end, and the least total float on it; `null` without a path. */
  readonly path: { readonly length: number; readonly leastFloat: number | null } | null;
  /**
   * Of a critical path: what the project's paths lead to, its own end first, then milestones and dated versions that the
   * viewer may browse, at most 100, the latest first; otherwise empty.
   */
  readonly targets: readonly PathTarget[];
  /** What could not be computed, in words, e.g. "7 of 20 issues have no date". */
  readonly notes: readonly string[];
}

/** An issue whose forecast a what-if moves. */
export interface MovedIssue {
  readonly id: string | null;
  readonly key: string | null;
  readonly summary: string | null;
  /** Place in `projects`; `null` for an anonymous issue. */
  readonly project: number | null;
  readonly milestone: boolean;
  readonly from: string;
  /** `null`: it is not done at all. */
  readonly to: string | null;
  /** Working days, > 0 later. */
  readonly days: number | null;
}

export interface WhatIfView {
  readonly asOf: string;
  readonly changes: readonly AssumedChange[];
  /** Latest first by days moved, at most 300; `movedCount` counts all, anonymous ones too. */
  readonly moved: readonly MovedIssue[];
  readonly movedCount: number;
  /** Projects with an issue that moves; `from` and `to` are the project's forecast finish. */
  readonly projects: readonly {
    readonly id: string | null;
    readonly key: string | null;
    readonly name: string | null;
    readonly target: string | null;
    readonly from: string | null;
    readonly to: string | null;
    readonly issues: number;
  }[];
  /** Open dependencies that become late, or stop being late, by it. */
  readonly becomeLate: number;
  readonly stopBeingLate: number;
  /** Issues that the changes put into a cycle: their order cannot be told. */
  readonly newlyInCycle: number;
  readonly notes: readonly string[];
}

export interface ContextNeighbour {
  readonly id: string | null;
  readonly key: string | null;
  readonly summary: string | null;
  readonly kind: KindOfDependency;
  readonly lateness: LatenessWord;
  readonly forecastFinish: string | null;
  readonly slack: number | null;
}

/** The issue view's brief: the most pressing neighbours of each side, with how many there are. */
export interface IssueContextView {
  readonly asOf: string | null;
  /** `null`: no project of the portfolio holds the issue yet. */
  readonly projectId: string | null;
  readonly state: 'todo' | 'inProgress' | 'done';
  readonly waitsFor: readonly ContextNeighbour[];
  readonly waitsForCount: number;
  readonly waitedForBy: readonly ContextNeighbour[];
  readonly waitedForByCount: number;
  readonly plannedFinish: string | null;
  readonly forecastFinish: string | null;
  readonly slip: number | null;
  readonly totalFloat: number | null;
  readonly freeFloat: number | null;
  readonly critical: boolean;
  readonly inCycle: boolean;
  /** What its slipping by `days` working days would move. */
  readonly ifItSlips: {
    readonly days: number;
    readonly issues: number;
    readonly projects: number;
    readonly milestones: number;
    /** Working days by which what moves most moves; 0 where nothing does. */
    readonly most: number;
    /** Milestones that the viewer may browse, at most 5, with how many working days they move; most first. */
    readonly movedMilestones: readonly { readonly key: string; readonly summary: string; readonly days: number }[];
  } | null;
  /** Rules of the project's snapshot that this issue offends: their title, and what is wrong with this one, in words. */
  readonly findings: readonly { readonly rule: string; readonly title: string; readonly wrong: string }[];
  readonly notes: readonly string[];
}

/** What each resolver function of the dependency map replies. */
export interface DependencyMapReplies {
  /** To be unpacked into a {@link PortfolioMapView}. */
  readonly portfolioMap: Reply<PackedPortfolioMap | { readonly unchanged: true; readonly revision: string }>;
  /** Ascending by name. */
  readonly projectLeads: Reply<{ readonly leads: readonly ProjectLeadership[] }>;
  readonly mapSources: Reply<{ readonly sources: readonly ProjectSource[] }>;
  readonly issueMap: Reply<IssueMapView>;
  readonly whatIf: Reply<WhatIfView>;
  readonly issueContext: Reply<IssueContextView>;
}
