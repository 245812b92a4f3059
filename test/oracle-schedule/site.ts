import { FAR_STATES, joinIssueKey, KINDS, NO_DAY, type Dependency, type DependencySlice } from '../../src/model';

/** An issue that one of the portfolio's projects holds, as plain words. Days since 1970-01-01. */
export interface Issue {
  readonly id: number;
  readonly projectId: number;
  readonly state: 'todo' | 'inProgress' | 'done';
  readonly milestone: boolean;
  readonly start: number | null;
  readonly due: number | null;
  readonly sprintStart: number | null;
  readonly sprintEnd: number | null;
  readonly versionId: number | null;
  readonly versionEnd: number | null;
  readonly effortDays: number | null;
}

export interface Project {
  readonly id: number;
  readonly key: string;
  readonly typicalDays: number | null;
  /** When it has to be finished, where its field says so. */
  readonly target: number | null;
}

/** What links say of an issue: its state, or nothing, and the project of the portfolio to which its key belongs. */
export interface Stranger {
  readonly state: 'open' | 'done' | 'unknown';
  readonly projectId: number | null;
}

/** Everything that a schedule is made of. */
export interface Site {
  readonly projects: readonly Project[];
  readonly issues: ReadonlyMap<number, Issue>;
  /** Issues that no project holds. */
  readonly strangers: ReadonlyMap<number, Stranger>;
  /** Each once, ascending by provider, dependent, kind. */
  readonly dependencies: readonly Dependency[];
}

const STATES = ['todo', 'inProgress', 'done'] as const;

/** Reads slices, row by row. */
export function siteOf(slices: readonly DependencySlice[]): Site {
  const issues = new Map<number, Issue>();
  for (const { ends, projectId } of slices) {
    for (let row = 0; row < ends.count; row++) {
      const day = (column: Int32Array): number | null => (column[row] === NO_DAY ? null : column[row]);
      issues.set(ends.id[row], {
        id: ends.id[row],
        projectId,
        state: STATES[ends.state[row]],
        milestone: ends.milestone[row] === 1,
        start: day(ends.start),
        due: day(ends.due),
        sprintStart: day(ends.sprintStart),
        sprintEnd: day(ends.sprintEnd),
        versionId: ends.versionId[row] === 0 ? null : ends.versionId[row],
        versionEnd: day(ends.versionEnd),
        effortDays: ends.effortDays[row] === 0 ? null : ends.effortDays[row],
      });
    }
  }
  const strangers = new Map<number, Stranger>();
  const dependencies = new Map<string, Dependency>();
  for (const { ends, outside, dependencies: edges } of slices) {
    for (let place = 0; place < outside.count; place++) {
      const id = outside.id[place];
      if (issues.has(id)) continue;
      const known = strangers.get(id);
      // Open beats done, and done beats nothing.
      const said = [known?.state, FAR_STATES[outside.state[place]]];
      const key = joinIssueKey(outside.prefixes[outside.prefix[place]], outside.number[place]);
      const holder = slices.find(({ projectKey }) => projectKey === key.slice(0, key.lastIndexOf('-')));
      strangers.set(id, {
        state: said.includes('open') ? 'open' : said.includes('done') ? 'done' : 'unknown',
        projectId: known?.projectId ?? holder?.projectId ?? null,
      });
    }
    const idOf = (end: number): number => (end < ends.count ? ends.id[end] : outside.id[end - ends.count]);
    for (let i = 0; i < edges.count; i++) {
      const [provider, dependent, kind] = [idOf(edges.provider[i]), idOf(edges.dependent[i]), KINDS[edges.kind[i]]];
      dependencies.set(nameOf({ provider, dependent, kind }), { provider, dependent, kind });
    }
  }
  return {
    projects: slices.map(({ projectId, projectKey, typicalDays, target }) => ({
      id: projectId,
      key: projectKey,
      ...{ typicalDays, target },
    })),
    issues,
    strangers,
    dependencies: [...dependencies.values()].sort(
      (a, b) => a.provider - b.provider || a.dependent - b.dependent || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind),
    ),
  };
}

/** A dependency as one word. */
export function nameOf({ provider, dependent, kind }: Dependency): string {
  return `${provider} ${dependent} ${kind}`;
}
