import { DAYS_BACK, type FreshRow, type PortfolioRow, type WeekAgo } from '../model';
import { continuedRow } from '../portfolio';
import { commitRows, forgetFreshRow, listFreshRows, readHistoryOn, readIndex, readRows } from '../store';
import { inParallel } from './in-parallel';
import { takeRequest } from './request-work';

/**
 * Brings the portfolio's rows up to date: those of projects that were evaluated since the last time go on, those of
 * projects that are no longer listed go. Killed anywhere, it can be run again.
 */
export async function rollUp(): Promise<void> {
  if (!(await takeRequest('rows'))) return;
  const madeAt = Date.now();
  const [fresh, stored, { projects }] = await Promise.all([listFreshRows(), readRows(), readIndex()]);
  const known = new Map(stored?.value.map((row) => [row.projectId, row]));
  const rows = await inParallel(projects, async ({ id }) => {
    const before = known.get(id) ?? null;
    const waiting = fresh.get(id);
    return waiting === undefined ? before : goOn(waiting.row, before);
  });
  const outcome = await commitRows(
    rows.filter((row) => row !== null),
    { madeAt },
  );
  // Whoever began later may not have seen these.
  if (outcome === 'superseded') return;
  await inParallel([...fresh.values()], forgetFreshRow);
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
