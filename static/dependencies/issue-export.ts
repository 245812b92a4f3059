import type { IssueMapView } from '../../src/contract';
import type { ExportTable } from './export-files';
import type { Source } from './export-stamp';
import { pictureOf, type Picture } from './export-picture';
import { STATE_WORDS, guessOf } from './issue-words';
import { shownTarget } from './path-target';
import type { ShownMap } from './shown-map';
import { KIND_WORDS, LATENESS_WORDS, RESTRICTED } from './words';

const COLUMNS = [
  ...['provider', 'provider summary', 'provider project', 'provider state', 'provider owner', 'provider milestone'],
  ...['provider planned finish', 'provider forecast', 'forecast is a guess', 'needed by'],
  ...[
    'dependent',
    'dependent summary',
    'dependent project',
    'dependent state',
    'dependent owner',
    'dependent milestone',
  ],
  ...['type', 'stands', 'float in working days', 'critical path', 'suggested cut'],
] as const;

/** The dependencies that are shown, a row for each; days as `YYYY-MM-DD`. */
export function issueExportTable(
  { issues, projects, dependencies }: ShownMap,
  sourcesOf: (projectId: string | null) => readonly Source[],
): ExportTable {
  const nameOf = (place: number): readonly (string | null)[] => {
    const issue = issues[place];
    const project = issue.project === null ? null : projects[issue.project].name;
    const { state, assignee, milestone } = issue;
    return [issue.key ?? RESTRICTED, issue.summary, project, STATE_WORDS[state], assignee, yesOrNo(milestone)];
  };
  const sourcesAt = (place: number): readonly Source[] => {
    const { project } = issues[place];
    return project === null ? [] : sourcesOf(projects[project].id);
  };
  const rows = dependencies.map((dependency) => {
    const provider = issues[dependency.provider];
    return {
      cells: [
        ...nameOf(dependency.provider),
        ...[provider.plannedFinish, provider.forecastFinish, guessOf(provider), dependency.neededBy],
        ...nameOf(dependency.dependent),
        KIND_WORDS[dependency.kind].word,
        dependency.open ? LATENESS_WORDS[dependency.lateness].word : 'Done',
        dependency.slack,
        yesOrNo(dependency.onPath),
        yesOrNo(dependency.suggestedCut),
      ],
      sources: [...sourcesAt(dependency.provider), ...sourcesAt(dependency.dependent)],
    };
  });
  return { name: 'dependencies', columns: COLUMNS, rows };
}

function yesOrNo(is: boolean): string {
  return is ? 'yes' : 'no';
}

/** What a file with a part of an issue map is about. */
export function aboutIssueMap(view: IssueMapView, shown: ShownMap): Readonly<Record<string, unknown>> {
  return {
    forecastOf: view.asOf,
    forecastMadeAt: view.mergedAt,
    issuesShown: shown.issues.length,
    issues: view.issueCount,
    dependenciesShown: shown.dependencies.length,
    dependencies: view.dependencyCount,
    ...(view.path !== null && { target: shownTarget(view), path: view.path }),
    notes: view.notes,
  };
}

const MARGIN = 12;

/** A picture of a drawing, as large as what is drawn. */
export function pictureOfDrawing(drawing: SVGGraphicsElement | null): Picture | null {
  if (drawing === null) return null;
  const { x, y, width, height } = drawing.getBBox();
  return pictureOf(drawing, {
    x: x - MARGIN,
    y: y - MARGIN,
    width: width + 2 * MARGIN,
    height: height + 2 * MARGIN,
  });
}
