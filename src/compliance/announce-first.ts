import type { Day, Playbook, PlaybookRule, RuleId } from '../model';
import { lifecycleOn } from './lifecycle';
import type { PlaybookProblem } from './validate-playbook';

/**
 * Rules that would count as soon as a draft is published on that day, though nobody was told before: those that do not
 * count yet in the version in force have to be announced for a later day. The first version of a playbook (`inForce` is
 * `null`) says what it enforces by being followed, but announces nothing for a day that is past.
 */
export function unannounced(draft: Playbook, inForce: Playbook | null, today: Day): readonly PlaybookProblem[] {
  const before = new Map<RuleId, PlaybookRule>(inForce?.rules.map((use) => [use.rule, use]));
  return draft.rules.flatMap((use, place): PlaybookProblem[] => {
    const known = before.get(use.rule);
    const counted = known !== undefined && lifecycleOn(known, today) === 'enforced';
    if (counted || lifecycleOn(use, today) !== 'enforced') return [];
    if (use.lifecycle === 'announced') {
      return [
        {
          field: `rules.${place}.countsFrom`,
          problem: 'It would count at once, and project managers are told before a rule counts.',
          remedy: 'Choose a day after today.',
        },
      ];
    }
    if (inForce === null) return [];
    return [
      {
        field: `rules.${place}.lifecycle`,
        problem: 'It does not count yet in the version in force, and project managers are told before a rule counts.',
        remedy: 'Announce it first: choose a day from which it counts.',
      },
    ];
  });
}
