import { browsableBy } from '../../jira';
import { backgroundWork, startReadingEverything, startReconciliation, startRefresh } from '../../refresh';
import { getRun } from '../../store';
import type { AdminAnswer } from '../administrator';
import { noPermission } from '../refusal';

/** Has all projects read anew, within the background's points. */
export const refreshEverything: AdminAnswer<'refreshEverything'> = async ({ accountId }) => {
  const { campaign } = await backgroundWork();
  if (campaign !== null && campaign.finishedAt === null) return { started: false };
  return { started: (await startReadingEverything(accountId)).started };
};

/** Has one project read now. */
export const refreshProject: AdminAnswer<'refreshProject'> = async ({ accountId }, request) => {
  const projectId = await browsable(request.projectId);
  return { started: (await startRefresh(projectId, accountId)).started };
};

/** Compares one project, or all, with Jira. */
export const reconcile: AdminAnswer<'reconcile'> = async ({ accountId }, request) => {
  const projectId = request.projectId === null ? null : await browsable(request.projectId);
  if (projectId !== null && (await getRun(projectId))?.mode === 'reconcile') return { started: false };
  return { started: (await startReconciliation(projectId, accountId)).started };
};

/** An administrator of Jira need not see every project, and is not told which ids are one. */
async function browsable(text: string): Promise<number> {
  const projectId = Number(text);
  if (!Number.isSafeInteger(projectId)) throw noPermission();
  const { projects } = await browsableBy([projectId], []);
  if (!projects.has(projectId)) throw noPermission();
  return projectId;
}
