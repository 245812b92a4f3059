import {
  placeOf,
  READ_MEANINGS,
  type FieldValues,
  type IssueColumns,
  type MappedFields,
  type Playbook,
  type ProjectFacts,
  type ReadMeaning,
} from '../model';
import { TRAIT, type MappedColumns } from './issue-view';

/** The columns of those meanings that rules ask row by row. */
export function mappedColumns(issues: IssueColumns, mapped: MappedFields): MappedColumns {
  const columns: Partial<Record<ReadMeaning, Float64Array>> = {};
  for (const meaning of READ_MEANINGS) {
    const values = mapped[meaning];
    if (values) columns[meaning] = byRow(issues, values);
  }
  return columns;
}

function byRow(issues: IssueColumns, { id, value }: FieldValues): Float64Array {
  const column = new Float64Array(issues.count).fill(NaN);
  let row = 0;
  for (let i = 0; i < id.length; i++) {
    const found = placeOf(issues.id, id[i], row);
    if (found < 0) continue;
    row = found;
    column[row] = value[i];
  }
  return column;
}

/** Marks the risks among the issues, and what has a fixed date. How many of the risks are open. */
export function markMapped(
  { issues, issueTypes, mapped = {} }: Pick<ProjectFacts, 'issues' | 'issueTypes' | 'mapped'>,
  { risks }: Pick<Playbook, 'risks'>,
  traits: Int32Array,
): number {
  for (const id of mapped.fixedDate?.id ?? []) {
    const row = placeOf(issues.id, id);
    if (row >= 0) traits[row] |= TRAIT.fixedDate;
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
