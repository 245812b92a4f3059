import { useMemo, useRef, useState, type PointerEvent, type ReactElement } from 'react';
import type { HistoryDay, HistoryView } from '../../../src/contract';
import { dayNumber, isoDay, ticksOf, xOf, type TimeAxis } from '../../dependencies/time-axis';
import { useWidth } from '../../dependencies/use-width';
import { useHost } from '../../shared/host';
import type { HistoryWeeks } from '../routes';
import { LEVEL_WORDS } from '../words';
import { linePath } from '../../shared/line-path';
import type { PlaybookChange } from './playbook-changes';

const USUAL_WIDTH = 900;
/** Pixels: of the lines; left of them, for the scale; below them, for days. */
const HEIGHT = 200;
const LEFT = 32;
const RIGHT = 8;
const TOP = 14;
const DAYS_HEIGHT = 22;
const LEVEL_HEIGHT = 20;
const LEAST_LEVEL_WORD = 76;
const SCALE = [0, 25, 50, 75, 100];

interface Properties {
  readonly view: HistoryView;
  readonly weeks: HistoryWeeks;
  readonly changes: readonly PlaybookChange[];
}

/** Score and coverage as lines, levels as a strip below; the caption and the tables say the same in words. */
export function ScoreChart({ view: { days }, weeks, changes }: Properties): ReactElement {
  const { format } = useHost();
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame, USUAL_WIDTH);
  const [pointed, setPointed] = useState<number | null>(null);
  const axis = useMemo((): TimeAxis => {
    const to = dayNumber(days[days.length - 1].day);
    // Of a project that is younger than the range, its own days fill the room.
    const from = Math.max(dayNumber(days[0].day), to - 7 * weeks);
    return { from, to, pixelsPerDay: (width - LEFT - RIGHT) / Math.max(1, to - from) };
  }, [days, weeks, width]);
  const x = (iso: string): number => LEFT + xOf(axis, dayNumber(iso));
  const y = (points: number): number => TOP + HEIGHT * (1 - points / 100);
  const shown = days[pointed ?? days.length - 1];

  function point(event: PointerEvent<SVGSVGElement>): void {
    const left = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const distances = days.map(({ day }) => Math.abs(x(day) - left));
    setPointed(distances.indexOf(Math.min(...distances)));
  }

  return (
    <figure className="history-chart">
      <div className="history-legend small" aria-hidden="true">
        <span className="strong">{format.day(shown.day)}</span>
        <span className="history-key history-key-score">
          Score {shown.score === null ? 'withheld' : format.points(shown.score)}
        </span>
        <span className="history-key history-key-coverage">
          Coverage {shown.coverage === null ? 'none' : format.percent(shown.coverage)}
        </span>
        <span>{levelWords(shown)}</span>
      </div>
      <div ref={frame}>
        <svg
          className="history-drawing"
          width={width}
          height={TOP + HEIGHT + DAYS_HEIGHT + LEVEL_HEIGHT}
          aria-hidden="true"
          onPointerMove={point}
          onPointerLeave={() => setPointed(null)}
        >
          {SCALE.map((points) => (
            <g key={points}>
              <line className="history-grid" x1={LEFT} x2={width - RIGHT} y1={y(points)} y2={y(points)} />
              <text x={LEFT - 6} y={y(points) + 4} textAnchor="end">
                {format.count(points)}
              </text>
            </g>
          ))}
          {ticksOf(axis).map(({ day, unit }) => (
            <text key={day} x={LEFT + xOf(axis, day)} y={TOP + HEIGHT + 16} textAnchor="middle">
              {format[unit](isoDay(day))}
            </text>
          ))}
          {changes.map(({ day, to }) => (
            <g key={day} className="history-playbook">
              <line x1={x(day)} x2={x(day)} y1={TOP - 4} y2={TOP + HEIGHT} />
              <text x={x(day) + 4} y={TOP - 3} textAnchor="start">
                Playbook v{to.version}
              </text>
            </g>
          ))}
          <path
            className="history-coverage"
            d={linePath(
              days.map(({ day, coverage }) => (coverage === null ? null : { x: x(day), y: y(100 * coverage) })),
            )}
          />
          <path
            className="history-score"
            d={linePath(days.map(({ day, score }) => (score === null ? null : { x: x(day), y: y(score) })))}
          />
          {spansOf(days).map((span, place, spans) => {
            const [from, to] = [x(span.from), place + 1 < spans.length ? x(spans[place + 1].from) : width - RIGHT];
            return (
              <g key={span.from} className={`history-level history-level-${span.level ?? 'none'}`}>
                <rect
                  x={from}
                  y={TOP + HEIGHT + DAYS_HEIGHT}
                  width={Math.max(1, to - from - 1)}
                  height={LEVEL_HEIGHT}
                />
                {to - from > LEAST_LEVEL_WORD && (
                  <text x={from + 6} y={TOP + HEIGHT + DAYS_HEIGHT + 14}>
                    {levelWords(span)}
                  </text>
                )}
              </g>
            );
          })}
          {pointed !== null && (
            <line className="history-pointed" x1={x(shown.day)} x2={x(shown.day)} y1={TOP} y2={TOP + HEIGHT} />
          )}
        </svg>
      </div>
      <figcaption className="small subtle">{useSummary(days)}</figcaption>
    </figure>
  );
}

/** Days in a row on one level. */
function spansOf(
  days: readonly HistoryDay[],
): readonly { readonly from: string; readonly level: HistoryDay['level'] }[] {
  return days
    .filter(({ level }, place) => place === 0 || days[place - 1].level !== level)
    .map(({ day, level }) => ({ from: day, level }));
}

function levelWords({ level }: Pick<HistoryDay, 'level'>): string {
  return level === null ? 'No level' : LEVEL_WORDS[level];
}

/** "Score from 66.3 on 24 Oct to 72.4 on 20 Nov; lowest 64.0 on 2 Nov." */
function useSummary(days: readonly HistoryDay[]): string {
  const { format } = useHost();
  const scored = days.flatMap(({ day, score }) => (score === null ? [] : [{ day, score }]));
  const [first, last] = [scored[0], scored.at(-1)];
  if (first === undefined || last === undefined) return 'The score was withheld on all of these days.';
  const on = ({ day, score }: { day: string; score: number }): string =>
    `${format.points(score)} on ${format.day(day)}`;
  const [lowest] = [...scored].sort((a, b) => a.score - b.score);
  const [highest] = [...scored].sort((a, b) => b.score - a.score);
  const withheld = days.length - scored.length;
  const gap = withheld === 0 ? '' : ` Withheld on ${format.count(withheld)} of ${format.count(days.length)} days.`;
  return `Score from ${on(first)} to ${on(last)}; lowest ${on(lowest)}, highest ${on(highest)}.${gap}`;
}
