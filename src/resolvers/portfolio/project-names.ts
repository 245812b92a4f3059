import { listLeads } from '../../jira';
import { leadershipOf } from '../dependency-map/project-leads';
import type { PortfolioAnswer } from './portfolio-viewer';

/** Who leads the projects that the viewer may browse and what their categories are called: nothing of it is stored. */
export const projectNames: PortfolioAnswer<'projectNames'> = async ({ projects }) => {
  const known = new Set(projects.map(({ id }) => id));
  const listed = (await listLeads()).filter(({ projectId }) => known.has(projectId));
  const categories = new Map(
    listed.flatMap(({ category }) => (category === null ? [] : [[category.id, category.name]])),
  );
  return {
    leads: leadershipOf(listed),
    categories: [...categories].map(([id, name]) => ({ id, name })).sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
};
