import type { Day, LateWait, PlaybookOnDay, PortfolioDay, PortfolioRow, ProjectOnDay } from '../model';

/** What is kept of the rows of a day. `lateOf`: dependencies of a project, by its id, that were late; `lateWaits`: on whom. */
export function portfolioDay(
  day: Day,
  rows: readonly PortfolioRow[],
  lateOf: ReadonlyMap<number, number>,
  lateWaits: readonly LateWait[] = [],
): PortfolioDay {
  const rules = new Places();
  const stages = new Places();
  const playbooks = new Map<string, PlaybookOnDay & { readonly place: number; readonly shadow: number[] }>();
  const projects = rows.map(({ projectId, score, coverage, level, playbook, findings, gate }): ProjectOnDay => {
    const key = `${playbook.id}@${playbook.version}`;
    const followed = playbooks.get(key) ?? { ...playbook, shadow: [], place: playbooks.size };
    playbooks.set(key, followed);
    const attainments: (number | null)[] = [];
    for (const { rule, lifecycle, attainment } of findings) {
      const place = rules.of(rule);
      attainments[place] = attainment;
      if (lifecycle === 'shadow' && !followed.shadow.includes(place)) followed.shadow.push(place);
    }
    const stage = gate?.stage ?? null;
    return {
      ...{ projectId, score, coverage, level, playbook: followed.place, late: lateOf.get(projectId) ?? 0 },
      ...{ stage: stage === null ? null : stages.of(stage), passed: gate?.passed ?? null },
      attainments,
    };
  });
  return {
    ...{ day, rules: rules.all(), stages: stages.all() },
    playbooks: [...playbooks.values()].map(({ id, version, title, shadow }) => ({ id, version, title, shadow })),
    projects: projects.map((each) => {
      return { ...each, attainments: Array.from(rules.all(), (_, place) => each.attainments[place] ?? null) };
    }),
    lateWaits: [...lateWaits].sort((a, b) => a.dependent - b.dependent || a.provider - b.provider),
  };
}

/** Texts by the order in which they were first asked for. */
class Places {
  private readonly found = new Map<string, number>();

  of(text: string): number {
    const known = this.found.get(text);
    if (known !== undefined) return known;
    this.found.set(text, this.found.size);
    return this.found.size - 1;
  }

  all(): readonly string[] {
    return [...this.found.keys()];
  }
}
