import { browsableBy } from '../../jira';
import { readReportHeader, readRows } from '../../store';
import { noProjectVisible } from '../refusal';
import type { MapAnswer } from './map-viewer';

/** By which playbook, and from which reading, the figures are of each project that the viewer may browse. */
export const mapSources: MapAnswer<'mapSources'> = async () => {
  const [stored, header] = await Promise.all([readRows(), readReportHeader()]);
  const rows = stored?.value ?? [];
  const { projects } = await browsableBy(
    rows.map(({ projectId }) => projectId),
    [],
  );
  if (rows.length > 0 && projects.size === 0) throw noProjectVisible();
  const mergedAt = header?.meta.mergedAt ?? Infinity;
  return {
    sources: rows
      .filter(({ projectId }) => projects.has(projectId))
      .map(({ projectId, playbook: { title, version }, readAt }) => ({
        projectId: String(projectId),
        playbook: `${title} v${version}`,
        // A project may have been read again since its dependencies were put together with those of the others.
        readAt: new Date(Math.min(readAt, mergedAt)).toISOString(),
      })),
  };
};
