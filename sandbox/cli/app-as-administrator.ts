import type { AppOnSite } from '../app-on-site';
import type { SiteData, SiteProject } from '../jira/site-data';

/** Calls resolver functions of the app's project page as somebody who may see every project. */
export type AskProjectPage = (
  functionKey: string,
  project: SiteProject,
  payload?: Record<string, unknown>,
) => Promise<unknown>;

/** @throws Error when the manifest has no project page, or the site no administrator */
export function projectPageAsAdministrator(app: AppOnSite, data: SiteData): AskProjectPage {
  const module = app.platform.manifest.modules.find((each) => each.type === 'jira:projectPage');
  if (!module) throw new Error('The manifest declares no jira:projectPage.');
  const administrators = new Set(
    data.groups.filter((group) => data.administratorGroups.includes(group.name)).flatMap((group) => group.members),
  );
  const administrator = data.personas.find((persona) => administrators.has(persona.accountId));
  if (!administrator) throw new Error('Nobody whom the site offers to act as is an administrator.');
  const { accountId } = administrator;
  return (functionKey, project, payload) =>
    app.platform.invoke(
      module.key,
      functionKey,
      { projectId: project.id, ...payload },
      {
        accountId,
        context: {
          accountId,
          moduleKey: module.key,
          localId: 'command-line',
          extension: { type: module.type, project: { id: project.id, key: project.key, type: 'software' } },
        },
      },
    );
}

/** Looking reads from the app's storage, whose rate is limited: the more projects there are, the less often. */
const POLL_MILLISECONDS = 500;
const POLL_MILLISECONDS_PER_PROJECT = 20;
const REFRESH_TIMEOUT_MILLISECONDS = 3_600_000;

/**
 * Waits until the queue is empty after the install event, and says how many projects have their first snapshot. Those
 * that the administrator may not browse are refreshed, too, but are not spoken of.
 */
export async function firstRefresh(app: AppOnSite, data: SiteData, say: (text: string) => void): Promise<void> {
  const ask = projectPageAsAdministrator(app, data);
  const waiting = new Set(data.projects.filter((project) => !project.archived));
  let [done, total] = [0, waiting.size];
  const poll = Math.max(POLL_MILLISECONDS, POLL_MILLISECONDS_PER_PROJECT * total);
  let idle = false;
  const whenIdle = app.platform.whenIdle(REFRESH_TIMEOUT_MILLISECONDS).then(() => (idle = true));
  while (waiting.size > 0 && !idle) {
    await Promise.race([whenIdle, new Promise((resolve) => setTimeout(resolve, poll))]);
    const before = done;
    for (const project of waiting) {
      const state = await snapshotState(ask, project);
      if (state === 'missing' && !idle) break;
      waiting.delete(project);
      if (state === 'there') done++;
      if (state === 'hidden') total--;
      if (state === 'missing') say(`no score yet for ${project.key} ${project.name}; its page says why`);
    }
    if (done > before) say(`refreshed: ${done} of ${total} projects`);
  }
  await whenIdle;
}

/** Looks without touching: `standing`, which the page asks, would have a project read that waits for its turn. */
async function snapshotState(ask: AskProjectPage, project: SiteProject): Promise<'there' | 'missing' | 'hidden'> {
  const reply = (await ask('export', project)) as { value?: { readAt?: unknown }; error?: { kind?: string } };
  if (reply.error?.kind === 'noPermission') return 'hidden';
  return reply.value?.readAt ? 'there' : 'missing';
}
