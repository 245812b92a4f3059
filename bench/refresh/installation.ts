import { Random } from '../../sandbox/demo/random';
import { beginUpkeep } from '../../src/refresh';
import { CALM, type Conduct } from '../../test/simulation/conduct';
import { Trace } from '../../test/simulation/trace';
import { takeOver, VirtualClock } from '../../test/simulation/virtual-clock';
import { World } from '../../test/simulation/world';
import type { JiraAnswers } from '../../test/support/forge';
import { Account } from './account';

const HOUR = 3_600_000;

/** Nothing goes wrong, and everything takes as long as it does on an ordinary day. Milliseconds. */
const ORDINARY_DAY: Conduct = { ...CALM, jiraLatency: [300, 600], platformLatency: [10, 25] };

/** One installation of the app, of which everything is counted that Atlassian limits or bills. */
export interface Installation {
  readonly world: World;
  readonly account: Account;
  readonly clock: VirtualClock;
  readonly random: Random;
  /** Lets time pass, with the hourly trigger, until an instant or until `isOver`. */
  readonly until: (instant: number, isOver?: () => boolean) => Promise<void>;
}

export interface Beginning {
  readonly now: number;
  readonly seed: number;
  readonly jira: (clock: VirtualClock) => JiraAnswers;
  /** What the app has stored already: keys and JSON texts. */
  readonly storage?: ReadonlyMap<string, string>;
}

/** Has `work` done on an installation of its own; meanwhile its virtual clock is the only one. */
export async function withInstallation<T>(
  { now, seed, jira, storage = new Map() }: Beginning,
  work: (installation: Installation) => Promise<T>,
): Promise<T> {
  const clock = new VirtualClock(now);
  const random = new Random(seed);
  const giveBack = takeOver(clock, new Random(~seed));
  const world = new World(clock, jira(clock), random, ORDINARY_DAY, new Trace(false, () => clock.now));
  for (const [key, text] of storage) world.forge.storage.set(key, text);
  const account = new Account(world);
  const { info, error } = console;
  const countLog = (line: string): void => {
    account.logBytes += Buffer.byteLength(line);
  };
  Object.assign(console, { info: countLog, error: countLog });
  try {
    const until: Installation['until'] = async (instant, isOver = () => false) => {
      for (let hour = (Math.floor(clock.now / HOUR) + 1) * HOUR; hour <= instant && !isOver(); hour += HOUR) {
        if (await clock.runUntil(hour, isOver)) return;
        world.do('hourly upkeep', beginUpkeep);
      }
      await clock.runUntil(instant, isOver);
    };
    const result = await work({ world, account, clock, random, until });
    if (world.crashes.length > 0) throw new Error(`The app failed: ${world.crashes[0]}`);
    return result;
  } finally {
    giveBack();
    Object.assign(console, { info, error });
  }
}
