import {
  memo,
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactElement,
  type RefObject,
} from 'react';
import type { MapProject, PortfolioMapView } from '../../src/contract';
import type { Format } from '../shared/format';
import { useHost } from '../shared/host';
import { counted } from '../shared/words';
import { NODE } from './chain-layout';
import { usePanZoom } from './pan-zoom';
import {
  MOST_LINES,
  MOST_NODES,
  figuresOfNodes,
  nodeByKey,
  projectNodes,
  type NodeFigures,
  type ProjectNodes,
} from './project-nodes';
import { projectName, type ShownProjects } from './shown-projects';
import { TEXT, fitting } from './text-width';
import { signed } from './words';
import { ZoomControls } from './zoom-controls';
import './project-graph.css';

interface Properties {
  readonly view: PortfolioMapView;
  readonly shown: ShownProjects;
  /** Place of the selected project in the view; `null` without. */
  readonly selected: number | null;
  readonly onSelect: (project: number) => void;
  /** The drawing itself, for a picture of it. */
  readonly canvas: RefObject<SVGGElement>;
}

/** The projects from left to right: each stands right of those that it waits for. */
export function ProjectGraph({ view, shown, selected, onSelect, canvas }: Properties): ReactElement {
  const { format } = useHost();
  const nodes = useMemo(() => projectNodes(shown), [shown]);
  const nodeOf = useMemo(() => new Map(nodes.projects.map((project, node) => [project, node])), [nodes]);
  const { ref, pan, scale, reveal, zoomIn, zoomOut, fit } = usePanZoom(nodes.layout);
  const [reached, setReached] = useState<number | null>(null);
  const takesFocus = useRef(false);
  const focused = nodeOf.get(reached ?? -1) ?? nodeOf.get(selected ?? -1) ?? nodes.order[0];

  useEffect(() => {
    if (!takesFocus.current) return;
    takesFocus.current = false;
    document.getElementById(idOfNode(focused))?.focus({ preventScroll: true });
  }, [focused]);

  function reach(node: number): void {
    setReached(nodes.projects[node]);
    reveal({ x: nodes.layout.x[node], y: nodes.layout.y[node], width: NODE.width, height: NODE.height });
  }

  function move(event: KeyboardEvent<SVGElement>): void {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onSelect(nodes.projects[focused]);
      return;
    }
    const next = nodeByKey(nodes, focused, event.key, (project) => nodeOf.get(project) ?? focused);
    if (next === null) return;
    event.preventDefault();
    takesFocus.current = true;
    reach(next);
  }

  return (
    <div className="graph">
      {shown.projects.length > nodes.projects.length && (
        <p className="small subtle">
          Showing the {format.count(MOST_NODES)} most pressing of {format.count(shown.projects.length)} projects. Filter
          to see others; the matrix and the table show all.
        </p>
      )}
      {nodes.pairs.length > MOST_LINES && (
        <p className="small subtle">
          Showing the {format.count(MOST_LINES)} most pressing of {format.count(nodes.pairs.length)} lines, and all
          those of the project that you select.
        </p>
      )}
      <div className="graph-frame">
        <ZoomControls panZoom={{ zoomIn, zoomOut, fit }} />
        <svg
          ref={ref}
          className="graph-drawing"
          style={{ height: heightOf(nodes) }}
          role="group"
          aria-label={`${counted(nodes.projects.length, 'project', 'projects', format.count)}, each right of those that it waits for. Right and left arrow keys follow dependencies, up and down go to the next project, Enter opens it.`}
          onKeyDown={move}
        >
          <g className="graph-pan" transform={pan}>
            <g ref={canvas} transform={scale}>
              <g className="graph-layer">
                <Lines nodes={nodes} />
              </g>
              <NodeLines nodes={nodes} node={nodeOf.get(selected ?? -1) ?? nodeOf.get(reached ?? -1) ?? null} />
              <g className="graph-layer">
                <Nodes {...{ nodes, view, focused, selected, onSelect }} onReach={setReached} />
              </g>
            </g>
          </g>
        </svg>
      </div>
    </div>
  );
}

/**
 * The lines, drawn once: panning and selecting leave them as they are. Each is a shape of its own, since a browser takes
 * many times as long for one shape of many crossing lines; the most pressing ones on top.
 */
const Lines = memo(function Lines({ nodes }: { readonly nodes: ProjectNodes }): ReactElement {
  const drawn = nodes.pairs.slice(0, MOST_LINES).map((_, pair) => pair);
  return (
    <>
      {drawn.reverse().map((pair) => (
        <path key={pair} className={lineLooks(nodes, pair)} d={nodes.curves[pair]} />
      ))}
    </>
  );
});

function lineLooks(nodes: ProjectNodes, pair: number): string {
  const late = nodes.pairs[pair].late > 0 ? ' graph-line-late' : '';
  return `graph-line${late}${nodes.runsBack[pair] ? ' graph-line-back' : ''}`;
}

function NodeLines({
  nodes,
  node,
}: {
  readonly nodes: ProjectNodes;
  readonly node: number | null;
}): ReactElement | null {
  if (node === null) return null;
  const pairs = [...nodes.waitsIn[node], ...nodes.isWaitedForIn[node]];
  return (
    <>
      {pairs.map((pair) => (
        <path key={pair} className="graph-line graph-line-own" d={nodes.curves[pair]} />
      ))}
    </>
  );
}

interface NodesProperties extends Pick<Properties, 'view' | 'selected' | 'onSelect'> {
  readonly nodes: ProjectNodes;
  /** The one that the Tab key reaches. */
  readonly focused: number;
  readonly onReach: (project: number) => void;
}

/** The projects; panning and zooming leave them as they are. */
const Nodes = memo(function Nodes({
  nodes,
  view,
  focused,
  selected,
  onReach,
  onSelect,
}: NodesProperties): ReactElement {
  const { format } = useHost();
  const figures = useMemo(() => [...figuresOfNodes(nodes).values()], [nodes]);
  const words = useMemo(() => figures.map((each) => figuresInWords(each, format)), [figures, format]);
  return (
    <>
      {nodes.order.map((node) => (
        <ProjectNode
          key={nodes.projects[node]}
          node={node}
          project={view.projects[nodes.projects[node]]}
          place={nodes.projects[node]}
          figures={words[node]}
          late={figures[node].late}
          x={nodes.layout.x[node]}
          y={nodes.layout.y[node]}
          isFocusable={node === focused}
          isSelected={nodes.projects[node] === selected}
          onReach={onReach}
          onSelect={onSelect}
        />
      ))}
    </>
  );
});

interface NodeProperties {
  readonly node: number;
  /** Place in the view's projects. */
  readonly place: number;
  readonly project: MapProject;
  readonly figures: string;
  readonly late: number;
  readonly x: number;
  readonly y: number;
  readonly isFocusable: boolean;
  readonly isSelected: boolean;
  readonly onReach: (project: number) => void;
  readonly onSelect: (project: number) => void;
}

const ProjectNode = memo(function ProjectNode(properties: NodeProperties): ReactElement {
  const { node, place, project, figures, late, x, y, isFocusable, isSelected, onReach, onSelect } = properties;
  const { format } = useHost();
  const finish = finishOf(project, format);
  const looks = [
    'graph-node',
    project.id === null ? 'graph-node-restricted' : '',
    late > 0 ? 'graph-node-late' : '',
    isSelected ? 'graph-node-selected' : '',
  ];
  const words = `${projectName(project)}: ${[figures, finish].filter(Boolean).join('; ')}`;
  return (
    <g
      className={looks.filter(Boolean).join(' ')}
      transform={`translate(${x} ${y})`}
      onFocus={() => onReach(place)}
      onClick={() => onSelect(place)}
    >
      <g id={idOfNode(node)} role="button" tabIndex={isFocusable ? 0 : -1} aria-label={words} aria-pressed={isSelected}>
        <title>{words}</title>
        <rect className="graph-node-ring" x={-4} y={-4} width={NODE.width + 8} height={NODE.height + 8} rx={7} />
        <rect className="graph-node-body" width={NODE.width} height={NODE.height} rx={4} />
      </g>
      <g aria-hidden="true">
        <text className="graph-node-name" x={10} y={18}>
          {fitting(projectName(project), WORDS_WIDTH, TEXT.body)}
        </text>
        <text className="graph-node-words" x={10} y={32}>
          {fitting(figures, WORDS_WIDTH)}
        </text>
        <text className="graph-node-words" x={10} y={45}>
          {fitting(finish, WORDS_WIDTH)}
        </text>
      </g>
    </g>
  );
});

const LEAST_HEIGHT = 240;
const MOST_HEIGHT = 620;

/** As high as the drawing needs, in pixels, within what a reader sees at once. */
function heightOf({ layout }: ProjectNodes): number {
  return Math.min(MOST_HEIGHT, Math.max(LEAST_HEIGHT, layout.height + NODE.height));
}

/** Of a node, less its padding. */
const WORDS_WIDTH = NODE.width - 16;

function idOfNode(node: number): string {
  return `project-node-${node}`;
}

/** "waits 9, 4 late; waited for 7": open dependencies on either side. */
function figuresInWords({ waits, late, waitedFor }: NodeFigures, format: Format): string {
  const parts = [
    waits > 0 ? `waits ${format.count(waits)}${late > 0 ? `, ${format.count(late)} late` : ''}` : '',
    waitedFor > 0 ? `waited for ${format.count(waitedFor)}` : '',
  ];
  return parts.filter(Boolean).join('; ');
}

/** "31 Dec, float −11": when it will be finished, and what there is to spare. */
function finishOf({ forecast, leastFloat }: MapProject, format: Format): string {
  if (forecast === null) return '';
  const float = leastFloat === null ? '' : `, float ${signed(leastFloat, format.count)}`;
  return `finishes ${format.day(forecast)}${float}`;
}
