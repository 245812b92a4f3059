import type { ProjectLeadership } from '../../contract';
import { listLeads } from '../../jira';
import { noProjectVisible } from '../refusal';
import type { MapAnswer } from './map-viewer';

/** Who leads the projects that the viewer may browse, as Jira tells the viewer: nothing of it is stored. */
export const projectLeads: MapAnswer<'projectLeads'> = async () => {
  const projects = await listLeads();
  if (projects.length === 0) throw noProjectVisible();
  return { leads: leadershipOf(projects) };
};

/** By who leads, ascending by name. */
export function leadershipOf(projects: Awaited<ReturnType<typeof listLeads>>): readonly ProjectLeadership[] {
  const leads = new Map<string, ProjectLeadership & { readonly projectIds: string[] }>();
  for (const { projectId, lead } of projects) {
    if (lead === null) continue;
    const known = leads.get(lead.accountId) ?? { ...lead, projectIds: [] };
    known.projectIds.push(String(projectId));
    leads.set(lead.accountId, known);
  }
  return [...leads.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
