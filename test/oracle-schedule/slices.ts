/** An adapter: what the app's slices say, in the words of the textbook, which itself knows nothing of the app. */
import { FAR_STATES, joinIssueKey, NO_DAY, type DependencySlice } from '../../src/model';
import { inOrder, KINDS, nameOf, type Dependency, type Issue, type Site, type Stranger } from './site';

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
    dependencies: inOrder(dependencies.values()),
  };
}
