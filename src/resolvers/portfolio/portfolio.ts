import { createHash } from 'node:crypto';
import { packPortfolio } from '../../contract';
import { DAYS_BACK, formatDay } from '../../model';
import { bringRowsForward, currentSite, todayOn } from '../../refresh';
import { readDependencyReport, readPortfolioDays, readReportHeader, readRows, readTiers } from '../../store';
import { asPlaced } from './portfolio-view';
import type { PortfolioAnswer, PortfolioViewer } from './portfolio-viewer';

/** How all projects stand that the viewer may browse, from what is stored of them. */
export const portfolio: PortfolioAnswer<'portfolio'> = async (viewer, { knownRevision }) => {
  const [site, stored, header, tiers] = await Promise.all([currentSite(), readRows(), readReportHeader(), readTiers()]);
  const madeAt = stored?.header.meta.madeAt ?? null;
  const isBehind = await bringRowsForward(viewer.projects.length, madeAt);
  const day = todayOn(site, Date.now());
  const today = formatDay(day);
  const revision = revisionOf(viewer, [madeAt, header?.sequence, header?.digest, isBehind, today, [...tiers]]);
  if (knownRevision === revision) return { unchanged: true, revision };
  const [report, [weekAgo]] = await Promise.all([readDependencyReport(), readPortfolioDays([day - DAYS_BACK])]);
  const { lateWaits } = weekAgo ?? {};
  return packPortfolio({
    ...{ revision, siteTimeZone: site.timeZone, today, isBehind, isPmo: viewer.isPmo },
    rolledUpAt: madeAt === null ? null : new Date(madeAt).toISOString(),
    ...asPlaced(viewer, {
      ...{ rows: stored?.value ?? [], madeAt: madeAt ?? 0 },
      ...{ coupling: report?.coupling ?? [], lateWaits, tiers },
    }),
  });
};

/** Changes with what is shown and with what the viewer may know of it. */
function revisionOf({ projects, isPmo }: PortfolioViewer, of: readonly unknown[]): string {
  const known = JSON.stringify([of, isPmo, projects]);
  return createHash('sha256').update(known).digest('base64url').slice(0, 16);
}
