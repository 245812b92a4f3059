import {
  dependenciesOf,
  NO_DAY,
  STATE,
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
  const { rows, placeOf } = withPlanned(facts.issues, linked);
  return {
    projectId: facts.project.id,
    projectKey: facts.project.key,
    typicalDays: facts.typicalDays,
    ends: ownEnds(facts, rows, playbook),
    outside,
    dependencies: renumbered(edges, placeOf, rows.length - linked.length),
    selfLinks,
    unclearLinkTypes,
  };
}

/** Rows that are an end, and those that are open with a planned finish, ascending; and the place of each end among them. */
function withPlanned(
  issues: IssueColumns,
  linked: Int32Array,
): { readonly rows: Int32Array; readonly placeOf: Int32Array } {
  const rows = new Int32Array(issues.count);
  const placeOf = new Int32Array(linked.length);
  let count = 0;
  let end = 0;
  for (let row = 0; row < issues.count; row++) {
    if (end < linked.length && linked[end] === row) placeOf[end++] = count;
    else if (!isPlanned(issues, row)) continue;
    rows[count++] = row;
  }
  return { rows: rows.slice(0, count), placeOf };
}

function isPlanned({ state, due, sprintEnd, versionEnd }: IssueColumns, row: number): boolean {
  return state[row] !== STATE.done && (due[row] !== NO_DAY || sprintEnd[row] !== NO_DAY || versionEnd[row] !== NO_DAY);
}

/** Own ends get their new places, those outside come `added` later; the order stays. */
function renumbered({ count, provider, dependent, kind }: EdgeColumns, places: Int32Array, added: number): EdgeColumns {
  const place = (end: number): number => (end < places.length ? places[end] : end + added);
  return { count, provider: provider.map(place), dependent: dependent.map(place), kind };
}

function ownEnds({ issues, issueTypes }: ProjectFacts, rows: Int32Array, playbook: SlicePlaybook): OwnEnds {
  const isOpen = (row: number): boolean => issues.state[row] !== STATE.done;
  const dayIfOpen = (days: Int32Array): Int32Array => rows.map((row) => (isOpen(row) ? days[row] : NO_DAY));
  const isMilestone = issueTypes.map((name) => playbook.milestoneTypes.includes(name.trim().toLowerCase()));
  const minutesPerDay = playbook.hoursPerDay * 60;
  return {
    count: rows.length,
    id: Float64Array.from(rows, (row) => issues.id[row]),
    number: rows.map((row) => issues.number[row]),
    state: Uint8Array.from(rows, (row) => issues.state[row]),
    start: rows.map((row) => issues.start[row]),
    due: rows.map((row) => issues.due[row]),
    sprintStart: dayIfOpen(issues.sprintStart),
    sprintEnd: dayIfOpen(issues.sprintEnd),
    versionId: Float64Array.from(rows, (row) => (isOpen(row) ? issues.versionId[row] : 0)),
    versionEnd: dayIfOpen(issues.versionEnd),
    effortDays: rows.map((row) => (isOpen(row) ? Math.ceil(issues.effortMinutes[row] / minutesPerDay) : 0)),
    milestone: Uint8Array.from(rows, (row) => (isOpen(row) && isMilestone[issues.type[row]] ? 1 : 0)),
  };
}
