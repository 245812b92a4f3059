import type { CriterionCheck, Lifecycle, Panel } from '../model';

/** A lifecycle as it is exchanged between projects and sites. */
export interface LifecycleFile {
  readonly format: 'plumbline-lifecycle';
  readonly version: 1;
  readonly lifecycle: Lifecycle;
}

const NOBODY: Panel = { people: [], groups: [], roles: [] };

/**
 * What a project gives away of its lifecycle: neither its people, groups and roles, which mean nothing elsewhere, nor
 * its dates.
 */
export function lifecycleFile(lifecycle: Lifecycle): LifecycleFile {
  return { format: 'plumbline-lifecycle', version: 1, lifecycle: withoutSite(lifecycle) };
}

function withoutSite({ title, stages }: Lifecycle): Lifecycle {
  return {
    title,
    stages: stages.map(({ criteria, gate, ...stage }) => ({
      ...stage,
      criteria: criteria.map((criterion) => ({ ...criterion, check: withoutPeople(criterion.check) })),
      gate: { ...gate, planned: null, forecast: null, deciders: NOBODY },
    })),
  };
}

function withoutPeople(check: CriterionCheck): CriterionCheck {
  return check.of === 'statement' ? { ...check, by: NOBODY } : check;
}
