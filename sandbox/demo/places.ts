import { FIELD } from '../jira/site-data';
import type { Growth } from './ground';
import type { IssueDraft } from './issue-draft';
import { categoryOf } from './standards';

/** Projects in which something waits for suppliers, who seldom tell a date. */
const WITH_SUPPLIERS = new Set(['DATA', 'HR', 'PAY', 'DEP', 'WIFI']);
/** Projects that lean on a team of all, by which some of their work is picked up before anybody in it owns it. */
const WITH_SHARED_TEAM = new Set(['DATA', 'HR', 'NET', 'DEP', 'WIFI']);
const SHARED_TEAM = { id: '36885b3c-1bf0-4f85-a357-c5b858c30001', name: 'Shared services' };
const MOST_OF_THE_SHARED = 6;

/**
 * Gives work in progress the component of suppliers and its team. It draws nothing by chance, so that all else of the
 * demo is what it would be without them: of what is undated, or nobody's, the first by key, and half as many others.
 */
export function givePlaces(growths: readonly Growth[]): void {
  growths.forEach(({ spec, drafts }, place) => {
    const begun = drafts
      .filter((draft) => categoryOf(draft.now().status) === 'indeterminate')
      .sort((a, b) => a.created - b.created);
    if (WITH_SUPPLIERS.has(spec.key)) {
      for (const draft of withHalfAsMany(begun, isUndated)) draft.component = spec.components.length;
    }
    const ours = {
      id: `36885b3c-1bf0-4f85-a357-c5b858c31${String(place).padStart(3, '0')}`,
      name: `${spec.name} team`,
    };
    const owned = begun.filter((draft) => draft.now().assignee !== null);
    for (const draft of owned) inTeam(draft, ours);
    if (!WITH_SHARED_TEAM.has(spec.key)) return;
    for (const draft of withHalfAsMany(begun, (each) => each.now().assignee === null)) inTeam(draft, SHARED_TEAM);
  });
}

function withHalfAsMany(drafts: readonly IssueDraft[], isOne: (draft: IssueDraft) => boolean): readonly IssueDraft[] {
  const some = drafts.filter(isOne).slice(0, MOST_OF_THE_SHARED);
  const others = drafts.filter((draft) => !isOne(draft)).slice(0, Math.max(2, some.length / 2));
  return [...some, ...others];
}

function isUndated(draft: IssueDraft): boolean {
  const { due, sprint } = draft.now();
  return due === null && (sprint ?? []).length === 0 && draft.version === null;
}

/** As Jira serves the value of its Team field. */
function inTeam(draft: IssueDraft, { id, name }: { readonly id: string; readonly name: string }): void {
  const team = { id, name, avatarUrl: '', isVisible: true, title: name, isShared: true };
  draft.custom = { ...draft.custom, [FIELD.team]: team };
}
