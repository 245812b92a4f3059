import { createHash } from 'node:crypto';
import { packPortfolioMap } from '../../contract';
import { browsableBy } from '../../jira';
import { formatDay } from '../../model';
import { currentForecast } from '../../refresh';
import { readDependencyReport } from '../../store';
import { noProjectVisible } from '../refusal';
import type { MapAnswer } from './map-viewer';
import { largest, portfolioView } from './portfolio-view';

/** Of a cycle so many issues are looked at for one that the viewer may browse. */
const MOST_LOOKED_AT = 10;

/** All projects that the viewer may browse, and who waits for whom among them. */
export const portfolioMap: MapAnswer<'portfolioMap'> = async (_viewer, { knownRevision }) => {
  const { projects: portfolio, ...forecast } = await currentForecast();
  const { projects } = await browsableBy(
    portfolio.map(({ id }) => id),
    [],
  );
  if (portfolio.length > 0 && projects.size === 0) throw noProjectVisible();
  const revision = revisionFor(forecast.revision, forecast.stale, projects);
  if (knownRevision === revision) return { unchanged: true, revision };

  const report = await readDependencyReport();
  const inCycles = largest(report?.cycles ?? []).flatMap(({ issues }) => issues.slice(0, MOST_LOOKED_AT));
  const { issues } = await browsableBy(
    [],
    inCycles.map(({ id }) => id),
  );
  return packPortfolioMap({
    revision,
    asOf: report === null ? null : formatDay(report.asOf),
    mergedAt: forecast.mergedAt === null ? null : new Date(forecast.mergedAt).toISOString(),
    stale: forecast.stale,
    siteTimeZone: forecast.siteTimeZone,
    ...portfolioView(report, portfolio, { projects, issues }),
  });
};

/** Changes with what the map says and with what the viewer may know of it. */
function revisionFor(forecast: string, stale: boolean, projects: ReadonlySet<number>): string {
  const known = createHash('sha256').update([...projects].sort((a, b) => a - b).join());
  return `${forecast}-${stale ? 'stale' : 'fresh'}-${known.digest('base64url').slice(0, 8)}`;
}
