import type { IssueMapView, MapScope, PathTarget } from '../../contract';
import { targetsOfProject, type KnownGraph, type ScheduledTarget } from '../../dependencies/views';
import { namesOfVersions } from '../../jira';
import type { Day, WorkingDays } from '../../model';
import { dayText } from './issue-view';
import type { VisibleIssues } from './visible-issues';

type PathScope = Extract<MapScope, { readonly of: 'criticalPath' }>;

/** Milestones and versions that are offered at most; more than anybody chooses among. */
const MOST_TARGETS = 100;

/** How the path stands that is shown: its length as of the forecast's day, and the least float on it. */
export function pathInView(
  graph: KnownGraph,
  path: readonly number[] | null,
  asOf: Day,
  days: WorkingDays,
): IssueMapView['path'] {
  const issues = (path ?? []).flatMap((id) => graph.issue(id) ?? []);
  const finish = issues.at(0)?.forecastFinish ?? null;
  if (finish === null) return null;
  const floats = issues.flatMap(({ totalFloat }) => totalFloat ?? []);
  return {
    length: days.upTo(finish) - days.upTo(asOf),
    leastFloat: floats.length === 0 ? null : Math.min(...floats),
  };
}

/** The milestones and versions to which paths of a project can lead, the latest first. */
export function likelyTargets(graph: KnownGraph, { projectId }: PathScope, days: WorkingDays): readonly Target[] {
  const targets = targetsOfProject(graph, Number(projectId)).map((target) => ({ ...target, late: late(target, days) }));
  return targets.sort((a, b) => (b.late ?? -Infinity) - (a.late ?? -Infinity)).slice(0, MOST_TARGETS);
}

type Target = ScheduledTarget & Pick<PathTarget, 'late'>;

/** A project, with its target and its forecast. */
interface FinishedProject {
  readonly id: number;
  readonly name: string;
  readonly target: Day | null;
  readonly forecast: Day | null;
}

/** The project's end, then those targets that the viewer may know, by their names. 1 call where there are versions. */
export async function targetsInView(
  project: FinishedProject,
  targets: readonly Target[],
  visible: VisibleIssues,
  days: WorkingDays,
): Promise<readonly PathTarget[]> {
  const hasVersions = targets.some(({ kind }) => kind === 'version');
  const versions = hasVersions ? await namesOfVersions(project.id) : new Map<number, string>();
  const { target: due, forecast } = project;
  const end = { kind: 'project', id: project.id, due, forecast, late: late({ due, forecast }, days) } as const;
  const named = targets.flatMap((target) => {
    const name = target.kind === 'version' ? versions.get(target.id) : nameOf(target.id, visible);
    return name === undefined ? [] : [{ ...target, name }];
  });
  return [{ ...end, name: project.name }, ...named].map((each) => {
    return { ...each, id: String(each.id), due: dayText(each.due), forecast: dayText(each.forecast) };
  });
}

function nameOf(id: number, visible: VisibleIssues): string | undefined {
  const live = visible.get(id);
  return live && `${live.key} ${live.summary}`.trim();
}

function late(
  { due, forecast }: Pick<FinishedProject, 'forecast'> & { readonly due: Day | null },
  days: WorkingDays,
): number | null {
  return due === null || forecast === null ? null : days.upTo(forecast) - days.upTo(due);
}
