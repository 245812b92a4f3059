import Heading from '@atlaskit/heading';
import Spinner from '@atlaskit/spinner';
import type { ReactNode } from 'react';
import { ShellLink } from './location';
import { ProjectMark } from './project-mark';
import { useProjects } from './queries';
import { addressOf } from './routes';
import { useSession } from './session';

export function HomePage(): ReactNode {
  const { site, persona } = useSession();
  const projects = useProjects();
  const pages = site.surfaces.filter((surface) => surface.type === 'jira:projectPage');
  return (
    <div className="page">
      <Heading size="large" as="h1">
        Projects
      </Heading>
      <p className="hint">
        You act as {persona.title}. {persona.note}
      </p>
      {projects.isPending && <Spinner label="Loading projects" />}
      {projects.data && (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Project</th>
              <th scope="col">Key</th>
              <th scope="col">Lead</th>
              <th scope="col">App</th>
            </tr>
          </thead>
          <tbody>
            {projects.data.map((project) => (
              <tr key={project.id}>
                <td>
                  <span className="with-mark">
                    <ProjectMark projectKey={project.key} />
                    <ShellLink to={addressOf.projectIssues(project.key)}>{project.name}</ShellLink>
                  </span>
                </td>
                <td>{project.key}</td>
                <td>{project.lead?.displayName ?? '–'}</td>
                <td>
                  {pages.map((surface) => (
                    <ShellLink key={surface.key} to={addressOf.projectApp(project.key, surface.key)}>
                      {surface.title}
                    </ShellLink>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
