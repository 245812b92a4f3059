import { isInGroup, mayAdministerJira } from '../jira';
import { readPmoRole } from '../store';

/** Whether the current user has the PMO role: in the chosen group, or an administrator of Jira while none is chosen. */
export async function hasPmoRole(): Promise<boolean> {
  const { group } = await readPmoRole();
  return group === null ? mayAdministerJira() : isInGroup(group.id);
}
