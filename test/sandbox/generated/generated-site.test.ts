import { DEPENDENCIES_PER_PROJECT, generatedSite } from '../../../sandbox/generated';

const SITE = generatedSite({ today: '2026-11-20', projects: 60 });
const PROJECT_OF = new Map(SITE.issues.map(({ id, projectId }) => [id, projectId]));

describe('a generated portfolio', () => {
  it('is the same each time', () => {
    expect(generatedSite({ today: '2026-11-20', projects: 60 })).toEqual(SITE);
  });

  it('has as many projects and dependencies as it says, no dependency twice, and ids that are taken once', () => {
    expect(SITE.projects).toHaveLength(60);
    expect(new Set(SITE.projects.map(({ key }) => key)).size).toBe(60);
    expect(SITE.links).toHaveLength(60 * DEPENDENCIES_PER_PROJECT);
    expect(new Set(SITE.links.map(({ sourceId, destinationId }) => `${sourceId} ${destinationId}`)).size).toBe(
      SITE.links.length,
    );
    const ids = [...SITE.issues, ...SITE.links].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('lies across projects for the most part, between open issues that exist', () => {
    const across = SITE.links.filter(({ sourceId, destinationId }) => {
      expect(PROJECT_OF.has(sourceId) && PROJECT_OF.has(destinationId)).toBe(true);
      return PROJECT_OF.get(sourceId) !== PROJECT_OF.get(destinationId);
    });
    expect(across.length / SITE.links.length).toBeGreaterThan(0.8);
    const open = new Set(SITE.issues.filter(({ fields }) => !fields['resolution']).map(({ id }) => id));
    expect(SITE.links.every(({ sourceId, destinationId }) => open.has(sourceId) && open.has(destinationId))).toBe(true);
  });

  it('keeps some projects from all but the PMO', () => {
    const open = SITE.projects.filter(({ roles }) => roles['Viewers']?.groups.includes('harbour-rail-staff'));
    expect(SITE.projects.length - open.length).toBe(3);
  });

  it('can be as small as one project', () => {
    const one = generatedSite({ today: '2026-11-20', projects: 1 });
    expect(one.links.length).toBeGreaterThan(0);
    expect(one.links.length).toBeLessThanOrEqual(DEPENDENCIES_PER_PROJECT);
  });
});
