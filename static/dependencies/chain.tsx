import { memo, useEffect, useMemo, type ReactElement, type RefObject } from 'react';
import type { MapIssue } from '../../src/contract';
import type { Format } from '../shared/format';
import { useHost } from '../shared/host';
import { counted } from '../shared/words';
import { NODE, layOutChain, type ChainLayout } from './chain-layout';
import { bowBeside, curveBetween } from './curve';
import type { Neighbours } from './dependency-walk';
import { useIssueFocus } from './issue-focus';
import { IssueLines, SelectedLines } from './issue-lines';
import { STATE_WORDS, guessOf, wordsOfIssues } from './issue-words';
import { usePanZoom, type Area } from './pan-zoom';
import { isCritical, type ShownMap } from './shown-map';
import { fitting } from './text-width';
import { RESTRICTED, signed } from './words';
import { ZoomControls } from './zoom-controls';
import './chain.css';

interface Properties {
  readonly shown: ShownMap;
  readonly neighbours: Neighbours;
  /** Handle of the issue that the chain is of, if it is one issue's. */
  readonly around: string | null;
  readonly selected: string | null;
  readonly onSelect: (handle: string | null) => void;
  /** The drawing itself, for a picture of it. */
  readonly canvas: RefObject<SVGGElement>;
}

/** Of a node, less its padding. */
const WORDS_WIDTH = NODE.width - 16;

/** Issues from left to right: each stands right of all that it waits for. */
export function Chain({ shown, neighbours, around, selected, onSelect, canvas }: Properties): ReactElement {
  const { format } = useHost();
  const layout = useMemo(() => layOutChain(shown.issues.length, shown.dependencies), [shown]);
  const curves = useMemo(() => curvesOf(shown, layout), [shown, layout]);
  const order = useMemo(() => inReadingOrder(layout), [layout]);
  const words = useMemo(() => wordsOfIssues(shown, neighbours, format), [shown, neighbours, format]);
  const { ref, pan, scale, reveal, zoomIn, zoomOut, fit } = usePanZoom(layout);
  const { current, handlers } = useIssueFocus(ref, {
    ...{ shown, neighbours, order, onSelect },
    selected: selected ?? around,
    standing: { x: (issue) => layout.x[issue], y: (issue) => layout.y[issue] },
    onReveal: (issue) => reveal({ x: layout.x[issue], y: layout.y[issue], width: NODE.width, height: NODE.height }),
  });
  const subject = shown.handles.indexOf(selected ?? around ?? '');
  useEffect(() => {
    if (subject !== -1) reveal(areaOf(layout, subject));
  }, [layout, subject, reveal]);
  return (
    <div className="chain">
      <ZoomControls panZoom={{ zoomIn, zoomOut, fit }} />
      <svg
        ref={ref}
        className="chain-drawing"
        role="group"
        aria-label={`Chain of ${counted(shown.issues.length, 'issue', 'issues', format.count)} in ${counted(layout.layers, 'step', 'steps', format.count)}, from left to right. Arrow keys move along dependencies, Enter opens an issue.`}
        {...handlers}
      >
        <g className="graph-pan" transform={pan}>
          <g ref={canvas} transform={scale}>
            <IssueLines shown={shown} curves={curves} />
            <SelectedLines
              issue={selected === null ? -1 : shown.handles.indexOf(selected)}
              neighbours={neighbours}
              curves={curves}
            />
            {order.map((place) => (
              <IssueBox
                key={shown.handles[place]}
                place={place}
                x={layout.x[place]}
                y={layout.y[place]}
                issue={shown.issues[place]}
                project={projectNameOf(shown, place)}
                words={words[place]}
                isAround={shown.handles[place] === around}
                isSelected={shown.handles[place] === selected}
                isCurrent={place === current}
              />
            ))}
          </g>
        </g>
      </svg>
    </div>
  );
}

function areaOf({ x, y }: ChainLayout, issue: number): Area {
  return { x: x[issue], y: y[issue], width: NODE.width, height: NODE.height };
}

function projectNameOf({ issues, projects }: ShownMap, place: number): string | null {
  const { project } = issues[place];
  return project === null ? null : projects[project].name;
}

function curvesOf(shown: ShownMap, layout: ChainLayout): readonly string[] {
  const boxOf = (issue: number) => ({
    x: layout.x[issue],
    width: NODE.width,
    middle: layout.y[issue] + NODE.height / 2,
  });
  return shown.dependencies.map(({ provider, dependent, kind }, place) => {
    const [from, to] = [boxOf(provider), boxOf(dependent)];
    if (layout.layer[provider] === layout.layer[dependent]) return bowBeside(from, to);
    const passes = layout.passes[place].map((pass) => ({ ...pass, width: NODE.width }));
    return curveBetween(from, to, kind, passes);
  });
}

function inReadingOrder({ x, y }: ChainLayout): readonly number[] {
  return x.map((_, place) => place).sort((a, b) => x[a] - x[b] || y[a] - y[b]);
}

interface BoxProperties {
  readonly place: number;
  readonly x: number;
  readonly y: number;
  readonly issue: MapIssue;
  readonly project: string | null;
  readonly words: string;
  readonly isAround: boolean;
  readonly isSelected: boolean;
  readonly isCurrent: boolean;
}

const IssueBox = memo(function IssueBox(properties: BoxProperties): ReactElement {
  const { place, x, y, issue, project, words, isSelected, isCurrent } = properties;
  const { format } = useHost();
  return (
    <g data-issue={place} className={`issue-box ${looksOf(properties)}`} transform={`translate(${x} ${y})`}>
      <g role="button" tabIndex={isCurrent ? 0 : -1} aria-label={words} aria-pressed={isSelected}>
        <title>{words}</title>
        <rect className="issue-box-ring" x={-4} y={-4} width={NODE.width + 8} height={NODE.height + 8} rx={7} />
        <rect className="issue-box-body" width={NODE.width} height={NODE.height} rx={4} />
      </g>
      <g aria-hidden="true">
        <text className="issue-box-name" x={10} y={18}>
          {issue.key === null ? `${RESTRICTED} issue` : fitting(`${issue.key} ${issue.summary ?? ''}`, WORDS_WIDTH)}
        </text>
        <text className="issue-box-dates" x={10} y={32}>
          {fitting(datesOf(issue, format), WORDS_WIDTH)}
        </text>
        <text className="issue-box-dates" x={10} y={45}>
          {fitting(project ?? '', WORDS_WIDTH)}
        </text>
      </g>
    </g>
  );
});

/** "21 Dec · +12 d · float −11": the forecast, how much later than planned, what there is to spare. */
function datesOf(issue: MapIssue, format: Format): string {
  if (issue.state === 'done') return STATE_WORDS.done;
  if (issue.forecastFinish === null) return 'no dates';
  const guess = guessOf(issue);
  const parts = [
    `${guess === null ? '' : `${guess} `}${format.day(issue.forecastFinish)}`,
    issue.slip !== null && issue.slip > 0 ? `+${format.count(issue.slip)} d` : null,
    issue.totalFloat === null ? null : `float ${signed(issue.totalFloat, format.count)}`,
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

function looksOf({ issue, isAround, isSelected }: BoxProperties): string {
  const looks = [`issue-box-${issue.anonymous ? 'restricted' : issue.state}`];
  if ((issue.slip ?? 0) > 0) looks.push('issue-box-late');
  if (isCritical(issue)) looks.push('issue-box-critical');
  if (isAround) looks.push('issue-box-around');
  if (isSelected) looks.push('issue-box-selected');
  return looks.join(' ');
}
