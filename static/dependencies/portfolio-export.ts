import type { MapProject, PortfolioMapView } from '../../src/contract';
import type { CriticalPath } from './critical-path';
import type { ExportTable } from './export-files';
import type { Exported } from './export-menu';
import type { Source } from './export-stamp';
import { queryOfFilters, type MapFilters } from './filters';
import type { SourcesOfProjects } from './map-sources';
import { MOST_LANES, byFloat, missesTarget } from './project-lanes';
import { figuresOfNodes, pairsWithLines, pressingProjects } from './project-nodes';
import type { ProjectView } from './routes';
import { projectName, type ProjectPair, type ShownProjects } from './shown-projects';
import { RESTRICTED } from './words';

interface ShownMaps {
  readonly view: PortfolioMapView;
  readonly shown: ShownProjects;
  readonly filters: MapFilters;
  readonly current: ProjectView;
  /** Place of the selected project; its critical path. */
  readonly selected: number | null;
  readonly path: CriticalPath | null;
  readonly sources: SourcesOfProjects;
}

/** Exactly what is shown: of the timeline its lanes, of the graph its lines and projects, of the table pairs and projects. */
export function portfolioExport(maps: ShownMaps): Omit<Exported, 'picture'> {
  const { view, shown, current, filters } = maps;
  return {
    name: `plumbline-dependencies-${current}-${view.asOf ?? 'no-forecast'}`,
    about: {
      forecastOf: view.asOf,
      forecastMadeAt: view.mergedAt,
      filters: Object.fromEntries(queryOfFilters(filters)),
      openDependencies: shown.open,
      projectsShown: shown.named,
      ...drawnOf(maps),
    },
    ...(current === 'table' || current === 'graph' ? { tablesNamed: ['pairs', 'projects'] } : {}),
    tables: async () => {
      const sources = await maps.sources();
      const sourceOf = ({ id }: MapProject): readonly Source[] => sources(id);
      if (current === 'timeline') return [tableOfLanes(maps, sourceOf)];
      if (current === 'graph') return tablesOfGraph(maps, sourceOf);
      const pairs = tableOfPairs(view, shown.pairs, sourceOf);
      return current === 'table' ? [pairs, tableOfProjects(maps, sourceOf)] : [pairs];
    },
  };
}

/** Of what the filters leave, how much has room in a drawing that takes only so many. */
function drawnOf({ shown, current, selected }: ShownMaps): Readonly<Record<string, unknown>> {
  const of = (drawn: number, total: number): object => ({ shown: drawn, total });
  const projects = shown.projects.length;
  if (current === 'timeline') return { projectsDrawn: of(Math.min(projects, MOST_LANES), projects) };
  if (current !== 'graph') return {};
  const pressing = pressingProjects(shown);
  const lines = pairsWithLines(pressing, selected).length;
  return { projectsDrawn: of(pressing.projects.length, projects), pairsDrawn: of(lines, shown.pairs.length) };
}

type SourceOf = (project: MapProject) => readonly Source[];

function tableOfPairs(view: PortfolioMapView, pairs: readonly ProjectPair[], sourceOf: SourceOf): ExportTable {
  return {
    name: 'pairs',
    columns: ['project', 'projectKey', 'waitsFor', 'waitsForKey', 'open', 'late', 'done', 'leastSlackWorkingDays'],
    rows: pairs.map(({ dependent, provider, open, late, done, leastSlack }) => {
      const [waiting, waitedFor] = [view.projects[dependent], view.projects[provider]];
      const names = [projectName(waiting), waiting.key, projectName(waitedFor), waitedFor.key];
      return {
        cells: [...names, open, late, done, leastSlack],
        sources: [...sourceOf(waiting), ...sourceOf(waitedFor)],
      };
    }),
  };
}

/** What the second table of the view says of each project; `waitsFor` is Ce, `waitedForBy` is Ca. */
function tableOfProjects({ view, shown }: ShownMaps, sourceOf: SourceOf): ExportTable {
  return {
    name: 'projects',
    columns: [
      ...['project', 'projectKey', 'target', 'forecast', 'leastFloatWorkingDays'],
      ...['waitsFor', 'waitedForBy', 'instability', 'items', 'estimated', 'undated'],
    ],
    rows: byFloat(view.projects, shown.projects).map((place) => {
      const project = view.projects[place];
      const { key, target, forecast, leastFloat, waitedFor, waitingForIt, instability } = project;
      return {
        cells: [
          ...[projectName(project), key, target, forecast, leastFloat],
          ...[waitedFor, waitingForIt, instability, project.items, project.estimated, project.undated],
        ],
        sources: sourceOf(project),
      };
    }),
  };
}

/** The lines, and what stands in the boxes: open dependencies in the pairs of the projects that are drawn. */
function tablesOfGraph({ view, shown, selected }: ShownMaps, sourceOf: SourceOf): readonly ExportTable[] {
  const pressing = pressingProjects(shown);
  const projects: ExportTable = {
    name: 'projects',
    columns: [
      ...['project', 'projectKey', 'openWaitedFor', 'late', 'openWaitingForIt'],
      ...['forecast', 'leastFloatWorkingDays'],
    ],
    rows: [...figuresOfNodes(pressing)].map(([place, { waits, late, waitedFor }]) => {
      const project = view.projects[place];
      const { key, forecast, leastFloat } = project;
      return {
        cells: [projectName(project), key, waits, late, waitedFor, forecast, leastFloat],
        sources: sourceOf(project),
      };
    }),
  };
  return [tableOfPairs(view, pairsWithLines(pressing, selected), sourceOf), projects];
}

/** The critical path of the open lane as keys, the first to finish first. */
function tableOfLanes({ view, shown, selected, path }: ShownMaps, sourceOf: SourceOf): ExportTable {
  const steps = (path?.shown?.issues ?? []).map(({ key }) => key ?? RESTRICTED).reverse();
  return {
    name: 'projects',
    columns: ['project', 'projectKey', 'target', 'forecast', 'late', 'leastFloatWorkingDays', 'criticalPath'],
    rows: byFloat(view.projects, shown.projects)
      .slice(0, MOST_LANES)
      .map((place) => {
        const project = view.projects[place];
        const { key, target, forecast, leastFloat } = project;
        const late = target === null || forecast === null ? null : missesTarget(project) ? 'yes' : 'no';
        const drawn = place === selected && steps.length > 0 ? steps.join(' → ') : null;
        return {
          cells: [projectName(project), key, target, forecast, late, leastFloat, drawn],
          sources: sourceOf(project),
        };
      }),
  };
}
