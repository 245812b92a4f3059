import type { DayScore, HistoryView } from '../contract';
import { formatDay, type Day, type Snapshot } from '../model';
import { currentSite, todayOn } from '../refresh';
import { readHistory, readHistoryOn, readSnapshot, type HistoryRow } from '../store';
import type { Answer } from './project-viewer';
import { asShown } from './shown-findings';

/** Days before a snapshot whose scores are shown beside it: few, for every look at a project reads them. */
const RECENT_DAYS = [28, 24, 20, 16, 12, 8, 4];

/** How the project stood day by day, and each rule that project managers see. */
export const history: Answer<'history'> = async ({ projectId }, { weeks }) => {
  const [site, stored] = await Promise.all([currentSite(), readSnapshot(projectId)]);
  const today = todayOn(site, Date.now());
  const rows = await readHistory(projectId, today - 7 * weeks, today);
  return asView(rows, stored && stored.value.snapshot);
};

/** Scores of some of the four weeks before a day. */
export async function recentScores(projectId: number, before: Day): Promise<readonly DayScore[]> {
  const rows = await Promise.all(RECENT_DAYS.map((days) => readHistoryOn(projectId, before - days)));
  return rows.flatMap((row) => (row === null ? [] : [{ day: formatDay(row.day), score: row.score }]));
}

function asView(rows: readonly HistoryRow[], snapshot: Snapshot | null): HistoryView {
  const playbooks = [...new Set(rows.map(({ playbook }) => playbook))];
  return {
    days: rows.map(({ day, score, coverage, level, playbook }) => ({
      ...{ day: formatDay(day), score, coverage, level, playbook: playbooks.indexOf(playbook) },
    })),
    playbooks: playbooks.map((name) => {
      const [id, version] = name.split('@');
      return { id, version: Number(version) };
    }),
    rules: (snapshot === null ? [] : asShown(snapshot).findings).map(({ rule }) => ({
      rule,
      attainments: rows.map(({ attainments }) => attainments[rule] ?? null),
      few: Object.fromEntries(rows.flatMap(({ few }, place) => (rule in few ? [[place, few[rule]]] : []))),
    })),
  };
}
