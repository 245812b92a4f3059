import type { PmoRoleView } from '../../contract';
import { findGroups } from '../../jira';
import { actorOf, readPmoRole, savePmoRole as storePmoRole } from '../../store';
import type { AdminAnswer } from '../administrator';
import { notFound } from '../refusal';

/** Who has the PMO role, and the groups that could. */
export const pmoRole: AdminAnswer<'pmoRole'> = async (_administrator, { find }) => {
  const found = find === undefined ? [] : await findGroups(find);
  return viewOf(found.map(({ name }) => name));
};

/** Chooses who has it, unless somebody else has since this administrator looked. */
export const savePmoRole: AdminAnswer<'savePmoRole'> = async ({ accountId }, { group, version }) => {
  const outcome = await storePmoRole(await named(group), version, await actorOf(accountId), Date.now());
  return { saved: outcome === 'saved', role: await viewOf([]) };
};

/** What Jira has under that name: no id ever comes from the page. */
async function named(name: string | null): Promise<{ readonly id: string; readonly name: string } | null> {
  if (name === null) return null;
  const group = (await findGroups(name)).find((each) => each.name === name);
  if (group === undefined) throw notFound('There is no such group in Jira.', 'Look for it again and choose it.');
  return group;
}

async function viewOf(found: readonly string[]): Promise<PmoRoleView> {
  const { group, version } = await readPmoRole();
  return { group: group?.name ?? null, version, found };
}
