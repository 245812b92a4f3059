import { lifecycleOn } from '../../compliance';
import type { DraftReply, DraftView, PlaybookView, RuleCounts } from '../../contract';
import { browsableBy } from '../../jira';
import type { Day, Playbook } from '../../model';
import type { PlaybookDraft } from '../../store';
import { draftProblems } from './draft-problems';
import { instant } from './instant';
import { playbookMentions } from './playbook-people';

/** A playbook without the projects that the current administrator may not browse; these are counted. */
export function playbookView(playbook: Playbook, browsable: ReadonlySet<number>): PlaybookView {
  const projects = playbook.followers.projects.filter((id) => browsable.has(id));
  const hidden = playbook.followers.projects.length - projects.length;
  return { ...playbook, followers: { ...playbook.followers, projects, hidden } };
}

/** The projects that playbooks name and the current administrator may browse. At most 1 call per 1,000. */
export async function browsableFollowers(playbooks: readonly Playbook[]): Promise<ReadonlySet<number>> {
  const named = new Set(playbooks.flatMap(({ followers }) => followers.projects));
  return named.size === 0 ? named : (await browsableBy([...named], [])).projects;
}

export async function draftView(draft: PlaybookDraft): Promise<DraftView | null> {
  const { playbook, changedAt, changedBy } = draft;
  if (playbook === null) return null;
  const [browsable, { person }, problems] = await Promise.all([
    browsableFollowers([playbook]),
    playbookMentions([], [], [changedBy]),
    draftProblems(playbook),
  ]);
  return {
    playbook: playbookView(playbook, browsable),
    changedAt: instant(changedAt),
    changedBy: person(changedBy),
    problems,
  };
}

export async function draftReply(draft: PlaybookDraft): Promise<DraftReply> {
  return { revision: draft.revision, draft: await draftView(draft) };
}

/** How many rules there are of each lifecycle on a day. */
export function countRules({ rules }: Playbook, today: Day): RuleCounts {
  const counts = { enforced: 0, announced: 0, shadow: 0 };
  for (const use of rules) counts[lifecycleOn(use, today)]++;
  return counts;
}
