import type { Json, SiteData } from '../../sandbox/jira/site-data';

/** The issues of a site as Jira serves them: with their project, their changelog and, from both sides, their links. */
export function rawIssuesOf(data: SiteData): readonly Json[] {
  const projects = new Map(data.projects.map((project) => [project.id, project]));
  const types = new Map(data.linkTypes.map((type) => [type.id, type]));
  const ends = new Map([...data.outsideIssues, ...data.issues].map((issue) => [issue.id, issue]));
  const links = new Map<string, Json[]>();
  const tell = (issueId: string, entry: Json): void => {
    const entries = links.get(issueId) ?? [];
    links.set(issueId, entries);
    entries.push(entry);
  };
  for (const { id, typeId, sourceId, destinationId } of data.links) {
    const type = { ...types.get(typeId) } as Json;
    tell(sourceId, { id, type, outwardIssue: mention(ends, destinationId) });
    tell(destinationId, { id, type, inwardIssue: mention(ends, sourceId) });
  }
  return data.issues.map(({ id, key, projectId, fields, changelog = [] }) => {
    const { key: projectKey, name } = projects.get(projectId) ?? { key: '', name: '' };
    const project = { id: projectId, key: projectKey, name };
    const histories = changelog as unknown as readonly Json[];
    return { id, key, changelog: { histories }, fields: { ...fields, project, issuelinks: links.get(id) ?? [] } };
  });
}

function mention(ends: ReadonlyMap<string, { key: string; fields: Readonly<Record<string, Json>> }>, id: string): Json {
  const end = ends.get(id);
  const { summary = '', status = null } = end?.fields ?? {};
  return { id, key: end?.key ?? '', fields: status === null ? { summary } : { summary, status } };
}
