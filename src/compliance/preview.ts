import type { Level, RuleId, Snapshot } from '../model';
import { changesSince } from './changes-since';

/** How one project stands under the playbook that it follows, and under the one that is to be published. */
export interface Restanding {
  readonly before: Snapshot;
  readonly after: Snapshot;
}

/** What one rule does to a score: points, unrounded. */
export interface RuleMove {
  readonly rule: RuleId;
  readonly points: number;
}

/** A project whose score or level moves. */
export interface ProjectMove {
  readonly project: Snapshot['project'];
  /** Unrounded; `null` where it is withheld. */
  readonly score: { readonly before: number | null; readonly after: number | null };
  readonly level: { readonly before: Level | null; readonly after: Level | null };
  /** Largest first; they add up to the difference of the scores. Empty unless there is a score before and after. */
  readonly rules: readonly RuleMove[];
  /** Rules that stand in the way of a higher level now and did not before, and the other way round. */
  readonly newlyInTheWay: readonly RuleId[];
  readonly noLongerInTheWay: readonly RuleId[];
}

export interface Preview {
  /** All that were evaluated. */
  readonly projects: number;
  /** Those that move, what loses most first; of equals, as of those without a score before or after, by id. */
  readonly moves: readonly ProjectMove[];
  /** Points over all projects, largest first, and how many projects the rule moves. */
  readonly rules: readonly (RuleMove & { readonly projects: number })[];
}

/** Smaller differences are rounding, not news: no page shows so many digits. */
const NO_POINTS = 1e-9;

/** What publishing a playbook would do, from evaluations of the same facts on the same day. Linear in the findings. */
export function preview(projects: readonly Restanding[]): Preview {
  const moves = projects.map(moveOf).filter(isMove);
  const totals = new Map<RuleId, { points: number; projects: number }>();
  for (const { rule, points } of moves.flatMap(({ rules }) => rules)) {
    const total = totals.get(rule) ?? { points: 0, projects: 0 };
    totals.set(rule, { points: total.points + points, projects: total.projects + 1 });
  }
  return {
    projects: projects.length,
    moves: moves.sort((a, b) => gain(a) - gain(b) || a.project.id - b.project.id),
    rules: [...totals].map(([rule, total]) => ({ rule, ...total })).sort(largestFirst),
  };
}

function moveOf({ before, after }: Restanding): ProjectMove {
  const [was, is] = [before.nextLevel?.rules ?? [], after.nextLevel?.rules ?? []];
  return {
    project: after.project,
    score: { before: before.score, after: after.score },
    level: { before: before.level, after: after.level },
    rules: changesSince(before, after)
      .rules.filter(({ points }) => Math.abs(points) > NO_POINTS)
      .map(({ rule, points }) => ({ rule, points }))
      .sort(largestFirst),
    newlyInTheWay: is.filter((rule) => !was.includes(rule)),
    noLongerInTheWay: was.filter((rule) => !is.includes(rule)),
  };
}

function isMove({ score, level, rules }: ProjectMove): boolean {
  const isWithheldOnce = (score.before === null) !== (score.after === null);
  return rules.length > 0 || isWithheldOnce || level.before !== level.after;
}

/** Points; 0 where there is no score before or after. */
function gain({ score }: ProjectMove): number {
  return score.before === null || score.after === null ? 0 : score.after - score.before;
}

function largestFirst(a: RuleMove, b: RuleMove): number {
  return Math.abs(b.points) - Math.abs(a.points) || (a.rule < b.rule ? -1 : 1);
}
