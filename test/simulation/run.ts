import { Random } from '../../sandbox/demo/random';
import { Trace } from './trace';
import { takeOver, VirtualClock } from './virtual-clock';

/** What a run of one seed has to say: nothing, when all is as it should be. */
export interface Verdict {
  readonly problems: readonly string[];
  readonly trace: readonly string[];
}

/** What a scenario is made of. Everything that is left to chance comes from `random`. */
export interface Stage {
  readonly random: Random;
  readonly clock: VirtualClock;
  readonly trace: Trace;
}

/** Plays a scenario; answers what is wrong at its end. */
export type Scenario = (stage: Stage) => Promise<readonly string[]>;

const BEGIN = Date.parse('2026-03-02T07:00:00Z');

/** Plays the scenario with this seed, on a clock of its own. The same seed plays the same, on every machine. */
export async function play(scenario: Scenario, seed: number, keepTrace: boolean): Promise<Verdict> {
  const random = new Random(seed);
  const clock = new VirtualClock(BEGIN + random.int(0, 12 * 3_600_000));
  const trace = new Trace(keepTrace, () => clock.now);
  const { info, error } = console;
  const giveBack = takeOver(clock, new Random(~seed));
  Object.assign(console, {
    info: (text: string) => trace.say(`    log ${text}`),
    error: (text: string) => trace.say(`    log ${text}`),
  });
  try {
    return { problems: await scenario({ random, clock, trace }), trace: trace.lines };
  } catch (thrown) {
    const told = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    return { problems: [told], trace: trace.lines };
  } finally {
    giveBack();
    Object.assign(console, { info, error });
  }
}
