import type { TrendPoint, TrendsView } from '../../src/contract';
import { LEVEL_WORDS } from '../project/words';
import type { Format } from '../shared/format';
import { USUAL_MEASURE } from './address';

/** One line of a chart. */
export interface TrendLine {
  readonly words: string;
  /** By the view's days. */
  readonly figures: readonly (number | null)[];
}

/** What a chart shows: its lines, and what its heights mean. */
export interface Measured {
  readonly lines: readonly TrendLine[];
  /** Where the scale has a line; from 0 to the upper edge. */
  readonly scale: readonly number[];
  readonly show: (figure: number) => string;
  /** Of the figures in files: as precise as they are shown. */
  readonly decimals: number;
}

/** What can be shown beside each rule. */
export const MEASURES = [
  { value: USUAL_MEASURE, words: 'Score, on average' },
  { value: 'coverage', words: 'Coverage, on average' },
  { value: 'level', words: 'Levels' },
  { value: 'late', words: 'Late dependencies' },
] as const;

const POINTS = [0, 25, 50, 75, 100];
const SHARES = [0, 0.25, 0.5, 0.75, 1];

/** The chart of a measure, a line for each group; levels of a single group have a line each. `names`: of the groups. */
export function measuredOf(view: TrendsView, names: readonly string[], measure: string, format: Format): Measured {
  const { count, percent, points } = format;
  const ofGroups = (figure: (point: TrendPoint) => number | null): readonly TrendLine[] =>
    view.groups.map((group, place) => ({ words: names[place], figures: group.map(figure) }));
  const counted = (lines: readonly TrendLine[]): Measured => ({
    lines,
    scale: countScale(lines),
    show: count,
    decimals: 0,
  });
  switch (measure) {
    case USUAL_MEASURE:
      return { lines: ofGroups(({ score }) => score), scale: POINTS, show: points, decimals: 1 };
    case 'coverage':
      return { lines: ofGroups(({ coverage }) => coverage), scale: SHARES, show: percent, decimals: 2 };
    case 'late':
      return counted(ofGroups(({ late }) => late));
    case 'level':
      if (view.groups.length === 1) return counted(levelLines(view.groups[0]));
      return { lines: ofGroups(shareManaged), scale: SHARES, show: percent, decimals: 2 };
    default: {
      const rule = view.rules.findIndex(({ id }) => id === measure);
      return {
        lines: ofGroups(({ attainments }) => attainments[rule] ?? null),
        scale: SHARES,
        show: percent,
        decimals: 2,
      };
    }
  }
}

/** What the heights of a chart are, in a sentence. */
export function measureInWords(measure: string, isCompared: boolean): string {
  switch (measure) {
    case USUAL_MEASURE:
      return 'The mean score of the projects that had one.';
    case 'coverage':
      return 'How much of what applies could be assessed, the mean of the projects.';
    case 'late':
      return 'Dependencies on other projects that were late.';
    case 'level':
      return isCompared
        ? 'The share of evaluated projects that had reached Managed or Assured.'
        : 'How many projects had reached each level.';
    default:
      return 'Attained: the good share divided by the rule’s target, the mean of the projects with a result.';
  }
}

function levelLines(points: readonly TrendPoint[]): readonly TrendLine[] {
  return [
    ...(['assured', 'managed', 'foundation'] as const).map((level) => ({
      words: LEVEL_WORDS[level],
      figures: points.map(({ levels }) => levels[level]),
    })),
    {
      words: 'No level',
      figures: points.map(({ projects, levels }) => projects - levels.assured - levels.managed - levels.foundation),
    },
  ];
}

function shareManaged({ projects, levels }: TrendPoint): number | null {
  return projects === 0 ? null : (levels.managed + levels.assured) / projects;
}

/** Four steps of 1, 2 or 5 times a power of ten, as few as hold all figures. */
function countScale(lines: readonly TrendLine[]): readonly number[] {
  const most = Math.max(4, ...lines.flatMap(({ figures }) => figures.map((figure) => figure ?? 0)));
  const power = 10 ** Math.floor(Math.log10(most / 4));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size * 4 >= most) ?? most / 4;
  return [0, 1, 2, 3, 4].map((place) => place * step);
}
