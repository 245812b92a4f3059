import {
  FAR_STATE,
  FAR_STATES,
  joinIssueKey,
  KINDS,
  NO_DAY,
  splitIssueKey,
  type Dependency,
  type DependencySlice,
} from '../../src/model';

/** A slice as tests like to write and read it. */
export interface ReadableSlice {
  readonly projectId: number;
  readonly projectKey: string;
  readonly ends: readonly {
    readonly id: number;
    readonly number: number;
    readonly open: boolean;
    readonly start: number | null;
    readonly due: number | null;
  }[];
  readonly outside: readonly { readonly id: number; readonly key: string; readonly open: boolean | null }[];
  /** By issue id. */
  readonly dependencies: readonly Dependency[];
  readonly selfLinks: number;
  readonly unclearLinkTypes: readonly { readonly name: string; readonly links: number }[];
}

export function readable(slice: DependencySlice): ReadableSlice {
  const { ends, outside, dependencies, ...rest } = slice;
  const ids = [...ends.id, ...outside.id];
  const dayOrNull = (day: number): number | null => (day === NO_DAY ? null : day);
  return {
    ...rest,
    ends: Array.from(ends.id, (id, i) => ({
      ...{ id, number: ends.number[i], open: ends.open[i] === 1 },
      ...{ start: dayOrNull(ends.start[i]), due: dayOrNull(ends.due[i]) },
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

export function toSlice(slice: ReadableSlice): DependencySlice {
  const ends = [...slice.ends].sort((a, b) => a.id - b.id);
  const outside = [...slice.outside].sort((a, b) => a.id - b.id);
  const ids = [...ends, ...outside].map(({ id }) => id);
  const keys = outside.map(({ key }) => splitIssueKey(key));
  const prefixes = [...new Set(keys.map(({ prefix }) => prefix))].sort();
  const { dependencies } = slice;
  return {
    ...slice,
    ends: {
      count: ends.length,
      id: Float64Array.from(ends, ({ id }) => id),
      number: Int32Array.from(ends, ({ number }) => number),
      open: Uint8Array.from(ends, ({ open }) => (open ? 1 : 0)),
      start: Int32Array.from(ends, ({ start }) => start ?? NO_DAY),
      due: Int32Array.from(ends, ({ due }) => due ?? NO_DAY),
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
