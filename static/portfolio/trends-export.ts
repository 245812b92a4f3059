import type { PortfolioView, TrendsView } from '../../src/contract';
import type { ExportTable } from '../dependencies/export-files';
import type { Exported } from '../dependencies/export-menu';
import type { ListedProject } from './listed';
import type { Measured } from './measures';
import { aboutPortfolio, sourcesOf } from './portfolio-sources';
import type { RuleTrend } from './rule-trends';

interface ShownTrends {
  readonly view: PortfolioView;
  readonly trends: TrendsView;
  /** Whose figures they are. */
  readonly projects: readonly ListedProject[];
  readonly measure: string;
  readonly measured: Measured;
  /** `null` where groups are compared. */
  readonly rules: readonly RuleTrend[] | null;
}

/** The chart as figures, newest day first, and what each rule attained. Days that are over were counted by what held then. */
export function trendsExport({ view, trends, projects, measure, measured, rules }: ShownTrends): Exported {
  const sources = sourcesOf(view, projects);
  const days = (): ExportTable => ({
    name: 'days',
    columns: ['day', ...measured.lines.map(({ words }) => words)],
    rows: trends.days
      .map((day, place) => ({
        cells: [day, ...measured.lines.map(({ figures }) => rounded(figures[place], measured.decimals))],
        sources,
      }))
      .reverse(),
  });
  const [first, last] = [trends.days[0], trends.days[trends.days.length - 1]];
  const ruleTable = (all: readonly RuleTrend[]): ExportTable => ({
    name: 'rules',
    columns: ['rule', `attained on ${first}`, `attained on ${last}`, 'moved by percentage points'],
    rows: all.map(({ title, first: before, last: now, move }) => ({
      cells: [title, rounded(before, 2), rounded(now, 2), rounded(move === null ? null : 100 * move, 0)],
      sources,
    })),
  });
  return {
    name: `plumbline-trends-${measure}-${view.today}`,
    about: { ...aboutPortfolio(view), measure, changedMeanwhile: trends.turns },
    ...(rules === null ? {} : { tablesNamed: ['days', 'rules'] }),
    tables: () => (rules === null ? [days()] : [days(), ruleTable(rules)]),
  };
}

/** As precise as on the page. */
function rounded(figure: number | null, decimals: number): number | null {
  return figure === null ? null : Number(figure.toFixed(decimals));
}
