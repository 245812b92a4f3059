import Heading from '@atlaskit/heading';
import type { ReactNode } from 'react';
import { ShellLink } from './location';
import { ProjectMark } from './project-mark';
import { useMayAdminister, useProject } from './queries';
import { addressOf } from './routes';
import { useSession } from './session';

/** The project's name and its views: Jira's own list, and every page that the app adds. */
export function ProjectHeader({ projectKey, view }: { readonly projectKey: string; readonly view: string }): ReactNode {
  const { site } = useSession();
  const project = useProject(projectKey);
  const mayAdminister = useMayAdminister(projectKey);
  const pages = site.surfaces.filter((surface) => surface.type === 'jira:projectPage');
  const settings = mayAdminister.data
    ? site.surfaces.filter((surface) => surface.type === 'jira:projectSettingsPage')
    : [];
  return (
    <header className="project-header">
      <div className="with-mark">
        <ProjectMark projectKey={projectKey} />
        <Heading size="small" as="span">
          {project.data?.name ?? projectKey}
        </Heading>
      </div>
      <nav className="tabs" aria-label="Project">
        <ShellLink to={addressOf.projectIssues(projectKey)} current={view === 'issues'}>
          Issues
        </ShellLink>
        {pages.map((surface) => (
          <ShellLink
            key={surface.key}
            to={addressOf.projectApp(projectKey, surface.key)}
            current={view === surface.key}
          >
            {surface.title}
          </ShellLink>
        ))}
        {mayAdminister.data && (
          <ShellLink to={addressOf.projectSettings(projectKey)} current={view === 'settings'}>
            Settings
          </ShellLink>
        )}
        {settings.map((surface) => (
          <ShellLink
            key={surface.key}
            to={addressOf.projectSettingsApp(projectKey, surface.key)}
            current={view === surface.key}
          >
            Settings: {surface.title}
          </ShellLink>
        ))}
      </nav>
      {project.isError && (
        <p className="hint" role="status">
          This person may not browse {projectKey}: Jira itself would stop here. What the app makes of it is shown below.
        </p>
      )}
    </header>
  );
}
