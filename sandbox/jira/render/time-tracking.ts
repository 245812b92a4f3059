import type { Json } from '../site-data';
import { member } from '../state';

const UNITS = [
  ['w', 5 * 8 * 3600],
  ['d', 8 * 3600],
  ['h', 3600],
  ['m', 60],
] as const;

/** Seconds as Jira writes a duration with its standard working time (8 h a day, 5 days a week): 1w 2d 3h 4m. */
function durationText(seconds: number): string {
  let rest = seconds;
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count}${unit}`);
  }
  return parts.length === 0 ? '0m' : parts.join(' ');
}

/** Seconds of a duration as people type it (`3d 4h`, `90m`, a bare number is minutes); `null` when it is none. */
export function durationSeconds(typed: string): number | null {
  const words = typed.trim().split(/\s+/);
  let seconds = 0;
  for (const word of words) {
    const match = /^(\d+(?:\.\d+)?)([wdhm]?)$/i.exec(word);
    if (match === null) return null;
    const size = UNITS.find(([unit]) => unit === (match[2]?.toLowerCase() || 'm'))?.[1] ?? 60;
    seconds += Number(match[1]) * size;
  }
  return Math.round(seconds);
}

const NAMES = [
  ['originalEstimate', 'timeoriginalestimate'],
  ['remainingEstimate', 'timeestimate'],
  ['timeSpent', 'timespent'],
] as const;

/** `timetracking` of an issue: as stored, else made of the three plain numbers of seconds. */
export function timeTracking(fields: Readonly<Record<string, Json>>): Json {
  const stored = fields.timetracking;
  if (stored !== undefined && stored !== null) return stored;
  const made: Record<string, Json> = {};
  for (const [name, id] of NAMES) {
    const seconds = fields[id];
    if (typeof seconds === 'number') made[name] = durationText(seconds);
  }
  for (const [name, id] of NAMES) {
    const seconds = fields[id];
    if (typeof seconds === 'number') made[`${name}Seconds`] = seconds;
  }
  return made;
}

/** One of the plain numbers (`timeoriginalestimate` …): as stored, else told from `timetracking`. */
export function plainEstimate(fields: Readonly<Record<string, Json>>, id: string): Json {
  const stored = fields[id];
  if (stored !== undefined) return stored;
  const name = NAMES.find(([, plain]) => plain === id)?.[0];
  return name === undefined ? null : (member(fields.timetracking, `${name}Seconds`) ?? null);
}
