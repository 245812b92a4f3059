import {
  dependenciesOf,
  NO_DAY,
  placeOf,
  STATE,
  type Day,
  type DependencySlice,
  type EdgeColumns,
  type IssueColumns,
  type OwnEnds,
  type Playbook,
  type ProjectFacts,
} from '../model';

type SlicePlaybook = Pick<Playbook, 'linkMeanings' | 'parentWaitsForChildren' | 'hoursPerDay' | 'milestoneTypes'>;

/** One project's share of the whole graph; of the facts it needs no surroundings. */
export function dependencySlice(facts: ProjectFacts, playbook: SlicePlaybook): DependencySlice {
  const { rows: linked, outside, selfLinks, unclearLinkTypes, ...edges } = dependenciesOf(facts, playbook);
  const { rows, placeOf } = withPlanned(facts.issues, linked, playbook.parentWaitsForChildren);
  return {
    projectId: facts.project.id,
    projectKey: facts.project.key,
    typicalDays: facts.typicalDays,
    target: targetOf(facts),
    ends: ownEnds(facts, rows, playbook),
    outside,
    dependencies: renumbered(edges, placeOf, rows.length - linked.length),
    selfLinks,
    unclearLinkTypes,
  };
}

/** The latest target among issues that are not done: everything has to be finished by then. */
function targetOf({ issues, mapped }: ProjectFacts): Day | null {
  const { id, value } = mapped?.target ?? NO_TARGETS;
  let latest: Day | null = null;
  let row = 0;
  for (let place = 0; place < id.length; place++) {
    const found = placeOf(issues.id, id[place], row);
    if (found < 0) continue;
    row = found;
    if (issues.state[row] !== STATE.done && (latest === null || value[place] > latest)) latest = value[place];
  }
  return latest;
}

const NO_TARGETS = { id: new Float64Array(), value: new Float64Array() };

/**
 * Rows that are an end, and those that are open and dated, ascending; and the place of each end among them. Where parents
 * wait, those above work items, too: a child elsewhere tells of its parent no more than the id.
 */
function withPlanned(
  issues: IssueColumns,
  linked: Int32Array,
  parentsWait: boolean,
): { readonly rows: Int32Array; readonly placeOf: Int32Array } {
  const rows = new Int32Array(issues.count);
  const placeOf = new Int32Array(linked.length);
  let count = 0;
  let end = 0;
  for (let row = 0; row < issues.count; row++) {
    if (end < linked.length && linked[end] === row) placeOf[end++] = count;
    else if (!isDated(issues, row) && !(parentsWait && issues.level[row] > 0)) continue;
    rows[count++] = row;
  }
  return { rows: rows.slice(0, count), placeOf };
}

function isDated({ state, start, due, sprintStart, sprintEnd, versionEnd }: IssueColumns, row: number): boolean {
  if (state[row] === STATE.done) return false;
  if (start[row] !== NO_DAY || due[row] !== NO_DAY) return true;
  return sprintStart[row] !== NO_DAY || sprintEnd[row] !== NO_DAY || versionEnd[row] !== NO_DAY;
}

/** Own ends get their new places, those outside come `added` later; the order stays. */
function renumbered({ count, provider, dependent, kind }: EdgeColumns, places: Int32Array, added: number): EdgeColumns {
  const place = (end: number): number => (end < places.length ? places[end] : end + added);
  return { count, provider: provider.map(place), dependent: dependent.map(place), kind };
}

/** What only a schedule asks for stays empty on done issues. */
function ownEnds({ issues, issueTypes }: ProjectFacts, rows: Int32Array, playbook: SlicePlaybook): OwnEnds {
  const isMilestone = issueTypes.map((name) => playbook.milestoneTypes.includes(name.trim().toLowerCase()));
  const minutesPerDay = playbook.hoursPerDay * 60;
  const ends = emptyOwnEnds(rows.length);
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place];
    ends.id[place] = issues.id[row];
    ends.number[place] = issues.number[row];
    ends.state[place] = issues.state[row];
    ends.start[place] = issues.start[row];
    ends.due[place] = issues.due[row];
    if (issues.state[row] === STATE.done) continue;
    ends.sprintStart[place] = issues.sprintStart[row];
    ends.sprintEnd[place] = issues.sprintEnd[row];
    ends.versionId[place] = issues.versionId[row];
    ends.versionEnd[place] = issues.versionEnd[row];
    ends.effortDays[place] = Math.ceil(issues.effortMinutes[row] / minutesPerDay);
    ends.milestone[place] = isMilestone[issues.type[row]] ? 1 : 0;
  }
  return ends;
}

function emptyOwnEnds(count: number): OwnEnds {
  return {
    count,
    id: new Float64Array(count),
    number: new Int32Array(count),
    state: new Uint8Array(count),
    start: new Int32Array(count),
    due: new Int32Array(count),
    sprintStart: new Int32Array(count).fill(NO_DAY),
    sprintEnd: new Int32Array(count).fill(NO_DAY),
    versionId: new Float64Array(count),
    versionEnd: new Int32Array(count).fill(NO_DAY),
    effortDays: new Int32Array(count),
    milestone: new Uint8Array(count),
  };
}
