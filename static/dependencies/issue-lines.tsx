import { memo, type ReactElement } from 'react';
import type { MapDependency } from '../../src/contract';
import type { Neighbours } from './dependency-walk';
import { dependencyInWords } from './issue-words';
import { isLate, type ShownMap } from './shown-map';
import './issue-lines.css';

interface Properties {
  readonly shown: ShownMap;
  /** By dependency, as the `d` of a path. */
  readonly curves: readonly string[];
}

/** The dependencies of a drawing, each a line with an arrowhead at what waits. */
export const IssueLines = memo(function IssueLines({ shown, curves }: Properties): ReactElement {
  return (
    <g className="issue-lines">
      {shown.dependencies.map((dependency, place) => (
        <path key={place} d={curves[place]} className={`issue-line ${lookOf(dependency)}`}>
          <title>{dependencyInWords(dependency, shown)}</title>
        </path>
      ))}
    </g>
  );
});

function lookOf(dependency: MapDependency): string {
  const path = dependency.onPath ? ' issue-line-path' : '';
  const cut = dependency.suggestedCut ? ' issue-line-cut' : '';
  if (!dependency.open) return `issue-line-done${path}${cut}`;
  return `issue-line-${isLate(dependency) ? 'late' : dependency.lateness}${path}${cut}`;
}

interface SelectedProperties {
  /** Place of the issue whose lines are to stand out; −1 for none. */
  readonly issue: number;
  readonly neighbours: Neighbours;
  readonly curves: readonly string[];
}

/** The lines of the selected issue once more, so that they can be told from all the others. */
export function SelectedLines({ issue, neighbours, curves }: SelectedProperties): ReactElement | null {
  if (issue === -1) return null;
  const places = [...neighbours.providers[issue], ...neighbours.dependents[issue]];
  return (
    <g aria-hidden="true">
      {places.map((place) => (
        <path key={place} d={curves[place]} className="issue-line issue-line-selected" />
      ))}
    </g>
  );
}
