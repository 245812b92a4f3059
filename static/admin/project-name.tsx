import type { ReactElement } from 'react';
import type { PersonMention, ProjectMention } from '../../src/contract';

/** A project by name and key, or that the reader may not see it. */
export function ProjectName({ project }: { readonly project: ProjectMention }): ReactElement {
  if (project.kind === 'hidden') return <em className="subtle">a project that you may not see</em>;
  return (
    <span className="project-name">
      <span className="project-name-words" title={project.name}>
        {project.name}
      </span>{' '}
      <span className="subtle">{project.key}</span>
    </span>
  );
}

/** Someone by name; Jira names nobody whose account is closed or whom the reader may not see. */
export function personName({ name }: PersonMention): string {
  return name ?? 'somebody whom Jira does not name';
}
