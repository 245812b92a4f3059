import {
  dependenciesOf,
  KINDS,
  NO_DAY,
  STATE,
  type DependencySlice,
  type FarState,
  type Playbook,
  type ProjectFacts,
} from '../model';

const OPEN = { unknown: null, open: true, done: false } as const satisfies Record<FarState, boolean | null>;

/** One project's share of the whole graph; of the facts it needs no surroundings. */
export function dependencySlice(facts: ProjectFacts, playbook: Pick<Playbook, 'linkMeanings'>): DependencySlice {
  const { issues, project } = facts;
  const found = dependenciesOf(facts, playbook);
  const ends: DependencySlice['ends'][number][] = [];
  const outside: DependencySlice['outside'][number][] = [];
  const ids = new Float64Array(found.row.length);
  found.row.forEach((row, end) => {
    const told = found.outside.get(end);
    if (told) {
      ids[end] = told.id;
      outside.push({ id: told.id, key: told.key, open: OPEN[told.state] });
      return;
    }
    ids[end] = issues.id[row];
    ends.push({
      id: issues.id[row],
      number: issues.number[row],
      open: issues.state[row] !== STATE.done,
      start: dayOrNull(issues.start[row]),
      due: dayOrNull(issues.due[row]),
    });
  });
  return {
    projectId: project.id,
    projectKey: project.key,
    ends,
    outside,
    dependencies: Array.from(found.kind, (kind, i) => ({
      provider: ids[found.provider[i]],
      dependent: ids[found.dependent[i]],
      kind: KINDS[kind],
    })),
    selfLinks: found.selfLinks,
    unclearLinkTypes: found.unclearLinkTypes,
  };
}

function dayOrNull(day: number): number | null {
  return day === NO_DAY ? null : day;
}
