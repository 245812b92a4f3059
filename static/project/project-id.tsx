import { createContext, useContext } from 'react';

const ProjectIdOfPage = createContext<string | null>(null);

export const ProjectIdProvider = ProjectIdOfPage.Provider;

/** Jira's id of the project that the page is about. @throws outside a {@link ProjectIdProvider}: a mistake in the page. */
export function useProjectId(): string {
  const projectId = useContext(ProjectIdOfPage);
  if (projectId === null) throw new Error('useProjectId outside ProjectIdProvider');
  return projectId;
}
