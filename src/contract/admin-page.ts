import * as z from 'zod';
import { BACKGROUND_SHARE } from './limits';
import type { PersonMention, ProjectMention } from './mentions';
import { pmoRoleRequests, type PmoRoleReplies } from './pmo-role';
import { playbookRequests, type PlaybookReplies } from './playbooks';
import { knownRevision, projectId, type Reply } from './reply';

const backgroundShare = z
  .number()
  .min(BACKGROUND_SHARE.least)
  .max(BACKGROUND_SHARE.most)
  .refine(isWholeStep, 'a multiple of 0.05');

function isWholeStep(share: number): boolean {
  const steps = share / BACKGROUND_SHARE.step;
  return Math.abs(steps - Math.round(steps)) < 1e-9;
}

/** Requests of the admin page, by resolver function. Only Jira administrators get an answer. */
export const adminPageRequests = {
  /** How refreshing stands. With `knownRevision`, answers only the progress when nothing else is newer. */
  health: z.strictObject({ knownRevision }),
  /** Saves the settings unless they have changed since `version` was read. */
  saveSettings: z.strictObject({ backgroundShare, version: z.number().int().min(0).max(1e9) }),
  /** Has all projects read anew, most important first, within the background's points. */
  refreshEverything: z.strictObject({}),
  /** Has one project read now; only one that the administrator may browse. */
  refreshProject: z.strictObject({ projectId }),
  /** Compares what is stored with Jira: of one project that the administrator may browse, or of all. */
  reconcile: z.strictObject({ projectId: projectId.nullable() }),
  /** What a maintainer needs to find a fault, without names, keys or ids of anything on the site. */
  diagnostics: z.strictObject({}),
  ...playbookRequests,
  ...pmoRoleRequests,
} as const;

export type AdminPageFunction = keyof typeof adminPageRequests;
export type AdminPageRequest<F extends AdminPageFunction> = z.input<(typeof adminPageRequests)[F]>;

/** Instants are ISO 8601 in UTC throughout. */
export interface RunView {
  readonly project: ProjectMention;
  /** All issues, what changed, or a comparison of what is stored with Jira. */
  readonly mode: 'whole' | 'changes' | 'reconcile';
  readonly startedAt: string;
  readonly pages: number;
  readonly issuesRead: number;
  readonly issuesExpected: number | null;
  /** Until when at the longest, where it is for its `turn`: others are read in between. */
  readonly waiting: { readonly until: string; readonly for: 'points' | 'jira' | 'turn' } | null;
  readonly by: 'people' | 'background';
  readonly askedBy: PersonMention | null;
}

/** The reading of all projects, as far as it is. */
export interface CampaignView {
  readonly startedAt: string;
  readonly finishedAt: string | null;
  /** Those that were read, or whose reading failed. */
  readonly projectsRead: number;
  readonly projects: number;
}

/** Something that does not go on before an instant. */
export interface WaitView {
  /**
   * `background`, `reconcile`, `people`: refreshes that nobody asked for, comparisons, and refreshes that somebody asked for;
   * `calls`: calls of one endpoint, or of all; `projects`: refreshes that gather further changes first.
   */
  readonly what: 'background' | 'reconcile' | 'people' | 'calls' | 'projects';
  readonly why: 'points' | 'jira' | 'gathering';
  readonly until: string;
  /** How many projects wait; 0 for `calls`, and where all of the background does although no project has begun to. */
  readonly count: number;
  /** For `calls`: the endpoint's path, or `all`. */
  readonly endpoint: string | null;
}

/** What changes from second to second. */
export interface ProgressView {
  readonly campaign: CampaignView | null;
  /** The refreshes under way, those named first; at most 50. */
  readonly runs: readonly RunView[];
  readonly runsInAll: number;
  readonly waits: readonly WaitView[];
  readonly points: PointsNow;
}

/** Points of Jira's quota in this hour (UTC). */
export interface PointsNow {
  /** `YYYY-MM-DDTHH`. */
  readonly hour: string;
  /** When the next hour, and with it the next allowance, begins. */
  readonly nextHourAt: string;
  readonly spent: number;
  /** What background work may bring `spent` to. */
  readonly limit: number;
  /** All that Jira grants the app in an hour, for every customer together. */
  readonly quota: number;
  readonly share: number;
}

export interface FailureView {
  readonly project: ProjectMention;
  readonly at: string;
  readonly cause: string;
  readonly remedy: string;
}

/** A field that a published playbook names and that cannot be read. */
export interface FieldProblemView {
  /** Id of the playbook, and its title. */
  readonly playbook: string;
  readonly title: string;
  readonly cause: string;
}

export interface JobView {
  readonly at: string;
  readonly job: JobKind;
  /** `null`: the job concerns no single project. */
  readonly project: ProjectMention | null;
  readonly milliseconds: number;
  readonly calls: number;
  readonly points: number;
  readonly bytes: number;
  readonly issues: number | null;
  readonly outcome: JobOutcome;
  readonly cause: string | null;
  readonly remedy: string | null;
  readonly askedBy: PersonMention | null;
}

export type JobKind = 'whole' | 'changes' | 'merge' | 'evaluate' | 'reconcile' | 'upkeep' | 'discover' | 'report';
export type JobOutcome = 'done' | 'continued' | 'waiting' | 'failed';

/** How one project compared with Jira. */
export interface ReconciliationView {
  readonly project: ProjectMention;
  readonly at: string;
  /** Compared by count. */
  readonly issues: number;
  /** Compared field by field. */
  readonly contents: number;
  readonly missing: number;
  readonly gone: number;
  readonly linksDiffering: number;
  readonly contentsDiffering: number;
  readonly repaired: boolean;
}

export interface ReconciliationSummary {
  /** Projects with a result, of all projects. */
  readonly checked: number;
  readonly projects: number;
  readonly oldestAt: string | null;
  readonly newestAt: string | null;
  readonly issues: number;
  readonly contents: number;
  readonly differences: number;
  /** Projects with differences in their last comparison, newest first; at most 100. */
  readonly differing: readonly ReconciliationView[];
  readonly differingInAll: number;
}

export interface SettingsView {
  readonly backgroundShare: number;
  readonly version: number;
  readonly changedBy: PersonMention | null;
  /** `null`: never changed. */
  readonly changedAt: string | null;
}

/** In which state the site's projects are; they add up to `total`. */
export interface ProjectsByState {
  readonly total: number;
  readonly fresh: number;
  /** Jira has changed, or a refresh is under way. */
  readonly waiting: number;
  readonly stale: number;
  readonly failed: number;
  readonly neverRead: number;
}

export interface HealthView {
  /** Of everything but the progress. */
  readonly revision: string;
  readonly madeAt: string;
  readonly progress: ProgressView;
  /** Points spent in each of the last 24 hours before this one, oldest first. */
  readonly hours: readonly { readonly hour: string; readonly spent: number }[];
  readonly projects: ProjectsByState;
  /** Newest first; at most 200. */
  readonly jobs: readonly JobView[];
  /** Projects that Jira refuses to show the app, then those whose refresh failed: named ones first, newest first; at most 200. */
  readonly failures: readonly FailureView[];
  readonly failuresInAll: number;
  /** Of all published playbooks, in their order. */
  readonly fieldProblems: readonly FieldProblemView[];
  readonly reconciliation: ReconciliationSummary;
  readonly settings: SettingsView;
}

/** Projects are p1, p2 …, the same in all parts of one export. */
export interface DiagnosticsView {
  readonly madeAt: string;
  readonly settings: { readonly backgroundShare: number; readonly version: number };
  readonly points: PointsNow;
  readonly hours: readonly { readonly hour: string; readonly spent: number }[];
  readonly campaign: CampaignView | null;
  readonly waits: readonly WaitView[];
  readonly states: ProjectsByState;
  readonly runs: readonly (Omit<RunView, 'project' | 'askedBy'> & { readonly project: string })[];
  readonly failures: readonly (Omit<FailureView, 'project'> & { readonly project: string })[];
  readonly reconciliations: readonly (Omit<ReconciliationView, 'project'> & { readonly project: string })[];
  readonly jobs: readonly (Omit<JobView, 'project' | 'askedBy'> & {
    readonly project: string | null;
    /** Whether a person asked for it; not who. */
    readonly asked: boolean;
  })[];
}

/** What each resolver function of the admin page replies. */
export interface AdminPageReplies extends PlaybookReplies, PmoRoleReplies {
  readonly health: Reply<
    HealthView | { readonly unchanged: true; readonly revision: string; readonly progress: ProgressView }
  >;
  /** `saved` is false when somebody else saved first; `settings` are then theirs. */
  readonly saveSettings: Reply<{ readonly saved: boolean; readonly settings: SettingsView }>;
  /** `started` is false when what is asked for is under way already. */
  readonly refreshEverything: Reply<{ readonly started: boolean }>;
  readonly refreshProject: Reply<{ readonly started: boolean }>;
  readonly reconcile: Reply<{ readonly started: boolean }>;
  readonly diagnostics: Reply<DiagnosticsView>;
}
