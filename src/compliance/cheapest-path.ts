import { splitIssueKey, type Finding, type Offender, type RuleId, type Snapshot } from '../model';
import { chooseVisits, type Visit } from './fewest-visits';
import { isProjectMendable, mendableAmong } from './mendable';
import { statusOf, TOLERANCE } from './score';

type PathIssue = Pick<Offender, 'id' | 'key'>;

/** Issues that are mended for the same rules. */
export interface PathGroup {
  /** In the playbook's order. */
  readonly rules: readonly RuleId[];
  /** Ascending by issue number. Empty: it is the project itself that has to be mended. */
  readonly issues: readonly PathIssue[];
}

/**
 * A way to a goal, in single fixes: one issue mended for one rule, or the project itself for a rule that names no issue.
 * The model of a fix: the offender's bad members turn good, and nothing else changes.
 */
export interface CheapestPath {
  /** How many; provably the fewest that reach the goal. */
  readonly fixes: number;
  /** Issues to open, and places in the project: an issue that mends several rules is one visit. */
  readonly visits: number;
  /** No other choice of offenders, with as many fixes of each rule, takes fewer visits. */
  readonly fewestVisits: boolean;
  /** Which issues to mend for which rules: for most rules first, then most issues. */
  readonly groups: readonly PathGroup[];
  /** Points; `null` while the score is withheld. */
  readonly scoreAfter: number | null;
  /** Rules in the way that no fix can help: their data is missing, or they tell of what is past. Only on the way to a level. */
  readonly unmendable: readonly RuleId[];
}

type Standing = Pick<Snapshot, 'findings' | 'score' | 'nextLevel'>;

/** A finding as something to mend. */
interface Mendable {
  readonly finding: Finding;
  /** Those of its offenders that can be mended; none where it is the project itself. */
  readonly offenders: readonly Offender[];
  /** How many bad members the so many largest offenders account for, from none to all of them. */
  readonly amounts: readonly number[];
}

/** How often a finding is to be mended. */
interface Step {
  readonly mendable: Mendable;
  readonly fixes: number;
}

/**
 * The cheapest path to the next level; `null` when there is none above. Each rule in the way has to pass by itself, so
 * that the fewest fixes are the fewest of each rule: its largest offenders first.
 */
export function pathToNextLevel(standing: Standing): CheapestPath | null {
  const { findings, nextLevel } = standing;
  if (nextLevel === null) return null;
  const inTheWay = findings.filter(({ rule }) => nextLevel.rules.includes(rule));
  const steps = inTheWay.flatMap(asMendable).map((mendable) => ({ mendable, fixes: fixesToPass(mendable) }));
  const unmendable = inTheWay.filter(({ toMend }) => toMend === 0).map(({ rule }) => rule);
  return pathOf(standing, steps, unmendable);
}

/**
 * The cheapest path to a score of at least `target`; without fixes when it is reached, `null` when it cannot be or the
 * score is withheld.
 *
 * Greedy, and exact. Let g(r, k) be the points that the k largest offenders of rule r gain. Mending others gains less,
 * so that only the counts k matter. Sizes fall with k, and attainment is their sum, cut off at the target: g(r, ·) is
 * concave, each further fix of a rule gains no more than the one before. Hence the K largest single gains over all
 * rules are always the first so many of each, so they can be had together, and no K fixes can gain more than the K
 * largest. The first K at which they suffice is the fewest.
 */
export function pathToScore(standing: Standing, target: number): CheapestPath | null {
  const { findings, score } = standing;
  if (score === null) return null;
  const steps = findings.flatMap(asMendable).map((mendable) => ({ mendable, fixes: 0, gained: 0 }));
  while (score + sumOf(steps, ({ gained }) => gained) < target - TOLERANCE) {
    let next = steps[0];
    let most = 0;
    for (const step of steps) {
      const gain = gainOf(step.mendable, step.fixes + 1) - step.gained;
      if (gain > most) [next, most] = [step, gain];
    }
    if (most === 0) return null;
    next.fixes++;
    next.gained = gainOf(next.mendable, next.fixes);
  }
  return pathOf(standing, steps, []);
}

/** Nothing when it passes, has no result, or only tells of what is past. */
function asMendable(finding: Finding): readonly Mendable[] {
  const { status, numerator, denominator } = finding;
  if ((status !== 'partial' && status !== 'fail') || numerator === null || denominator === null) return [];
  const offenders = mendableAmong(finding);
  if (offenders.length === 0 && (finding.offenders.length > 0 || !isProjectMendable(finding))) return [];
  const sizes = offenders.length > 0 ? offenders.map(badOf).sort((a, b) => b - a) : [denominator - numerator];
  const amounts = [0];
  for (const size of sizes) amounts.push(amounts[amounts.length - 1] + size);
  return [{ finding, offenders, amounts }];
}

function badOf({ bad }: Offender): number {
  return bad ?? 1;
}

/** The evaluation has counted the offenders; a rule that names none takes one fix, whole, and one that cannot pass none. */
function fixesToPass({ finding, amounts }: Mendable): number {
  return Math.min(finding.toMend, amounts.length - 1);
}

/** Bad members that have to turn good for the rule to pass. */
function toPass({ finding: { numerator, denominator, target } }: Mendable): number {
  return target * (denominator ?? 0) - (numerator ?? 0);
}

/** Points that mending so many of the largest offenders gains. */
function gainOf({ finding, amounts }: Mendable, fixes: number): number {
  const { numerator, denominator, target, attainment, contribution, loss } = finding;
  const good = (numerator ?? 0) + amounts[Math.min(fixes, amounts.length - 1)];
  const after = statusOf(good, denominator ?? 0, target).attainment ?? 0;
  return ((contribution ?? 0) + (loss ?? 0)) * (after - (attainment ?? 0));
}

function pathOf({ score }: Standing, all: readonly Step[], unmendable: readonly RuleId[]): CheapestPath {
  const steps = all.filter(({ fixes }) => fixes > 0);
  const [inIssues, inProject] = [true, false].map((named) =>
    steps.filter(({ mendable: { offenders } }) => offenders.length > 0 === named),
  );
  const { visits, fewest } = chooseVisits(
    inIssues.map(({ mendable, fixes }) => ({
      fixes,
      amount: Math.min(mendable.amounts[fixes], toPass(mendable)),
      offenders: mendable.offenders.map((offender) => ({ id: offender.id, bad: badOf(offender) })),
    })),
  );
  const rulesOf = (some: readonly Step[]): readonly RuleId[] => some.map(({ mendable }) => mendable.finding.rule);
  return {
    fixes: sumOf(steps, ({ fixes }) => fixes),
    visits: visits.length + inProject.length,
    fewestVisits: fewest,
    groups: [...groupsOf(visits, inIssues), ...rulesOf(inProject).map((rule) => ({ rules: [rule], issues: [] }))],
    scoreAfter: score === null ? null : score + sumOf(steps, ({ mendable, fixes }) => gainOf(mendable, fixes)),
    unmendable,
  };
}

function groupsOf(visits: readonly Visit[], steps: readonly Step[]): readonly PathGroup[] {
  const offenders = steps.flatMap(({ mendable }) => mendable.offenders);
  const issues = new Map(offenders.map(({ id, key }) => [id, { id, key }]));
  const groups = new Map<string, { rules: readonly RuleId[]; issues: PathIssue[] }>();
  for (const { id, quotas } of visits) {
    const issue = issues.get(id);
    if (!issue) continue;
    const group = groups.get(quotas.join());
    if (group) group.issues.push(issue);
    else {
      groups.set(quotas.join(), { rules: quotas.map((place) => steps[place].mendable.finding.rule), issues: [issue] });
    }
  }
  for (const group of groups.values()) group.issues.sort((a, b) => numberOf(a) - numberOf(b));
  return [...groups.values()].sort((a, b) => b.rules.length - a.rules.length || b.issues.length - a.issues.length);
}

function numberOf({ key }: PathIssue): number {
  return splitIssueKey(key).number;
}

function sumOf<T>(all: readonly T[], figure: (each: T) => number): number {
  return all.reduce((sum, each) => sum + figure(each), 0);
}
