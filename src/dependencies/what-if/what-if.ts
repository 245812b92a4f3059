import { NO_DAY, type AssumedChange, type Day, type WhatIfOutcome, type WorkingCalendar } from '../../model';
import { idOf } from '../ends';
import { isLate, standingsOf } from '../lateness';
import { affectedPart, type AffectedPart } from './affected-part';
import { readAssumptions, seedsOf } from './assumptions';
import { projectsBeyond } from './beyond';
import { LoadedGraph, type LoadedProject } from './loaded-graph';
import { reachOf } from './reach';

const NOTHING: WhatIfOutcome = {
  ...{ moved: [], projects: [], becomeLate: 0, stopBeingLate: 0, newlyInCycle: [], beyond: [] },
};

/**
 * What a set of assumptions does to the forecast: the forward pass again over all that hangs on the changes, all else
 * as the last analysis found it. The projects of all issues that the changes name have to be loaded. Exact where `beyond`
 * is empty; otherwise load those projects, too, and ask again. Linear in what is loaded.
 */
export function whatIf(
  loaded: readonly LoadedProject[],
  changes: readonly AssumedChange[],
  calendar: WorkingCalendar,
): WhatIfOutcome {
  if (loaded.length === 0) return NOTHING;
  const graph = new LoadedGraph(loaded, calendar);
  const assumed = readAssumptions(changes, graph);
  const isReached = reachOf(seedsOf(assumed, graph), graph, assumed.addedArcs);
  const part = affectedPart(graph, isReached, assumed);
  const finishes = newFinishes(graph, part);
  const moved = movedItems(graph, part, finishes);
  return {
    moved,
    projects: movedProjects(graph, moved, finishes),
    ...changedLateness(graph, part),
    newlyInCycle: newlyInCycle(graph, part),
    beyond: projectsBeyond(graph, part, assumed),
  };
}

/** By end, the new forecast finish of what is reached and loaded; `null` for what is no item any more. */
function newFinishes(
  graph: LoadedGraph,
  { nodes, reached, newPlans, newForecast }: AffectedPart,
): Map<number, Day | null> {
  const finishes = new Map<number, Day | null>();
  for (let place = 0; place < reached; place++) {
    if (!graph.isHeld(nodes[place])) continue;
    const finish = newPlans.isItem[place] === 1 ? graph.clock.dayOf(newForecast.finish[place]) : null;
    finishes.set(nodes[place], finish);
  }
  return finishes;
}

function movedItems(
  graph: LoadedGraph,
  { nodes, reached }: AffectedPart,
  finishes: ReadonlyMap<number, Day | null>,
): WhatIfOutcome['moved'] {
  const { ends } = graph;
  return nodes
    .slice(0, reached)
    .flatMap((node) => {
      const from = graph.oldFinish(node);
      const to = finishes.get(node);
      if (to === undefined || from === NO_DAY || from === to) return [];
      const slice = ends.slices[ends.slice[node]];
      const milestone = slice.ends.milestone[ends.place[node]] === 1;
      return [{ id: idOf(node, ends), projectId: slice.projectId, from, to, milestone }];
    })
    .sort((a, b) => a.id - b.id);
}

function movedProjects(
  graph: LoadedGraph,
  moved: WhatIfOutcome['moved'],
  finishes: ReadonlyMap<number, Day | null>,
): WhatIfOutcome['projects'] {
  const ids = new Set(moved.map(({ projectId }) => projectId));
  return graph.projects.flatMap(({ slice, outlook }, at) => {
    if (!ids.has(slice.projectId)) return [];
    let to: Day | null = null;
    for (let place = 0; place < slice.ends.count; place++) {
      const node = graph.ends.numbers[at][place];
      const old = outlook.ends.forecastFinish[place];
      const finish = finishes.has(node) ? finishes.get(node) : old;
      const isOurs = graph.ends.slice[node] === at;
      if (isOurs && finish !== undefined && finish !== null && finish !== NO_DAY) to = Math.max(to ?? finish, finish);
    }
    return [{ projectId: slice.projectId, from: outlook.forecast, to }];
  });
}

/** Late dependencies before and after; those that are added or dropped are late on one side only. */
function changedLateness(
  graph: LoadedGraph,
  { before, after, oldPlans, newPlans, oldForecast, newForecast }: AffectedPart,
): Pick<WhatIfOutcome, 'becomeLate' | 'stopBeingLate'> {
  const lateBefore = lateOnes(before, oldPlans, oldForecast, graph);
  const lateAfter = lateOnes(after, newPlans, newForecast, graph);
  return {
    becomeLate: [...lateAfter].filter((each) => !lateBefore.has(each)).length,
    stopBeingLate: [...lateBefore].filter((each) => !lateAfter.has(each)).length,
  };
}

function lateOnes(
  edges: AffectedPart['before'],
  plans: AffectedPart['oldPlans'],
  forecast: AffectedPart['oldForecast'],
  { clock }: LoadedGraph,
): ReadonlySet<string> {
  const openPlaces = new Int32Array(edges.count).map((_, i) => i);
  const { lateness } = standingsOf({ ...edges, openPlaces }, plans, forecast, clock);
  const late = new Set<string>();
  for (let i = 0; i < edges.count; i++) {
    if (isLate(lateness[i])) late.add(`${edges.provider[i]} ${edges.dependent[i]} ${edges.kind[i]}`);
  }
  return late;
}

function newlyInCycle(graph: LoadedGraph, { nodes, cycles }: AffectedPart): readonly number[] {
  return nodes
    .filter((node, place) => cycles.cycle[place] !== 0 && !graph.wasInCycle(node))
    .map((node) => idOf(node, graph.ends))
    .sort((a, b) => a - b);
}
