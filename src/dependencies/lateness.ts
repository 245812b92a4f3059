import { choose, LATENESS, type Lateness } from '../model';
import type { Edges } from './edges';
import type { Forecast } from './forward';
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

/**
 * Lateness by four flags: the provider is late now (8), the slack is known (4), below 0 (2), so little that it is at risk
 * (1). Of data without order a look-up costs less than branches.
 */
const LATENESS_BY = Uint8Array.from({ length: 16 }, (_, flags) => {
  if ((flags & 8) !== 0) return LATE_NOW;
  if ((flags & 4) === 0) return UNKNOWN;
  if ((flags & 2) !== 0) return WILL_BE_LATE;
  return (flags & 1) !== 0 ? AT_RISK : FINE;
});

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
  const { count: items, isItem, underWay, start, finish, duration } = plans;
  const { today } = clock;
  const { start: begins, finish: ends } = forecast;
  const lateness = new Uint8Array(count).fill(UNKNOWN);
  const neededBy = new Int32Array(count).fill(NONE);
  const slack = new Int32Array(count).fill(NONE);
  // By arithmetic, see `isBelow`: how a dependency stands nobody can guess. Ends beyond the plans are no items.
  for (let at = 0; at < openPlaces.length; at++) {
    const i = openPlaces[at];
    const from = provider[i];
    const to = dependent[i];
    // Whether the provider's start pushes, not its finish; and whether it pushes the dependent's finish, not its start.
    const fromStart = kind[i] & 1;
    const toFinish = kind[i] >>> 1;

    // The day on which the dependent's end is planned, else the one that its other end asks for.
    const planned = choose(toFinish, finish[to], start[to]);
    const other = choose(toFinish, start[to], finish[to]);
    const work = duration[to] - 1;
    const asked = within(other + choose(toFinish, work, -work), clock);
    const day = choose(Number(planned !== NONE), planned, choose(Number(other !== NONE), asked, NONE));
    const needed = choose(Number(to < items) & isItem[to], day, NONE);

    const isFromItem = Number(from < items) & isItem[from];
    const expected = choose(fromStart, begins[from], ends[from]);
    const isKnown = isFromItem & Number(needed !== NONE) & Number(expected !== NONE);
    const spare = choose(isKnown, needed - expected - Number(kind[i] === 0), NONE);

    // The provider's end was planned for a day that is over.
    const promised = choose(fromStart, start[from], finish[from]);
    const isOver = isFromItem & Number(promised !== NONE) & Number(promised < today);
    const isLateNow = isOver & (1 - (fromStart & underWay[from]));

    neededBy[i] = needed;
    slack[i] = spare;
    lateness[i] = LATENESS_BY[isLateNow * 8 + isKnown * 4 + Number(spare < 0) * 2 + Number(spare <= AT_RISK_DAYS)];
  }
  return { lateness, neededBy, slack };
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
