import type { Finding, Offender, RuleId } from '../model';
import { catalogue } from './catalogue';

const UNMENDABLE: ReadonlyMap<RuleId, readonly string[]> = new Map(
  catalogue.flatMap((rule) =>
    rule.judges === 'issues' && rule.unmendable !== undefined ? [[rule.id, rule.unmendable] as const] : [],
  ),
);
const OF_PAST_ALONE: ReadonlySet<RuleId> = new Set(
  catalogue.flatMap((rule) => (rule.judges === 'project' && rule.isOfPastAlone === true ? [rule.id] : [])),
);

/** Whether the project itself can be mended for a rule that names no issue. */
export function isProjectMendable({ rule }: Pick<Finding, 'rule'>): boolean {
  return !OF_PAST_ALONE.has(rule);
}

/** The offenders that somebody can still mend, and not those of whom only the past speaks. */
export function mendableAmong({ rule, offenders }: Pick<Finding, 'rule' | 'offenders'>): readonly Offender[] {
  const unmendable = UNMENDABLE.get(rule);
  return unmendable === undefined ? offenders : offenders.filter(({ reason }) => !unmendable.includes(reason));
}
