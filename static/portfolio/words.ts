import type { PortfolioCriteria, PortfolioMove, PortfolioStanding, PortfolioView } from '../../src/contract';
import { LEVEL_WORDS } from '../project/words';
import type { Format } from '../shared/format';
import { TIER_WORDS } from '../shared/tier-words';
import type { Grouping, LevelChoice, Only, TierChoice } from './address';

export const LEVEL_CHOICE_WORDS: Readonly<Record<LevelChoice, string>> = { ...LEVEL_WORDS, none: 'No level' };

export const NO_TIER = 'No tier';
export const TIER_CHOICE_WORDS: Readonly<Record<TierChoice, string>> = { ...TIER_WORDS, none: NO_TIER };

export const ONLY_WORDS: Readonly<Record<Only, string>> = {
  up: 'Up since last week',
  down: 'Down since last week',
  late: 'With late dependencies',
  waived: 'With waived rules',
  gateOverdue: 'Gate overdue',
  gateDue: 'Gate in the next 30 days',
  criteriaOpen: 'With due criteria open',
  fresh: 'Read within a day',
  old: 'Read more than a day ago',
  neverRead: 'Not read yet',
  noScore: 'Without a score',
};

export const GROUPING_WORDS: Readonly<Record<Grouping, string>> = {
  category: 'Category',
  lead: 'Lead',
  tier: 'Tier',
  playbook: 'Playbook',
  stage: 'Stage',
  level: 'Level',
};

/** The stage that a project is in, with words for one that has passed the last gate. */
export function stageInWords(stage: string | null): string {
  return stage ?? 'Past the last gate';
}

/** What stands where there is nothing to say. */
export const NOTHING = '–';

/** Why a project has no score, in a sentence. */
export const WITHHELD_WORDS: Readonly<Record<NonNullable<PortfolioStanding['withheld']>, string>> = {
  lowCoverage: 'Too little of what applies can be assessed: the data is missing.',
  littleApplies: 'Too little of the playbook applies here.',
  dormant: 'The project is dormant: nothing is open, and nothing was finished in the last 90 days.',
};

/** "5 of 7 mandatory criteria are met or waived; 1 counts issues by a query: the project’s page says how it stands". */
export function settledInWords(
  { asked, settled, uncounted }: PortfolioCriteria,
  count: (value: number) => string,
): string {
  const known = `${count(settled)} of ${count(asked)} mandatory criteria are met or waived`;
  if (uncounted === 0) return known;
  const others = uncounted === 1 ? '1 counts issues by a query' : `${count(uncounted)} count issues by queries`;
  return `${known}; ${others}: the project’s page says how that stands`;
}

/** "+2.4", "−5.2", "0.0": points of change, with a real minus sign. */
export function changed(points: number, { points: inPoints }: Pick<Format, 'points'>): string {
  const figure = inPoints(Math.abs(points));
  return points > 0 ? `+${figure}` : points < 0 ? `−${figure}` : figure;
}

/** What moved a score since a week ago where no rules are told. */
export function movedOtherwise({ weekAgo }: PortfolioStanding): string {
  return weekAgo?.samePlaybook === false ? 'The playbook changed' : 'Many rules moved by a little';
}

/** "Work has a date", "Work has a date counts since 18 Nov 2026". */
export function moveInWords(
  { rules }: PortfolioView,
  { rule, countsSince }: PortfolioMove,
  { day }: Pick<Format, 'day'>,
): string {
  const { title } = rules[rule];
  return countsSince === null ? title : `“${title}” counts since ${day(countsSince)}`;
}

/** "60 to below 70", "90 to 100", as points or, with `percent`, as shares. */
export function tenInWords(ten: number, show: (value: number) => string): string {
  return ten === 9 ? `${show(90)} to ${show(100)}` : `${show(10 * ten)} to below ${show(10 * (ten + 1))}`;
}
