import { catalogue } from '../../compliance';
import type { TrendPoint, TrendsView } from '../../contract';
import { formatDay, type Day } from '../../model';
import { rulesIn, trendOf, turnsOf, type GroupOnDay } from '../../portfolio';
import { currentSite, todayOn } from '../../refresh';
import { readPortfolioDays } from '../../store';
import type { PortfolioAnswer } from './portfolio-viewer';

/** A value of storage is read for each: the whole answer stays below 60, however many projects there are. */
const MOST_DAYS = 47;
const A_WEEK = 7;

/** How groups of projects stood over time, counted from those that the viewer may browse. */
export const trends: PortfolioAnswer<'trends'> = async (viewer, { weeks, groups }) => {
  const visible = new Set(viewer.projects.map(({ id }) => id));
  const members = groups.map((ids) => new Set(ids.map(Number).filter((id) => visible.has(id))));
  const site = await currentSite();
  const days = await readPortfolioDays(daysOf(todayOn(site, Date.now()), weeks));
  const all = new Set(members.flatMap((group) => [...group]));
  const known = rulesIn(days, all, viewer);
  const rules = catalogue.filter(({ id }) => known.has(id));
  const ids = rules.map(({ id }) => id);
  return {
    days: days.map(({ day }) => formatDay(day)),
    rules: rules.map(({ id, title, theme }) => ({ id, title, theme })),
    groups: members.map((group) => trendOf(days, group, ids, viewer).map(pointOf)),
    turns: turnsOf(days, all).map((turn) => ({ ...turn, day: formatDay(turn.day) })),
  } satisfies TrendsView;
};

/** The last day, and days before it at equal distances. */
function daysOf(today: Day, weeks: number): readonly Day[] {
  const step = Math.ceil((A_WEEK * weeks) / (MOST_DAYS - 1));
  const count = Math.floor((A_WEEK * weeks) / step) + 1;
  return Array.from({ length: count }, (_, place) => today - (count - 1 - place) * step);
}

function pointOf({ projects, score, coverage, levels, late, attainments }: GroupOnDay): TrendPoint {
  return {
    ...{ projects, score: round(score, 10), coverage: round(coverage, 100), levels, late },
    attainments: attainments.map((share) => round(share, 100)),
  };
}

function round(value: number | null, factor: number): number | null {
  return value === null ? null : Math.round(value * factor) / factor;
}
