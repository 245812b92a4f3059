import { browsableBy, readLiveIssues, type LiveIssue } from '../../jira';

/** Which issues a viewer may know by name, and those names as Jira has them right now. */
export type VisibleIssues = ReadonlyMap<number, LiveIssue>;

/**
 * Of issues and the projects that hold them (0 for none), those that the viewer may browse: the issue itself, and the
 * project in which the map would show it, which may not be the one where Jira has it by now.
 */
export async function visibleIssues(projectOf: ReadonlyMap<number, number>): Promise<VisibleIssues> {
  const held = [...projectOf].filter(([, projectId]) => projectId !== 0);
  if (held.length === 0) return new Map();
  const [live, { projects }] = await Promise.all([
    readLiveIssues(held.map(([id]) => id)),
    browsableBy([...new Set(held.map(([, projectId]) => projectId))], []),
  ]);
  return new Map([...live].filter(([id]) => projects.has(projectOf.get(id) ?? 0)));
}
