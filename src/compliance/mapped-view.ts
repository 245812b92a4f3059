import {
  nextPlace,
  NO_DAY,
  type FieldValues,
  type IssueColumns,
  type MappedFields,
  type Playbook,
  type ProjectFacts,
} from '../model';
import { TRAIT, type RiskColumns, type RiskMeaning } from './issue-view';

const RISK_MEANINGS = ['probability', 'impact', 'response', 'contingency'] as const satisfies readonly RiskMeaning[];

export function riskColumns(issues: IssueColumns, mapped: MappedFields): RiskColumns {
  const columns: Partial<Record<RiskMeaning, Float32Array>> = {};
  for (const meaning of RISK_MEANINGS) {
    const values = mapped[meaning];
    if (values) columns[meaning] = fill(new Float32Array(issues.count).fill(NaN), issues, values);
  }
  return columns;
}

/** When issues were to be finished by the baseline; `NO_DAY` for those without. */
export function baselinedFinishes(issues: IssueColumns, baselineFinish: FieldValues): Int32Array {
  return fill(new Int32Array(issues.count).fill(NO_DAY), issues, baselineFinish);
}

function fill<T extends Float32Array | Int32Array>(column: T, issues: IssueColumns, { id, value }: FieldValues): T {
  let row = 0;
  for (let i = 0; i < id.length; i++) {
    row = nextPlace(issues.id, id[i], row);
    if (issues.id[row] === id[i]) column[row] = value[i];
  }
  return column;
}

/** Marks the risks among the issues, and what has a fixed date. How many of the risks are open. */
export function markMapped(
  { issues, issueTypes, mapped = {} }: Pick<ProjectFacts, 'issues' | 'issueTypes' | 'mapped'>,
  { risks }: Pick<Playbook, 'risks'>,
  traits: Int32Array,
): number {
  let row = 0;
  for (const id of mapped.fixedDate?.id ?? []) {
    row = nextPlace(issues.id, id, row);
    if (issues.id[row] === id) traits[row] |= TRAIT.fixedDate;
  }
  const isRisk = Uint8Array.from(issueTypes, (name) => Number(risks.types.includes(name.trim().toLowerCase())));
  if (!isRisk.includes(1)) return 0;
  let open = 0;
  for (let row = 0; row < issues.count; row++) {
    if (isRisk[issues.type[row]] === 0) continue;
    traits[row] |= TRAIT.risk;
    open += Number((traits[row] & TRAIT.open) !== 0);
  }
  return open;
}
