import { sortedRows } from '../dependencies/sorted-rows';
import type { Grouping, Place } from './address';
import { USUAL_COLUMNS, type ColumnId } from './column-ids';
import type { ProjectColumn } from './columns';
import type { ListedProject } from './listed';
import { LEVEL_CHOICE_WORDS, NO_TIER, TIER_CHOICE_WORDS } from './words';

/** A line of the table: a project, or the heading of the projects below it. */
export type TableRow =
  | { readonly of: 'project'; readonly each: ListedProject }
  | { readonly of: 'group'; readonly words: string; readonly projects: number };

/** Lowest score first: where help is needed most. */
const USUAL_SORTING = { column: 'score', isDescending: false } as const;

export function sortingOf({ sorting }: Pick<Place, 'sorting'>): NonNullable<Place['sorting']> {
  return sorting ?? USUAL_SORTING;
}

/** The columns that are shown, in their own order; the project's name always is. `chosen`: `null` for the usual ones. */
export function columnsOf(all: readonly ProjectColumn[], chosen: readonly ColumnId[] | null): readonly ProjectColumn[] {
  const wanted = new Set<ColumnId>(['project', ...(chosen ?? USUAL_COLUMNS)]);
  return all.filter(({ id, isIdle }) => wanted.has(id) && (chosen !== null || isIdle !== true));
}

/** Projects sorted and, if asked for, below the headings of their groups. */
export function tableRows(
  shown: readonly ListedProject[],
  all: readonly ProjectColumn[],
  place: Pick<Place, 'sorting' | 'grouping'>,
): readonly TableRow[] {
  const { column, isDescending } = sortingOf(place);
  const by = all.find(({ id }) => id === column) ?? all[0];
  const sorted = sortedRows(shown, { value: by.rank ?? by.value }, isDescending);
  if (place.grouping === null) return sorted.map((each) => ({ of: 'project', each }));
  return groupsOf(sorted, place.grouping).flatMap(({ words, projects }): readonly TableRow[] => [
    { of: 'group', words, projects: projects.length },
    ...projects.map((each) => ({ of: 'project' as const, each })),
  ]);
}

/** Projects that have something in common, by name; those that lack it come last. */
export function groupsOf(
  projects: readonly ListedProject[],
  grouping: Grouping,
): readonly { readonly words: string; readonly projects: readonly ListedProject[] }[] {
  const found = new Map<string | null, ListedProject[]>();
  for (const each of projects) {
    const words = groupOf(each, grouping);
    const others = found.get(words);
    if (others) others.push(each);
    else found.set(words, [each]);
  }
  return [...found]
    .sort(([one], [other]) => (one === null ? 1 : other === null ? -1 : one.localeCompare(other)))
    .map(([words, members]) => ({ words: words ?? WITHOUT[grouping], projects: members }));
}

const WITHOUT: Readonly<Record<Grouping, string>> = {
  category: 'Without a category',
  lead: 'Without a lead',
  tier: NO_TIER,
  playbook: 'Not read yet',
  stage: 'Without stages',
  level: 'Not read yet',
};

function groupOf({ project, category, lead, playbook, standing }: ListedProject, grouping: Grouping): string | null {
  switch (grouping) {
    case 'category':
      return category;
    case 'lead':
      return lead?.name ?? null;
    case 'tier':
      return project.tier && TIER_CHOICE_WORDS[project.tier];
    case 'playbook':
      return playbook && `${playbook.title} v${playbook.version}`;
    case 'stage':
      return standing?.gate?.stage ?? null;
    case 'level':
      return standing && LEVEL_CHOICE_WORDS[standing.level ?? 'none'];
  }
}
