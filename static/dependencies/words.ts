import type { KindOfDependency, LatenessWord } from '../../src/contract';
import { counted } from '../shared/words';

/** How a dependency stands, in a word, and what that means. */
export const LATENESS_WORDS: Readonly<Record<LatenessWord, { readonly word: string; readonly meaning: string }>> = {
  lateNow: { word: 'Late now', meaning: 'the provider is open past its planned finish' },
  willBeLate: { word: 'Will be late', meaning: 'the provider is forecast to finish after the dependent needs it' },
  atRisk: { word: 'At risk', meaning: 'three working days to spare, or fewer' },
  fine: { word: 'Fine', meaning: 'more than three working days to spare' },
  unknown: { word: 'Unknown', meaning: 'a date is missing that would tell' },
};

/** The kinds of dependency in Gantt words, and what each means. */
export const KIND_WORDS: Readonly<Record<KindOfDependency, { readonly word: string; readonly meaning: string }>> = {
  finishToStart: { word: 'Finish to start', meaning: 'the dependent starts after its provider finishes' },
  startToStart: { word: 'Start to start', meaning: 'the dependent starts after its provider starts' },
  finishToFinish: { word: 'Finish to finish', meaning: 'the dependent finishes after its provider finishes' },
  startToFinish: { word: 'Start to finish', meaning: 'the dependent finishes after its provider starts' },
};

/** What stands for a project or an issue that the viewer may not browse. */
export const RESTRICTED = 'Restricted';

/** "4 days", "1 day", "−11 days": working days. */
export function workingDays(days: number, format: (value: number) => string): string {
  return counted(days, 'day', 'days', (value) => signed(value, format));
}

/** A number with a real minus sign. */
export function signed(value: number, format: (value: number) => string): string {
  return value < 0 ? `−${format(-value)}` : format(value);
}

interface PairFigures {
  readonly dependent: number;
  readonly provider: number;
  readonly open: number;
  readonly late: number;
  readonly leastSlack: number | null;
}

/** "Signalling upgrade waits for Data platform: 9 open, 4 late, least slack −11 days". */
export function pairInWords(
  projects: readonly { readonly name: string | null }[],
  { dependent, provider, open, late, leastSlack }: PairFigures,
  format: (value: number) => string,
): string {
  const name = (place: number): string => projects[place].name ?? RESTRICTED;
  const figures = [`${format(open)} open`];
  if (late > 0) figures.push(`${format(late)} late`);
  if (leastSlack !== null) figures.push(`least slack ${workingDays(leastSlack, format)}`);
  return `${name(dependent)} waits for ${name(provider)}: ${figures.join(', ')}`;
}
