import type { Json } from '../jira/site-data';
import { numericId, textOf, type JsonObject } from './json';

/** A thing that issues refer to by id and name: a status, a priority, a version … */
export interface RegistryEntry {
  readonly id: string;
  readonly name: string;
  /** Every distinct way the export wrote it, in order of appearance. */
  readonly variants: readonly JsonObject[];
}

interface Draft {
  readonly scope: string;
  readonly name: string;
  id: string | null;
  readonly variants: { [key: string]: Json }[];
}

/**
 * Gathers the things of one sort that issues refer to, so that equal ones are one object in memory, and gives an id to
 * those that have only a name: above the greatest id seen, in the order of their names.
 */
export class Registry {
  private readonly byText = new Map<string, { [key: string]: Json }>();
  private readonly byId = new Map<string, Draft>();
  private readonly byName = new Map<string, Draft>();

  /** @param scope names are unique within it: the project for versions, nothing for statuses. */
  intern(value: JsonObject, scope = ''): Json {
    const id = numericId(value.id);
    const name = textOf(value.name);
    if (id === null && name === null) return value;
    const text = `${scope}\n${JSON.stringify(value)}`;
    const known = this.byText.get(text);
    if (known) return known;
    const served: { [key: string]: Json } = id === null ? { ...value } : { ...value, id };
    this.byText.set(text, served);
    this.draft(id, name ?? '', scope).variants.push(served);
    return served;
  }

  /** Numbers what has no number, and lists everything, ascending by id. The interned objects carry the ids from then on. */
  finish(scope?: string): readonly RegistryEntry[] {
    this.numberAll();
    return [...this.byId.values()]
      .filter((draft) => scope === undefined || draft.scope === scope)
      .map((draft) => ({ id: draft.id ?? '', name: draft.name, variants: draft.variants }))
      .sort((a, b) => Number(a.id) - Number(b.id));
  }

  private draft(id: string | null, name: string, scope: string): Draft {
    const index = id === null ? this.byName : this.byId;
    const key = id ?? `${scope}\n${name}`;
    let draft = index.get(key);
    if (!draft) {
      draft = { scope, name, id, variants: [] };
      index.set(key, draft);
    }
    return draft;
  }

  private numberAll(): void {
    const numbered = new Map([...this.byId.values()].map((draft) => [`${draft.scope}\n${draft.name}`, draft]));
    let last = Math.max(10_000, ...[...this.byId.keys()].map(Number));
    const nameless = [...this.byName].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [key, draft] of nameless) {
      const same = numbered.get(key);
      draft.id = same?.id ?? String(++last);
      for (const variant of draft.variants) variant.id = draft.id;
      if (same) same.variants.push(...draft.variants);
      else this.byId.set(draft.id, draft);
    }
    this.byName.clear();
  }
}
