import type { Json, SiteIssue, SiteProject } from '../site-data';
import type { Clock } from './dates';
import type { JqlViewer, JqlWorld } from './world';

/** Everything that compiling and evaluating one query needs, with what is looked up more than once kept. */
export interface JqlContext {
  readonly world: JqlWorld;
  readonly viewer: JqlViewer;
  readonly clock: Clock;
  /** The projects that the viewer may browse. */
  readonly projects: readonly SiteProject[];
  /** Computes once per query. */
  once<T>(key: string, compute: () => T): T;
}

export function createContext(world: JqlWorld, viewer: JqlViewer): JqlContext {
  const kept = new Map<string, unknown>();
  const context: JqlContext = {
    world,
    viewer,
    clock: { now: world.now().getTime(), timeZone: viewer.timeZone },
    projects: world.projects.filter((project) => world.mayBrowseProject(project)),
    once<T>(key: string, compute: () => T): T {
      if (!kept.has(key)) kept.set(key, compute());
      return kept.get(key) as T;
    },
  };
  return context;
}

/** An object of a REST field: `{ id, name, … }`. */
export type JsonObject = { readonly [key: string]: Json };

export function asObject(value: Json | undefined): JsonObject | null {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as JsonObject) : null;
}

/** A multi-valued field's entries; a single value counts as one, nothing as none. */
export function asList(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
}

/** The text of a string or a number; `null` for everything else. */
export function asText(value: Json | undefined): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'number' ? String(value) : null;
}

/** The first of an object's members that holds a text. */
export function memberText(value: Json | undefined, ...members: readonly string[]): string | null {
  const object = asObject(value);
  if (!object) return null;
  for (const member of members) {
    const text = asText(object[member]);
    if (text !== null) return text;
  }
  return null;
}

/** Numeric part of an issue key: 12 of PAY-12. */
export function keyNumber(key: string): number {
  return Number(key.slice(key.lastIndexOf('-') + 1));
}

export function projectKeyOf(issue: SiteIssue): string {
  return issue.key.slice(0, issue.key.lastIndexOf('-'));
}
