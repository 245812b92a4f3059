import { NO_DAY, STATE, type DependencySlice, type FarState, type Playbook, type ProjectFacts } from '../model';
import { dependenciesOf, KINDS } from './dependencies-of';

const OPEN = { unknown: null, open: true, done: false } as const satisfies Record<FarState, boolean | null>;

/** One project's share of the whole graph; of the facts it needs no surroundings. */
export function dependencySlice(facts: ProjectFacts, playbook: Pick<Playbook, 'linkMeanings'>): DependencySlice {
  const { issues, project } = facts;
  const dependencies = dependenciesOf(facts, playbook);
  const ends: DependencySlice['ends'][number][] = [];
  const outside: DependencySlice['outside'][number][] = [];
  dependencies.row.forEach((row, end) => {
    if (row >= 0) {
      ends.push({
        id: issues.id[row],
        number: issues.number[row],
        open: issues.state[row] !== STATE.done,
        start: dayOrNull(issues.start[row]),
        due: dayOrNull(issues.due[row]),
      });
      return;
    }
    const told = dependencies.outside.get(end);
    outside.push({ id: dependencies.id[end], key: told?.key ?? '', open: OPEN[told?.state ?? 'unknown'] });
  });
  return {
    projectId: project.id,
    projectKey: project.key,
    ends,
    outside,
    dependencies: Array.from(dependencies.kind, (kind, i) => ({
      provider: dependencies.id[dependencies.provider[i]],
      dependent: dependencies.id[dependencies.dependent[i]],
      kind: KINDS[kind],
    })),
    selfLinks: dependencies.selfLinks,
    unclearLinkTypes: dependencies.unclearLinkTypes,
  };
}

function dayOrNull(day: number): number | null {
  return day === NO_DAY ? null : day;
}
