import type {
  DraftView,
  EditedPlaybook,
  PlaybookChoices,
  PlaybookProblemView,
  PlaybooksView,
  PlaybookView,
  PreviewView,
} from '../../../src/contract';
import type { FakeHost } from './host';

const NOTHING_SET = { weight: 5, target: 0.95, level: 'managed', critical: false } as const;

export function aPlaybook(changes: Partial<PlaybookView> = {}): PlaybookView {
  return {
    ...{ id: 'light-governance', version: 0, title: 'Light governance' },
    followers: { projects: [], categories: [], everyOther: false, hidden: 0 },
    rules: [
      { rule: 'item-ownership', lifecycle: 'enforced', ...NOTHING_SET },
      { rule: 'stale-work', lifecycle: 'shadow', ...NOTHING_SET },
    ],
    calendar: { weekdays: [true, true, true, true, true, false, false], holidays: [] },
    ...{ hoursPerDay: 8, milestoneTypes: ['milestone'], estimatesRequired: false },
    ...{ linkMeanings: {}, parentWaitsForChildren: false, fields: {} },
    ...{ requiredTypes: [], risks: { types: ['risk'], highFrom: 12 } },
    reportWithin: { directive: 7, controlling: 14, supportive: 30, exempt: null },
    ...changes,
  };
}

export function aDraft(changes: Partial<DraftView> = {}): DraftView {
  return {
    playbook: aPlaybook(),
    changedAt: new Date().toISOString(),
    changedBy: { name: 'Marit Hoekstra' },
    problems: [],
    ...changes,
  };
}

const aRule = (id: string, title: string, theme: 'delivery' | 'plan'): PlaybooksView['rules'][number] => ({
  ...{ id, theme, title, checks: `What ${id} checks.`, rationale: 'Why it matters.', source: 'PMBOK' },
  defaults: NOTHING_SET,
});

export function aPlaybooksView(changes: Partial<PlaybooksView> = {}): PlaybooksView {
  const rules = { enforced: 6, announced: 0, shadow: 0 };
  return {
    playbooks: [],
    own: { title: 'Delivery essentials', rules, follow: { projects: [], total: 12 } },
    ...{ revision: 1, draft: null, application: null, today: 20_777 },
    readyMade: [
      { id: 'predictive', title: 'Predictive (DCMA-14)', purpose: 'For projects that plan ahead.', rules },
      { id: 'light-governance', title: 'Light governance', purpose: 'For small undertakings.', rules },
    ],
    rules: [
      aRule('item-ownership', 'Work in progress has an owner', 'delivery'),
      aRule('stale-work', 'Work in progress moves', 'delivery'),
      aRule('leads', 'Nothing starts before what it waits for', 'plan'),
    ],
    ...changes,
  };
}

export function someChoices(): PlaybookChoices {
  const blocks = { as: 'dependency', provider: 'outwardSource', kind: 'finishToStart' } as const;
  return {
    projects: [
      { id: 10_001, key: 'SIG', name: 'Signalling upgrade', category: 70 },
      { id: 10_002, key: 'PAY', name: 'Payroll move', category: null },
    ],
    categories: [{ id: 70, name: 'Infrastructure' }],
    linkTypes: [
      { name: 'blocks', shown: 'Blocks', outward: 'blocks', guess: blocks, reason: '"blocks" says who waits for whom' },
      {
        name: 'follows',
        shown: 'Follows',
        outward: 'follows',
        guess: { as: 'unclear' },
        reason: '"follows" does not say',
      },
    ],
    fields: [
      {
        ...{ meaning: 'start', guess: 'customfield_10015' },
        fields: [
          { id: 'customfield_10015', name: 'Start date' },
          { id: 'customfield_10022', name: 'Kick-off' },
        ],
      },
      { meaning: 'plannedValue', guess: null, fields: [] },
    ],
  };
}

export function aPreview(changes: Partial<PreviewView> = {}): PreviewView {
  const at = new Date().toISOString();
  return {
    ...{ startedAt: at, finishedAt: at, done: 12, projects: 12, fits: true },
    result: {
      ...{ evaluated: 12, changedSince: 0, unread: 0, moved: 2, hidden: 1, notForeseen: 0, awaited: [] },
      moves: [
        {
          project: { kind: 'named', id: '10001', key: 'SIG', name: 'Signalling upgrade' },
          unforeseen: [],
          score: { before: 80, after: 71.5 },
          level: { before: 'foundation', after: null },
          rules: [
            { rule: 'item-ownership', points: -9 },
            { rule: 'leads', points: 0.5 },
          ],
          ...{ newlyInTheWay: ['item-ownership'], noLongerInTheWay: [] },
        },
      ],
      rules: [{ rule: 'item-ownership', points: -18, projects: 2 }],
      trials: [{ rule: 'stale-work', projects: 12, notPassing: 5, points: -24 }],
    },
    ...changes,
  };
}

/** A back end with one draft, which another administrator may change, too. */
export interface DraftBackEnd {
  view: PlaybooksView;
  preview: PreviewView | null;
  /** What the next saving is refused for. */
  problems: readonly PlaybookProblemView[];
}

export function hasPlaybooks(host: FakeHost, view: PlaybooksView, preview: PreviewView | null = null): DraftBackEnd {
  const backEnd: DraftBackEnd = { view, preview, problems: [] };
  const reply = (): Pick<PlaybooksView, 'revision' | 'draft'> => {
    return { revision: backEnd.view.revision, draft: backEnd.view.draft };
  };
  host.resolvers.playbooks = () => ({ ok: true, value: backEnd.view });
  host.resolvers.playbookPreview = () => ({ ok: true, value: { preview: backEnd.preview } });
  host.resolvers.playbookChoices = () => ({ ok: true, value: someChoices() });
  host.resolvers.startDraft = ({ revision }) => {
    if (backEnd.view.draft !== null) return { ok: true, value: { outcome: 'stale', ...reply() } };
    backEnd.view = { ...backEnd.view, revision: revision + 1, draft: aDraft() };
    return { ok: true, value: { outcome: 'saved', ...reply() } };
  };
  host.resolvers.saveDraft = ({ revision, playbook }) => {
    const { problems } = backEnd;
    if (problems.length > 0) return { ok: true, value: { outcome: 'refused', problems, ...reply() } };
    if (revision !== backEnd.view.revision) {
      return { ok: true, value: { outcome: 'stale', problems, ...reply() } };
    }
    saveAs(backEnd, playbook, 'Marit Hoekstra');
    return { ok: true, value: { outcome: 'saved', problems, ...reply() } };
  };
  host.resolvers.discardDraft = ({ revision }) => {
    backEnd.view = { ...backEnd.view, revision: revision + 1, draft: null };
    return { ok: true, value: { outcome: 'saved', ...reply() } };
  };
  return backEnd;
}

/** Somebody saves the draft. */
export function saveAs(backEnd: DraftBackEnd, changes: Partial<EditedPlaybook>, name: string): void {
  const { playbook } = backEnd.view.draft ?? aDraft();
  const followers = { ...playbook.followers, ...changes.followers };
  backEnd.view = {
    ...backEnd.view,
    revision: backEnd.view.revision + 1,
    draft: aDraft({ playbook: { ...playbook, ...changes, followers }, changedBy: { name } }),
  };
}
