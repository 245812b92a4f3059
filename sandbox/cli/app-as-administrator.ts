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

const POLL_MILLISECONDS = 500;
const REFRESH_TIMEOUT_MILLISECONDS = 3_600_000;

/** Waits until the queue is empty after the install event, and says how many projects have their first snapshot. */
export async function firstRefresh(app: AppOnSite, data: SiteData, say: (text: string) => void): Promise<void> {
  const ask = projectPageAsAdministrator(app, data);
  const waiting = new Set(data.projects.filter((project) => !project.archived));
  const total = waiting.size;
  let idle = false;
  const whenIdle = app.platform.whenIdle(REFRESH_TIMEOUT_MILLISECONDS).then(() => (idle = true));
  while (waiting.size > 0 && !idle) {
    await Promise.race([whenIdle, new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS))]);
    const before = waiting.size;
    for (const project of waiting) {
      if (await hasSnapshot(ask, project)) waiting.delete(project);
      else if (!idle) break;
    }
    if (waiting.size < before) say(`first refresh: ${total - waiting.size} of ${total} projects`);
  }
  await whenIdle;
  for (const project of waiting) say(`no score yet for ${project.key} ${project.name}; its page says why`);
}

async function hasSnapshot(ask: AskProjectPage, project: SiteProject): Promise<boolean> {
  const reply = (await ask('standing', project)) as { ok?: boolean; value?: { snapshot?: unknown } } | null;
  return reply?.ok === true && Boolean(reply.value?.snapshot);
}
