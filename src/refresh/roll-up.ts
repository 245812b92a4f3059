import { DAYS_BACK, type FreshRow, type LateWait, type PortfolioRow, type WeekAgo } from '../model';
import { continuedRow, portfolioDay } from '../portfolio';
import {
  commitRows,
  forgetFreshRows,
  forgetPortfolioDaysBefore,
  getSite,
  hasFreshRows,
  listFreshRows,
  readDependencyReport,
  readHistoryOn,
  readIndex,
  readRows,
  writePortfolioDay,
  type PortfolioIndex,
} from '../store';
import { inParallel } from './in-parallel';
import { todayOn } from './local-time';
import { requestRollUp, takeRequest } from './request-work';

/** While somebody looks, rows are rolled up so often at most: the more projects, the more each time costs. */
const SHORTEST_PAUSE_MILLISECONDS = 30_000;
const PAUSE_PER_PROJECT_MILLISECONDS = 60;

/** Has rows rolled up for somebody who looks at them, if any wait; answers whether any do. `madeAt` as in their header. */
export async function bringRowsForward(projects: number, madeAt: number | null): Promise<boolean> {
  if (!(await hasFreshRows())) return false;
  const pause = SHORTEST_PAUSE_MILLISECONDS + projects * PAUSE_PER_PROJECT_MILLISECONDS;
  if (madeAt === null || Date.now() - madeAt >= pause) await requestRollUp();
  return true;
}

/**
 * Brings the portfolio's rows up to date: those of projects that were evaluated since the last time go on, those of
 * projects that are no longer listed go. Killed anywhere, it can be run again.
 */
export async function rollUp(): Promise<void> {
  if (!(await takeRequest('rows'))) return;
  const madeAt = Date.now();
  const [fresh, stored, { projects }] = await Promise.all([listFreshRows(), readRows(), readIndex()]);
  const earlier = new Map(stored?.value.map((row) => [row.projectId, row]));
  const byProject = new Map<number, FreshRow[]>();
  for (const { row } of fresh) byProject.set(row.projectId, [...(byProject.get(row.projectId) ?? []), row]);
  const rows = await inParallel(projects, async ({ id }) => {
    let row = earlier.get(id) ?? null;
    for (const next of byProject.get(id) ?? []) row = await goOn(next, row);
    return row;
  });
  const known = rows.filter((row) => row !== null);
  const outcome = await commitRows(known, { madeAt });
  // Whoever began later may not have seen these.
  if (outcome === 'superseded') return;
  await keepDay(known, projects, { madeAt, before: stored?.header.meta.madeAt ?? 0 });
  await forgetFreshRows(fresh);
}

/** Keeps how the portfolio stands on this day, for its trends. `before`: when rows were rolled up the last time. */
async function keepDay(
  rows: readonly PortfolioRow[],
  projects: PortfolioIndex['projects'],
  { madeAt, before }: { readonly madeAt: number; readonly before: number },
): Promise<void> {
  const [stored, report] = await Promise.all([getSite(), readDependencyReport()]);
  const site = stored ?? { timeZone: 'UTC' };
  const today = todayOn(site, madeAt);
  const idOf = new Map(projects.map(({ key, id }) => [key, id]));
  const lateOf = new Map<number, number>();
  const lateWaits: LateWait[] = [];
  for (const { dependentProject, providerProject, late } of report?.coupling ?? []) {
    const [dependent, provider] = [idOf.get(dependentProject), idOf.get(providerProject)];
    if (dependent === undefined) continue;
    lateOf.set(dependent, (lateOf.get(dependent) ?? 0) + late);
    if (late > 0 && provider !== undefined) lateWaits.push({ dependent, provider });
  }
  await writePortfolioDay(portfolioDay(today, rows, lateOf, lateWaits));
  if (todayOn(site, before) < today) await forgetPortfolioDaysBefore(today);
}

/** Storage's lists lag behind: what was rolled up already may come once more, and then is no news. */
async function goOn(fresh: FreshRow, before: PortfolioRow | null): Promise<PortfolioRow> {
  if (before !== null && (before.evaluatedOn > fresh.evaluatedOn || before.readAt > fresh.readAt)) return before;
  return continuedRow(fresh, await weekBefore(fresh, before), before);
}

/** A day that is past does not change any more. */
async function weekBefore({ projectId, evaluatedOn }: FreshRow, before: PortfolioRow | null): Promise<WeekAgo | null> {
  if (before?.evaluatedOn === evaluatedOn) return before.weekAgo;
  const row = await readHistoryOn(projectId, evaluatedOn - DAYS_BACK);
  if (row === null) return null;
  const { score, level, playbook, attainments } = row;
  return { score, level, playbook, attainments };
}
