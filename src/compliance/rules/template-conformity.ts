import { type RequiredField, type RequiredType } from '../../model';
import { TRAIT, type IssueView } from '../issue-view';
import { WEIGHT, type ProjectRule } from '../rule';
import { groupsOf, haveAll, howMany, ISSUES_A_GROUP, type SomeIssues } from '../traits-across';

/** The share of the open issues of a type from which on a field counts as used. */
const FILLED_SHARE = 0.5;

export const templateConformity: ProjectRule = {
  id: 'template-conformity',
  version: 1,
  theme: 'governance',
  title: 'The project is set up as agreed',
  checks: 'The issue types that the playbook requires are in use, and so are the fields that it requires of them.',
  denominator: 'Required issue types, and required fields of those types that have open issues.',
  numerator: 'The type has at least one issue; the field is filled on at least half of the open issues of its type.',
  rationale:
    'Who looks at several projects has to find the same things in the same places. A type or field that is used here and not there makes every sum over projects wrong.',
  source: 'PMO standards: project templates',
  remediation: 'Use the missing issue types, and fill in the fields that are mostly empty.',
  fixLabel: 'Use the template',
  needs: [
    ...['issue type', 'status category', 'assignee', 'original estimate or points', 'start date', 'due date'],
    ...['fix versions', 'sprints', 'parent'],
  ],
  reads: ['start', 'points'],
  reasons: {},
  notes: [
    'It does not apply while the playbook requires no issue type.',
    'A field of a type that has no open issue is not counted: nothing could be filled in.',
    'Fields that can be required are those that the facts know: assignee, estimate, start, due date, a dated version or sprint, and parent. Names of types are compared in lower case.',
  ],
  defaults: { weight: WEIGHT.medium, target: 0.95, level: 'assured', critical: false, lifecycle: 'shadow' },
  judges: 'project',
  phrases: {
    pass: 'The required issue types and fields are in use',
    fail: 'A required issue type is not in use, or a required field mostly empty',
  },
  measure: ({ issues, issueTypes }, { playbook }) => {
    let [numerator, denominator] = [0, 0];
    for (const required of playbook.requiredTypes) {
      const isOfType = Uint8Array.from(issueTypes, (name) => Number(name.trim().toLowerCase() === required.type));
      const isUsed = isOfType.includes(1);
      const { open, filled } = isUsed ? countFilled(issues, isOfType, required) : NONE_OPEN;
      denominator += 1 + (open === 0 ? 0 : filled.length);
      numerator += Number(isUsed) + filled.filter((count) => count >= FILLED_SHARE * open).length;
    }
    return { numerator, denominator };
  },
};

interface Filled {
  /** Open issues of the type. */
  readonly open: number;
  /** Of each required field, on how many of them it is filled; empty where none is open. */
  readonly filled: readonly number[];
}

const NONE_OPEN: Filled = { open: 0, filled: [] };

function countFilled(issues: IssueView, isOfType: Uint8Array, { fields }: RequiredType): Filled {
  const open = openOfType(issues, isOfType);
  const asked = open.reduce((sum, some) => sum + howMany(some), 0);
  if (asked === 0) return NONE_OPEN;
  const having = new Int32Array(open.length);
  const filled = fields.map((field) => {
    const trait = TRAIT_OF[field];
    if (trait === null) markChildren(issues, having);
    else haveAll(issues.traitsAcross, trait, having);
    return having.reduce((sum, some, group) => sum + howMany(some & open[group]), 0);
  });
  return { open: asked, filled };
}

function openOfType({ traitsAcross, type }: IssueView, isOfType: Uint8Array): SomeIssues {
  const some = haveAll(traitsAcross, TRAIT.open, new Int32Array(groupsOf(type.length)));
  for (let group = 0; group < some.length; group++) {
    const from = group * ISSUES_A_GROUP;
    const end = Math.min(type.length, from + ISSUES_A_GROUP);
    let ofType = 0;
    for (let row = from; row < end; row++) ofType |= isOfType[type[row]] << (row - from);
    some[group] &= ofType;
  }
  return some;
}

function markChildren({ parentId }: IssueView, some: SomeIssues): void {
  some.fill(0);
  for (let row = 0; row < parentId.length; row++) {
    some[Math.floor(row / ISSUES_A_GROUP)] |= Number(parentId[row] !== 0) << (row % ISSUES_A_GROUP);
  }
}

/** What tells that a field is filled; `null` for the parent, which no trait tells. */
const TRAIT_OF: Readonly<Record<RequiredField, number | null>> = {
  assignee: TRAIT.assignee,
  estimate: TRAIT.estimate,
  start: TRAIT.start,
  due: TRAIT.due,
  plannedEnd: TRAIT.plannedEnd,
  parent: null,
};
