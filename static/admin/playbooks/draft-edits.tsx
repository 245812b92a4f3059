import { createContext, useContext, useEffect, useMemo, useState, type ReactElement, type ReactNode } from 'react';
import type { EditedPlaybook, PlaybookProblemView, PlaybookView } from '../../../src/contract';
import { isSame } from './merge';

/** What the reader has changed and not saved. */
export interface Edits {
  /** What they began with, and its revision. */
  readonly base: EditedPlaybook;
  readonly revision: number;
  readonly mine: EditedPlaybook;
}

interface DraftEdits {
  /** `null` while nothing is unsaved. */
  readonly edits: Edits | null;
  readonly setEdits: (edits: Edits | null) => void;
  /** Why the last saving was refused, by path. */
  readonly refused: readonly PlaybookProblemView[];
  readonly setRefused: (problems: readonly PlaybookProblemView[]) => void;
}

const EditsOfPage = createContext<DraftEdits | null>(null);

/** Keeps what is unsaved while the reader goes from view to view, and has the browser ask before it is left. */
export function DraftEditsProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const [edits, setAll] = useState<Edits | null>(null);
  const [refused, setRefused] = useState<readonly PlaybookProblemView[]>([]);
  const isUnsaved = edits !== null;
  useEffect(() => {
    if (!isUnsaved) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isUnsaved]);
  const value = useMemo(() => {
    const setEdits = (next: Edits | null): void => setAll(next !== null && isSame(next.base, next.mine) ? null : next);
    return { edits, setEdits, refused, setRefused };
  }, [edits, refused]);
  return <EditsOfPage.Provider value={value}>{children}</EditsOfPage.Provider>;
}

/** @throws when used outside a {@link DraftEditsProvider}: a mistake in the page. */
export function useDraftEdits(): DraftEdits {
  const found = useContext(EditsOfPage);
  if (!found) throw new Error('useDraftEdits outside DraftEditsProvider');
  return found;
}

/** Of a playbook, what is edited here; all else stays as it is. */
export function editedOf(playbook: PlaybookView): EditedPlaybook {
  const { title, rules, calendar, hoursPerDay, milestoneTypes, estimatesRequired } = playbook;
  const { linkMeanings, parentWaitsForChildren, fields, reportWithin, requiredTypes, risks } = playbook;
  const { projects, categories, everyOther } = playbook.followers;
  const followers = { projects: [...projects], categories: [...categories], everyOther };
  return {
    ...{ title, followers, rules: [...rules], hoursPerDay, milestoneTypes: [...milestoneTypes], estimatesRequired },
    ...{ linkMeanings, parentWaitsForChildren, fields, reportWithin },
    requiredTypes: requiredTypes.map((each) => ({ type: each.type, fields: [...each.fields] })),
    risks: { types: [...risks.types], highFrom: risks.highFrom },
    calendar: { weekdays: [...calendar.weekdays], holidays: [...calendar.holidays] },
  };
}

/** Problems whose rules are told by id, as paths have them, instead of by their place in what was sent. */
export function problemsByPath(
  problems: readonly PlaybookProblemView[],
  { rules }: Pick<EditedPlaybook, 'rules'>,
): readonly PlaybookProblemView[] {
  return problems.map((problem) => ({
    ...problem,
    field: problem.field.replace(/^rules\.(\d+)/, (_, place) => `rules.${rules[Number(place)]?.rule ?? place}`),
  }));
}
