import { Random } from '../../sandbox/demo/random';
import {
  KINDS,
  toIssueColumns,
  toLinkColumns,
  type AssumedChange,
  type Dependency,
  type FarState,
  type FieldValues,
  type IssueFacts,
  type IssueLink,
  type LinkMeaning,
  type LinkType,
  type ProjectFacts,
  type WorkingCalendar,
} from '../../src/model';
import { day } from '../support/facts';
import { nameOf, type Issue, type Site, type Stranger } from './site';

/** A random portfolio: as facts, the way Jira tells it, and as the site that its slices have to tell. */
export interface Network {
  readonly today: number;
  readonly calendar: WorkingCalendar;
  readonly facts: readonly ProjectFacts[];
  readonly playbook: {
    readonly linkMeanings: Readonly<Record<string, LinkMeaning>>;
    readonly parentWaitsForChildren: boolean;
    readonly hoursPerDay: number;
    readonly milestoneTypes: readonly string[];
  };
  readonly site: Site;
}

/** One link type of each kind; every second one is told from the other end. */
const TYPES: readonly LinkType[] = KINDS.map((kind) => ({ name: kind, inward: null, outward: null }));
const MEANINGS = Object.fromEntries(
  KINDS.map((kind, place): [string, LinkMeaning] => [
    kind.toLowerCase(),
    { as: 'dependency', provider: place % 2 === 0 ? 'outwardSource' : 'outwardTarget', kind },
  ]),
);
const WEEKS: readonly WorkingCalendar['weekdays'][] = [
  [true, true, true, true, true, false, false],
  [true, true, true, true, true, false, false],
  [true, true, true, true, false, false, true],
  [true, true, true, true, true, true, true],
  [false, true, false, true, false, false, false],
];

/**
 * Equal seeds give equal networks. `either`: of some dependencies over projects only one project tells, as where the
 * other was read earlier.
 */
export function networkOf(seed: number, toldBy: 'both' | 'either' = 'either'): Network {
  const dice = new Random(seed);
  const today = day('2026-10-12') + dice.int(0, 6);
  const hoursPerDay = dice.pick([8, 7.5]);
  const milestoneTypes = ['milestone'];
  const playbook = { linkMeanings: MEANINGS, parentWaitsForChildren: false, hoursPerDay, milestoneTypes };
  const holidays = new Set(Array.from({ length: dice.int(0, 11) }, () => today + dice.int(-30, 60)));
  if (dice.chance(0.2)) for (let i = 0; i < 9; i++) holidays.add(today - 3 + i);
  const calendar = { weekdays: dice.pick(WEEKS), holidays: [...holidays].sort((a, b) => a - b) };
  const projects = Array.from({ length: dice.int(1, 4) }, (_, place) => ({
    id: place + 1,
    key: `P${place + 1}`,
    typicalDays: dice.chance(0.5) ? dice.int(1, 12) : null,
    hasTargets: dice.chance(0.4),
    versionEnds: Array.from({ length: 3 }, () => today + (dice.chance(0.02) ? dice.int(-400, 400) : dice.int(-5, 50))),
  }));

  const count = dice.chance(0.1) ? dice.int(20, 40) : dice.int(1, 14);
  const dated = dice.pick([0, 0.25, 0.5, 0.5, 0.8]);
  const ids = dice.shuffled(Array.from({ length: count }, (_, place) => 101 + place));
  const issues = ids.map((id) => drawIssue(dice, id, { projects, today, dated }));
  const strangers = new Map<number, FarState>();
  for (let i = dice.chance(0.3) ? 2 : 0; i > 0; i--) {
    strangers.set(900 + i, dice.pick(['open', 'done', 'unknown', 'unknown']));
  }

  const reports = drawReports(dice, { issues, strangers: [...strangers.keys()], toldBy });
  const facts = projects.map((project): ProjectFacts => {
    const own = issues.filter(({ projectId }) => projectId === project.id);
    return {
      project: { id: project.id, key: project.key, name: project.key, lead: 'active' },
      ...toIssueColumns(own.map(({ fact }) => fact)),
      typicalDays: project.typicalDays,
      hasStartDates: true,
      linkTypes: TYPES,
      links: toLinkColumns(own.flatMap(({ fact }) => linksOn(fact.id, reports, issues, strangers))),
      surroundings: null,
      schedule: null,
      ...(project.hasTargets && { mapped: { target: targetsOf(own) } }),
      unreadableCount: 0,
      unreadable: [],
    };
  });
  return {
    today,
    calendar,
    facts,
    playbook,
    site: siteTold(projects, issues, strangers, reports, playbook.hoursPerDay),
  };
}

/** Assumptions about items of a network, at most one of each kind about one. */
export function changesOf(seed: number, site: Site, items: readonly number[], today: number): readonly AssumedChange[] {
  const dice = new Random(seed);
  if (items.length === 0) return [];
  const changes = Array.from({ length: dice.int(1, 3) }, (): AssumedChange => {
    const issue = dice.pick(items);
    const draw = dice.int(0, site.dependencies.length > 0 ? 6 : 4);
    if (draw === 0) return { what: 'shift', issue, days: dice.pick([1, 2, 5, 20, -1, -3]) };
    if (draw === 1) return { what: 'shift', issue, days: 5 };
    if (draw === 2) return { what: 'finish', issue, day: today + dice.int(-10, 60) };
    if (draw === 3) return { what: 'duration', issue, days: dice.int(1, 30) };
    if (draw === 4) return { what: 'drop', issue };
    if (draw === 5) return { what: 'dropDependency', dependency: dice.pick(site.dependencies) };
    const [provider, dependent] = [issue, dice.pick(items)];
    if (provider === dependent) return { what: 'drop', issue };
    return { what: 'addDependency', dependency: { provider, dependent, kind: dice.pick(KINDS) } };
  });
  const subject = (change: AssumedChange): string =>
    'issue' in change ? `${change.what} ${change.issue}` : nameOf(change.dependency);
  return [...new Map(changes.map((change) => [subject(change), change])).values()];
}

interface DrawnProject {
  readonly id: number;
  readonly key: string;
  readonly typicalDays: number | null;
  /** A field of its issues means the day on which all is to be finished. */
  readonly hasTargets: boolean;
  readonly versionEnds: readonly number[];
}

interface DrawnIssue {
  readonly projectId: number;
  readonly fact: IssueFacts;
  readonly target: number | null;
}

function drawIssue(
  dice: Random,
  id: number,
  {
    projects,
    today,
    dated,
  }: { readonly projects: readonly DrawnProject[]; readonly today: number; readonly dated: number },
): DrawnIssue {
  const project = dice.pick(projects);
  const date = (from: number, to: number, chance = dated): number | null =>
    dice.chance(chance) ? today + (dice.chance(0.02) ? dice.int(-400, 400) : dice.int(from, to)) : null;
  const isInSprint = dice.chance(dated / 2);
  const version = dice.chance(dated / 3) ? dice.int(0, project.versionEnds.length - 1) : null;
  return {
    projectId: project.id,
    target: dice.chance(0.2) ? today + dice.int(-15, 80) : null,
    fact: {
      id,
      number: id,
      level: 0,
      state: dice.pick(['todo', 'todo', 'todo', 'inProgress', 'inProgress', 'done']),
      categorised: true,
      hasResolution: false,
      hasAssignee: true,
      hasEstimate: false,
      hasPlannedEnd: false,
      start: date(-20, 25),
      due: date(-15, 40),
      finishedOn: null,
      updatedOn: today,
      parentId: null,
      typeName: dice.pick(['Task', 'Task', 'Task', 'Milestone']),
      sprintStart: isInSprint ? date(-10, 10, 0.8) : null,
      sprintEnd: isInSprint ? date(-2, 24, 0.8) : null,
      versionId: version === null ? null : project.id * 10 + version,
      versionEnd: version === null ? null : project.versionEnds[version],
      places: [],
      effortMinutes: dice.chance(0.4) ? dice.int(1, 12) * dice.pick([30, 240, 450, 480, 481]) : 0,
    },
  };
}

function targetsOf(issues: readonly DrawnIssue[]): FieldValues {
  const told = issues.flatMap(({ fact: { id }, target }) => (target === null ? [] : [{ id, target }]));
  told.sort((a, b) => a.id - b.id);
  const value = Float64Array.from(told, ({ target }) => target);
  return { field: 'customfield_10050', id: Float64Array.from(told, ({ id }) => id), value };
}

/** A dependency, and which of its ends tells of it. */
interface Report extends Dependency {
  readonly byProvider: boolean;
  readonly byDependent: boolean;
}

function drawReports(
  dice: Random,
  {
    issues,
    strangers,
    toldBy,
  }: {
    readonly issues: readonly DrawnIssue[];
    readonly strangers: readonly number[];
    readonly toldBy: 'both' | 'either';
  },
): readonly Report[] {
  const isOrdered = dice.chance(0.6);
  const kinds = dice.chance(0.3) ? KINDS.slice(0, 1) : KINDS;
  const count = Math.round(issues.length * dice.pick([0.5, 1, 1.5, 2.5]));
  const drawn = Array.from({ length: count }, (): readonly Report[] => {
    const places = [dice.int(0, issues.length - 1), dice.int(0, issues.length - 1)];
    if (isOrdered) places.sort((a, b) => a - b);
    const [provider, dependent] = places.map((place) => issues[place].fact.id);
    const kind = dice.pick(dice.chance(0.6) ? KINDS.slice(0, 1) : kinds);
    if (strangers.length > 0 && dice.chance(0.15)) {
      const stranger = dice.pick(strangers);
      if (dice.chance(0.5)) return [{ provider: stranger, dependent, kind, byProvider: false, byDependent: true }];
      return [{ provider, dependent: stranger, kind, byProvider: true, byDependent: false }];
    }
    if (provider === dependent) return [];
    const teller = dice.chance(0.92) || toldBy === 'both' ? 'both' : dice.pick(['provider', 'dependent']);
    const report = {
      ...{ provider, dependent, kind },
      ...{ byProvider: teller !== 'dependent', byDependent: teller !== 'provider' },
    };
    return dice.chance(0.05) ? [report, report] : [report];
  });
  return drawn.flat();
}

function linksOn(
  issueId: number,
  reports: readonly Report[],
  issues: readonly DrawnIssue[],
  strangers: ReadonlyMap<number, FarState>,
): readonly IssueLink[] {
  return reports.flatMap(({ provider, dependent, kind, byProvider, byDependent }) => {
    const isProvider = provider === issueId && byProvider;
    if (!isProvider && !(dependent === issueId && byDependent)) return [];
    const farId = isProvider ? dependent : provider;
    const far = issues.find(({ fact }) => fact.id === farId);
    const type = KINDS.indexOf(kind);
    return {
      issueId,
      type,
      outward: isProvider === (type % 2 === 0),
      farId,
      farKey: far ? `P${far.projectId}-${farId}` : `GONE-${farId}`,
      farState: far ? (far.fact.state === 'done' ? 'done' : 'open') : (strangers.get(farId) ?? 'unknown'),
    };
  });
}

function siteTold(
  projects: readonly DrawnProject[],
  drawn: readonly DrawnIssue[],
  strangers: ReadonlyMap<number, FarState>,
  reports: readonly Report[],
  hoursPerDay: number,
): Site {
  const projectOf = new Map(drawn.map(({ fact, projectId }) => [fact.id, projectId]));
  const isTied = (id: number): boolean =>
    reports.some(({ provider, dependent, byProvider, byDependent }) => {
      // Within a project, what one end tells is known of both.
      const isWithin = projectOf.get(provider) === projectOf.get(dependent);
      return (provider === id && (byProvider || isWithin)) || (dependent === id && (byDependent || isWithin));
    });
  const issues = drawn.flatMap(({ fact, projectId }): readonly Issue[] => {
    const { id, state } = fact;
    const day = fact.start ?? fact.due ?? fact.sprintStart ?? fact.sprintEnd ?? fact.versionEnd;
    const isPlanned = state !== 'done' && day !== null;
    if (!isPlanned && !isTied(id)) return [];
    const told = { id, projectId, state, milestone: fact.typeName === 'Milestone' };
    const { start, due, sprintStart, sprintEnd, versionId, versionEnd, effortMinutes } = fact;
    if (state === 'done') {
      // Rules ask for its own dates, only a schedule for the rest.
      const nothing = { milestone: false, sprintStart: null, sprintEnd: null, effortDays: null };
      return [{ ...told, start, due, ...nothing, versionId: null, versionEnd: null }];
    }
    const effortDays = effortMinutes === 0 ? null : Math.ceil(effortMinutes / (hoursPerDay * 60));
    return [{ ...told, start, due, sprintStart, sprintEnd, versionId, versionEnd, effortDays }];
  });
  const held = new Set(issues.map(({ id }) => id));
  const told = new Map(
    reports.map(({ provider, dependent, kind }) => [`${provider} ${dependent} ${kind}`, { provider, dependent, kind }]),
  );
  const ends = [...told.values()].flatMap(({ provider, dependent }) => [provider, dependent]);
  const strangerOf = (id: number): Stranger => {
    const known = drawn.find(({ fact }) => fact.id === id);
    if (!known) return { state: strangers.get(id) ?? 'unknown', projectId: null };
    return { state: known.fact.state === 'done' ? 'done' : 'open', projectId: known.projectId };
  };
  const targetOf = ({ id, hasTargets }: DrawnProject): number | null => {
    const open = drawn.filter(({ projectId, fact }) => projectId === id && fact.state !== 'done');
    const targets = open.flatMap(({ target }) => target ?? []);
    return hasTargets && targets.length > 0 ? Math.max(...targets) : null;
  };
  return {
    projects: projects.map((project) => ({
      ...{ id: project.id, key: project.key, typicalDays: project.typicalDays, target: targetOf(project) },
    })),
    issues: new Map(issues.map((issue) => [issue.id, issue])),
    strangers: new Map(ends.filter((id) => !held.has(id)).map((id) => [id, strangerOf(id)])),
    dependencies: [...told.values()].sort(
      (a, b) => a.provider - b.provider || a.dependent - b.dependent || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind),
    ),
  };
}
