import Spinner from '@atlaskit/spinner';
import Textfield from '@atlaskit/textfield';
import { useState, type ReactNode } from 'react';
import type { ProjectSummary } from './jira-types';
import { ShellLink } from './location';
import { ProjectMark } from './project-mark';
import { useProjects } from './queries';
import { addressOf, type Route } from './routes';
import { useSession } from './session';

export function SideBar({ open, route }: { readonly open: boolean; readonly route: Route }): ReactNode {
  const projects = useProjects();
  const [wanted, setWanted] = useState('');
  const current = currentProject(route);
  const shown = (projects.data ?? []).filter((project) => matches(project, wanted));
  return (
    <nav id="side-bar" className={open ? 'side-bar side-bar-open' : 'side-bar'} aria-label="Projects">
      <Textfield
        aria-label="Find a project"
        placeholder="Find a project"
        isCompact
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
      />
      {projects.isPending && <Spinner label="Loading projects" />}
      {projects.isError && <p className="hint">{projects.error.message}</p>}
      {projects.data && shown.length === 0 && (
        <p className="hint">{wanted ? 'No project matches.' : 'No project that you may see.'}</p>
      )}
      <ul className="project-links">
        {shown.map((project) => (
          <li key={project.id}>
            <ProjectLink project={project} current={project.key === current} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Opens the project where the app's page is, since that is what the sandbox is for. */
function ProjectLink({ project, current }: { readonly project: ProjectSummary; readonly current: boolean }): ReactNode {
  const { site } = useSession();
  const page = site.surfaces.find((surface) => surface.type === 'jira:projectPage');
  return (
    <ShellLink
      to={page ? addressOf.projectApp(project.key, page.key) : addressOf.projectIssues(project.key)}
      current={current}
      className="project-link"
    >
      <ProjectMark projectKey={project.key} />
      <span className="project-link-name">{project.name}</span>
    </ShellLink>
  );
}

function matches(project: ProjectSummary, wanted: string): boolean {
  return `${project.key} ${project.name}`.toLowerCase().includes(wanted.trim().toLowerCase());
}

function currentProject(route: Route): string | null {
  if (route.at === 'projectIssues' || route.at === 'projectSettings' || route.at === 'app') return route.projectKey;
  if (route.at === 'issue') return route.issueKey.replace(/-\d+$/, '');
  return null;
}
