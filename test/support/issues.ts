import type { FakeIssue, FakeProject } from './fake-jira';
import { inProgress } from './statuses';

export { done, inProgress, toDo } from './statuses';

/** Builders of Jira's JSON: only what a test is about has to be said. */
export function anIssue(
  project: { id: string; key: string },
  number: number,
  fields: Record<string, unknown> = {},
): FakeIssue {
  return {
    id: String(Number(project.id) * 1000 + number),
    key: `${project.key}-${number}`,
    fields: {
      project: { id: project.id, key: project.key },
      issuetype: { id: '1', name: 'Task', subtask: false, hierarchyLevel: 0 },
      summary: `Issue ${number} of ${project.key}`,
      status: inProgress,
      assignee: null,
      updated: '2026-03-01T09:12:00.000+0000',
      issuelinks: [],
      ...fields,
    },
  };
}

export function aProject(id: string, key: string, issues: number, fields: Record<string, unknown> = {}): FakeProject {
  const project: FakeProject = { id, key, name: `Project ${key}`, lead: { active: true }, issues: [] };
  project.issues = Array.from({ length: issues }, (_, place) => anIssue(project, place + 1, fields));
  return project;
}

/** "source blocks destination", as both issues show it. */
export function block(source: FakeIssue, destination: FakeIssue): void {
  const type = { id: '10000', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' };
  const shown = ({ id, key, fields }: FakeIssue): unknown => ({ id, key, fields: { status: fields.status } });
  (source.fields.issuelinks as unknown[]).push({ id: '1', type, outwardIssue: shown(destination) });
  (destination.fields.issuelinks as unknown[]).push({ id: '1', type, inwardIssue: shown(source) });
}
