import type { PortfolioView } from '../../src/contract';
import { LEVEL_CHOICES, type LevelChoice, type Only } from './address';
import { coverageBands, levelCounts, scoreBands, type Bands } from './bands';
import { isOnly, type ListedProject } from './listed';
import { groupsOf, type Group } from './rows';

/** The figures of the overview, all of the projects that are shown. */
export interface OverviewFigures {
  readonly levels: readonly { readonly level: LevelChoice; readonly projects: number }[];
  readonly unread: number;
  /** Those with stages, and by stage, most first. */
  readonly staged: number;
  readonly stages: readonly Group[];
  readonly openCriteria: number;
  readonly up: readonly ListedProject[];
  readonly down: readonly ListedProject[];
  readonly overdueGates: readonly ListedProject[];
  readonly dueGates: readonly ListedProject[];
  /** Dependencies by which they wait for others, and how many of them do. */
  readonly late: number;
  readonly waiting: number;
  /** Rules that are waived, as places, once for each project. */
  readonly waived: readonly number[];
  readonly withWaivers: number;
  readonly scores: Bands;
  readonly coverages: Bands;
}

export function overviewFigures(view: PortfolioView, shown: readonly ListedProject[]): OverviewFigures {
  const those = (only: Only): readonly ListedProject[] => shown.filter((each) => isOnly(each, only, view));
  const staged = shown.filter(({ standing }) => (standing?.gate ?? null) !== null);
  const counts = levelCounts(shown);
  return {
    levels: LEVEL_CHOICES.map((level) => ({ level, projects: counts[level] })),
    unread: those('neverRead').length,
    staged: staged.length,
    stages: [...groupsOf(staged, 'stage')].sort((one, other) => other.projects.length - one.projects.length),
    openCriteria: those('criteriaOpen').length,
    ...{ up: those('up'), down: those('down') },
    overdueGates: [...those('gateOverdue')].sort(byPlanned),
    dueGates: [...those('gateDue')].sort(byPlanned),
    late: shown.reduce((sum, { project }) => sum + project.dependencies.waitsForLate, 0),
    waiting: those('late').length,
    waived: shown.flatMap((each) => each.waived),
    withWaivers: those('waived').length,
    ...{ scores: scoreBands(shown), coverages: coverageBands(shown) },
  };
}

function byPlanned(one: ListedProject, other: ListedProject): number {
  const planned = ({ standing }: ListedProject): string => standing?.gate?.next?.planned ?? '';
  return planned(one) < planned(other) ? -1 : 1;
}
