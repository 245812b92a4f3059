import type { EditedPlaybook } from '../../../src/contract';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };
type Part = Json | undefined;

/** Where something stands in a playbook, e.g. `['rules', 'work-dated', 'target']`: of lists, by what names the entry. */
export type Path = readonly string[];

/** Something that two playbooks have differently; `undefined` where one of them does not have it. */
export interface Difference {
  readonly path: Path;
  readonly before: unknown;
  readonly after: unknown;
}

/** Something that two people changed, each in another way. */
export interface Conflict {
  readonly path: Path;
  readonly mine: unknown;
  readonly theirs: unknown;
}

/** What was changed from one playbook to another, field by field, in the order of the fields. */
export function differences(before: EditedPlaybook, after: EditedPlaybook): readonly Difference[] {
  return differ(before, after, []);
}

function differ(before: Part, after: Part, path: Path): readonly Difference[] {
  if (isSame(before, after)) return [];
  const [old, now] = [partsOf(before), partsOf(after)];
  if (old === null || now === null) return [{ path, before, after }];
  return keysOf(old, now).flatMap((key) => differ(old.get(key), now.get(key), [...path, key]));
}

/**
 * Their playbook with what I have changed since the one that both began with. Where both changed the same thing, it is
 * taken from whom `choose` says, and told.
 */
export function merge(
  base: EditedPlaybook,
  mine: EditedPlaybook,
  theirs: EditedPlaybook,
  choose: (path: Path) => 'mine' | 'theirs',
): { readonly merged: EditedPlaybook; readonly conflicts: readonly Conflict[] } {
  const conflicts: Conflict[] = [];
  function join(was: Part, my: Part, their: Part, path: Path): Part {
    if (isSame(my, their) || isSame(their, was)) return my;
    if (isSame(my, was)) return their;
    const [a, b, c] = [partsOf(was), partsOf(my), partsOf(their)];
    if (a === null || b === null || c === null) {
      conflicts.push({ path, mine: my, theirs: their });
      return choose(path) === 'mine' ? my : their;
    }
    const joined = keysOf(c, b).flatMap((key): (readonly [string, Json])[] => {
      const part = join(a.get(key), b.get(key), c.get(key), [...path, key]);
      return part === undefined ? [] : [[key, part]];
    });
    return Array.isArray(their) ? joined.map(([, entry]) => entry) : Object.fromEntries(joined);
  }
  const merged = join(base, mine, theirs, []) as unknown as EditedPlaybook;
  return { merged, conflicts };
}

/** Entries by what names them; `null` for what is one thing. */
function partsOf(value: Part): ReadonlyMap<string, Json> | null {
  if (Array.isArray(value)) {
    return new Map((value as readonly Json[]).map((entry, place) => [nameOf(entry, place), entry]));
  }
  if (typeof value !== 'object' || value === null || 'as' in value) return null;
  return new Map(Object.entries(value).flatMap(([key, part]) => (part === undefined ? [] : [[key, part] as const])));
}

/** Rules go by their id, required types by their name, weekdays by their place, and all else is its own name. */
function nameOf(entry: Json, place: number): string {
  if (typeof entry === 'boolean') return String(place);
  if (typeof entry !== 'object' || entry === null) return String(entry);
  const { rule, type } = entry as { readonly rule?: string; readonly type?: string };
  return rule ?? type ?? String(place);
}

function keysOf(first: ReadonlyMap<string, Json>, second: ReadonlyMap<string, Json>): readonly string[] {
  return [...new Set([...first.keys(), ...second.keys()])];
}

/** Equal however their fields and, where the order means nothing, their entries are ordered. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [one, other] = [fieldsOf(a as Json), fieldsOf(b as Json)];
  return one.size === other.size && [...one].every(([key, part]) => other.has(key) && isSame(part, other.get(key)));
}

function fieldsOf(value: Json): ReadonlyMap<string, Json> {
  return partsOf(value) ?? new Map(Object.entries(value as Record<string, Json>));
}
