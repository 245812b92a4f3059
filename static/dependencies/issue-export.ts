import type { IssueMapView, MapIssue } from '../../src/contract';
import type { ExportTable } from './export-files';
import type { Source } from './export-stamp';
import { pictureOf, type Picture } from './export-picture';
import { STATE_WORDS, guessOf } from './issue-words';
import { startOf } from './lanes-layout';
import { shownTarget } from './path-target';
import type { ShownMap } from './shown-map';
import { KIND_WORDS, LATENESS_WORDS, RESTRICTED } from './words';

/** The tables of a file with a part of an issue map. */
export const ISSUE_TABLES = ['dependencies', 'issues'] as const;

type SourcesOf = (projectId: string | null) => readonly Source[];

/** What is shown: its dependencies and its issues, a row for each; days as `YYYY-MM-DD`. */
export function issueExportTables(shown: ShownMap, sourcesOf: SourcesOf): readonly ExportTable[] {
  return [tableOfDependencies(shown, sourcesOf), tableOfIssues(shown, sourcesOf)];
}

const NAMES = ['', ' summary', ' project', ' state', ' owner', ' milestone'] as const;

/** What an issue is called, as the cells of {@link NAMES}. */
function namesOf(issue: MapIssue, { projects }: ShownMap): readonly (string | null)[] {
  const project = issue.project === null ? null : projects[issue.project].name;
  const { key, summary, state, assignee, milestone } = issue;
  return [key ?? RESTRICTED, summary, project, STATE_WORDS[state], assignee, yesOrNo(milestone)];
}

function sourcesOfIssue({ project }: MapIssue, { projects }: ShownMap, sourcesOf: SourcesOf): readonly Source[] {
  return project === null ? [] : sourcesOf(projects[project].id);
}

function tableOfDependencies(shown: ShownMap, sourcesOf: SourcesOf): ExportTable {
  const rows = shown.dependencies.map((dependency) => {
    const [provider, dependent] = [shown.issues[dependency.provider], shown.issues[dependency.dependent]];
    return {
      cells: [
        ...namesOf(provider, shown),
        ...[provider.plannedFinish, provider.forecastFinish, guessOf(provider), dependency.neededBy],
        ...namesOf(dependent, shown),
        KIND_WORDS[dependency.kind].word,
        dependency.open ? LATENESS_WORDS[dependency.lateness].word : 'Done',
        dependency.slack,
        yesOrNo(dependency.onPath),
        yesOrNo(dependency.suggestedCut),
      ],
      sources: [provider, dependent].flatMap((issue) => sourcesOfIssue(issue, shown, sourcesOf)),
    };
  });
  return {
    name: ISSUE_TABLES[0],
    columns: [
      ...NAMES.map((name) => `provider${name}`),
      ...['provider planned finish', 'provider forecast', 'forecast is a guess', 'needed by'],
      ...NAMES.map((name) => `dependent${name}`),
      ...['type', 'stands', 'float in working days', 'critical path', 'suggested cut'],
    ],
    rows,
  };
}

/** Those without a dependency that is shown, too; the start is where its bar begins. */
function tableOfIssues(shown: ShownMap, sourcesOf: SourcesOf): ExportTable {
  return {
    name: ISSUE_TABLES[1],
    columns: [
      ...NAMES.map((name) => `issue${name}`),
      ...['start', 'planned finish', 'forecast finish', 'forecast is a guess'],
      ...['slip in working days', 'total float in working days', 'critical', 'critical path', 'in a cycle'],
    ],
    rows: shown.issues.map((issue) => ({
      cells: [
        ...namesOf(issue, shown),
        ...[startOf(issue), issue.plannedFinish, issue.forecastFinish, guessOf(issue)],
        ...[issue.slip, issue.totalFloat],
        ...[issue.critical, issue.onPath, issue.inCycle].map(yesOrNo),
      ],
      sources: sourcesOfIssue(issue, shown, sourcesOf),
    })),
  };
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
