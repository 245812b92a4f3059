import type { PatternView, PortfolioView, ProjectNames } from '../../src/contract';
import { TIER_WORDS, TIERS } from '../shared/tier-words';
import { recurringOf } from './recurring';

/** Projects that have something in common: "Projects in Rail systems". */
export function groupInWords({ kind, name }: (PatternView & { in: 'group' })['group'], names?: ProjectNames): string {
  switch (kind) {
    case 'category':
      return `Projects in ${names?.categories.find(({ id }) => String(id) === name)?.name ?? 'one category'}`;
    case 'tier': {
      const tier = TIERS.find((each) => each === name);
      return `Projects of tier ${tier === undefined ? name : TIER_WORDS[tier]}`;
    }
    case 'playbook':
      return `Projects that follow ${name}`;
    case 'stage':
      return `Projects in stage ${name}`;
  }
}

/** What projects are filtered by that show something that recurs; it may recur no longer. */
export function patternInWords(wanted: string, view: PortfolioView, names: ProjectNames | undefined): string {
  const found = recurringOf(view).find(({ id }) => id === wanted);
  if (found === undefined) return 'Something that recurs no longer';
  const { pattern, rule } = found;
  const title = rule === null ? '' : view.rules[rule.rule].title;
  switch (pattern.in) {
    case 'portfolio':
      return `Recurs: ${title}`;
    case 'group':
      return `Recurs: ${groupInWords(pattern.group, names)}, ${title}`;
    case 'place':
      return `Recurs: ${pattern.place.kind} ${pattern.place.name}, ${title}`;
    case 'waiting':
      return `Recurs: wait too long for ${view.projects[pattern.provider].name}`;
  }
}
