import type { ReactElement } from 'react';
import type { LegendEntry } from './legend';
import './issue-bar.css';
import './issue-lines.css';
import './time-frame.css';

/** A line as a drawing draws it. */
export function Stroke({ look }: { readonly look: string }): ReactElement {
  return (
    <svg className="legend-drawn" width={28} height={10} aria-hidden="true">
      <path className={look} d="M1 5h26" />
    </svg>
  );
}

/** A bar as a drawing draws it. */
export function Sample({ look }: { readonly look: string }): ReactElement {
  return (
    <svg className={`legend-drawn ${look}`} width={24} height={14} aria-hidden="true">
      <rect className="issue-bar-body" x={2} y={2} width={20} height={10} rx={2} />
    </svg>
  );
}

/** The mark at a planned finish, or at a target. */
export function PlannedMark(): ReactElement {
  return (
    <svg className="legend-drawn" width={12} height={14} aria-hidden="true">
      <path className="issue-bar-planned" d="M6 1v12m-4 0h8" />
    </svg>
  );
}

/** How dependencies stand, by the lines between issues. */
export const LINE_LEGEND: readonly LegendEntry[] = [
  { mark: <Stroke look="issue-line issue-line-late" />, words: 'late now, or will be' },
  { mark: <Stroke look="issue-line issue-line-atRisk" />, words: 'at risk' },
  { mark: <Stroke look="issue-line issue-line-fine" />, words: 'fine' },
  { mark: <Stroke look="issue-line issue-line-unknown" />, words: 'unknown' },
  { mark: <Stroke look="issue-line issue-line-fine issue-line-path" />, words: 'thick: critical path' },
];
