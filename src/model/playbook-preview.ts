import type { ProjectSchedule } from './outlook';
import type { Level, RuleId } from './playbook';
import type { Surroundings } from './project-facts';

/** What all projects together tell the rules of one. */
export interface Ties {
  readonly surroundings: Surroundings;
  readonly schedule: ProjectSchedule;
}

/** What one rule does to a score: points, unrounded. */
export interface RuleMove {
  readonly rule: RuleId;
  readonly points: number;
}

/** A project whose score or level moves when a playbook is published, or of which nobody can say yet whether it does. */
export interface ProjectMove {
  /** Its id. */
  readonly project: number;
  /** Rules of the score that judge by fields that were not read yet. With any, score and level after are `null`: not known. */
  readonly unforeseen: readonly RuleId[];
  /** Unrounded; `null` where it is withheld. */
  readonly score: { readonly before: number | null; readonly after: number | null };
  readonly level: { readonly before: Level | null; readonly after: Level | null };
  /** Largest first; they add up to the difference of the scores. Empty unless there is a score before and after, and all rules are foreseen. */
  readonly rules: readonly RuleMove[];
  /** Rules that stand in the way of a higher level now and did not before, and the other way round. */
  readonly newlyInTheWay: readonly RuleId[];
  readonly noLongerInTheWay: readonly RuleId[];
}

/** What a rule outside the score would do if it counted today, over all projects in which it has a result. */
export interface RuleTrial {
  readonly rule: RuleId;
  readonly projects: number;
  /** Of those, in how many it does not pass. */
  readonly notPassing: number;
  /** By which it would move their scores, in all. */
  readonly points: number;
}
