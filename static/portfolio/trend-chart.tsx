import { useMemo, useRef, useState, type PointerEvent, type ReactElement } from 'react';
import type { TrendTurn } from '../../src/contract';
import { dayNumber, isoDay, ticksOf, xOf, type TimeAxis } from '../dependencies/time-axis';
import { useWidth } from '../dependencies/use-width';
import { useHost } from '../shared/host';
import { linePath } from '../shared/line-path';
import type { Measured } from './measures';
import './trend-chart.css';

const USUAL_WIDTH = 900;
/** Pixels: of the lines; left of them, for the scale; below them, for days. */
const HEIGHT = 240;
const [LEFT, RIGHT, TOP, BELOW] = [44, 10, 14, 24];

interface Properties {
  /** `YYYY-MM-DD`, ascending, at least two. */
  readonly days: readonly string[];
  readonly measured: Measured;
  readonly turns: readonly TrendTurn[];
}

/** Lines over time with what turned meanwhile; the caption and the table say the same in words. */
export function TrendChart({ days, measured: { lines, scale, show }, turns }: Properties): ReactElement {
  const { format } = useHost();
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame, USUAL_WIDTH);
  const [pointed, setPointed] = useState<number | null>(null);
  const axis = useMemo((): TimeAxis => {
    const [from, to] = [dayNumber(days[0]), dayNumber(days[days.length - 1])];
    return { from, to, pixelsPerDay: (width - LEFT - RIGHT) / Math.max(1, to - from) };
  }, [days, width]);
  const x = (iso: string): number => LEFT + xOf(axis, dayNumber(iso));
  const y = (figure: number): number => TOP + HEIGHT * (1 - figure / scale[scale.length - 1]);
  const shown = pointed ?? days.length - 1;
  const daysOf = (what: TrendTurn['what']): readonly string[] => [
    ...new Set(turns.filter((turn) => turn.what === what).map(({ day }) => day)),
  ];

  function point(event: PointerEvent<SVGSVGElement>): void {
    const left = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const distances = days.map((day) => Math.abs(x(day) - left));
    setPointed(distances.indexOf(Math.min(...distances)));
  }

  return (
    <figure className="trend-chart">
      <ul className="trend-legend small" aria-hidden="true">
        <li className="strong">{format.day(days[shown])}</li>
        {lines.map(({ words, figures }, line) => (
          <li key={words}>
            <svg width={28} height={8} className={`trend-line trend-line-${line}`}>
              <path d="M2 4H26" />
            </svg>
            <span className="trend-name">{words}</span> <b>{figureInWords(figures[shown], show)}</b>
          </li>
        ))}
      </ul>
      <div ref={frame}>
        <svg
          className="trend-drawing"
          width={width}
          height={TOP + HEIGHT + BELOW}
          aria-hidden="true"
          onPointerMove={point}
          onPointerLeave={() => setPointed(null)}
        >
          {scale.map((figure) => (
            <g key={figure}>
              <line className="trend-grid" x1={LEFT} x2={width - RIGHT} y1={y(figure)} y2={y(figure)} />
              <text x={LEFT - 6} y={y(figure) + 4} textAnchor="end">
                {show(figure)}
              </text>
            </g>
          ))}
          {ticksOf(axis).map(({ day, unit }) => (
            <text key={day} x={LEFT + xOf(axis, day)} y={TOP + HEIGHT + 18} textAnchor="middle">
              {format[unit](isoDay(day))}
            </text>
          ))}
          {daysOf('playbook').map((day) => (
            <g key={day} className="trend-playbook">
              <line x1={x(day)} x2={x(day)} y1={TOP - 4} y2={TOP + HEIGHT} />
              <text x={x(day) + 4} y={TOP - 3}>
                Playbook
              </text>
            </g>
          ))}
          {daysOf('stage').map((day) => (
            <text key={day} className="trend-gate" x={x(day)} y={TOP + HEIGHT - 2} textAnchor="middle">
              ◆
            </text>
          ))}
          {lines.map(({ words, figures }, line) => (
            <path
              key={words}
              className={`trend-line trend-line-${line}`}
              d={linePath(
                figures.map((figure, place) => (figure === null ? null : { x: x(days[place]), y: y(figure) })),
              )}
            />
          ))}
          {pointed !== null && (
            <line className="trend-pointed" x1={x(days[shown])} x2={x(days[shown])} y1={TOP} y2={TOP + HEIGHT} />
          )}
        </svg>
      </div>
      <figcaption className="small subtle">
        {lines.map(({ words, figures }) => (
          <span key={words}>
            {words}: from {figureInWords(figures[0], show)} on {format.day(days[0])} to{' '}
            {figureInWords(figures[figures.length - 1], show)} on {format.day(days[days.length - 1])}.{' '}
          </span>
        ))}
        {daysOf('stage').length > 0 && '◆: projects passed gates.'}
      </figcaption>
    </figure>
  );
}

function figureInWords(figure: number | null, show: (figure: number) => string): string {
  return figure === null ? 'none' : show(figure);
}
