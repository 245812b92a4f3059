/** An adapter: takes what the recount takes through the app, and says what the app makes of it. */
import { FIELD } from '../../sandbox/jira/site-data';
import { defaultPlaybook, evaluate, judgePlaces, withClosedSprint, type PlaceJudgement } from '../../src/compliance';
import { analyse, dependencySlice } from '../../src/dependencies';
import { afterWaiverStep, waiversInForce } from '../../src/gates/waivers';
import { parseIssuePage } from '../../src/jira';
import {
  dayOfInstant,
  dueMoveOf,
  NO_WAIVERS,
  parseDay,
  RAGS,
  scheduleOf,
  toDueMoves,
  toIssueColumns,
  toLinkColumns,
  type ClosedSprint,
  type Day,
  type DependencyReport,
  type DependencySlice,
  type DueMove,
  type DueMoves,
  type FieldMap,
  type LinkMeaning,
  type Playbook,
  type ProjectFacts,
  type ProjectIdentity,
  type ProjectLead,
  type ProjectRecords,
  type Snapshot,
  type WaiverState,
  type WaiverStep,
} from '../../src/model';
import { recordsOn } from '../../src/refresh/project-records';
import { USUAL_FIELDS, type FieldIds } from './read';
import type { Records } from './records';
import type { LinkTerms, Terms } from './terms';

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
  const today = dayOf(options.today);
  const playbook = playbookOf(options);
  const facts = factsOfIssues(issues, options);
  const slices = facts.map((each) => dependencySlice(each, playbook));
  const { report, surroundings, outlooks } = analyse(slices, { asOf: today, calendar: playbook.calendar });
  const told = facts.map((each, place): ProjectFacts => {
    const { project, issues: columns } = each;
    const outlook = options.scheduled ? outlooks.get(project.id) : undefined;
    const schedule = outlook ? scheduleOf({ slice: slices[place], outlook }) : null;
    const records = options.records?.get(project.key);
    return {
      ...each,
      surroundings: surroundings.get(project.id) ?? null,
      schedule,
      ...(records ? { records: recordsOf(records, columns, today) } : {}),
    };
  });
  const waived = (key: string): ReturnType<typeof waiversInForce> =>
    waiversInForce(waiverStateOf(options.records?.get(key)), today);
  const byKey = <T>(judge: (each: ProjectFacts) => T): ReadonlyMap<string, T> =>
    new Map(told.map((each) => [each.project.key, judge(each)]));
  return {
    snapshots: byKey((each) => evaluate(each, playbook, today, waived(each.project.key))),
    places: byKey((each) => judgePlaces(each, playbook, today, new Map())),
    report,
    slices,
  };
}

function dayOf(text: string): Day {
  const day = parseDay(text);
  if (day === null) throw new Error(`${text} is no day`);
  return day;
}

/** What a site lets the app know. */
interface ToldOptions {
  readonly timeZone: string;
  readonly leads: ReadonlyMap<string, ProjectLead>;
  /** Absent: Plumbline's own playbook. */
  readonly terms?: Terms;
  readonly fields?: FieldIds;
  readonly records?: ReadonlyMap<string, Records>;
  readonly typicalDays?: ReadonlyMap<string, number>;
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
  { timeZone, fields = USUAL_FIELDS, typicalDays, changelogs = true }: ToldOptions,
): ProjectFacts {
  const page = parseIssuePage(issues, project, {
    timeZone,
    startDateFields: fields.start === null ? [] : [fields.start],
    sprintFields: [FIELD.sprint],
    pointsFields: fields.points === null ? [] : [fields.points],
    teamFields: [FIELD.team],
    mapped: { ...readFields(fields), ...namedFields(fields) },
  });
  return {
    project,
    ...toIssueColumns(page.issues),
    typicalDays: typicalDays?.get(project.key) ?? null,
    hasStartDates: fields.start !== null,
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

/** Those that are read for what they mean; start and points are told in columns of their own. */
function readFields(fields: FieldIds): FieldMap {
  const { start: _start, points: _points, ...others } = mapOf(fields, () => true);
  return others;
}

/** Those that a playbook names, for nobody would guess them. */
function namedFields(fields: FieldIds): FieldMap {
  const usual = Object.values<string | null>({ ...USUAL_FIELDS });
  return mapOf(fields, (id) => !usual.includes(id));
}

function mapOf(fields: FieldIds, isWanted: (id: string) => boolean): FieldMap {
  const entries = Object.entries<string | null>({ ...fields });
  return Object.fromEntries(entries.flatMap(([meaning, id]) => (id !== null && isWanted(id) ? [[meaning, id]] : [])));
}

function playbookOf({ terms, fields = USUAL_FIELDS }: ToldOptions): Playbook {
  if (terms === undefined) return defaultPlaybook;
  const { rules, weekdays, holidays, linkMeanings, riskTypes, highFrom, ...same } = terms;
  const [monday, tuesday, wednesday, thursday, friday, saturday, sunday] = weekdays;
  return {
    ...defaultPlaybook,
    ...same,
    rules: defaultPlaybook.rules.map(({ rule }) => {
      const { countsFrom, ...use } = rules[rule];
      return { rule, ...use, ...(countsFrom === undefined ? {} : { countsFrom: dayOf(countsFrom) }) };
    }),
    calendar: {
      weekdays: [monday, tuesday, wednesday, thursday, friday, saturday, sunday],
      holidays: holidays.map(dayOf),
    },
    risks: { types: riskTypes, highFrom },
    linkMeanings: Object.fromEntries(Object.entries(linkMeanings).map(([name, each]) => [name, meaningOf(each)])),
    fields: namedFields(fields),
  };
}

function meaningOf(terms: LinkTerms): LinkMeaning {
  if (typeof terms === 'string') return { as: terms };
  const provider = terms.provider === 'A' ? 'outwardSource' : 'outwardTarget';
  return { as: 'dependency', provider, kind: terms.kind };
}

/** Records as they are stored, and what those would tell that nobody can keep yet. */
function recordsOf(records: Records, issues: ProjectFacts['issues'], today: Day): ProjectRecords {
  const { gates, charter, goals, baselines, agreements, escalations, changes, reports, lessons } = records;
  const passed = gates?.map((conditions) => conditions.map((id) => (id === null ? null : Number(id)))) ?? [];
  const onRecord = { events: passed.length, stage: null, next: null, passed, criteria: null };
  const closed = records.sprints.reduce<readonly ClosedSprint[]>((all, { setOutTo, completed }, place) => {
    const sprint = { id: place + 1, closedAt: place, committed: setOutTo, completed };
    return withClosedSprint(all, sprint) ?? all;
  }, []);
  const stored = {
    gates: gates && onRecord,
    waivers: waiverStateOf(records),
    sprints: { value: closed },
  };
  return {
    ...recordsOn(stored, issues, today),
    ...(charter && { charter }),
    ...(goals !== null && { goals: { served: goals } }),
    ...(baselines && {
      baselines: {
        hasApproved: baselines.approved,
        rebaselines: baselines.later,
        rebaselinesApproved: baselines.laterApproved,
      },
    }),
    ...(agreements && { agreements: { dependencies: agreements.all, accepted: agreements.good } }),
    ...(escalations && { escalations: { due: escalations.all, answeredInTime: escalations.good } }),
    ...(changes && { changes: { added: changes.all, covered: changes.good } }),
    ...(reports && {
      reports: {
        tier: reports.tier,
        lastOn: reports.daysAgo === null ? null : today - reports.daysAgo,
        declared: reports.declared === null ? null : RAGS[reports.declared],
        evidence: reports.evidence === null ? null : RAGS[reports.evidence],
      },
    }),
    ...(lessons && {
      lessons: {
        finishedStages: lessons.stages,
        stagesWithLesson: lessons.taught,
        reviewedAtKickoff: lessons.reviewed,
      },
    }),
  };
}

/** The log of a project's waivers, replayed step by step. */
function waiverStateOf(records: Records | undefined): WaiverState {
  let state = NO_WAIVERS;
  const take = (step: WaiverStep): unknown => (state = afterWaiverStep(state, step));
  for (const { rule, until, fate } of records?.waivers ?? []) {
    take({ what: 'requested', at: 0, by: 'p', rule, reason: 'r', mitigation: 'm', until: dayOf(until) });
    const settled = { at: 0, by: 'q', waiver: state.steps, reason: 'r' };
    if (fate === 'refused') take({ what: 'refused', ...settled });
    else if (fate !== 'waits') take({ what: 'granted', ...settled });
    if (fate === 'ended') take({ what: 'withdrawn', ...settled });
    if (fate === 'notedExpired') take({ what: 'expired', at: 0, waiver: settled.waiver });
  }
  return state;
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
