import type { PlaceJudgement } from '../compliance';
import {
  ofFew,
  RECENT_DAYS,
  type Day,
  type Finding,
  type FreshRow,
  type GatesInBrief,
  type PlaybookRule,
  type PortfolioRow,
  type RowFinding,
  type Snapshot,
  type WeekAgo,
} from '../model';

/** So many components and teams of a project are kept. */
const MOST_PLACES = 12;

/** What a snapshot alone does not tell. */
export interface Evaluation {
  readonly evaluatedOn: Day;
  /** When Jira was read for it; milliseconds since 1970. */
  readonly readAt: number;
  readonly gate: GatesInBrief | null;
  /** The largest first. */
  readonly places: readonly PlaceJudgement[];
  /** How its playbook uses each rule. */
  readonly uses: readonly PlaybookRule[];
}

/** What the portfolio keeps of a snapshot. */
export function freshRow(
  { project, playbook, score, coverage, level, withheld, nextLevel, issues, findings }: Snapshot,
  { evaluatedOn, readAt, gate, places, uses }: Evaluation,
): FreshRow {
  const from = new Map(uses.flatMap(({ rule, countsFrom }) => (countsFrom === undefined ? [] : [[rule, countsFrom]])));
  return {
    ...{ projectId: project.id, evaluatedOn, readAt, playbook },
    score: round(score, 100),
    coverage: round(coverage, 1000),
    level,
    withheld: withheldBecause(withheld),
    nextLevel,
    issues,
    // What nobody can assess yet and counts for nobody is in the catalogue, not in each row.
    findings: findings.filter(isOfUse).map((finding) => rowFinding(finding, from.get(finding.rule))),
    gate,
    places: places.slice(0, MOST_PLACES).map(({ kind, name, judged, short }) => ({ kind, name, judged, short })),
  };
}

/** A row that goes on from the one before, if there was one. */
export function continuedRow(
  fresh: FreshRow,
  weekAgo: WeekAgo | null,
  before: Pick<PortfolioRow, 'evaluatedOn' | 'recent'> | null,
): PortfolioRow {
  const { evaluatedOn: last, recent } = before ?? { evaluatedOn: fresh.evaluatedOn, recent: [] };
  const passed = fresh.evaluatedOn - last;
  const scores = Array.from({ length: RECENT_DAYS }, (_, place) =>
    place === RECENT_DAYS - 1 ? fresh.score : (recent[place + passed] ?? null),
  );
  return { ...fresh, weekAgo, recent: scores };
}

/** What of a week ago can be compared with a row: nothing where another playbook counted. */
export function comparable({ playbook }: Pick<PortfolioRow, 'playbook'>, weekAgo: WeekAgo | null): WeekAgo | null {
  return weekAgo?.playbook === `${playbook.id}@${playbook.version}` ? weekAgo : null;
}

function withheldBecause(withheld: Snapshot['withheld']): FreshRow['withheld'] {
  if (withheld === null) return null;
  return withheld.because === 'littleApplies' && withheld.dormant ? 'dormant' : withheld.because;
}

function isOfUse({ lifecycle, status }: Finding): boolean {
  return lifecycle !== 'shadow' || status !== 'notAssessable';
}

function rowFinding(finding: Finding, countsFrom: Day | undefined): RowFinding {
  const { rule, lifecycle, status, attainment, weight, loss, toMend } = finding;
  const few = ofFew(finding);
  return {
    ...{ rule, lifecycle, status, attainment: round(attainment, 1000), weight, loss: round(loss, 100), toMend },
    ...(countsFrom !== undefined && { countsFrom }),
    ...(few !== null && { few }),
  };
}

function round(value: number | null, factor: number): number | null {
  return value === null ? null : Math.round(value * factor) / factor;
}
