import type { Person } from './people';
import type { LinkTypeName, StatusName, TypeName } from './standards';

/** How carefully a team keeps its issues; shares in [0, 1]. */
interface Habits {
  /** Work in progress has an assignee. */
  readonly owned: number;
  /** Items have start and due, epics a due. */
  readonly dated: number;
  /** Items have an estimate. */
  readonly estimated: number;
  /** Work in progress was touched within two weeks. */
  readonly fresh: number;
  /** An item waits for the one before it in its lane. */
  readonly linked: number;
  /** Finished items have a resolution, and their sub-tasks are finished too. */
  readonly closedProperly: number;
  /** Items past their due are still open. */
  readonly overdue: number;
  /** Items have start and due in the wrong order. */
  readonly swapped: number;
  /** Items are planned as one long stretch of 12 to 18 weeks. */
  readonly stretched: number;
  /** Work in progress was given a later due, and what waits for it was left where it was. */
  readonly pushed: number;
}

interface EpicSpec {
  readonly summary: string;
  /** Where in the project's span it lies, in [0, 1]. */
  readonly from: number;
  readonly to: number;
  /** Summaries; `{slot}` takes each of the slot's values in turn. */
  readonly items: readonly string[];
}

/** An issue that a story of the demo is about. Days are workdays from today; negative is past. */
export interface KeyItem {
  /** By which the stories' links name it. */
  readonly handle: string;
  /** Index into the project's epics. */
  readonly epic: number;
  readonly type: TypeName;
  readonly summary: string;
  readonly description: string;
  readonly status: StatusName;
  readonly owner: Person | null;
  readonly start: number | null;
  readonly due: number | null;
  /** In workdays. */
  readonly estimate: number;
  /** Workdays from today on which it was created; default: long before its start. */
  readonly created?: number;
  /** Workdays from today on which it was last touched; default: within the last week. */
  readonly touched?: number;
  /** Due dates it had before, oldest first, with the day on which each was given up. */
  readonly earlierDues?: readonly { readonly due: number; readonly movedOn: number }[];
}

/** A risk in the project's register; probability and impact are steps from 1 to 5, days workdays from today. */
export interface RiskSpec {
  readonly summary: string;
  readonly owner: Person | null;
  readonly due: number | null;
  readonly likelihood: 1 | 2 | 3 | 4 | 5;
  readonly impact: 1 | 2 | 3 | 4 | 5;
  readonly response: string | null;
  readonly contingency: string | null;
  /** When somebody last looked at it. */
  readonly reviewed: number;
}

export interface ProjectSpec {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly category: string;
  readonly lead: Person;
  readonly team: readonly Person[];
  /** Who else may browse; staff may, unless the project is confidential. */
  readonly access: 'staff' | { readonly only: readonly Person[] };
  readonly guests?: readonly Person[];
  /** `lanes`: dated items in sequence. `sprints`: stories in two-week sprints. `drifting`: neither. */
  readonly method: 'lanes' | 'sprints' | 'drifting';
  /** About how many issues. */
  readonly size: number;
  /** Workdays from today. */
  readonly starts: number;
  readonly ends: number;
  readonly components: readonly string[];
  /** Ascending by release; workdays from today. */
  readonly versions: readonly { readonly name: string; readonly release: number | null }[];
  readonly epics: readonly EpicSpec[];
  readonly slots: Readonly<Record<string, readonly string[]>>;
  /** What an item is typically broken into. */
  readonly subtasks: readonly string[];
  readonly bugs?: readonly string[];
  readonly habits: Habits;
  readonly keyItems: readonly KeyItem[];
  readonly risks?: readonly RiskSpec[];
  /** It keeps a baseline of its dates and, by epic, what work was planned to be worth, is worth, and has cost. */
  readonly records?: {
    /** Of the open dated items, each so-manieth must finish on a fixed day. */
    readonly everyFixed: number;
    /** What a euro's worth of finished work has cost. */
    readonly costOfEarned: number;
  };
  /** A share of the items that only the lead and these people may browse. */
  readonly secured?: { readonly share: number; readonly people: readonly Person[] };
}

/** A link between key items, by handle: `provider` blocks `dependent`. */
export interface StoryLink {
  readonly provider: string;
  readonly dependent: string;
  readonly type?: LinkTypeName;
}

/** Stations of the network, in the order of the line. */
export const STATIONS = [
  'Harbour Central',
  'Eastquay',
  'Saltmarsh',
  'Lighthouse Road',
  'Ferrygate',
  'Northdock',
  'Old Customs House',
  'Windmill Lane',
  'Canal Junction',
  'Southpier',
  'Millbrook',
  'Dune Park',
] as const;

export const DEPOTS = ['Northdock depot', 'Gantry Yard depot', 'Millbrook depot'] as const;

export const FLEETS = ['Heron units', 'Tern units', 'Class 61 locomotives', 'Pilot shunters'] as const;
