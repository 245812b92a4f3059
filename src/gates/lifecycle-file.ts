import type { CriterionCheck, Lifecycle, Panel } from '../model';

/** A lifecycle as it is exchanged between projects and sites. */
export interface LifecycleFile {
  readonly format: 'plumbline-lifecycle';
  readonly version: 1;
  readonly lifecycle: Lifecycle;
}

/**
 * What a project gives away of its lifecycle: neither its people, groups and roles, which mean nothing elsewhere, nor
 * its dates.
 */
export function lifecycleFile(lifecycle: Lifecycle): LifecycleFile {
  const anonymous = withPanels(lifecycle, () => ({ people: [], groups: [], roles: [] }));
  const stages = anonymous.stages.map((stage) => ({
    ...stage,
    gate: { ...stage.gate, planned: null, forecast: null },
  }));
  return { format: 'plumbline-lifecycle', version: 1, lifecycle: { ...anonymous, stages } };
}

/** All panels of a lifecycle: of its gates, and of the statements that somebody confirms. */
export function panelsOf({ stages }: Lifecycle): readonly Panel[] {
  return stages.flatMap(({ criteria, gate }) => [
    gate.deciders,
    ...criteria.flatMap(({ check }) => (check.of === 'statement' ? [check.by] : [])),
  ]);
}

/** The same lifecycle with other panels. */
export function withPanels({ title, stages }: Lifecycle, change: (panel: Panel) => Panel): Lifecycle {
  const changed = (check: CriterionCheck): CriterionCheck =>
    check.of === 'statement' ? { ...check, by: change(check.by) } : check;
  return {
    title,
    stages: stages.map(({ criteria, gate, ...stage }) => ({
      ...stage,
      criteria: criteria.map((criterion) => ({ ...criterion, check: changed(criterion.check) })),
      gate: { ...gate, deciders: change(gate.deciders) },
    })),
  };
}
