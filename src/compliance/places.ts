import {
  placeKey,
  type Day,
  type Place,
  type Playbook,
  type ProjectFacts,
  type RuleId,
  type WaiversInForce,
} from '../model';
import { ruleById } from './catalogue';
import { lifecycleOn } from './lifecycle';
import { goodOnes, membersOf } from './measure';
import { viewProject } from './project-view';
import type { IssueRule, RuleContext } from './rule';
import { statusOf } from './score';
import { groupsOf, ISSUES_A_GROUP, lowestOf } from './traits-across';
import { workingDayCounter } from './working-days';

/** What the rules that judge issues say of a place's open issues. */
export interface PlaceJudgement extends Place {
  /** How many they are. */
  readonly issues: number;
  /** Rules that count and look at {@link FEWEST_JUDGED} of its issues at least, in the playbook's order … */
  readonly judged: readonly RuleId[];
  /** … and those of them whose target its issues miss. */
  readonly short: readonly RuleId[];
}

/** Of fewer issues a share says nothing. */
const FEWEST_JUDGED = 3;

/**
 * How each component and team of a project stands by itself: the rules that count, asked of its open issues alone. The
 * places with the most issues come first. Linear in issues and links, and in the issues that have places times rules.
 */
export function judgePlaces(
  facts: ProjectFacts,
  playbook: Playbook,
  today: Day,
  waivers: WaiversInForce,
): readonly PlaceJudgement[] {
  const sets = facts.placeSets;
  if (sets.length === 0) return [];
  const project = viewProject(facts, playbook, today);
  const context: RuleContext = { today, workingDays: workingDayCounter(playbook.calendar), playbook };
  const setOf = facts.issues.places;
  const placed = groupsOfPlaced(setOf);
  const places = placesIn(facts);
  for (const use of playbook.rules) {
    const rule = ruleById(use.rule);
    if (rule.judges !== 'issues' || lifecycleOn(use, today) !== 'enforced' || waivers.has(use.rule)) continue;
    if ((rule.missing?.(project, context) ?? []).length > 0) continue;
    const counted = countBySet(rule, { ...project, placed, setOf, sets: sets.length }, context);
    for (const place of places) {
      const all = sumOver(place.sets, counted.all);
      if (all < FEWEST_JUDGED) continue;
      place.judged.push(use.rule);
      const { status } = statusOf(all - sumOver(place.sets, counted.bad), all, use.target);
      if (status !== 'pass') place.short.push(use.rule);
    }
  }
  return places
    .filter(({ judged }) => judged.length > 0)
    .map(({ kind, name, issues, judged, short }) => ({ kind, name, issues, judged, short }))
    .sort((a, b) => b.issues - a.issues || (placeKey(a) < placeKey(b) ? -1 : 1));
}

interface CountedPlace extends Place {
  /** Indices of the sets that it is in. */
  readonly sets: readonly number[];
  readonly issues: number;
  readonly judged: RuleId[];
  readonly short: RuleId[];
}

function placesIn({ placeSets, issues }: ProjectFacts): readonly CountedPlace[] {
  const perSet = new Int32Array(placeSets.length);
  for (const number of issues.places) if (number > 0) perSet[number - 1]++;
  const found = new Map<string, { readonly place: Place; readonly sets: number[] }>();
  placeSets.forEach((set, index) => {
    for (const place of set) {
      const known = found.get(placeKey(place)) ?? { place, sets: [] };
      found.set(placeKey(place), known);
      known.sets.push(index);
    }
  });
  return [...found.values()].map(({ place, sets }) => {
    return { ...place, sets, issues: sumOver(sets, perSet), judged: [], short: [] };
  });
}

/** Of each group of issues, which have a place. */
function groupsOfPlaced(setOf: Uint16Array): Int32Array {
  const placed = new Int32Array(groupsOf(setOf.length));
  for (let row = 0; row < setOf.length; row++) {
    if (setOf[row] > 0) placed[Math.floor(row / ISSUES_A_GROUP)] |= 1 << (row % ISSUES_A_GROUP);
  }
  return placed;
}

interface PlacedIssues {
  readonly issues: Parameters<typeof membersOf>[1];
  readonly placed: Int32Array;
  readonly setOf: Uint16Array;
  readonly sets: number;
}

/** By set of places, how many of its issues the rule looks at, and how many of those are not good. */
function countBySet(
  rule: IssueRule,
  { issues, placed, setOf, sets }: PlacedIssues,
  context: RuleContext,
): { readonly all: Int32Array; readonly bad: Int32Array } {
  const [all, bad] = [new Int32Array(sets), new Int32Array(sets)];
  const members = membersOf(rule, issues, context, new Int32Array(placed.length));
  const good = goodOnes(rule, issues, new Int32Array(placed.length));
  for (let group = 0; group < placed.length; group++) {
    for (let left = members[group] & placed[group]; left !== 0; left &= left - 1) {
      const place = lowestOf(left);
      const row = group * ISSUES_A_GROUP + place;
      const set = setOf[row] - 1;
      all[set]++;
      if (((good[group] >>> place) & 1) === 0 && rule.reason(issues, row, context) !== null) bad[set]++;
    }
  }
  return { all, bad };
}

function sumOver(sets: readonly number[], counts: Int32Array): number {
  return sets.reduce((sum, set) => sum + counts[set], 0);
}
