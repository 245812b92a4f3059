import {
  readDependencyReport,
  readFacts,
  readIndex,
  readSchedule,
  readShare,
  readSlice,
  readSnapshot,
  readSurroundings,
} from '../../src/store';
import type { World } from './world';

/** Days of a share are stored as they lie apart: any one does, the same for all. */
const AS_OF = 20_500;

/** What an installation has stored, by name; what is not stored is `null`. */
export type Seen = ReadonlyMap<string, unknown>;

/** What pages show and what it was made of, for the given projects. Plain JSON values. */
export function lookAtAll(world: World, projectIds: readonly number[]): Promise<Seen> {
  return world.look(async () => {
    const seen = new Map<string, unknown>();
    for (const id of [...projectIds].sort((a, b) => a - b)) {
      const [snapshot, facts, surroundings, schedule] = await Promise.all([
        readSnapshot(id),
        readFacts(id),
        readSurroundings(id),
        readSchedule(id),
      ]);
      seen.set(`snapshot of ${id}`, plain(snapshot?.value ?? null));
      seen.set(`facts of ${id}`, plain(facts?.value ?? null));
      seen.set(`slice of ${id}`, plain(await readSlice(id)));
      seen.set(`share of ${id}`, plain(await readShare(id, AS_OF)));
      seen.set(`surroundings of ${id}`, plain(surroundings?.value ?? null));
      seen.set(`schedule of ${id}`, plain(schedule?.value ?? null));
    }
    seen.set('projects', plain((await readIndex()).projects));
    seen.set('dependency report', plain(await readDependencyReport()));
    return seen;
  });
}

/** Where two installations differ, in few words: the first place of each thing that does, with both values. */
export function differences(seen: Seen, expected: Seen): readonly string[] {
  return [...expected].flatMap(([name, right]) => {
    const place = firstDifference(seen.get(name), right);
    return place === null ? [] : [`${name}${place}`];
  });
}

/** Typed columns become lists, so that a difference has a place. */
function plain(value: unknown): unknown {
  const text = JSON.stringify(value, (_, each: unknown) =>
    ArrayBuffer.isView(each) ? Array.from(each as unknown as ArrayLike<number>) : each,
  );
  return JSON.parse(text) as unknown;
}

function firstDifference(a: unknown, b: unknown): string | null {
  if (a === b) return null;
  if (isObject(a) && isObject(b)) {
    for (const name of new Set([...Object.keys(a), ...Object.keys(b)])) {
      const place = firstDifference(Reflect.get(a, name), Reflect.get(b, name));
      if (place !== null) return `.${name}${place}`;
    }
    // Byte for byte: the order of what is the same otherwise counts, too.
    return JSON.stringify(a) === JSON.stringify(b) ? null : ' has another order';
  }
  return `: ${brief(a)} instead of ${brief(b)}`;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function brief(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 120);
}
