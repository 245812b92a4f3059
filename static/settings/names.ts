import { createContext, useContext } from 'react';
import type { LifecycleView } from '../../src/contract';

/** What people, groups and roles are called, and how others are found. */
export interface Names {
  readonly people: ReadonlyMap<string, string>;
  readonly groups: ReadonlyMap<string, string>;
  readonly roles: LifecycleView['roles'];
  readonly rules: LifecycleView['rules'];
  readonly projectId: string;
  /** Remembers the name of somebody who was found. */
  readonly learn: (kind: 'people' | 'groups', id: string, name: string) => void;
}

const NamesOfPage = createContext<Names | null>(null);

export const NamesProvider = NamesOfPage.Provider;

/** @throws when used outside a {@link NamesProvider}: a mistake in the page. */
export function useNames(): Names {
  const names = useContext(NamesOfPage);
  if (!names) throw new Error('useNames outside NamesProvider');
  return names;
}
