import type { PersonMention } from '../contract';
import type { ActorId } from '../model';
import { accountsOf } from '../store';
import { mentionsFor } from './admin/mentions';

/**
 * Names those who did something on record, as Jira tells the current user right now: nobody's name is stored. `null` of
 * a closed account, and of nobody.
 */
export async function peopleNamed(
  actors: readonly (ActorId | null)[],
): Promise<(actor: ActorId | null) => PersonMention | null> {
  const accounts = await accountsOf(actors.filter((actor) => actor !== null));
  const mentions = await mentionsFor([], [], accounts.values());
  return (actor) => (actor === null ? null : mentions.person(accounts.get(actor) ?? null));
}
