import type { Day, PlaybookRule, RuleLifecycle } from '../model';

/** How a rule stands on a day: an announced one is enforced from its day on. */
export function lifecycleOn({ lifecycle, countsFrom }: PlaybookRule, today: Day): RuleLifecycle {
  const counts = lifecycle === 'announced' && countsFrom !== undefined && countsFrom <= today;
  return counts ? 'enforced' : lifecycle;
}
