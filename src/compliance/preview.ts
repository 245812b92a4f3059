import {
  STATE,
  type FieldMeaning,
  type Playbook,
  type ProjectFacts,
  type ProjectMove,
  type RuleId,
  type RuleMove,
  type RuleTrial,
  type Snapshot,
} from '../model';
import { ruleById } from './catalogue';
import { changesSince } from './changes-since';
import { isAssessed } from './score';

/** How one project stands under the playbook that it follows, and under the one that is to be published. */
export interface Restanding {
  readonly before: Snapshot;
  readonly after: Snapshot;
  /** What the project's issues hold in these fields the playbook after counts, and nobody has read. */
  readonly awaited: readonly FieldMeaning[];
}

export interface Preview {
  /** Those that move, what loses most first; of equals, as of those without a score before or after, by id. */
  readonly moves: readonly ProjectMove[];
  /** Points over all projects, largest first, and how many projects the rule moves. */
  readonly rules: readonly (RuleMove & { readonly projects: number })[];
}

/** Smaller differences are rounding, not news: no page shows so many digits. */
const NO_POINTS = 1e-9;

/** What publishing a playbook would do, from the moves of the projects that were evaluated. Linear in their rules. */
export function preview(moves: readonly ProjectMove[]): Preview {
  const totals = new Map<RuleId, { points: number; projects: number }>();
  for (const { rule, points } of moves.flatMap(({ rules }) => rules)) {
    const total = totals.get(rule) ?? { points: 0, projects: 0 };
    totals.set(rule, { points: total.points + points, projects: total.projects + 1 });
  }
  return {
    moves: [...moves].sort((a, b) => gain(a) - gain(b) || a.project - b.project),
    rules: [...totals].map(([rule, total]) => ({ rule, ...total })).sort(largestFirst),
  };
}

/**
 * How one project moves, from evaluations of the same facts on the same day; `null` when it stays as it is. Where a rule
 * of the score judges by what was not read, nobody knows.
 */
export function moveOf(restanding: Restanding): ProjectMove | null {
  const { before, after } = restanding;
  const unforeseen = unforeseenRules(restanding);
  if (unforeseen.length > 0) return notForeseen(before, unforeseen);
  const [was, is] = [before.nextLevel?.rules ?? [], after.nextLevel?.rules ?? []];
  const move: ProjectMove = {
    project: after.project.id,
    unforeseen,
    score: { before: before.score, after: after.score },
    level: { before: before.level, after: after.level },
    rules: changesSince(before, after)
      .rules.filter(({ points }) => Math.abs(points) > NO_POINTS)
      .map(({ rule, points }) => ({ rule, points }))
      .sort(largestFirst),
    newlyInTheWay: is.filter((rule) => !was.includes(rule)),
    noLongerInTheWay: was.filter((rule) => !is.includes(rule)),
  };
  return isMove(move) ? move : null;
}

function notForeseen({ project, score, level }: Snapshot, unforeseen: readonly RuleId[]): ProjectMove {
  return {
    ...{ project: project.id, unforeseen },
    ...{ score: { before: score, after: null }, level: { before: level, after: null } },
    ...{ rules: [], newlyInTheWay: [], noLongerInTheWay: [] },
  };
}

function unforeseenRules({ after, awaited }: Restanding): readonly RuleId[] {
  return after.findings
    .filter(({ rule, lifecycle, status }) => lifecycle === 'enforced' && status !== 'exempt' && hangsOn(rule, awaited))
    .map(({ rule }) => rule);
}

function hangsOn(rule: RuleId, awaited: readonly FieldMeaning[]): boolean {
  return ruleById(rule).reads?.some((meaning) => awaited.includes(meaning)) ?? false;
}

const OF_RISKS: readonly FieldMeaning[] = ['probability', 'impact', 'response', 'contingency'];

/** Of fields that a project was not read by, those that may tell something: of risks only where one is open. */
export function thatMatter(
  awaited: readonly FieldMeaning[],
  { issues, issueTypes }: Pick<ProjectFacts, 'issues' | 'issueTypes'>,
  { risks }: Pick<Playbook, 'risks'>,
): readonly FieldMeaning[] {
  if (!awaited.some((meaning) => OF_RISKS.includes(meaning))) return awaited;
  const isRisk = issueTypes.map((name) => risks.types.includes(name.trim().toLowerCase()));
  const hasOpenRisk = issues.type.some((type, row) => isRisk[type] && issues.state[row] !== STATE.done);
  return hasOpenRisk ? awaited : awaited.filter((meaning) => !OF_RISKS.includes(meaning));
}

/**
 * Adds to `trials` what the rules outside the score would do to a project's if each of them counted today, by itself:
 * with w, a its weight and attainment and S, W the score and the weight that made it, w · (100·a − S) / (W + w) points.
 * Neither a rule that is not foreseen is tried, nor any on a score that is not.
 */
export function addTrials(trials: readonly RuleTrial[], restanding: Restanding): readonly RuleTrial[] {
  if (unforeseenRules(restanding).length > 0) return trials;
  const { after, awaited } = restanding;
  const { findings, score } = after;
  const counted = findings.reduce((sum, { contribution, weight }) => sum + (contribution === null ? 0 : weight), 0);
  const known = new Map(trials.map((trial) => [trial.rule, trial]));
  for (const finding of findings) {
    const { rule, lifecycle, status, weight, attainment } = finding;
    if (lifecycle === 'enforced' || !isAssessed(finding) || attainment === null || hangsOn(rule, awaited)) continue;
    const trial = known.get(rule) ?? { rule, projects: 0, notPassing: 0, points: 0 };
    const points = score === null ? 0 : (weight * (100 * attainment - score)) / (counted + weight);
    known.set(rule, {
      rule,
      projects: trial.projects + 1,
      notPassing: trial.notPassing + Number(status !== 'pass'),
      points: trial.points + points,
    });
  }
  return [...known.values()];
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
