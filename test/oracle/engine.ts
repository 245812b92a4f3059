import { FIELD } from '../../sandbox/jira/site-data';
import { defaultPlaybook, evaluate, judgePlaces, type PlaceJudgement } from '../../src/compliance';
import { analyse, dependencySlice } from '../../src/dependencies';
import { parseIssuePage } from '../../src/jira';
import {
  dayOfInstant,
  dueMoveOf,
  parseDay,
  scheduleOf,
  toDueMoves,
  toIssueColumns,
  toLinkColumns,
  type DependencyReport,
  type DependencySlice,
  type DueMove,
  type DueMoves,
  type FieldMap,
  type ProjectFacts,
  type ProjectIdentity,
  type ProjectLead,
  type Snapshot,
} from '../../src/model';

/** Fields that no site has, but where a test fills them in. */
const FIELDS = {
  baselineFinish: 'customfield_99001',
  fixedDate: 'customfield_99002',
  plannedValue: 'customfield_99003',
  earnedValue: 'customfield_99004',
  actualCost: 'customfield_99005',
  probability: 'customfield_99006',
  impact: 'customfield_99007',
  response: 'customfield_99008',
  contingency: 'customfield_99009',
} as const satisfies FieldMap;

/** A raw issue, as far as telling its project needs. */
interface WithProject {
  readonly fields: { readonly project: { readonly id: string; readonly key: string; readonly name?: string } };
}

/** Takes raw issues the way the app takes them: REST → facts → slices → merge → snapshots, all projects at once. */
export function runEngine(
  issues: readonly unknown[],
  options: {
    readonly today: string;
    /** Whether rules are told the schedule. */
    readonly scheduled: boolean;
  } & ToldOptions,
): {
  readonly snapshots: ReadonlyMap<string, Snapshot>;
  readonly report: DependencyReport;
  readonly slices: readonly DependencySlice[];
  /** By project key, how its components and teams stand. */
  readonly places: ReadonlyMap<string, readonly PlaceJudgement[]>;
} {
  const facts = factsOfIssues(issues, options);
  const today = parseDay(options.today);
  if (today === null) throw new Error(`${options.today} is no day`);
  const slices = facts.map((each) => dependencySlice(each, defaultPlaybook));
  const { report, surroundings, outlooks } = analyse(slices, { asOf: today, calendar: defaultPlaybook.calendar });
  const told = facts.map((each, place): ProjectFacts => {
    const outlook = options.scheduled ? outlooks.get(each.project.id) : undefined;
    const schedule = outlook ? scheduleOf({ slice: slices[place], outlook }) : null;
    return { ...each, surroundings: surroundings.get(each.project.id) ?? null, schedule };
  });
  const byKey = <T>(judge: (each: ProjectFacts) => T): ReadonlyMap<string, T> =>
    new Map(told.map((each) => [each.project.key, judge(each)]));
  return {
    snapshots: byKey((each) => evaluate(each, defaultPlaybook, today)),
    places: byKey((each) => judgePlaces(each, defaultPlaybook, today, new Map())),
    report,
    slices,
  };
}

/** What a site lets the app know. */
interface ToldOptions {
  readonly timeZone: string;
  readonly leads: ReadonlyMap<string, ProjectLead>;
  /** A field for the baseline's finish is known. */
  readonly baselined?: boolean;
  /** False where Jira does not show changelogs. */
  readonly changelogs?: boolean;
}

/** Each project's facts, from raw issues. */
export function factsOfIssues(issues: readonly unknown[], options: ToldOptions): readonly ProjectFacts[] {
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
  return [...byProject.values()].map((each) => factsOf(each.identity, each.issues, options));
}

function factsOf(
  project: ProjectIdentity,
  issues: readonly unknown[],
  { timeZone, baselined = false, changelogs = true }: ToldOptions,
): ProjectFacts {
  const { baselineFinish, ...others } = FIELDS;
  const page = parseIssuePage(issues, project, {
    timeZone,
    startDateFields: ['customfield_10015'],
    sprintFields: ['customfield_10020'],
    pointsFields: ['customfield_10016'],
    teamFields: [FIELD.team],
    mapped: baselined ? { ...others, baselineFinish } : others,
  });
  return {
    project,
    ...toIssueColumns(page.issues),
    typicalDays: null,
    hasStartDates: true,
    linkTypes: page.linkTypes,
    links: toLinkColumns(page.links),
    surroundings: null,
    schedule: null,
    mapped: page.mapped,
    ...(changelogs ? { dueMoves: dueMovesOf(issues, timeZone) } : {}),
    unreadableCount: page.unreadable.length,
    unreadable: page.unreadable.slice(0, 50),
  };
}

/** A raw issue with its histories, as far as changes of due dates go. */
interface WithHistories {
  readonly id: string;
  readonly fields: { readonly duedate?: string | null };
  readonly changelog?: {
    readonly histories: readonly {
      readonly created: string;
      readonly items: readonly {
        readonly fieldId?: string;
        readonly from?: string | null;
        readonly to?: string | null;
      }[];
    }[];
  };
}

function dueMovesOf(issues: readonly unknown[], timeZone: string): DueMoves {
  const moves = new Map<number, DueMove>();
  for (const { id, fields, changelog } of issues as readonly WithHistories[]) {
    const changes = (changelog?.histories ?? []).flatMap(({ created, items }) =>
      items
        .filter(({ fieldId }) => fieldId === 'duedate')
        .map(({ from, to }) => ({ at: new Date(created), from: parseDay(from ?? ''), to: parseDay(to ?? '') })),
    );
    const move = dueMoveOf(changes, (instant) => dayOfInstant(instant, timeZone));
    if (move !== null && (fields.duedate ?? null) !== null) moves.set(Number(id), move);
  }
  return toDueMoves(moves);
}
