import {
  FAR_STATE,
  OUTLOOK_FLAG,
  placeOf,
  STATE,
  type Day,
  type DependencySlice,
  type Outlook,
  type WorkingCalendar,
} from '../../model';
import { mergeDependencies, type Edges } from '../edges';
import { isDone, numberEnds, type Ends } from '../ends';
import { clockOf, finishNumber, startNumber, type Clock } from '../numbered-days';
import { readPlan, type ReadPlans } from '../plans';

/** A project's share of the graph, and what the last analysis of the whole told it; both of the same numbering. */
export interface LoadedProject {
  readonly slice: DependencySlice;
  readonly outlook: Outlook;
}

/** Of the whole graph what is loaded: ends of projects that are not are known by what others' outlooks say of them. */
export class LoadedGraph {
  readonly ends: Ends;
  readonly edges: Edges;
  readonly clock: Clock;
  readonly projects: readonly LoadedProject[];
  private readonly loadedIds: ReadonlySet<number>;

  constructor(loaded: readonly LoadedProject[], calendar: WorkingCalendar) {
    this.projects = [...loaded].sort((a, b) => a.slice.projectId - b.slice.projectId);
    this.loadedIds = new Set(loaded.map(({ slice }) => slice.projectId));
    this.clock = clockOf(latestDay(loaded), calendar);
    this.ends = numberEnds(
      this.projects.map(({ slice }) => slice),
      this.projects.map(outsideStates),
    );
    this.edges = mergeDependencies(this.ends);
  }

  /** The end with an issue id; −1 when no loaded project knows it. */
  nodeOf(issueId: number): number {
    const { slices, numbers } = this.ends;
    let told = -1;
    for (let at = 0; at < slices.length; at++) {
      const { ends, outside } = slices[at];
      const place = placeOf(ends.id, issueId);
      if (place >= 0) return numbers[at][place];
      if (told >= 0) continue;
      const outsidePlace = placeOf(outside.id, issueId);
      if (outsidePlace >= 0) told = numbers[at][ends.count + outsidePlace];
    }
    return told;
  }

  /** Whether a project that is loaded holds it. */
  isHeld(node: number): boolean {
    return node < this.ends.held;
  }

  /** The project that holds it but is not loaded; `null` where there is none. */
  farProject(node: number): number | null {
    if (this.isHeld(node)) return null;
    const project = this.outlook(node).ends.project[this.ends.place[node]];
    return project === 0 || this.loadedIds.has(project) ? null : project;
  }

  isDone(node: number): boolean {
    return isDone(node, this.ends);
  }

  /** Whether it took part in the schedule when that was made. */
  wasItem(node: number): boolean {
    return this.hasFlag(node, OUTLOOK_FLAG.item);
  }

  wasInCycle(node: number): boolean {
    return this.hasFlag(node, OUTLOOK_FLAG.inCycle);
  }

  /** `NO_DAY` for what is no item. */
  oldFinish(node: number): Day {
    return this.outlook(node).ends.forecastFinish[this.ends.place[node]];
  }

  oldStart(node: number): Day {
    return this.outlook(node).ends.earliestStart[this.ends.place[node]];
  }

  /** The end that drove it; −1 where none that it is known beside did. */
  oldDriver(node: number): number {
    const at = this.ends.slice[node];
    const driver = this.outlook(node).ends.driver[this.ends.place[node]];
    return driver < 0 ? -1 : this.ends.numbers[at][driver];
  }

  /** Reads the plan of any end into a row; `due`: another planned finish than its own. */
  readPlan(plans: ReadPlans, at: number, node: number, due?: Day): void {
    const place = this.ends.place[node];
    const slice = this.ends.slices[this.ends.slice[node]];
    if (this.isHeld(node)) {
      const { ends, typicalDays } = slice;
      readPlan(plans, at, ends, place, typicalDays, due ?? ends.due[place], this.clock);
      return;
    }
    const { ends } = this.outlook(node);
    plans.underWay[at] = ends.state[place] === STATE.inProgress ? 1 : 0;
    plans.start[at] = startNumber(ends.plannedStart[place], this.clock);
    plans.finish[at] = finishNumber(ends.plannedFinish[place], this.clock);
    plans.duration[at] = Math.max(1, ends.duration[place]);
  }

  private hasFlag(node: number, flag: number): boolean {
    return (this.outlook(node).ends.flags[this.ends.place[node]] & flag) !== 0;
  }

  private outlook(node: number): Outlook {
    return this.projects[this.ends.slice[node]].outlook;
  }
}

/** Whether an outside end is done is better told by the whole graph than by the links to it. */
function outsideStates({ slice: { ends, outside }, outlook }: LoadedProject): Uint8Array {
  return outside.state.map((_, place) =>
    outlook.ends.state[ends.count + place] === STATE.done ? FAR_STATE.done : FAR_STATE.open,
  );
}

function latestDay(loaded: readonly LoadedProject[]): Day {
  return loaded.reduce((latest, { outlook }) => Math.max(latest, outlook.asOf), -Infinity);
}
