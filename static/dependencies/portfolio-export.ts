import type { PortfolioMapView } from '../../src/contract';
import type { CriticalPath } from './critical-path';
import type { MapExport } from './export-menu';
import type { ExportTable } from './export-files';
import { queryOfFilters, type MapFilters } from './filters';
import { MOST_LANES, byFloat, missesTarget } from './project-lanes';
import type { ProjectView } from './routes';
import { projectName, type ShownProjects } from './shown-projects';
import { RESTRICTED } from './words';

interface Exported {
  readonly view: PortfolioMapView;
  readonly shown: ShownProjects;
  readonly filters: MapFilters;
  readonly current: ProjectView;
  /** Place of the selected project; its critical path. */
  readonly selected: number | null;
  readonly path: CriticalPath | null;
}

/** Exactly what is shown, as a table: of the timeline its projects, else the pairs that the filters leave. */
export function portfolioExport(exported: Exported): Omit<MapExport, 'picture'> {
  const { view, shown, current, filters } = exported;
  return {
    name: `plumbline-dependencies-${current}-${view.asOf ?? 'no-forecast'}`,
    about: {
      asOf: view.asOf,
      filters: Object.fromEntries(queryOfFilters(filters)),
      openDependencies: shown.open,
      projects: shown.named,
    },
    table: () => (current === 'timeline' ? tableOfLanes(exported) : tableOfPairs(exported)),
  };
}

function tableOfPairs({ view, shown }: Exported): ExportTable {
  return {
    columns: ['project', 'projectKey', 'waitsFor', 'waitsForKey', 'open', 'late', 'done', 'leastSlackWorkingDays'],
    rows: shown.pairs.map(({ dependent, provider, open, late, done, leastSlack }) => {
      const [waiting, waitedFor] = [view.projects[dependent], view.projects[provider]];
      const names = [projectName(waiting), waiting.key, projectName(waitedFor), waitedFor.key];
      return [...names, open, late, done, leastSlack];
    }),
  };
}

/** The critical path of the open lane as keys, the first to finish first. */
function tableOfLanes({ view, shown, selected, path }: Exported): ExportTable {
  const steps = (path?.shown?.issues ?? []).map(({ key }) => key ?? RESTRICTED).reverse();
  return {
    columns: ['project', 'projectKey', 'target', 'forecast', 'late', 'leastFloatWorkingDays', 'criticalPath'],
    rows: byFloat(view.projects, shown.projects)
      .slice(0, MOST_LANES)
      .map((place) => {
        const project = view.projects[place];
        const { key, target, forecast, leastFloat } = project;
        const late = target === null || forecast === null ? null : missesTarget(project) ? 'yes' : 'no';
        const drawn = place === selected && steps.length > 0 ? steps.join(' → ') : null;
        return [projectName(project), key, target, forecast, late, leastFloat, drawn];
      }),
  };
}
