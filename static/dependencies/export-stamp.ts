/** What figures are of: whose rules, and when Jira was read for them. */
export interface Source {
  /** With its version: "Predictive v4". */
  readonly playbook: string;
  /** Jira was read between them, as closely as the page knows: ISO 8601 in UTC. */
  readonly readFrom: string;
  readonly readTo: string;
}

/** What every file says of the figures in it; `null` where they come from no project that was read. */
export interface Stamp {
  readonly countedBy: readonly string[];
  readonly dataReadFrom: string | null;
  readonly dataReadTo: string | null;
}

/** Columns at the end of every row: a line above the headings, or below the last row, would break whoever reads tables. */
export const STAMP_COLUMNS = ['countedBy', 'dataReadFrom', 'dataReadTo'] as const;

/** The playbooks, each once, and from the oldest to the newest reading. */
export function stampOf(sources: Iterable<Source>): Stamp {
  const playbooks = new Set<string>();
  let [from, to]: [string | null, string | null] = [null, null];
  for (const { playbook, readFrom, readTo } of sources) {
    playbooks.add(playbook);
    if (from === null || readFrom < from) from = readFrom;
    if (to === null || readTo > to) to = readTo;
  }
  return { countedBy: [...playbooks].sort(), dataReadFrom: from, dataReadTo: to };
}

/** A stamp as the cells of {@link STAMP_COLUMNS}. */
export function stampCells({ countedBy, dataReadFrom, dataReadTo }: Stamp): readonly (string | null)[] {
  return [countedBy.length === 0 ? null : countedBy.join('; '), dataReadFrom, dataReadTo];
}
