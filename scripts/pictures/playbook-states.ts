import { readyMadePlaybooks } from '../../src/compliance';
import type { DraftView, PlaybooksView } from '../../src/contract';
import { ADMIN_PAGE } from '../../test/browser/support/shell-page';
import { ok, type Shot, type Value } from './shot';

const PARTS = ['rules', 'followers', 'practice', 'types', 'links', 'fields', 'preview'] as const;
const PLAYBOOKS = `${ADMIN_PAGE}/playbooks`;
const DRAFTED = 'Draft: Regulated';
const PROBLEMS: DraftView['problems'] = [
  {
    field: 'risks.highFrom',
    problem: 'A risk that is high from 30 on is out of range.',
    remedy: 'Enter 1 to 25: probability × impact, each a step from 1 to 5.',
  },
];

/** Playbooks on the admin page: what there is to start from, what is in force, and the draft part by part. */
export const playbookShots: readonly Shot[] = [
  shot('list', '', {}),
  shot('in-force', '', { change: { functionKey: 'playbooks', reply: (value) => ok(inForce(value)) } }),
  ...PARTS.map((part) => shot(part, `/draft/${part}`, { change: drafted([]), until: DRAFTED })),
  shot('types-narrow', '/draft/types', { change: drafted([]), until: DRAFTED, width: 'narrow' }),
  shot('problems', '/draft/types', { change: drafted(PROBLEMS), until: DRAFTED }),
];

function shot(name: string, path: string, more: Partial<Shot>): Shot {
  return { name: `playbooks-${name}`, address: `${PLAYBOOKS}${path}`, persona: 'Jira administrator', ...more };
}

function drafted(problems: DraftView['problems']): Shot['change'] {
  const regulated = readyMadePlaybooks.find(({ id }) => id === 'regulated');
  if (!regulated) throw new Error('no playbook "regulated" to make a draft of');
  const draft: DraftView = {
    playbook: {
      ...regulated,
      followers: { ...regulated.followers, hidden: 2 },
      requiredTypes: [
        { type: 'epic', fields: ['assignee', 'due'] },
        { type: 'milestone', fields: ['due'] },
        { type: 'story', fields: ['assignee', 'estimate', 'plannedEnd', 'parent'] },
      ],
      risks: { types: ['risk', 'threat'], highFrom: problems.length === 0 ? 12 : 30 },
    },
    ...{ changedAt: '2026-11-20T08:10:00Z', changedBy: { name: 'Marit de Vries' }, problems },
  };
  return { functionKey: 'playbooks', reply: (value) => ok({ ...value, draft }) };
}

function inForce(value: Value): Value {
  const { own } = value as unknown as PlaybooksView;
  const published = { publishedAt: '2026-11-18T09:12:00Z', publishedBy: { name: 'Marit de Vries' } };
  const rules = { enforced: 26, announced: 1, shadow: 15 };
  const playbooks: PlaybooksView['playbooks'] = [
    { id: 'regulated', title: 'Regulated', version: 3, everyOther: false, rules, follow: own.follow, ...published },
    {
      id: 'light',
      title: 'Light',
      version: 1,
      everyOther: true,
      rules,
      follow: { projects: [], total: 0 },
      ...published,
    },
  ];
  return { ...value, playbooks, application: { done: 7, projects: 12 } };
}
