import type { IssueMapView } from '../../src/contract';
import type { ExportTable } from './export-files';
import { pictureOf, type Picture } from './export-picture';
import { STATE_WORDS, guessOf } from './issue-words';
import type { ShownMap } from './shown-map';
import { KIND_WORDS, LATENESS_WORDS, RESTRICTED } from './words';

const COLUMNS = [
  ...['provider', 'provider summary', 'provider project', 'provider state', 'provider owner'],
  ...['provider planned finish', 'provider forecast', 'forecast is a guess', 'needed by'],
  ...['dependent', 'dependent summary', 'dependent project', 'dependent state', 'dependent owner'],
  ...['type', 'stands', 'float in working days', 'critical path'],
] as const;

/** The dependencies that are shown, a row for each; days as `YYYY-MM-DD`. */
export function issueExportTable({ issues, projects, dependencies }: ShownMap): ExportTable {
  const nameOf = (place: number): readonly (string | null)[] => {
    const issue = issues[place];
    const project = issue.project === null ? null : projects[issue.project].name;
    return [issue.key ?? RESTRICTED, issue.summary, project, STATE_WORDS[issue.state], issue.assignee];
  };
  const rows = dependencies.map((dependency) => {
    const provider = issues[dependency.provider];
    return [
      ...nameOf(dependency.provider),
      ...[provider.plannedFinish, provider.forecastFinish, guessOf(provider), dependency.neededBy],
      ...nameOf(dependency.dependent),
      KIND_WORDS[dependency.kind].word,
      dependency.open ? LATENESS_WORDS[dependency.lateness].word : 'Done',
      dependency.slack,
      dependency.onPath ? 'yes' : 'no',
    ];
  });
  return { columns: COLUMNS, rows };
}

/** What a file with a part of an issue map is about. */
export function aboutIssueMap(view: IssueMapView, shown: ShownMap): Readonly<Record<string, unknown>> {
  return {
    forecastAsOf: view.asOf,
    issuesShown: shown.issues.length,
    issues: view.issueCount,
    dependenciesShown: shown.dependencies.length,
    dependencies: view.dependencyCount,
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
