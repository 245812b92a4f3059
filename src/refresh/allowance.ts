import { JiraError, metered } from '../jira';
import { logError } from '../log';
import { getPauses, readSettings, reservePoints, setPause, type Pause, type RefreshRun } from '../store';

/**
 * Points that Jira gives an app per UTC hour, over all sites that it is installed on
 * (https://developer.atlassian.com/cloud/jira/platform/rate-limiting/): tier 1, or what Atlassian granted instead and
 * `forge variables set POINTS_PER_HOUR` tells.
 */
export function quotaPoints(): number {
  const granted = Number(process.env.POINTS_PER_HOUR);
  return Number.isFinite(granted) && granted > 0 ? granted : TIER_1_POINTS;
}

const TIER_1_POINTS = 65_000;

/** For whom Jira is asked: what people wait for may take more of the hour than what nobody waits for. */
export type Purpose = 'people' | 'background' | 'reconcile';

/** What people ask for leaves this much to the clicks that no ledger counts. */
const PEOPLE_SHARE = 0.9;
/** Reconciling leaves the rest of the background's share to refreshes. */
const RECONCILE_PART = 0.5;
/** Of an hour's points, what one project may take before others have their turn, and what is reserved at once at most. */
const TURN_PART = 1 / 16;

const AN_HOUR = 3_600_000;
/** How long all work rests after a 429 that does not say: gateways forget to. */
const UNTOLD_PAUSE = 60_000;
const UNTOLD_BURST_PAUSE = 5_000;
/** So many jobs would come back in the same second; they spread over these milliseconds. */
const SPREAD = 20_000;

/** Thrown instead of asking Jira: not before `until` (milliseconds since 1970). */
export class Wait extends Error {
  override readonly name = 'Wait';

  constructor(
    readonly until: number,
    readonly reason: 'points' | 'jira',
  ) {
    super(`wait for ${reason}`);
  }
}

/**
 * What one job may take of the hour's points. Points are reserved in the ledger before Jira is asked, in blocks, and
 * what was not used is given back by {@link Allowance.settle}; a killed job's reservation counts as spent.
 */
export class Allowance {
  private held = 0;
  private spent = 0;
  private hour = '';
  private limit: number | null = null;

  constructor(
    private readonly what: string,
    private readonly purpose: Purpose,
  ) {}

  /**
   * Asks one endpoint of Jira, or several, by `work`, which costs about `atMost` points at most; `ahead` says how many
   * points to reserve at once where more calls follow. Throws {@link Wait} when the hour's share is used up, or Jira
   * asked to wait, and passes on every other error of Jira.
   */
  async ask<T>(
    endpoint: string | readonly string[],
    atMost: number,
    work: () => Promise<T>,
    ahead = atMost,
  ): Promise<T> {
    await assertNotPaused(endpoint);
    await this.cover(atMost, ahead);
    try {
      const { value } = await metered(work, ({ points }) => {
        this.held -= points;
        this.spent += points;
      });
      return value;
    } catch (error) {
      if (error instanceof JiraError && error.failure === 'rateLimited') throw await this.rest(error);
      throw error;
    }
  }

  /** Points that were used so far. */
  get used(): number {
    return this.spent;
  }

  /** Gives back what is reserved and not used, and enters what was used beyond it. */
  async settle(): Promise<void> {
    const rest = this.hour === hourOf(Date.now()) ? this.held : 0;
    this.held = 0;
    if (rest !== 0) await reservePoints(this.hour, this.entry(-rest), Infinity);
  }

  private async cover(atMost: number, ahead: number): Promise<void> {
    const now = Date.now();
    if (this.hour !== hourOf(now)) {
      this.hour = hourOf(now);
      this.held = 0;
    }
    if (this.held >= atMost) return;
    this.limit ??= await limitOf(this.purpose);
    const most = Math.max(atMost, Math.min(ahead, this.limit * TURN_PART));
    for (const points of new Set([most - this.held, atMost - this.held])) {
      const { granted } = await reservePoints(this.hour, this.entry(points), this.limit);
      if (!granted) continue;
      this.held += points;
      return;
    }
    throw new Wait(nextHour(now) + Math.random() * SPREAD, 'points');
  }

  private async rest(error: JiraError): Promise<Wait> {
    const pause = pauseAfter(error, Date.now());
    await tellOthers(pause);
    return new Wait(pause.until + Math.random() * SPREAD, 'jira');
  }

  private entry(points: number): { what: string; points: number; at: number } {
    return { what: this.what, points, at: Date.now() };
  }
}

/** For whom a run asks Jira. */
export function purposeOf({ by, mode }: Pick<RefreshRun, 'by' | 'mode'>): Purpose {
  if (by === 'people') return 'people';
  return mode === 'reconcile' ? 'reconcile' : 'background';
}

/** Points that reading a project in the background may take before others have their turn. */
export async function pointsOfTurn(): Promise<number> {
  return (await limitOf('background')) * TURN_PART;
}

/** Points that may be reserved in an hour for a purpose, everybody's reservations counted. */
export async function limitOf(purpose: Purpose): Promise<number> {
  if (purpose === 'people') return PEOPLE_SHARE * quotaPoints();
  const { backgroundShare } = (await readSettings()).value;
  return quotaPoints() * backgroundShare * (purpose === 'reconcile' ? RECONCILE_PART : 1);
}

/** The UTC hour by which points are counted, e.g. `2026-03-01T09`. */
export function hourOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 13);
}

export function nextHour(instant: number): number {
  return (Math.floor(instant / AN_HOUR) + 1) * AN_HOUR;
}

async function assertNotPaused(asked: string | readonly string[]): Promise<void> {
  const now = Date.now();
  const pauses = await getPauses();
  const until = Math.max(
    0,
    ...pauses
      .filter(({ endpoint }) => endpoint === 'all' || [asked].flat().includes(endpoint))
      .map((pause) => pause.until),
  );
  if (until > now) throw new Wait(until + Math.random() * SPREAD, 'jira');
}

/** A pause that storage refuses to keep would let everybody else ask: it is worth a few tries, and never the wait. */
async function tellOthers(pause: Pause): Promise<void> {
  for (let tries = 0; tries < 4; tries++) {
    try {
      return await setPause(pause);
    } catch (error) {
      logError('pause not kept', error, { tries });
    }
  }
}

/** Whom a 429 stops, and until when: a burst that endpoint, a quota and what does not say everything. */
function pauseAfter({ details }: JiraError, now: number): { endpoint: string; until: number; reason: string } {
  const { endpoint, retryAfterSeconds = 0, reason = '' } = details;
  const isBurst = /burst|per-issue/i.test(reason);
  const told = retryAfterSeconds > 0 ? now + retryAfterSeconds * 1000 : 0;
  const untold = isBurst ? now + UNTOLD_BURST_PAUSE : /quota/i.test(reason) ? nextHour(now) : now + UNTOLD_PAUSE;
  return { endpoint: isBurst ? endpoint : 'all', until: told || untold, reason: reason || 'not told' };
}
