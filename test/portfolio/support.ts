import type { FindingStatus, PortfolioRow, RowFinding, WeekAgo } from '../../src/model';

/** A row of a project of which nothing matters but what is given. */
export function aRow(projectId: number, given: Partial<PortfolioRow> = {}): PortfolioRow {
  return {
    projectId,
    evaluatedOn: 20_500,
    readAt: 0,
    playbook: { id: 'p', version: 1, title: 'P' },
    score: 50,
    coverage: 1,
    level: null,
    withheld: null,
    nextLevel: null,
    issues: { read: 0, evaluated: 0, unreadable: 0, open: 0, uncategorised: 0 },
    findings: [],
    gate: null,
    places: [],
    weekAgo: null,
    recent: [],
    ...given,
  };
}

export function aFinding(rule: string, attainment: number | null, given: Partial<RowFinding> = {}): RowFinding {
  const status: FindingStatus = attainment === null ? 'notApplicable' : attainment < 0.5 ? 'fail' : 'partial';
  return {
    rule,
    lifecycle: 'enforced',
    status: attainment === 1 ? 'pass' : status,
    attainment,
    weight: 5,
    loss: null,
    toMend: 0,
    ...given,
  };
}

export function aWeekAgo(score: number | null, attainments: WeekAgo['attainments']): WeekAgo {
  return { score, level: null, playbook: 'p@1', attainments };
}

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
