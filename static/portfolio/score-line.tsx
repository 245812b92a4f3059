import type { ReactElement } from 'react';
import { useHost } from '../shared/host';
import { linePath } from '../shared/line-path';
import './score-line.css';

const [WIDTH, HEIGHT, MARGIN] = [72, 20, 2];
/** Less than this many points of difference is drawn flat: noise would look like news. */
const LEAST_RANGE = 10;

/** Whether there are two scores at least, to draw a line between. */
export function isLine(scores: readonly (number | null)[]): boolean {
  return scores.filter((score) => score !== null).length > 1;
}

/** Scores of the last weeks as a line; days without one are gaps. The words say where it began and where it ended. */
export function ScoreLine({ scores }: { readonly scores: readonly (number | null)[] }): ReactElement | null {
  const { format } = useHost();
  const known = scores.filter((score) => score !== null);
  if (!isLine(scores)) return null;
  const words = `From ${format.count(Math.round(known[0]))} to ${format.count(Math.round(known[known.length - 1]))}`;
  return (
    <span className="score-line">
      <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        <path d={pathOf(scores, known)} />
      </svg>
      <span className="visually-hidden">{words}</span>
    </span>
  );
}

function pathOf(scores: readonly (number | null)[], known: readonly number[]): string {
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const range = Math.max(LEAST_RANGE, high - low);
  const bottom = (low + high - range) / 2;
  return linePath(
    scores.map((score, day) => {
      if (score === null) return null;
      const x = MARGIN + (day / (scores.length - 1)) * (WIDTH - 2 * MARGIN);
      return { x, y: HEIGHT - MARGIN - ((score - bottom) / range) * (HEIGHT - 2 * MARGIN) };
    }),
  );
}
