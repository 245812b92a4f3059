import type { PersonMention } from '../../contract';
import type { ActorId } from '../../model';
import { accountsOf, type PortfolioProject } from '../../store';
import { mentionsFor, type Mentions } from './mentions';

/** What the current administrator may know of projects, and of who edited and published. */
export interface PlaybookMentions {
  readonly mentions: Mentions;
  readonly person: (actor: ActorId | null) => PersonMention | null;
}

export async function playbookMentions(
  projects: readonly PortfolioProject[],
  projectIds: Iterable<number>,
  actors: readonly (ActorId | null)[],
): Promise<PlaybookMentions> {
  const accounts = await accountsOf(actors.filter((actor) => actor !== null));
  const mentions = await mentionsFor(projects, projectIds, accounts.values());
  return {
    mentions,
    person: (actor) => (actor === null ? null : mentions.person(accounts.get(actor) ?? null)),
  };
}
