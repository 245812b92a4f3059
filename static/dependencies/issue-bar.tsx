import { memo, type ReactElement } from 'react';
import type { MapIssue } from '../../src/contract';
import { DIAMOND, LANE, PLANNED_MARK, type Bar } from './lanes-layout';
import { isCritical } from './shown-map';
import './issue-bar.css';

interface BarProperties {
  readonly bar: Bar;
  readonly issue: MapIssue;
  readonly words: string;
  readonly isSelected: boolean;
  readonly isCurrent: boolean;
}

/** An issue on a drawing over time: its bar or diamond, by how much it is later than planned, and its words. */
export const IssueBar = memo(function IssueBar({
  bar,
  issue,
  words,
  isSelected,
  isCurrent,
}: BarProperties): ReactElement {
  const { x, y, width } = bar;
  const middle = y + LANE.bar / 2;
  const right = x + width;
  const isDiamond = issue.milestone && !bar.undated;
  const isLater = (issue.slip ?? 0) > 0 && !bar.undated;
  const lateFrom = isLater ? Math.max(x, bar.plannedX ?? x) : right;
  return (
    <g data-issue={bar.issue} className={`issue-bar ${lookOf(issue, isSelected)}`}>
      <g role="button" tabIndex={isCurrent ? 0 : -1} aria-label={words} aria-pressed={isSelected}>
        <title>{words}</title>
        <rect className="issue-bar-ring" {...ringAround(bar, isDiamond)} rx={5} />
        {isDiamond ? (
          <path
            className="issue-bar-body"
            d={`M${right - DIAMOND} ${middle}l${DIAMOND} ${-DIAMOND}l${DIAMOND} ${DIAMOND}l${-DIAMOND} ${DIAMOND}z`}
          />
        ) : (
          <rect className="issue-bar-body" x={x} y={y} width={width} height={LANE.bar} rx={3} />
        )}
        {lateFrom < right && !issue.milestone && (
          <rect className="issue-bar-late" x={lateFrom} y={y + 1} width={right - lateFrom - 1} height={LANE.bar - 2} />
        )}
        {bar.plannedX !== null && <path className="issue-bar-planned" d={plannedMark(bar.plannedX, bar)} />}
        {bar.goesOn && <path className="issue-bar-on" d={`M${right - 8} ${middle - 5}l5 5l-5 5`} />}
      </g>
      <text aria-hidden="true" className="issue-bar-words" x={bar.labelX} y={middle + 4}>
        {bar.label}
      </text>
    </g>
  );
});

function ringAround({ x, y, width }: Bar, isDiamond: boolean): Record<'x' | 'y' | 'width' | 'height', number> {
  const from = isDiamond ? x + width - DIAMOND : x;
  const to = isDiamond ? x + width + DIAMOND : x + width;
  return { x: from - 3, y: y - 3, width: to - from + 6, height: LANE.bar + 6 };
}

/** A mark where the bar was to end; where the whole bar is later than that, with a line to it. */
function plannedMark(at: number, { x, y }: Bar): string {
  const mark = `M${at} ${y - 3}v${LANE.bar + 6}m${-PLANNED_MARK} 0h${2 * PLANNED_MARK}`;
  return at < x ? `${mark}M${at} ${y + LANE.bar / 2}H${x}` : mark;
}

function lookOf(issue: MapIssue, isSelected: boolean): string {
  const looks = [`issue-bar-${issue.anonymous ? 'restricted' : issue.state}`];
  if (isCritical(issue)) looks.push('issue-bar-critical');
  if (isSelected) looks.push('issue-bar-selected');
  return looks.join(' ');
}
