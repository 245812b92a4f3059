import {
  FAR_STATE,
  FAR_STATES,
  joinIssueKey,
  KINDS,
  NO_DAY,
  splitIssueKey,
  STATE,
  type Dependency,
  type DependencySlice,
  type IssueState,
} from '../../src/model';

/** An own end as tests like to write and read it; days and counts `null` where absent. */
export interface ReadableEnd {
  readonly id: number;
  readonly number: number;
  readonly state: IssueState;
  readonly start: number | null;
  readonly due: number | null;
  readonly sprintStart: number | null;
  readonly sprintEnd: number | null;
  readonly versionId: number | null;
  readonly versionEnd: number | null;
  readonly effortDays: number | null;
  readonly milestone: boolean;
}

/** A slice as tests like to write and read it. */
export interface ReadableSlice<End = ReadableEnd> {
  readonly projectId: number;
  readonly projectKey: string;
  readonly typicalDays: number | null;
  /** Absent: no field says when the project has to be finished. */
  readonly target?: number;
  readonly ends: readonly End[];
  readonly outside: readonly { readonly id: number; readonly key: string; readonly open: boolean | null }[];
  /** By issue id. */
  readonly dependencies: readonly Dependency[];
  readonly selfLinks: number;
  readonly unclearLinkTypes: readonly { readonly name: string; readonly links: number }[];
}

/** What a test does not say of an end, it does not have. */
export type WrittenEnd = Pick<ReadableEnd, 'id' | 'number'> & Partial<ReadableEnd>;

export function readable(slice: DependencySlice): ReadableSlice {
  const { ends, outside, dependencies, target, ...rest } = slice;
  const ids = [...ends.id, ...outside.id];
  const dayOrNull = (day: number): number | null => (day === NO_DAY ? null : day);
  return {
    ...rest,
    ...(target !== null && { target }),
    ends: Array.from(ends.id, (id, i) => ({
      id,
      number: ends.number[i],
      state: STATES[ends.state[i]],
      start: dayOrNull(ends.start[i]),
      due: dayOrNull(ends.due[i]),
      sprintStart: dayOrNull(ends.sprintStart[i]),
      sprintEnd: dayOrNull(ends.sprintEnd[i]),
      versionId: ends.versionId[i] || null,
      versionEnd: dayOrNull(ends.versionEnd[i]),
      effortDays: ends.effortDays[i] || null,
      milestone: ends.milestone[i] === 1,
    })),
    outside: Array.from(outside.id, (id, i) => ({
      ...{ id, key: joinIssueKey(outside.prefixes[outside.prefix[i]], outside.number[i]) },
      open: outside.state[i] === FAR_STATE.unknown ? null : FAR_STATES[outside.state[i]] === 'open',
    })),
    dependencies: Array.from(dependencies.kind, (kind, i) => ({
      ...{ provider: ids[dependencies.provider[i]], dependent: ids[dependencies.dependent[i]], kind: KINDS[kind] },
    })),
  };
}

const STATES = ['todo', 'inProgress', 'done'] as const satisfies readonly IssueState[];

export function toSlice(slice: ReadableSlice<WrittenEnd>): DependencySlice {
  const ends = [...slice.ends].sort((a, b) => a.id - b.id);
  const outside = [...slice.outside].sort((a, b) => a.id - b.id);
  const ids = [...ends, ...outside].map(({ id }) => id);
  const keys = outside.map(({ key }) => splitIssueKey(key));
  const prefixes = [...new Set(keys.map(({ prefix }) => prefix))].sort();
  const { dependencies } = slice;
  return {
    target: null,
    ...slice,
    ends: {
      count: ends.length,
      id: Float64Array.from(ends, ({ id }) => id),
      number: Int32Array.from(ends, ({ number }) => number),
      state: Uint8Array.from(ends, ({ state }) => STATE[state ?? 'todo']),
      start: Int32Array.from(ends, ({ start }) => start ?? NO_DAY),
      due: Int32Array.from(ends, ({ due }) => due ?? NO_DAY),
      sprintStart: Int32Array.from(ends, ({ sprintStart }) => sprintStart ?? NO_DAY),
      sprintEnd: Int32Array.from(ends, ({ sprintEnd }) => sprintEnd ?? NO_DAY),
      versionId: Float64Array.from(ends, ({ versionId }) => versionId ?? 0),
      versionEnd: Int32Array.from(ends, ({ versionEnd }) => versionEnd ?? NO_DAY),
      effortDays: Int32Array.from(ends, ({ effortDays }) => effortDays ?? 0),
      milestone: Uint8Array.from(ends, ({ milestone }) => (milestone === true ? 1 : 0)),
    },
    outside: {
      count: outside.length,
      id: Float64Array.from(outside, ({ id }) => id),
      state: Uint8Array.from(outside, ({ open }) => FAR_STATE[open === null ? 'unknown' : open ? 'open' : 'done']),
      prefix: Int32Array.from(keys, ({ prefix }) => prefixes.indexOf(prefix)),
      number: Int32Array.from(keys, ({ number }) => number),
      prefixes,
    },
    dependencies: {
      count: dependencies.length,
      provider: Int32Array.from(dependencies, ({ provider }) => ids.indexOf(provider)),
      dependent: Int32Array.from(dependencies, ({ dependent }) => ids.indexOf(dependent)),
      kind: Uint8Array.from(dependencies, ({ kind }) => KINDS.indexOf(kind)),
    },
  };
}
