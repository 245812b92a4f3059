import type { ReactNode } from 'react';
import { AppFrame } from './app-frame';
import { Notice } from './notice';
import { ProjectHeader } from './project-header';
import { SettingsHeader } from './settings-page';
import { addressOf } from './routes';
import { useSession } from './session';
import type { Surface } from '../host/app-manifest';

/** A module that fills the page: below its project, or on its own. */
export function AppPage({
  moduleKey,
  projectKey,
}: {
  readonly moduleKey: string;
  readonly projectKey: string | null;
}): ReactNode {
  const { site } = useSession();
  const surface = site.surfaces.find((each) => each.key === moduleKey);
  const base = surface && baseOf(surface, projectKey);
  if (!surface || !base) {
    return <Notice title="The app has no such page">Its manifest declares no module that belongs here.</Notice>;
  }
  return (
    <div className="app-page">
      {projectKey !== null && <ProjectHeader projectKey={projectKey} view={moduleKey} />}
      {surface.type === 'jira:adminPage' && <SettingsHeader current={moduleKey} />}
      <AppFrame surface={surface} base={base} projectKey={projectKey} />
    </div>
  );
}

/** The module's own address; `null` where its kind has no place. */
function baseOf(surface: Surface, projectKey: string | null): string | null {
  switch (surface.type) {
    case 'jira:projectPage':
      return projectKey === null ? null : addressOf.projectApp(projectKey, surface.key);
    case 'jira:projectSettingsPage':
      return projectKey === null ? null : addressOf.projectSettingsApp(projectKey, surface.key);
    case 'jira:globalPage':
      return projectKey === null ? addressOf.globalApp(surface.key) : null;
    case 'jira:adminPage':
      return projectKey === null ? addressOf.adminApp(surface.key) : null;
    case 'jira:issueContext':
      return null;
  }
}
