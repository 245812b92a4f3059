import { LATENESS, type Lateness } from '../model';
import type { Edges } from './edges';
import type { Forecast } from './forward';
import { pushesFinish, pushesFromStart } from './network';
import { NONE, within, type Clock } from './numbered-days';
import type { Plans } from './plans';

/** How each dependency stands, as columns in the order of the dependencies; of those that are done nothing is told. */
export interface Standings {
  /** Index into `LATENESS`. */
  readonly lateness: Uint8Array;
  /** By number. */
  readonly neededBy: Int32Array;
  /** Working days; 0: the dependent can go on as soon as the provider lets it. */
  readonly slack: Int32Array;
}

/** With so many working days to spare, or fewer, a dependency is at risk. */
const AT_RISK_DAYS = 3;

const LATE_NOW = placeOf('lateNow');
const WILL_BE_LATE = placeOf('willBeLate');
const AT_RISK = placeOf('atRisk');
const FINE = placeOf('fine');
const UNKNOWN = placeOf('unknown');

function placeOf(lateness: Lateness): number {
  return LATENESS.indexOf(lateness);
}

export function isLate(lateness: number): boolean {
  return lateness === LATE_NOW || lateness === WILL_BE_LATE;
}

export function standingsOf(
  {
    count,
    provider,
    dependent,
    kind,
    openPlaces,
  }: Pick<Edges, 'count' | 'provider' | 'dependent' | 'kind' | 'openPlaces'>,
  plans: Plans,
  forecast: Forecast,
  clock: Clock,
): Standings {
  const lateness = new Uint8Array(count).fill(UNKNOWN);
  const neededBy = new Int32Array(count).fill(NONE);
  const slack = new Int32Array(count).fill(NONE);
  for (const i of openPlaces) {
    neededBy[i] = neededDay(plans, dependent[i], kind[i], clock);
    slack[i] = slackOf(forecast, provider[i], kind[i], neededBy[i]);
    lateness[i] = isLateNow(plans, provider[i], kind[i], clock) ? LATE_NOW : latenessOf(slack[i]);
  }
  return { lateness, neededBy, slack };
}

/** The day on which the dependent's end is planned, else the one that its other end asks for; `NONE` when undated. */
function neededDay(plans: Plans, dependent: number, kind: number, clock: Clock): number {
  if (!isItemOf(plans, dependent)) return NONE;
  const { start, finish, duration } = plans;
  const [begins, ends] = [start[dependent], finish[dependent]];
  if (pushesFinish(kind)) {
    return ends !== NONE || begins === NONE ? ends : within(begins + duration[dependent] - 1, clock);
  }
  return begins !== NONE || ends === NONE ? begins : within(ends - duration[dependent] + 1, clock);
}

function slackOf({ start, finish }: Forecast, provider: number, kind: number, neededBy: number): number {
  if (provider >= finish.length || neededBy === NONE) return NONE;
  const day = pushesFromStart(kind) ? start[provider] : finish[provider];
  return day === NONE ? NONE : neededBy - day - (kind === 0 ? 1 : 0);
}

/** The provider's end was planned for a day that is over. */
function isLateNow(plans: Plans, provider: number, kind: number, { today }: Clock): boolean {
  if (!isItemOf(plans, provider)) return false;
  const { underWay, start, finish } = plans;
  if (!pushesFromStart(kind)) return finish[provider] !== NONE && finish[provider] < today;
  return underWay[provider] === 0 && start[provider] !== NONE && start[provider] < today;
}

/** Ends beyond the plans are none. */
function isItemOf({ count, isItem }: Plans, end: number): boolean {
  return end < count && isItem[end] === 1;
}

function latenessOf(slack: number): number {
  if (slack === NONE) return UNKNOWN;
  if (slack < 0) return WILL_BE_LATE;
  return slack <= AT_RISK_DAYS ? AT_RISK : FINE;
}

/** Open dependencies by how they stand. */
export function countLateness(
  { lateness }: Standings,
  { openPlaces }: Pick<Edges, 'openPlaces'>,
): Record<Lateness, number> {
  const counts = new Int32Array(LATENESS.length);
  for (const i of openPlaces) counts[lateness[i]]++;
  return {
    lateNow: counts[LATE_NOW],
    willBeLate: counts[WILL_BE_LATE],
    atRisk: counts[AT_RISK],
    fine: counts[FINE],
    unknown: counts[UNKNOWN],
  };
}
