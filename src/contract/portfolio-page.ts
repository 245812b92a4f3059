import * as z from 'zod';
import type { CommonTrait, FindingStatus, Level, OfFew, PlaceKind, RuleLifecycle, Tier } from '../model';
import type { ProjectLeadership } from './dependency-map';
import { knownRevision, type Reply } from './reply';
import { savedViewRequests, type SavedViewReplies } from './saved-views';
import { tierRequests, type TierReplies } from './tiers';
import { trendRequests, type PortfolioRule, type TrendReplies } from './trends';

/** Requests of the portfolio page, by resolver function. */
export const portfolioPageRequests = {
  /** Every project that the viewer may browse, and how it stands. */
  portfolio: z.strictObject({ knownRevision }),
  /** Who leads those projects and what their categories are called. By itself, since Jira gives it by the hundred. */
  projectNames: z.strictObject({}),
  ...savedViewRequests,
  ...tierRequests,
  ...trendRequests,
} as const;

export type PortfolioPageFunction = keyof typeof portfolioPageRequests;
export type PortfolioPageRequest<F extends PortfolioPageFunction> = z.input<(typeof portfolioPageRequests)[F]>;

/** A rule's result on one project. */
export interface PortfolioCell {
  readonly status: FindingStatus;
  /** In [0, 1], two decimals; `null` unless the rule was assessed. */
  readonly attainment: number | null;
  /** In the place of a percentage, where it would be one of few. */
  readonly few?: OfFew;
}

/** What one rule did to a score within a week: points, one decimal. */
export interface PortfolioMove {
  /** Index into the view's rules. */
  readonly rule: number;
  readonly points: number;
  /** `YYYY-MM-DD`: the day within the week from which it counts; `null` for a rule that counted before, too. */
  readonly countsSince: string | null;
}

/** Of mandatory criteria, how many are asked and how many of those are met or waived. */
export interface PortfolioCriteria {
  readonly asked: number;
  readonly settled: number;
  /** Of the rest, those that only a query of Jira tells: it counts what its reader may browse, on the project's page. */
  readonly uncounted: number;
}

/** Where a project stands among its stages. Days are `YYYY-MM-DD`. */
export interface PortfolioGate {
  /** The stage that it is in; `null` when it has passed the last gate. */
  readonly stage: string | null;
  /** The gate that it is to pass next; `null` when none is left. */
  readonly next: {
    readonly title: string;
    readonly planned: string | null;
    readonly forecast: string | null;
  } | null;
  /** What was due so far; `null` where it is not known. */
  readonly standing: PortfolioCriteria | null;
  /** What the next gate asks; `null` without one, or where it is not known. */
  readonly gateReady: PortfolioCriteria | null;
}

/** How a project stands. */
export interface PortfolioStanding {
  /** Points, two decimals; `null` when it is withheld. */
  readonly score: number | null;
  readonly withheld: 'lowCoverage' | 'littleApplies' | 'dormant' | null;
  /** In [0, 1], two decimals; `null` when nothing applies. */
  readonly coverage: number | null;
  readonly level: Level | null;
  /** A week ago, by the same version of its playbook or not; `null` when the project was not evaluated then. */
  readonly weekAgo: {
    readonly score: number | null;
    readonly level: Level | null;
    readonly samePlaybook: boolean;
  } | null;
  /** What moved the score since, most first, at most three; empty where another playbook counted. */
  readonly moves: readonly PortfolioMove[];
  /** Scores of the last four weeks, oldest first, to a sixtieth of the scale; `null` on days without one. */
  readonly recent: readonly (number | null)[];
  /** Index into the view's playbooks. */
  readonly playbook: number;
  /** `YYYY-MM-DD`, on the site. */
  readonly evaluatedOn: string;
  /** Hours from the reading of Jira to `rolledUpAt`, whole. */
  readonly hoursOld: number;
  readonly openIssues: number;
  readonly unreadableIssues: number;
  /** The fewest issues to mend for the next level; `null` without a next level. */
  readonly toNextLevel: number | null;
  /** By the view's rules; `null` where the project's playbook does not hold the rule. */
  readonly cells: readonly (PortfolioCell | null)[];
  /** `null` for a project without a lifecycle. */
  readonly gate: PortfolioGate | null;
}

export interface PortfolioProject {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  /** Id of its category in Jira; `null` without one. */
  readonly category: number | null;
  /** How heavily it is governed, as the PMO has it; `null` where it has not said so. */
  readonly tier: Tier | null;
  /** `null` before it was evaluated for the first time. */
  readonly standing: PortfolioStanding | null;
  readonly dependencies: CrossProjectDependencies;
}

/** A project's open dependencies across projects. Each has one project that waits. */
export interface CrossProjectDependencies {
  /** By which it waits for other projects, and how many of those are late now or will be. */
  readonly waitsFor: number;
  readonly waitsForLate: number;
  /** By which others wait for it, and how many of those are late now or will be. */
  readonly waitedFor: number;
  readonly waitedForLate: number;
}

export interface PortfolioPlaybook {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  /** By the view's rules; `null` where it does not hold the rule. */
  readonly rules: readonly ({ readonly weight: number; readonly lifecycle: RuleLifecycle } | null)[];
}

/** One rule within a pattern: projects by their places in the view. */
export interface PatternRule {
  /** Index into the view's rules. */
  readonly rule: number;
  readonly projects: readonly number[];
  /** Of so many that were assessed. */
  readonly of: number;
  readonly trend: PatternTrend;
}

/** Of those that can be compared with a week ago, how many fell short, or waited too long, then and do now. */
export interface PatternTrend {
  readonly before: number;
  readonly now: number;
}

/** What recurs across projects more than chance explains. */
export type PatternView =
  | ({ readonly in: 'portfolio' } & PatternRule)
  | {
      readonly in: 'group';
      /** Named by the category's id in Jira, or by the playbook's title. */
      readonly group: { readonly kind: CommonTrait; readonly name: string };
      readonly rules: readonly PatternRule[];
    }
  | {
      readonly in: 'place';
      /** As one of the projects has it. */
      readonly place: { readonly kind: PlaceKind; readonly name: string };
      /** Projects where its open issues fall short, of those where they were assessed. The trend is of whole projects. */
      readonly rules: readonly PatternRule[];
    }
  | {
      readonly in: 'waiting';
      /** Place of the project for which the others wait. */
      readonly provider: number;
      readonly projects: readonly number[];
      readonly of: number;
      readonly trend: PatternTrend;
    };

export interface PortfolioView {
  readonly revision: string;
  readonly siteTimeZone: string;
  /** `YYYY-MM-DD`, on the site. */
  readonly today: string;
  /** ISO 8601 in UTC; `null` before the first time. */
  readonly rolledUpAt: string | null;
  /** Some projects were evaluated since; what is shown follows by itself. */
  readonly isBehind: boolean;
  /** The viewer has the PMO role, and so sees what rules in shadow would do. */
  readonly isPmo: boolean;
  readonly rules: readonly PortfolioRule[];
  readonly playbooks: readonly PortfolioPlaybook[];
  /** Ascending by key. */
  readonly projects: readonly PortfolioProject[];
  /** Largest first. */
  readonly patterns: readonly PatternView[];
}

/** {@link PortfolioView} with its projects as columns and figures as text: below 300 KB for a thousand projects. */
export type PackedPortfolio = Omit<PortfolioView, 'projects'> & {
  readonly projects: {
    readonly id: readonly string[];
    readonly key: readonly string[];
    readonly name: readonly string[];
    /** Stages and gates, each once. */
    readonly titles: readonly string[];
    readonly figures: string;
  };
};

/** Names of what the view has ids of, as Jira tells them the viewer right now. */
export interface ProjectNames {
  readonly leads: readonly ProjectLeadership[];
  /** `id` as in `PortfolioProject.category`. */
  readonly categories: readonly { readonly id: number; readonly name: string }[];
}

/** What each resolver function of the portfolio page replies. */
export interface PortfolioPageReplies extends SavedViewReplies, TierReplies, TrendReplies {
  readonly portfolio: Reply<PackedPortfolio | { readonly unchanged: true; readonly revision: string }>;
  readonly projectNames: Reply<ProjectNames>;
}
