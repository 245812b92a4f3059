import type { DayNumber } from './days';
import type { IssueDraft, Version } from './issue-draft';
import type { ProjectSpec } from './project-spec';
import type { Random } from './random';
import type { StatusName } from './standards';

/** What the ways of growing a project work with. */
export interface Ground {
  readonly spec: ProjectSpec;
  readonly today: DayNumber;
  readonly random: Random;
  readonly versions: readonly Version[];
  /** The day so many workdays from today. */
  readonly day: (workdays: number) => DayNumber;
  readonly epics: readonly IssueDraft[];
  /** Summaries to use, by epic, in order. */
  readonly summaries: readonly (readonly string[])[];
}

/** `provider` blocks `dependent`, as some team member recorded it. */
export interface DraftLink {
  readonly provider: IssueDraft;
  readonly dependent: IssueDraft;
}

/** A project in the making. */
export interface Growth {
  readonly spec: ProjectSpec;
  readonly versions: readonly Version[];
  readonly drafts: readonly IssueDraft[];
  readonly links: readonly DraftLink[];
  readonly keyItems: ReadonlyMap<string, IssueDraft>;
}

/** How far an item has come. */
export interface Fate {
  readonly status: StatusName;
  readonly startedOn: DayNumber | null;
  readonly finishedOn: DayNumber | null;
  readonly touchedOn: DayNumber;
}

/** Workdays from today on which an epic begins and ends. */
export function spanOf(spec: ProjectSpec, epic: number): { readonly from: number; readonly to: number } {
  const at = (share: number): number => Math.round(spec.starts + (spec.ends - spec.starts) * share);
  return { from: at(spec.epics[epic].from), to: at(spec.epics[epic].to) };
}

/** The version that a piece of work ending on that day is for. */
export function versionFor(ground: Ground, end: DayNumber): Version | null {
  const next = ground.versions.find((version) => version.releaseDay !== null && version.releaseDay >= end);
  return next ?? ground.versions.at(-1) ?? null;
}
