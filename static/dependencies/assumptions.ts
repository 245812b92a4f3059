import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { AssumedChange } from '../../src/contract';
import { MOST_CHANGES } from '../../src/contract/limits';

/** One assumption of a what-if, and how the reader knows it. */
export interface Assumption {
  readonly change: AssumedChange;
  /** E.g. "DAT-77 finishes 5 days later". */
  readonly words: string;
}

/** The assumptions that the reader has made, wherever on the page; nothing of them is written to Jira or stored. */
export interface Assumptions {
  /** Oldest first. */
  readonly all: readonly Assumption[];
  /** One about the same thing takes the place of the one before. */
  readonly assume: (assumption: Assumption) => void;
  readonly takeBack: (assumption: Assumption) => void;
  readonly clear: () => void;
  /** No more fit. */
  readonly isFull: boolean;
}

const KEY = ['assumptions'];
const NONE: readonly Assumption[] = [];

/** They last as long as the page, so that they go along from map to map. */
export function useAssumptions(): Assumptions {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: () => NONE,
    enabled: false,
    initialData: NONE,
    staleTime: Infinity,
    gcTime: Infinity,
  });
  const change = (to: (all: readonly Assumption[]) => readonly Assumption[]): void => {
    client.setQueryData<readonly Assumption[]>(KEY, (all) => to(all ?? NONE));
  };
  return {
    all: data,
    assume: (assumption) => change((all) => withAssumption(all, assumption)),
    takeBack: (assumption) => change((all) => all.filter((each) => each !== assumption)),
    clear: () => change(() => NONE),
    isFull: data.length >= MOST_CHANGES,
  };
}

function withAssumption(all: readonly Assumption[], assumption: Assumption): readonly Assumption[] {
  const subject = subjectOf(assumption.change);
  const others = all.filter(({ change }) => subjectOf(change) !== subject);
  return others.length >= MOST_CHANGES ? all : [...others, assumption];
}

/** What a change is about: two about the same thing would contradict each other. */
function subjectOf(change: AssumedChange): string {
  switch (change.what) {
    case 'shift':
    case 'finish':
    case 'drop':
      return `finish of ${change.issueId}`;
    case 'duration':
      return `duration of ${change.issueId}`;
    case 'dropDependency':
    case 'addDependency':
      return `${change.dependentId} waits for ${change.providerId}, ${change.kind}`;
  }
}
