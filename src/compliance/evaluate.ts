import {
  formatDay,
  type Day,
  type Finding,
  type IssueCounts,
  type Playbook,
  type PlaybookRule,
  type ProjectFacts,
  type RuleLifecycle,
  type Snapshot,
  type WaiversInForce,
} from '../model';
import { cheapestFixes, fewestToMend } from './advice';
import { ruleById } from './catalogue';
import { TRAIT } from './issue-view';
import { levelOf } from './level';
import { lifecycleOn } from './lifecycle';
import { measure, type Measurement } from './measure';
import { isProjectMendable, mendableAmong } from './mendable';
import { viewProject } from './project-view';
import type { RuleContext } from './rule';
import { isAssessed, scoreOf, statusOf } from './score';
import { countHaving } from './traits-across';
import { workingDayCounter } from './working-days';

/**
 * How a project stands on a day: the same facts, playbook, day and waivers give the same snapshot, byte for byte.
 * Linear in issues and links.
 * Throws `UnknownRuleError` when the playbook names a rule that the catalogue does not hold.
 */
export function evaluate(
  facts: ProjectFacts,
  playbook: Playbook,
  today: Day,
  waivers: WaiversInForce = NOTHING_WAIVED,
): Snapshot {
  const rules = playbook.rules.map((use) => ruleById(use.rule));
  const context: RuleContext = {
    today,
    workingDays: workingDayCounter(playbook.calendar),
    playbook,
  };
  const project = viewProject(facts, playbook, today);
  const measurements = measure(rules, project, context);
  const unscored = playbook.rules.map((use, i) => {
    const finding = announcedFor(use, findingOf(use, lifecycleOn(use, today), measurements[i]));
    const waiver = waivers.get(use.rule);
    return waiver === undefined ? finding : exempted(finding, waiver.id, waiver.until);
  });
  const { traitsAcross } = project.issues;
  const open = countHaving(traitsAcross, TRAIT.open);
  const { assessedWeight, ...score } = scoreOf(
    unscored.filter((finding) => finding.lifecycle === 'enforced'),
    open === 0 && countHaving(traitsAcross, TRAIT.recentlyFinished) === 0,
  );
  const findings = unscored.map((finding) => withShareOfScore(finding, assessedWeight));
  const issues: IssueCounts = {
    read: facts.issues.count + facts.unreadableCount,
    evaluated: facts.issues.count,
    unreadable: facts.unreadableCount,
    open,
    uncategorised: facts.issues.count - countHaving(traitsAcross, TRAIT.categorised),
  };
  return {
    schema: 1,
    project: { id: facts.project.id, key: facts.project.key },
    today: formatDay(today),
    playbook: { id: playbook.id, version: playbook.version, title: playbook.title },
    issues,
    findings,
    ...score,
    ...levelOf(findings),
    fixes: cheapestFixes(findings),
  };
}

const NOTHING_WAIVED: WaiversInForce = new Map();

/** What was counted stays, to be seen; whatever it was, it is no result. */
function exempted(finding: Finding, id: number, until: Day): Finding {
  const waiver = { id, until: formatDay(until) };
  return { ...finding, status: 'exempt', attainment: null, toMend: 0, waiver };
}

/** Says from when a rule counts that does not yet. */
function announcedFor({ countsFrom }: PlaybookRule, finding: Finding): Finding {
  if (finding.lifecycle !== 'announced' || countsFrom === undefined) return finding;
  return { ...finding, countsFrom: formatDay(countsFrom) };
}

function findingOf(use: PlaybookRule, lifecycle: RuleLifecycle, measured: Measurement): Finding {
  const { status, attainment } = measured.assessable
    ? statusOf(measured.numerator, measured.denominator, use.target)
    : ({ status: 'notAssessable', attainment: null } as const);
  // Spelled out, for spreading costs more here than judging a small project.
  return {
    rule: use.rule,
    lifecycle,
    status,
    numerator: measured.assessable ? measured.numerator : null,
    denominator: measured.assessable ? measured.denominator : null,
    target: use.target,
    attainment,
    weight: use.weight,
    level: use.level,
    critical: use.critical,
    contribution: null,
    loss: null,
    toMend: toMendOf(use, measured),
    missing: measured.assessable ? [] : measured.missing,
    offenders: measured.assessable ? measured.offenders : [],
  };
}

/** 0, too, where not even all that can be mended would do. */
function toMendOf({ rule, target }: PlaybookRule, measured: Measurement): number {
  if (!measured.assessable) return 0;
  const fewest = fewestToMend(measured, target);
  const { offenders } = measured;
  if (fewest === 0) return 0;
  if (offenders.length === 0) return isProjectMendable({ rule }) ? fewest : 0;
  return fewest <= mendableAmong({ rule, offenders }).length ? fewest : 0;
}

/** Contribution and loss of an enforced rule that has a result; together they are its share of 100. */
function withShareOfScore(finding: Finding, assessedWeight: number): Finding {
  if (finding.lifecycle !== 'enforced' || !isAssessed(finding) || finding.attainment === null) return finding;
  const share = (100 * finding.weight) / assessedWeight;
  return { ...finding, contribution: share * finding.attainment, loss: share * (1 - finding.attainment) };
}
