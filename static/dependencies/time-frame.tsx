import {
  startTransition,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ReactElement,
  type ReactNode,
  type RefObject,
  type SVGAttributes,
  type UIEvent,
} from 'react';
import { useHost } from '../shared/host';
import type { PanZoom } from './pan-zoom';
import { isOnAxis, isoDay, ticksOf, xOf, type Tick, type TimeAxis } from './time-axis';
import { ZoomControls } from './zoom-controls';
import './time-frame.css';

/** Pixels that an axis takes at least; of the frame around the drawing. */
export const LEAST_AXIS_WIDTH = 480;
export const FRAME_BORDERS = 2;
/** Above the lanes: the words of the axis. */
const HEAD = 28;
/** Below the lanes: the word of today. */
const FOOT = 18;
const ZOOM_STEP = 1.5;
const MOST_ZOOM = 24;
const TODAY_FROM_LEFT = 160;

/** How many times wider the axis is than its room, and how to change that. */
export interface TimeZoom extends Pick<PanZoom, 'zoomIn' | 'zoomOut' | 'fit'> {
  readonly zoom: number;
}

export function useTimeZoom(): TimeZoom {
  const [zoom, setZoom] = useState(1);
  /** All bars are laid out anew, which must not keep the button from answering. */
  const zoomBy = (factor: number): void =>
    startTransition(() => setZoom((by) => Math.min(MOST_ZOOM, Math.max(1, by * factor))));
  return { zoom, zoomIn: () => zoomBy(ZOOM_STEP), zoomOut: () => zoomBy(1 / ZOOM_STEP), fit: () => zoomBy(0) };
}

interface Properties {
  readonly axis: TimeAxis;
  readonly zoom: TimeZoom;
  /** Pixels: left of the axis, and of the whole drawing. */
  readonly size: { readonly left: number; readonly width: number; readonly height: number };
  /** What stands left of the axis; empty where nothing does. */
  readonly leftWords: string;
  readonly lanes: readonly { readonly y: number; readonly height: number }[];
  /** The day that is marked, and its word. */
  readonly today: { readonly day: number; readonly word: string };
  readonly label: string;
  readonly handlers: Pick<SVGAttributes<SVGSVGElement>, 'onClick' | 'onFocus' | 'onKeyDown'>;
  readonly drawing: RefObject<SVGSVGElement>;
  /** The drawing itself, for a picture of it. */
  readonly canvas: RefObject<SVGGElement>;
  /** What stays at the left while the lanes scroll; to be marked `data-stays`. */
  readonly stays: RefObject<SVGGElement>;
  readonly children: ReactNode;
}

/** Lanes over time: the axis, whose words stay in sight, today, and how to zoom and scroll. */
export function TimeFrame(properties: Properties): ReactElement {
  const { axis, zoom, size, leftWords, lanes, today, label, handlers, drawing, canvas, stays, children } = properties;
  const scroller = useRef<HTMLDivElement>(null);
  const ticks = useMemo(() => ticksOf(axis), [axis]);
  const todayX = size.left + xOf(axis, today.day);
  useLayoutEffect(() => {
    // A zoomed axis begins where the reader is: today, a little in from the left.
    scroller.current?.scrollTo?.({ left: zoom.zoom === 1 ? 0 : todayX - TODAY_FROM_LEFT - size.left });
  }, [zoom.zoom, todayX, size.left]);

  function onScroll(event: UIEvent<HTMLDivElement>): void {
    stays.current?.setAttribute('transform', `translate(${event.currentTarget.scrollLeft} 0)`);
  }

  const words = <AxisWords ticks={ticks} axis={axis} left={size.left} leftWords={leftWords} />;
  return (
    <div className="timeline">
      <ZoomControls panZoom={zoom} />
      <div ref={scroller} className="timeline-scroller" onScroll={onScroll}>
        <svg className="timeline-head" width={size.width} height={HEAD} aria-hidden="true">
          {words}
        </svg>
        <svg
          ref={drawing}
          className="timeline-drawing"
          width={size.width}
          height={HEAD + size.height + FOOT}
          role="group"
          aria-label={label}
          {...handlers}
        >
          <g ref={canvas} transform={`translate(0 ${HEAD})`}>
            <g aria-hidden="true">
              <g transform={`translate(0 ${-HEAD})`}>{words}</g>
              {lanes.map(({ y, height }, place) => (
                <rect
                  key={place}
                  className={place % 2 === 0 ? 'lane' : 'lane lane-other'}
                  x={0.5}
                  y={y + 0.5}
                  width={size.width - 1}
                  height={height}
                />
              ))}
              {ticks.map(({ day }) => (
                <Upright key={day} look="timeline-tick" x={size.left + xOf(axis, day)} from={-8} to={size.height} />
              ))}
              {size.left > 0 && <Upright look="timeline-edge" x={size.left - 4} from={-HEAD} to={size.height} />}
              {isOnAxis(axis, today.day) && (
                <>
                  <Upright look="timeline-today" x={todayX} from={-4} to={size.height + 4} />
                  <text className="timeline-today-word" x={todayX + 4} y={size.height + 13}>
                    {today.word}
                  </text>
                </>
              )}
            </g>
            {children}
          </g>
        </svg>
      </div>
    </div>
  );
}

interface WordsProperties {
  readonly ticks: readonly Tick[];
  readonly axis: TimeAxis;
  readonly left: number;
  readonly leftWords: string;
}

function AxisWords({ ticks, axis, left, leftWords }: WordsProperties): ReactElement {
  const { format } = useHost();
  return (
    <g className="timeline-ticks">
      {left > 0 && (
        <text x={8} y={18}>
          {leftWords}
        </text>
      )}
      {ticks.map(({ day, unit }) => (
        <text key={day} x={left + xOf(axis, day) + 4} y={18}>
          {format[unit](isoDay(day))}
        </text>
      ))}
    </g>
  );
}

interface UprightProperties {
  readonly look: string;
  readonly x: number;
  readonly from: number;
  readonly to: number;
}

function Upright({ look, x, from, to }: UprightProperties): ReactElement {
  return <line className={look} x1={x} x2={x} y1={from} y2={to} />;
}
