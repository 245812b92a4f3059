import { TRAIT } from '../issue-view';
import { OTHER_PROJECTS_UNREAD } from '../project-view';
import { WEIGHT, type IssueRule } from '../rule';

export const dependencyCycles: IssueRule<'inCycle'> = {
  id: 'dependency-cycles',
  version: 1,
  theme: 'dependencies',
  title: 'No one waits in a circle',
  checks: 'No open issue of this project waits, through other open issues of any project, for itself.',
  denominator: 'Open issues of this project that are an end of at least one open dependency.',
  numerator:
    'Not in a strongly connected component of more than one issue, in the graph of open dependencies over all projects.',
  rationale:
    'In a circle everybody waits for somebody else, and nobody can start. No date in it can be kept, and it does not go away by itself.',
  source: 'Graph theory; critical path method: a network has no loops',
  remediation:
    'Find the dependency that does not hold, often one that was linked the wrong way round, and remove or reverse it.',
  fixLabel: 'Break the circle',
  needs: ['issue links', 'status category', 'the other projects’ dependencies'],
  reasons: { inCycle: 'is in a circle of dependencies: it waits, through others, for itself' },
  notes: [
    'Dependencies of every kind count.',
    'A circle through other projects is known from the last time all projects were read together; one within this project is known at once.',
  ],
  defaults: { weight: WEIGHT.critical, target: 1, level: 'foundation', critical: true },
  judges: 'issues',
  phrases: {
    population: { one: 'issue with open dependencies', many: 'issues with open dependencies' },
    good: { one: 'is outside any circle', many: 'are outside any circle' },
    bad: { one: 'waits in a circle', many: 'wait in a circle' },
    none: 'No open issue depends on another',
  },
  missing: ({ dependencies, surroundingsKnown }) => {
    if (surroundingsKnown) return [];
    const reachesOut = dependencies.open.some((open, at) => open === 1 && dependencies.crossProject[at] === 1);
    return reachesOut ? [OTHER_PROJECTS_UNREAD] : [];
  },
  among: TRAIT.open | TRAIT.inOpenDependency,
  unwanted: TRAIT.inOpenCycle,
  reason: () => 'inCycle',
};
