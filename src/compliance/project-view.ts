import {
  dependenciesOf,
  directedGraph,
  FAR_STATE,
  findCycles,
  NO_DAY,
  placeOf,
  projectKeyOf,
  STATE,
  type Day,
  type IssueColumns,
  type MappedFields,
  type Playbook,
  type ProjectDependencies,
  type ProjectFacts,
  type ProjectIdentity,
  type ProjectRecords,
  type ProjectSchedule,
  type UnreadField,
} from '../model';
import { ownTraits, TRAIT, type IssueView } from './issue-view';
import { markDueMoves, markPromised } from './due-view';
import { baselinedFinishes, markMapped, riskColumns } from './mapped-view';
import { markSchedule } from './schedule-view';
import { acrossIssues } from './traits-across';

/** What rules say when they need what only the other projects know. */
export const OTHER_PROJECTS_UNREAD = 'the other projects have not been read yet';

/** What rules say when they need start dates and the site has no field for them. */
export const NO_START_DATES =
  'this Jira site has no start date field (an administrator can add a date field named “Start date”)';

/** A project's dependencies for rules: columns by dependency, and columns by end. */
export interface DependencyView {
  readonly count: number;
  /** Of each dependency, the number of its end. */
  readonly provider: Int32Array;
  readonly dependent: Int32Array;
  /** Index into `KINDS`. */
  readonly kind: Uint8Array;
  /** 1 where both ends are open; an unknown end counts as open. */
  readonly open: Uint8Array;
  /** 1 where the ends are in different projects. */
  readonly crossProject: Uint8Array;
  readonly ends: {
    /** Row in the project's issues, −1 outside the project. */
    readonly row: Int32Array;
    readonly open: Uint8Array;
    /** `NO_DAY` where absent or unknown. */
    readonly start: Int32Array;
    readonly due: Int32Array;
  };
}

/** Everything that rules may look at, derived once per evaluation. */
export interface ProjectView {
  readonly project: ProjectIdentity;
  readonly issues: IssueView;
  /** Names of the issues' types, each in use. */
  readonly issueTypes: readonly string[];
  readonly dependencies: DependencyView;
  /** False until the other projects have been read: far ends have no dates, and foreign cycles are not known. */
  readonly surroundingsKnown: boolean;
  /** False where the site has no field for them: an empty start says nothing then. */
  readonly hasStartDates: boolean;
  /** False where Jira did not tell, or was not asked yet, what became of due dates. */
  readonly dueMovesKnown: boolean;
  /** Of the project as a whole; `null` until the first merge. */
  readonly schedule: Pick<ProjectSchedule, 'target' | 'forecast' | 'pathMoves'> | null;
  /** Which fields were read for what they mean. */
  readonly mapped: MappedFields;
  /** Fields that the playbook names and that could not be read. */
  readonly unreadFields: readonly UnreadField[];
  readonly openRisks: number;
  readonly records: ProjectRecords;
}

/** Derives what rules look at; linear in issues and links. */
export function viewProject(
  facts: ProjectFacts,
  playbook: Pick<Playbook, 'linkMeanings' | 'parentWaitsForChildren' | 'risks'>,
  today: Day,
): ProjectView {
  const { issues, mapped = {} } = facts;
  const dependencies = viewDependencies(facts, dependenciesOf(facts, playbook));
  const traits = ownTraits(issues, today);
  markOpenChildren(issues, traits);
  markDependencies(dependencies, traits);
  const blockersUpdatedOn = lastUpdateOfBlockers(issues, dependencies);
  markOpenCycles(facts, dependencies, traits);
  markSchedule(facts, traits);
  const openRisks = markMapped(facts, playbook, traits);
  const { moves, firstDue } = markDueMoves(facts, traits);
  const promised = mapped.baselineFinish ? baselinedFinishes(issues, mapped.baselineFinish) : firstDue;
  markPromised(issues, promised, traits, today);
  return {
    project: facts.project,
    issues: {
      ...issues,
      traits,
      traitsAcross: acrossIssues(traits),
      risk: openRisks === 0 ? {} : riskColumns(issues, mapped),
      hasFixedDates: mapped.fixedDate !== undefined,
      promised,
      isBaselined: mapped.baselineFinish !== undefined,
      dueMoves: moves,
      blockersUpdatedOn,
    },
    issueTypes: facts.issueTypes,
    dependencies,
    surroundingsKnown: facts.surroundings !== null,
    hasStartDates: facts.hasStartDates,
    dueMovesKnown: facts.dueMoves !== undefined,
    schedule: facts.schedule,
    mapped,
    unreadFields: facts.unreadFields ?? [],
    openRisks,
    records: facts.records ?? {},
  };
}

function viewDependencies(facts: ProjectFacts, found: ProjectDependencies): DependencyView {
  const { issues, project, surroundings } = facts;
  const { rows, outside, provider, dependent, kind, count } = found;
  const all = rows.length + outside.count;
  const ends = {
    row: new Int32Array(all).fill(-1),
    open: new Uint8Array(all),
    start: new Int32Array(all).fill(NO_DAY),
    due: new Int32Array(all).fill(NO_DAY),
  };
  const abroad = new Uint8Array(all);
  for (let end = 0; end < rows.length; end++) {
    const row = rows[end];
    ends.row[end] = row;
    ends.open[end] = issues.state[row] === STATE.done ? 0 : 1;
    ends.start[end] = issues.start[row];
    ends.due[end] = issues.due[row];
  }
  const farEnds = surroundings?.farEnds ?? [];
  let next = 0;
  for (let place = 0; place < outside.count; place++) {
    const end = rows.length + place;
    const id = outside.id[place];
    while (next < farEnds.length && farEnds[next].id < id) next++;
    if (next < farEnds.length && farEnds[next].id === id) {
      const known = farEnds[next];
      ends.open[end] = known.open ? 1 : 0;
      ends.start[end] = known.start ?? NO_DAY;
      ends.due[end] = known.due ?? NO_DAY;
      abroad[end] = isIssueOf(project, known.key) ? 0 : 1;
    } else {
      ends.open[end] = outside.state[place] === FAR_STATE.done ? 0 : 1;
      // An issue of this very project that could not be read is unknown, but not in another project.
      const farProject = projectKeyOf(outside.prefixes[outside.prefix[place]], outside.number[place]);
      abroad[end] = farProject === project.key ? 0 : 1;
    }
  }
  const open = new Uint8Array(count);
  const crossProject = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    open[i] = ends.open[provider[i]] & ends.open[dependent[i]];
    crossProject[i] = abroad[provider[i]] | abroad[dependent[i]];
  }
  return { count, provider, dependent, kind, open, crossProject, ends };
}

/** By its key; what {@link projectKeyOf} would tell, without a text of its own for each. */
function isIssueOf({ key: projectKey }: ProjectIdentity, key: string): boolean {
  return key.lastIndexOf('-') === projectKey.length && key.startsWith(projectKey);
}

function markOpenChildren(issues: IssueColumns, traits: Int32Array): void {
  for (let row = 0; row < issues.count; row++) {
    if (issues.parentId[row] === 0 || issues.state[row] === STATE.done) continue;
    const parent = placeOf(issues.id, issues.parentId[row], row);
    if (parent >= 0) traits[parent] |= TRAIT.openChild;
  }
}

function markDependencies(dependencies: DependencyView, traits: Int32Array): void {
  const { provider, dependent, open, crossProject, count, ends } = dependencies;
  for (let i = 0; i < count; i++) {
    let both: number = TRAIT.inDependency;
    if (open[i]) both |= TRAIT.inOpenDependency | (crossProject[i] ? TRAIT.inOpenCrossProject : 0);
    const providerRow = ends.row[provider[i]];
    const dependentRow = ends.row[dependent[i]];
    if (providerRow >= 0) traits[providerRow] |= both | (open[i] ? TRAIT.providesOpen : 0);
    if (dependentRow >= 0) traits[dependentRow] |= both | (open[i] ? TRAIT.waitsOpen : 0);
  }
}

/** Of each issue, the last update of those of the project that it waits for; of others nobody tells. */
function lastUpdateOfBlockers({ count, updatedOn }: IssueColumns, dependencies: DependencyView): Int32Array {
  const { provider, dependent, open, ends } = dependencies;
  const last = new Int32Array(count).fill(NO_DAY);
  for (let i = 0; i < dependencies.count; i++) {
    const providerRow = ends.row[provider[i]];
    const dependentRow = ends.row[dependent[i]];
    if (open[i] === 0 || providerRow < 0 || dependentRow < 0) continue;
    last[dependentRow] = Math.max(last[dependentRow], updatedOn[providerRow]);
  }
  return last;
}

/** Cycles that this project's own links show, and those that only the merge over all projects could see. */
function markOpenCycles(facts: ProjectFacts, dependencies: DependencyView, traits: Int32Array): void {
  const { provider, dependent, open, ends } = dependencies;
  const { cycle } = findCycles(directedGraph(ends.row.length, provider, dependent, open));
  for (let end = 0; end < ends.row.length; end++) {
    if (ends.row[end] >= 0 && cycle[end] !== 0) traits[ends.row[end]] |= TRAIT.inOpenCycle;
  }
  for (const id of facts.surroundings?.inOpenCycle ?? []) {
    const row = placeOf(facts.issues.id, id);
    if (row >= 0) traits[row] |= TRAIT.inOpenCycle;
  }
}
