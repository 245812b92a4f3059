import * as z from 'zod';
import type { AnnouncedStanding, DependencyReport, Finding, Level, OfFew, Snapshot, Tier } from '../model';
import { HISTORY_WEEKS } from './limits';
import { knownRevision, projectId, ruleId, type Reply } from './reply';
import { waiverRequests, type WaiverReplies } from './waivers';

/** Points. */
const score = z.number().min(0).max(100);
const offset = z.number().int().min(0).max(1_000_000).default(0);

/** Requests of the project page, by resolver function. Parsed at the door; ids are Jira's numeric ids as text. */
export const projectPageRequests = {
  /** How the project stands. With `knownRevision`, answers `unchanged` when nothing is newer. */
  standing: z.strictObject({ projectId, knownRevision }),
  /** One finding with its issues, 50 at a time. */
  finding: z.strictObject({ projectId, rule: ruleId, offset }),
  /**
   * The JQL that selects a finding's issues in Jira from place `from` on, as far as the viewer may browse them. With
   * `path`, only those that the cheapest path to the next level, or to the score `target`, mends for exactly these rules.
   */
  selectInJira: z.strictObject({
    ...{ projectId, rule: ruleId, path: z.array(ruleId).min(1).max(100).optional() },
    ...{ target: score.optional(), from: offset },
  }),
  /** The cheapest path to a score. */
  scorePath: z.strictObject({ projectId, target: score }),
  /** Starts a refresh of the project, unless one is under way. */
  refresh: z.strictObject({ projectId }),
  /** The whole snapshot, offenders included, and the dependency report, less what the viewer may not browse; in parts. */
  export: z.strictObject({ projectId, from: z.number().int().min(0).max(1_000_000_000).default(0) }),
  /** How the project stood day by day, so many weeks back. */
  history: z.strictObject({ projectId, weeks: z.literal([...HISTORY_WEEKS]) }),
  /** What moved the score since a day, as far as snapshots were kept; without one since the newest that was. */
  changes: z.strictObject({ projectId, since: z.iso.date().optional() }),
  /** Issues that began to offend against a rule since a day that was kept, or ceased to, 50 at a time. */
  changedIssues: z.strictObject({ projectId, since: z.iso.date(), rule: ruleId, offset }),
  ...waiverRequests,
} as const;

export type ProjectPageFunction = keyof typeof projectPageRequests;
export type ProjectPageRequest<F extends ProjectPageFunction> = z.input<(typeof projectPageRequests)[F]>;

/** What a refresh is doing. Instants are ISO 8601 in UTC. */
export interface RefreshProgress {
  readonly phase: 'queued' | 'reading';
  readonly startedAt: string;
  readonly issuesRead: number;
  /** Jira's approximate count; `null` until asked. */
  readonly issuesExpected: number | null;
  /** What the refresh waits for, and until when: the points of the next hour, or Jira, which asked for a pause. */
  readonly waiting: { readonly until: string; readonly for: 'points' | 'jira' } | null;
  /** Jira has changed since this refresh began, or since the last one; another one follows by itself. */
  readonly changesWaiting: boolean;
}

/** The last refresh that failed, when none has succeeded since. */
export interface RefreshFailure {
  readonly at: string;
  readonly cause: string;
  readonly remedy: string;
}

/** A rule in words, for the page; the words come from the rule's own file. */
export interface RuleInWords {
  readonly id: string;
  readonly version: number;
  readonly theme: 'plan' | 'delivery' | 'dependencies' | 'riskAndChange' | 'governance';
  /** A true/false sentence, e.g. "Work in progress has an owner". */
  readonly title: string;
  /** What it checks, exactly, in one or two sentences. */
  readonly checks: string;
  readonly rationale: string;
  readonly source: string;
  readonly remediation: string;
  /** Label of the fix, e.g. "Assign them". */
  readonly fixLabel: string;
  /** Words of each offender reason. */
  readonly reasons: Readonly<Record<string, string>>;
}

/** A finding for the page: figures without offenders, with the sentence that says the outcome in words. */
export interface FindingInWords extends Omit<Finding, 'offenders'> {
  /** E.g. "5 of 48 items in progress have nobody assigned". */
  readonly sentence: string;
  readonly offenderCount: number;
}

/** A cheapest path in figures; `selectInJira` names its issues. */
export interface PathInFigures {
  /** One issue mended for one rule, or the project itself: the fewest that reach the goal. */
  readonly fixes: number;
  /** Issues to open, and places in the project. */
  readonly visits: number;
  /** What to mend together, for most rules first, at most fifty of `groupsInAll`; `issues` 0: the project itself. */
  readonly groups: readonly { readonly rules: readonly string[]; readonly issues: number }[];
  readonly groupsInAll: number;
  /** Points; `null` while the score is withheld. */
  readonly scoreAfter: number | null;
  /** Rules in the way that no fix can help: their data is missing, or they tell of what is past. */
  readonly unmendable: readonly string[];
}

export interface LevelPathInFigures extends PathInFigures {
  readonly level: Level;
}

export interface ScorePathView {
  readonly revision: string;
  /** Without fixes where the score is reached; `null` where it cannot be, or is withheld. */
  readonly path: PathInFigures | null;
}

export type SnapshotInWords = Omit<Snapshot, 'findings'> & { readonly findings: readonly FindingInWords[] };

export interface DayScore {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** Two decimals; `null` when it was withheld. */
  readonly score: number | null;
}

export interface StandingView {
  readonly revision: string;
  readonly project: { readonly id: string; readonly key: string; readonly name: string };
  /** How heavily it is governed, as the PMO has it; `null` where it has not said so. */
  readonly tier: Tier | null;
  readonly siteTimeZone: string;
  /** `null` before the first whole snapshot. */
  readonly snapshot: SnapshotInWords | null;
  /** `null` before the first whole snapshot, and where there is no level above. */
  readonly path: LevelPathInFigures | null;
  /** What announced rules would change of score or level, were they to count on the project as it is; ascending by day. */
  readonly announced: readonly AnnouncedStanding[];
  /** Scores of some days of the last four weeks before the snapshot's, ascending. */
  readonly recent: readonly DayScore[];
  /** Until when the snapshot is known to be true: when Jira was read or, later, looked at for changes; ISO 8601 in UTC. */
  readonly readAt: string | null;
  /** The reading is older than the upkeep promises (two hours). */
  readonly stale: boolean;
  readonly rules: readonly RuleInWords[];
  readonly refresh: RefreshProgress | null;
  readonly failure: RefreshFailure | null;
  /** How many steps were taken about the project's waivers: what they say is to be asked for again when it rises. */
  readonly waiverSteps: number;
  /** The first unreadable issues that this viewer may browse, and how many there are in all. */
  readonly unreadable: {
    readonly count: number;
    readonly examples: readonly { readonly issue: string; readonly field: string; readonly reason: string }[];
  };
}

/** One offending issue as the viewer may see it in Jira right now. */
export interface OffendingIssue {
  readonly id: string;
  readonly key: string;
  readonly summary: string;
  readonly assignee: string | null;
  readonly status: string;
  /** `YYYY-MM-DD`. */
  readonly due: string | null;
  /** What is wrong with this one, in words. */
  readonly wrong: string;
}

export interface FindingView {
  readonly rule: string;
  readonly revision: string;
  readonly offset: number;
  readonly total: number;
  readonly issues: readonly OffendingIssue[];
  /** Of this page's offenders, those that the viewer may not browse. */
  readonly hidden: number;
}

export interface SelectInJiraView {
  /** Empty when `named` is 0: no query selects nothing. */
  readonly jql: string;
  /** How many issues the JQL names, out of `total` offenders; at most 200 are named, and only those the viewer may browse. */
  readonly named: number;
  readonly total: number;
  /** The place `from` which a further query goes on; `null` when all were looked at. */
  readonly next: number | null;
}

/** How a project stood at the end of a day. */
export interface HistoryDay extends DayScore {
  /** In [0, 1], three decimals; `null` where nothing applied. */
  readonly coverage: number | null;
  readonly level: Level | null;
  /** Place among the view's playbooks. */
  readonly playbook: number;
}

/** What a rule attained, by the view's days. */
export interface RuleHistory {
  readonly rule: string;
  /** Three decimals; `null` without a result. */
  readonly attainments: readonly (number | null)[];
  /** In the place of a percentage, where it would be one of few: by the places of such days. */
  readonly few: Readonly<Record<number, OfFew>>;
}

export interface HistoryView {
  /** Ascending; days of which nothing was kept are missing. The last may be today. */
  readonly days: readonly HistoryDay[];
  readonly playbooks: readonly { readonly id: string; readonly version: number }[];
  /** Of the rules that the snapshot shows, in its order. */
  readonly rules: readonly RuleHistory[];
}

type RuleThen = Pick<Finding, 'status' | 'numerator' | 'denominator'>;

/** What became of a rule, in figures; `changedIssues` names the issues. */
export interface RuleMove {
  readonly rule: string;
  readonly title: string;
  /** Points by which it moved the score, unrounded. */
  readonly points: number;
  /** `null`: it did not count then, or does not now. */
  readonly earlier: RuleThen | null;
  readonly later: RuleThen | null;
  /** Issues that offend now and did not, and those that do no longer. */
  readonly appeared: number;
  readonly gone: number;
}

export interface Comparison {
  /** The day that was kept, `YYYY-MM-DD`: the newest up to the one that was asked for, or the first after it. */
  readonly since: string;
  readonly earlier: Pick<Snapshot, 'score' | 'level' | 'playbook'>;
  readonly later: Pick<Snapshot, 'score' | 'level' | 'playbook'>;
  /** What moved the score most comes first; their points add up to the scores' difference. Without points where one is withheld. */
  readonly rules: readonly RuleMove[];
}

export interface ChangesView {
  readonly revision: string;
  /** Days that can be compared with, ascending. */
  readonly days: readonly string[];
  /** `null` while there is none. */
  readonly comparison: Comparison | null;
}

export interface ChangedIssue extends OffendingIssue {
  readonly became: 'worse' | 'better';
}

export interface ChangedIssuesView {
  readonly offset: number;
  readonly total: number;
  /** Those that began to offend come first. */
  readonly issues: readonly ChangedIssue[];
  /** Of this page, those that the viewer may not browse or that are no more. */
  readonly hidden: number;
}

/**
 * Part of an {@link Export} as JSON: of 1,000 projects the whole is more than the 2 MB that a reply may weigh. The next
 * part begins `from` where this one ends; parts belong together when their `revision` is the same.
 */
export interface ExportView {
  /** As in the whole: `null` when there is no snapshot yet. */
  readonly readAt: string | null;
  readonly text: string;
  /** Characters of the whole. */
  readonly length: number;
  readonly revision: string;
}

export interface Export {
  readonly snapshot: Snapshot | null;
  readonly readAt: string | null;
  readonly dependencies: DependencyReport | null;
  /**
   * What the viewer may not browse: offenders left out, issues of cycles made anonymous (`key` "hidden", negative ids),
   * projects left out of stability and forecasts, pairs of projects left out of the coupling.
   */
  readonly hidden: number;
}

/** What each resolver function of the project page replies. */
export interface ProjectPageReplies extends WaiverReplies {
  readonly standing: Reply<
    | StandingView
    | {
        readonly unchanged: true;
        readonly revision: string;
        readonly readAt: string | null;
        readonly stale: boolean;
        readonly refresh: RefreshProgress | null;
        readonly failure: RefreshFailure | null;
        readonly waiverSteps: number;
      }
  >;
  readonly finding: Reply<FindingView>;
  readonly selectInJira: Reply<SelectInJiraView>;
  readonly scorePath: Reply<ScorePathView>;
  readonly refresh: Reply<{ readonly started: boolean; readonly refresh: RefreshProgress }>;
  readonly export: Reply<ExportView>;
  readonly history: Reply<HistoryView>;
  readonly changes: Reply<ChangesView>;
  readonly changedIssues: Reply<ChangedIssuesView>;
}
