import { defaultPlaybook, evaluate } from '../../src/compliance';
import { analyse, dependencySlice } from '../../src/dependencies';
import { parseIssuePage } from '../../src/jira';
import {
  issueTypesOf,
  parseDay,
  scheduleOf,
  toIssueColumns,
  toLinkColumns,
  type DependencyReport,
  type DependencySlice,
  type FieldMap,
  type ProjectFacts,
  type ProjectIdentity,
  type ProjectLead,
  type Snapshot,
} from '../../src/model';

/** Fields that no site has, but where a test fills them in. */
const FIELDS: FieldMap = {
  baselineFinish: 'customfield_99001',
  fixedDate: 'customfield_99002',
  plannedValue: 'customfield_99003',
  earnedValue: 'customfield_99004',
  actualCost: 'customfield_99005',
  probability: 'customfield_99006',
  impact: 'customfield_99007',
  response: 'customfield_99008',
  contingency: 'customfield_99009',
};

/** A raw issue, as far as telling its project needs. */
interface WithProject {
  readonly fields: { readonly project: { readonly id: string; readonly key: string; readonly name?: string } };
}

/** Takes raw issues the way the app takes them: REST → facts → slices → merge → snapshots, all projects at once. */
export function runEngine(
  issues: readonly unknown[],
  options: {
    readonly today: string;
    readonly timeZone: string;
    readonly leads: ReadonlyMap<string, ProjectLead>;
    /** Whether rules are told the schedule. */
    readonly scheduled: boolean;
  },
): {
  readonly snapshots: ReadonlyMap<string, Snapshot>;
  readonly report: DependencyReport;
  readonly slices: readonly DependencySlice[];
} {
  const facts = factsOfIssues(issues, options);
  const today = parseDay(options.today);
  if (today === null) throw new Error(`${options.today} is no day`);
  const slices = facts.map((each) => dependencySlice(each, defaultPlaybook));
  const { report, surroundings, outlooks } = analyse(slices, { asOf: today, calendar: defaultPlaybook.calendar });
  const snapshots = new Map(
    facts.map((each, place) => {
      const around = surroundings.get(each.project.id) ?? null;
      const outlook = options.scheduled ? outlooks.get(each.project.id) : undefined;
      const schedule = outlook ? scheduleOf({ slice: slices[place], outlook }) : null;
      return [each.project.key, evaluate({ ...each, surroundings: around, schedule }, defaultPlaybook, today)];
    }),
  );
  return { snapshots, report, slices };
}

/** Each project's facts, from raw issues. */
export function factsOfIssues(
  issues: readonly unknown[],
  options: { readonly timeZone: string; readonly leads: ReadonlyMap<string, ProjectLead> },
): readonly ProjectFacts[] {
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
  return [...byProject.values()].map((each) => factsOf(each.identity, each.issues, options.timeZone));
}

function factsOf(project: ProjectIdentity, issues: readonly unknown[], timeZone: string): ProjectFacts {
  const page = parseIssuePage(issues, project, {
    timeZone,
    startDateFields: ['customfield_10015'],
    sprintFields: ['customfield_10020'],
    pointsFields: ['customfield_10016'],
    mapped: FIELDS,
  });
  const issueTypes = issueTypesOf(page.issues);
  return {
    project,
    issues: toIssueColumns(page.issues, issueTypes),
    issueTypes,
    typicalDays: null,
    hasStartDates: true,
    linkTypes: page.linkTypes,
    links: toLinkColumns(page.links),
    surroundings: null,
    schedule: null,
    mapped: page.mapped,
    unreadableCount: page.unreadable.length,
    unreadable: page.unreadable.slice(0, 50),
  };
}
