/** A sprint that is over, as its project's history has it. */
export interface SprintThen {
  /** `null`: nobody saw it begin. */
  readonly setOutTo: number | null;
  readonly completed: number;
}

interface RawIssue {
  readonly fields: {
    readonly project: { readonly id: string };
    readonly issuetype: { readonly hierarchyLevel: number };
    readonly status: { readonly statusCategory: { readonly key: string } };
    readonly resolutiondate?: string | null;
  };
}

/** By project, how many items of a sprint there are to do, straight from the issues that are in it. */
export function toDoByProject(raw: readonly unknown[]): ReadonlyMap<number, number> {
  return countByProject(raw, ({ status }) => status.statusCategory.key !== 'done');
}

/** By project, how many items of a sprint are done and were not when it began (ms since 1970). */
export function doneByProject(raw: readonly unknown[], began: number): ReadonlyMap<number, number> {
  return countByProject(
    raw,
    ({ status, resolutiondate }) =>
      status.statusCategory.key === 'done' && new Date(String(resolutiondate)).getTime() > began,
  );
}

function countByProject(
  raw: readonly unknown[],
  counts: (fields: RawIssue['fields']) => boolean,
): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const { fields } of raw as readonly RawIssue[]) {
    if (fields.issuetype.hierarchyLevel !== 0 || !counts(fields)) continue;
    const project = Number(fields.project.id);
    found.set(project, (found.get(project) ?? 0) + 1);
  }
  return found;
}

/** The figures of sprint-commitment, from its definition: sprints in the order in which they were closed. */
export function recountSprints(past: readonly SprintThen[]): {
  readonly numerator: number;
  readonly denominator: number;
} {
  const judged: SprintThen[] = [];
  for (let place = past.length - 1; place >= 0 && judged.length < 5; place--) {
    if ((past[place].setOutTo ?? 0) >= 3) judged.push(past[place]);
  }
  let numerator = 0;
  for (const { setOutTo, completed } of judged) {
    const [all, tenth] = [10 * (setOutTo ?? 0), setOutTo ?? 0];
    // In tenths, so that no quotient is rounded.
    if (10 * completed >= all - 2 * tenth && 10 * completed <= all + tenth) numerator++;
  }
  return { numerator, denominator: judged.length };
}
