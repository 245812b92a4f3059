import { browsableBy, type Browsable } from '../jira';
import type { DependencyCycle, DependencyEnd, DependencyReport, ProjectCoupling, Snapshot } from '../model';
import { readDependencyReport, readIndex, readSnapshot } from '../store';
import type { Answer } from './project-viewer';

/** The whole snapshot and the dependency report, less what the viewer may not browse. */
export const exportSnapshot: Answer<'export'> = async ({ projectId }) => {
  const [stored, report, { projects }] = await Promise.all([
    readSnapshot(projectId),
    readDependencyReport(),
    readIndex(),
  ]);
  const snapshot = stored?.value.snapshot ?? null;
  const idsByKey = new Map(projects.map(({ id, key }) => [key, id]));
  const browsable = await browsableBy(projectsNamed(report, idsByKey), issuesNamed(snapshot, report));
  const filter = new ViewerFilter(browsable, idsByKey);
  return {
    snapshot: snapshot && filter.snapshot(snapshot),
    readAt: stored === null ? null : new Date(stored.header.meta.readAt).toISOString(),
    dependencies: report && filter.report(report),
    hidden: filter.hidden,
  };
};

function issuesNamed(snapshot: Snapshot | null, report: DependencyReport | null): readonly number[] {
  const offenders = (snapshot?.findings ?? []).flatMap((finding) => finding.offenders.map(({ id }) => id));
  const inCycles = (report?.cycles ?? []).flatMap((cycle) => cycle.issues.map(({ id }) => id));
  return [...new Set([...offenders, ...inCycles])];
}

function projectsNamed(report: DependencyReport | null, idsByKey: ReadonlyMap<string, number>): readonly number[] {
  const keys = (report?.coupling ?? []).flatMap((pair) => [pair.dependentProject, pair.providerProject]);
  return [...new Set(keys)].flatMap((key) => idsByKey.get(key) ?? []);
}

/** Takes out what the viewer may not browse, and counts it. */
class ViewerFilter {
  hidden = 0;

  constructor(
    private readonly browsable: Browsable,
    private readonly idsByKey: ReadonlyMap<string, number>,
  ) {}

  snapshot(snapshot: Snapshot): Snapshot {
    const findings = snapshot.findings.map((finding) => {
      const offenders = finding.offenders.filter(({ id }) => this.browsable.issues.has(id));
      this.hidden += finding.offenders.length - offenders.length;
      return { ...finding, offenders };
    });
    return { ...snapshot, findings };
  }

  /** Sums stay as they are; a pair of projects is named only to those who may browse both. */
  report(report: DependencyReport): DependencyReport {
    const coupling = report.coupling.filter((pair) => this.mayKnow(pair));
    this.hidden += report.coupling.length - coupling.length;
    return { ...report, coupling, cycles: report.cycles.map((cycle) => this.cycle(cycle)) };
  }

  private mayKnow({ dependentProject, providerProject }: ProjectCoupling): boolean {
    return [dependentProject, providerProject].every((key) => {
      const id = this.idsByKey.get(key);
      return id !== undefined && this.browsable.projects.has(id);
    });
  }

  /** A hidden issue keeps its place in the cycle and whether it is open, under a number that means nothing. */
  private cycle(cycle: DependencyCycle): DependencyCycle {
    const anonymous = new Map<number, number>();
    const issues = cycle.issues.map((issue): DependencyEnd => {
      if (this.browsable.issues.has(issue.id)) return issue;
      this.hidden++;
      anonymous.set(issue.id, -1 - anonymous.size);
      return { id: -anonymous.size, key: 'hidden', projectKey: 'hidden', open: issue.open };
    });
    const named = (id: number): number => anonymous.get(id) ?? id;
    const dependencies = cycle.dependencies.map(({ provider, dependent, kind }) => {
      return { provider: named(provider), dependent: named(dependent), kind };
    });
    return { issues, live: cycle.live, dependencies };
  }
}
