import { sortedRows } from '../dependencies/sorted-rows';
import { NO_STAGE, NOBODY, PAST_LAST_GATE, type Filters, type Grouping, type Place } from './address';
import { USUAL_COLUMNS, type ColumnId } from './column-ids';
import type { ProjectColumn } from './columns';
import { versionInAddress, type ListedProject } from './listed';
import { LEVEL_CHOICE_WORDS, NO_TIER, stageInWords, TIER_CHOICE_WORDS } from './words';

/** A line of the table: a project, or the heading of the projects below it. */
export type TableRow =
  | { readonly of: 'project'; readonly each: ListedProject }
  | { readonly of: 'group'; readonly key: string; readonly words: string; readonly projects: number };

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
  return groupsOf(sorted, place.grouping).flatMap(({ key, words, projects }): readonly TableRow[] => [
    { of: 'group', key, words, projects: projects.length },
    ...projects.map((each) => ({ of: 'project' as const, each })),
  ]);
}

/** Projects that have something in common. */
export interface Group {
  readonly key: string;
  /** No other group’s: of two leads called alike the second is so. */
  readonly words: string;
  /** What leaves exactly these of all projects. */
  readonly filters: Partial<Filters>;
  readonly projects: readonly ListedProject[];
}

/** Groups of projects by name; those that lack what the others have come last. */
export function groupsOf(projects: readonly ListedProject[], grouping: Grouping): readonly Group[] {
  const found = new Map<string, Trait & { readonly projects: ListedProject[] }>();
  for (const each of projects) {
    const trait = traitOf(each, grouping);
    const key = JSON.stringify(trait.filters);
    const group = found.get(key) ?? { ...trait, projects: [] };
    group.projects.push(each);
    found.set(key, group);
  }
  const groups = [...found]
    .map(([key, group]) => ({ key, ...group }))
    .sort((one, other) => Number(one.isLack) - Number(other.isLack) || one.words.localeCompare(other.words));
  const called = new Map<string, number>();
  return groups.map((group) => {
    const times = (called.get(group.words) ?? 0) + 1;
    called.set(group.words, times);
    return times === 1 ? group : { ...group, words: `${group.words} (${times})` };
  });
}

interface Trait extends Pick<Group, 'words' | 'filters'> {
  readonly isLack: boolean;
}

function traitOf({ project, category, lead, playbook, standing }: ListedProject, grouping: Grouping): Trait {
  const has = (words: string, filters: Partial<Filters>): Trait => ({ words, filters, isLack: false });
  const lacks = (words: string, filters: Partial<Filters>): Trait => ({ words, filters, isLack: true });
  const unread = lacks('Not read yet', { only: ['neverRead'] });
  switch (grouping) {
    case 'category':
      if (project.category === null) return lacks('Without a category', { category: 'none' });
      return has(category ?? 'A category', { category: String(project.category) });
    case 'lead':
      return lead === null ? lacks('Without a lead', { lead: NOBODY }) : has(lead.name, { lead: lead.accountId });
    case 'tier':
      if (project.tier === null) return lacks(NO_TIER, { tier: 'none' });
      return has(TIER_CHOICE_WORDS[project.tier], { tier: project.tier });
    case 'playbook':
      return playbook === null
        ? unread
        : has(`${playbook.title} v${playbook.version}`, { playbook: versionInAddress(playbook) });
    case 'stage': {
      const gate = standing?.gate ?? null;
      if (gate === null) return lacks('Without stages', { stage: NO_STAGE });
      return has(stageInWords(gate.stage), { stage: gate.stage ?? PAST_LAST_GATE });
    }
    case 'level':
      if (standing === null) return unread;
      return has(LEVEL_CHOICE_WORDS[standing.level ?? 'none'], { level: standing.level ?? 'none' });
  }
}
