import { defaultPlaybook, evaluate } from '../../src/compliance';
import { dependencySlice, mergeSlices } from '../../src/dependencies';
import { parseIssuePage } from '../../src/jira';
import {
  parseDay,
  toIssueColumns,
  toLinkColumns,
  type DependencyReport,
  type ProjectFacts,
  type ProjectIdentity,
  type ProjectLead,
  type Snapshot,
} from '../../src/model';

/** A raw issue, as far as telling its project needs. */
interface WithProject {
  readonly fields: { readonly project: { readonly id: string; readonly key: string; readonly name?: string } };
}

/** Takes raw issues the way the app takes them: REST → facts → slices → merge → snapshots, all projects at once. */
export function runEngine(
  issues: readonly unknown[],
  options: { readonly today: string; readonly timeZone: string; readonly leads: ReadonlyMap<string, ProjectLead> },
): { readonly snapshots: ReadonlyMap<string, Snapshot>; readonly report: DependencyReport } {
  const byProject = new Map<string, { identity: ProjectIdentity; issues: unknown[] }>();
  for (const issue of issues) {
    const { id, key, name } = (issue as WithProject).fields.project;
    const known = byProject.get(key);
    if (known) known.issues.push(issue);
    else {
      const identity = { id: Number(id), key, name: name ?? key, lead: options.leads.get(key) ?? 'unsaid' };
      byProject.set(key, { identity, issues: [issue] });
    }
  }
  const facts = [...byProject.values()].map((each) => factsOf(each.identity, each.issues, options.timeZone));
  const { report, surroundings } = mergeSlices(facts.map((each) => dependencySlice(each, defaultPlaybook)));
  const today = parseDay(options.today);
  if (today === null) throw new Error(`${options.today} is no day`);
  const snapshots = new Map(
    facts.map((each) => {
      const around = surroundings.get(each.project.id) ?? null;
      return [each.project.key, evaluate({ ...each, surroundings: around }, defaultPlaybook, today)];
    }),
  );
  return { snapshots, report };
}

function factsOf(project: ProjectIdentity, issues: readonly unknown[], timeZone: string): ProjectFacts {
  const page = parseIssuePage(issues, project, {
    timeZone,
    startDateFields: ['customfield_10015'],
    sprintFields: ['customfield_10020'],
    pointsFields: ['customfield_10016'],
  });
  return {
    project,
    issues: toIssueColumns(page.issues),
    linkTypes: page.linkTypes,
    links: toLinkColumns(page.links),
    surroundings: null,
    unreadableCount: page.unreadable.length,
    unreadable: page.unreadable.slice(0, 50),
  };
}
