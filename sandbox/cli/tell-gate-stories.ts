import type { AppOnSite } from '../app-on-site';
import { gateStories, type GateStory } from '../demo/gate-stories';
import type { SiteData } from '../jira/site-data';

interface Panel {
  readonly people: readonly string[];
  readonly groups: readonly string[];
  readonly roles: readonly number[];
}

/** As far as the demo fills it in; all else is as the template has it. */
interface Lifecycle {
  readonly stages: readonly {
    readonly criteria: readonly { readonly check: { readonly of: string } }[];
    readonly gate: object;
  }[];
}

interface LifecycleView {
  readonly version: number;
  readonly templates: readonly { readonly id: string; readonly lifecycle: Lifecycle }[];
  readonly roles: readonly { readonly id: number; readonly name: string }[];
}

interface GatesView {
  readonly tracker: { readonly review: { readonly id: string } | null } | null;
}

type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: { message: string } };

/** Whoever works on a project confirms the statements that its gates ask for. */
const CONFIRMS = 'Members';

/**
 * Has people of the demo portfolio set up and pass stage gates through the app, as its pages would have it; what the app
 * refuses is said, and ends the project's story. A project that has gates, as from an earlier run, is left alone.
 * @param today `YYYY-MM-DD`: the day that the demo is told from.
 */
export async function tellGateStories(
  app: AppOnSite,
  data: SiteData,
  today: string,
  say: (text: string) => void,
): Promise<void> {
  await Promise.all(
    gateStories(today).map(async (story) => {
      try {
        await tell(app, data, story);
      } catch (error) {
        const { name } = projectOf(data, story);
        say(`the gates of ${name} are not as told: ${error instanceof Error ? error.message : String(error)}`);
      }
    }),
  );
}

async function tell(app: AppOnSite, data: SiteData, story: GateStory): Promise<void> {
  const { admin, steps, template } = story;
  async function ask<T>(page: string, accountId: string, does: string, payload: object = {}): Promise<T> {
    const { id, key } = projectOf(data, story);
    const module = app.platform.manifest.modules.find(({ type }) => type === page);
    if (!module) throw new Error(`The manifest declares no ${page}.`);
    const extension = { type: page, project: { id, key, type: 'software' } };
    const context = { accountId, moduleKey: module.key, localId: 'command-line', extension };
    const request = { projectId: id, ...payload };
    const reply = (await app.platform.invoke(module.key, does, request, { accountId, context })) as Reply<T>;
    if (!reply.ok) throw new Error(`${does}: ${reply.error.message}`);
    return reply.value;
  }
  const view = await ask<LifecycleView>('jira:projectSettingsPage', admin, 'lifecycle');
  if (view.version > 0) return;
  const chosen = view.templates.find(({ id }) => id === template);
  if (!chosen) throw new Error(`There is no template ${template}.`);
  const lifecycle = filledIn(chosen.lifecycle, view.roles, story);
  await ask('jira:projectSettingsPage', admin, 'saveLifecycle', { lifecycle, version: 0 });
  let waiting: string | undefined;
  for (const { accountId, does, payload } of steps) {
    const whole = does === 'decideReview' ? { ...payload, review: waiting } : payload;
    const { tracker } = await ask<GatesView>('jira:projectPage', accountId, does, whole);
    waiting = tracker?.review?.id;
  }
}

function projectOf(data: SiteData, { projectId }: GateStory): SiteData['projects'][number] {
  const project = data.projects.find(({ id }) => id === projectId);
  if (!project) throw new Error(`There is no project ${projectId}.`);
  return project;
}

function filledIn(lifecycle: Lifecycle, roles: LifecycleView['roles'], { planned, decider }: GateStory): Lifecycle {
  const deciders: Panel = { people: [decider], groups: [], roles: [] };
  const by: Panel = {
    people: [],
    groups: [],
    roles: roles.filter(({ name }) => name === CONFIRMS).map(({ id }) => id),
  };
  return {
    ...lifecycle,
    stages: lifecycle.stages.map((stage, place) => ({
      ...stage,
      criteria: stage.criteria.map((criterion) =>
        criterion.check.of === 'statement' ? { ...criterion, check: { ...criterion.check, by } } : criterion,
      ),
      gate: { ...stage.gate, deciders, planned: planned[place] ?? null },
    })),
  };
}
