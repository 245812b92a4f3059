import {
  RECENT_DAYS,
  type Day,
  type Finding,
  type PortfolioRow,
  type RowFinding,
  type Snapshot,
  type WeekAgo,
} from '../model';

/** What a row says beside its snapshot. */
export type AroundRow = Pick<PortfolioRow, 'mark' | 'evaluatedOn' | 'readAt' | 'weekAgo'>;

/** What the portfolio keeps of a snapshot. `before`: the project's row until now, whose recent scores go on. */
export function portfolioRow(
  { project, playbook, score, coverage, level, withheld, nextLevel, issues, findings }: Snapshot,
  around: AroundRow,
  before: Pick<PortfolioRow, 'evaluatedOn' | 'recent'> | null,
): PortfolioRow {
  const shown = round(score, 100);
  return {
    ...around,
    projectId: project.id,
    playbook,
    score: shown,
    coverage: round(coverage, 1000),
    level,
    withheld:
      withheld === null
        ? null
        : withheld.because === 'littleApplies' && withheld.dormant
          ? 'dormant'
          : withheld.because,
    nextLevel,
    issues,
    findings: findings.map(rowFinding),
    recent: recentScores(before, around.evaluatedOn, shown),
  };
}

function rowFinding({ rule, lifecycle, status, attainment, weight, loss, toMend }: Finding): RowFinding {
  return { rule, lifecycle, status, attainment: round(attainment, 1000), weight, loss: round(loss, 100), toMend };
}

function recentScores(
  before: Pick<PortfolioRow, 'evaluatedOn' | 'recent'> | null,
  day: Day,
  score: number | null,
): readonly (number | null)[] {
  const earlier = before?.recent ?? [];
  const last = before?.evaluatedOn ?? day;
  return Array.from({ length: RECENT_DAYS }, (_, place) => {
    const back = RECENT_DAYS - 1 - place;
    if (back === 0) return score;
    return earlier[RECENT_DAYS - 1 - (last - (day - back))] ?? null;
  });
}

/** What of a week ago can be compared with a row: nothing where another playbook counted. */
export function comparable({ playbook }: Pick<PortfolioRow, 'playbook'>, weekAgo: WeekAgo | null): WeekAgo | null {
  return weekAgo?.playbook === `${playbook.id}@${playbook.version}` ? weekAgo : null;
}

function round(value: number | null, factor: number): number | null {
  return value === null ? null : Math.round(value * factor) / factor;
}
