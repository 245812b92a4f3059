import { dependenciesOf, STATE, type DependencySlice, type OwnEnds, type Playbook, type ProjectFacts } from '../model';

/** One project's share of the whole graph; of the facts it needs no surroundings. */
export function dependencySlice(facts: ProjectFacts, playbook: Pick<Playbook, 'linkMeanings'>): DependencySlice {
  const { rows, outside, selfLinks, unclearLinkTypes, count, provider, dependent, kind } = dependenciesOf(
    facts,
    playbook,
  );
  return {
    projectId: facts.project.id,
    projectKey: facts.project.key,
    ends: ownEnds(facts, rows),
    outside,
    dependencies: { count, provider, dependent, kind },
    selfLinks,
    unclearLinkTypes,
  };
}

function ownEnds({ issues }: ProjectFacts, rows: Int32Array): OwnEnds {
  return {
    count: rows.length,
    id: Float64Array.from(rows, (row) => issues.id[row]),
    number: rows.map((row) => issues.number[row]),
    open: Uint8Array.from(rows, (row) => (issues.state[row] === STATE.done ? 0 : 1)),
    start: rows.map((row) => issues.start[row]),
    due: rows.map((row) => issues.due[row]),
  };
}
