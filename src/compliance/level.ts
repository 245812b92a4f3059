import { LEVELS, type Finding, type Level, type NextLevel, type RuleId } from '../model';
import { issuesToMend } from './advice';

export interface Standing {
  /** `null`: not even the first. */
  readonly level: Level | null;
  readonly nextLevel: NextLevel | null;
  readonly cappedBy: readonly RuleId[];
}

/**
 * The highest level whose rules, and those of the levels below, all pass, are exempt or do not apply.
 * A critical rule that does not pass, of whatever level, caps it at none. Only enforced rules ask for anything.
 */
export function levelOf(findings: readonly Finding[]): Standing {
  const unmet = findings.filter((finding) => finding.lifecycle === 'enforced' && !isMet(finding));
  const caps = unmet.filter((finding) => finding.critical);
  const reached = caps.length > 0 ? 0 : LEVELS.filter((level) => unmetUpTo(unmet, level).length === 0).length;
  return {
    level: reached === 0 ? null : LEVELS[reached - 1],
    nextLevel: reached === LEVELS.length ? null : nextLevel(LEVELS[reached], unmet),
    cappedBy: caps.map((finding) => finding.rule),
  };
}

function nextLevel(level: Level, unmet: readonly Finding[]): NextLevel {
  const inTheWay = unmet.filter((finding) => finding.critical || unmetUpTo([finding], level).length > 0);
  return {
    level,
    rules: inTheWay.map((finding) => finding.rule),
    issues: inTheWay.reduce((sum, finding) => sum + issuesToMend(finding), 0),
  };
}

function unmetUpTo(unmet: readonly Finding[], level: Level): readonly Finding[] {
  return unmet.filter((finding) => LEVELS.indexOf(finding.level) <= LEVELS.indexOf(level));
}

function isMet({ status }: Finding): boolean {
  return status === 'pass' || status === 'exempt' || status === 'notApplicable';
}
