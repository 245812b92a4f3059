import { TRAIT } from '../issue-view';
import { WEIGHT, type IssueRule } from '../rule';

/** As long as work in progress may rest. */
const STALE_AFTER_WORKING_DAYS = 10;

export const staleBlocked: IssueRule<'nobodyLooked'> = {
  id: 'stale-blocked',
  version: 1,
  theme: 'dependencies',
  title: 'Nothing waits unseen',
  checks:
    'Every open issue that waits for another one was updated within the last 10 working days, or something that it waits for was.',
  denominator: 'Open issues of this project that are the dependent of at least one open dependency.',
  numerator:
    'The issue, or an open issue of this project that it waits for, was last updated at most 10 working days ago.',
  rationale:
    'What waits for weeks without anybody saying a word is mostly not waited for any more: the blocker is forgotten, or the link is out of date. Either way the plan that rests on it is wrong.',
  source: 'PMO practice: dependency management',
  remediation:
    'Ask whoever is waited for how it stands, and say so in the issue; take the link out if it does not hold any more.',
  fixLabel: 'Ask how it stands',
  needs: ['issue links', 'status category', 'updated'],
  reasons: { nobodyLooked: 'waits, and nobody has updated it or what it waits for here for more than 10 working days' },
  notes: [
    'A new link moves nobody’s “updated” in Jira. How old a link is does not count: Jira’s changelogs name no field for links, so that they cannot be asked for without everything else that ever changed. What is new counts as good by itself, for making an issue updates it: to go by when an issue was made, in place of its link, would find no further one, and only take good ones out of the count.',
    'When an issue of another project was updated is not passed on between projects: it would have all of them put together again with every comment. Who waits for another project says in the own issue how it stands.',
    'An update of one of several issues that it waits for is enough: somebody is at work on what is in the way.',
  ],
  defaults: { weight: WEIGHT.medium, target: 0.95, level: 'assured', critical: false, lifecycle: 'shadow' },
  judges: 'issues',
  phrases: {
    population: { one: 'issue that waits', many: 'issues that wait' },
    good: { one: 'is looked after', many: 'are looked after' },
    bad: {
      one: 'has waited unseen for more than 10 working days',
      many: 'have waited unseen for more than 10 working days',
    },
    none: 'Nothing open waits for anything',
  },
  among: TRAIT.open | TRAIT.waitsOpen,
  reason: ({ updatedOn, blockersUpdatedOn }, row, { today, workingDays }) => {
    const lastLook = Math.max(updatedOn[row], blockersUpdatedOn[row]);
    return workingDays(lastLook, today) <= STALE_AFTER_WORKING_DAYS ? null : 'nobodyLooked';
  },
};
