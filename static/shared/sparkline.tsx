import type { ReactElement } from 'react';
import { linePath } from './line-path';
import './sparkline.css';

interface Properties {
  /** Days as numbers, ascending, with a figure each; `null`: there was none. */
  readonly days: readonly number[];
  readonly figures: readonly (number | null)[];
  /** What the lower and the upper edge stand for; the figures' own least and most when left out. */
  readonly between?: readonly [least: number, most: number];
  /** Figures that differ by less than this look flat. */
  readonly leastSpan?: number;
}

const [WIDTH, HEIGHT, MARGIN] = [240, 36, 4];

/** A line of words' height; whoever cannot see it finds its figures in the words beside it. */
export function Sparkline({ days, figures, between, leastSpan = 0 }: Properties): ReactElement {
  const known = figures.filter((figure) => figure !== null);
  const [least, most] = between ?? spanOf(known, leastSpan);
  const [from, to] = [days[0], days[days.length - 1]];
  const points = figures.map((figure, place) => {
    if (figure === null) return null;
    const x = to === from ? 1 : (days[place] - from) / (to - from);
    const y = most === least ? 0.5 : (most - figure) / (most - least);
    return { x: MARGIN + x * (WIDTH - 2 * MARGIN), y: MARGIN + y * (HEIGHT - 2 * MARGIN) };
  });
  const last = points.at(-1) ?? null;
  return (
    <svg className="sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <path d={linePath(points)} />
      {last !== null && <circle cx={last.x} cy={last.y} r={3} />}
    </svg>
  );
}

function spanOf(figures: readonly number[], leastSpan: number): readonly [number, number] {
  const [least, most] = [Math.min(...figures), Math.max(...figures)];
  const missing = Math.max(0, leastSpan - (most - least)) / 2;
  return [least - missing, most + missing];
}
