import { createHash } from 'node:crypto';
import type { Export } from '../contract';
import { MOST_CHARACTERS_EXPORTED } from '../contract/limits';
import { browsableBy, type Browsable } from '../jira';
import type { Dependency, DependencyCycle, DependencyEnd, DependencyReport, Snapshot } from '../model';
import { readDependencyReport, readIndex, readSnapshot } from '../store';
import type { Answer } from './project-viewer';
import { asShown } from './shown-findings';

/** A part of the export, which is made anew for each: what the viewer may browse can have changed since the one before. */
export const exportSnapshot: Answer<'export'> = async ({ projectId }, { from }) => {
  const exported = await exportOf(projectId);
  const whole = JSON.stringify(exported);
  return {
    readAt: exported.readAt,
    text: whole.slice(from, from + MOST_CHARACTERS_EXPORTED),
    length: whole.length,
    revision: createHash('sha256').update(whole).digest('base64url').slice(0, 8),
  };
};

/** The whole snapshot and the dependency report, less what the viewer may not browse. */
async function exportOf(projectId: number): Promise<Export> {
  const [stored, report, { projects }] = await Promise.all([
    readSnapshot(projectId),
    readDependencyReport(),
    readIndex(),
  ]);
  const snapshot = stored && asShown(stored.value.snapshot);
  const idsByKey = new Map(projects.map(({ id, key }) => [key, id]));
  const browsable = await browsableBy(projectsNamed(report, idsByKey), issuesNamed(snapshot, report));
  const filter = new ViewerFilter(browsable, idsByKey);
  return {
    snapshot: snapshot && filter.snapshot(snapshot),
    readAt: stored === null ? null : new Date(stored.header.meta.readAt).toISOString(),
    dependencies: report && filter.report(report),
    hidden: filter.hidden,
  };
}

function issuesNamed(snapshot: Snapshot | null, report: DependencyReport | null): readonly number[] {
  const offenders = (snapshot?.findings ?? []).flatMap((finding) => finding.offenders.map(({ id }) => id));
  const inCycles = (report?.cycles ?? []).flatMap((cycle) => cycle.issues.map(({ id }) => id));
  return [...new Set([...offenders, ...inCycles])];
}

function projectsNamed(report: DependencyReport | null, idsByKey: ReadonlyMap<string, number>): readonly number[] {
  const pairs = (report?.coupling ?? []).flatMap((pair) => [pair.dependentProject, pair.providerProject]);
  const each = [...(report?.stability ?? []), ...(report?.forecasts ?? [])].map(({ project }) => project);
  const unclear = (report?.unclearLinkTypes ?? []).flatMap((type) => type.projects);
  return [...new Set([...pairs, ...each, ...unclear])].flatMap((key) => idsByKey.get(key) ?? []);
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
    const coupling = this.known(report.coupling, ({ dependentProject, providerProject }) => {
      return this.mayKnow(dependentProject) && this.mayKnow(providerProject);
    });
    const stability = this.known(report.stability, ({ project }) => this.mayKnow(project));
    const forecasts = report.forecasts.filter(({ project }) => this.mayKnow(project));
    const unclearLinkTypes = report.unclearLinkTypes.flatMap((type) => {
      const projects = type.projects.filter((project) => this.mayKnow(project));
      return projects.length === 0 ? [] : { ...type, projects };
    });
    const cycles = report.cycles.map((cycle) => this.cycle(cycle));
    return { ...report, unclearLinkTypes, coupling, stability, forecasts, cycles };
  }

  private known<T>(all: readonly T[], mayKnow: (each: T) => boolean): readonly T[] {
    const known = all.filter(mayKnow);
    this.hidden += all.length - known.length;
    return known;
  }

  private mayKnow(projectKey: string): boolean {
    const id = this.idsByKey.get(projectKey);
    return id !== undefined && this.browsable.projects.has(id);
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
    const between = ({ provider, dependent, kind }: Dependency): Dependency => {
      return { provider: named(provider), dependent: named(dependent), kind };
    };
    const dependencies = cycle.dependencies.map(between);
    return { ...cycle, issues, dependencies, suggestedCut: cycle.suggestedCut.map(between) };
  }
}
