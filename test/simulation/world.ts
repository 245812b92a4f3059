import type { Random } from '../../sandbox/demo/random';
import type { SiteEvent } from '../../sandbox/jira/site-port';
import { appLifecycle, hourlyUpkeep, jiraEvents, projectResolver, refreshWorker } from '../../src/index';
import { FakeForge, type JiraAnswers, type QueuedEvent, type RunOptions } from '../support/forge';
import type { Conduct } from './conduct';
import { JiraWatch } from './jira-watch';
import type { Trace } from './trace';
import type { VirtualClock } from './virtual-clock';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** How long the platform lets each kind of function run. */
const LIFETIME = { consumer: 900 * SECOND, trigger: 55 * SECOND, resolver: 25 * SECOND } as const;
/** Silences in which nobody does anything are shortened: no more upkeeps than this in one go. */
const MOST_UPKEEPS_IN_SILENCE = 2;
/** What is not at rest after so long never will be: longer than any quota's hour, any pause, any stalled run. */
const LONGEST_WORK = 3 * 24 * HOUR;
const MOST_DELIVERIES = 20_000;

/** One installation of the app on a site: its storage and queue, and the platform that runs its functions. */
export class World {
  readonly forge = new FakeForge();
  /** Events of the queue by the kind of job, as often as the platform delivered them. */
  readonly deliveries = new Map<string, number>();
  /** Errors that left a handler without any trouble around it. */
  readonly crashes: string[] = [];
  /** How many invocations were killed so far. */
  kills = 0;
  /** Pushes to the queue by the minute since 1970. */
  readonly pushes = new Map<number, number>();
  /** Looks over what the app asks of Jira. */
  readonly watch: JiraWatch;
  private pending = 0;
  private total = 0;

  constructor(
    readonly clock: VirtualClock,
    site: JiraAnswers,
    private readonly random: Random,
    public conduct: Conduct,
    private readonly trace: Trace,
  ) {
    const { forge } = this;
    this.watch = new JiraWatch(clock);
    forge.timers = clock;
    forge.enqueue = (event) => this.take(event);
    forge.redeliver = (event) => {
      if (random.chance(this.conduct.lostWithKill)) trace.say(`never again: ${JSON.stringify(event.body)}`);
      else this.take({ ...event, dueAt: clock.now });
    };
    forge.before = async (call, body) => {
      const isJira = call.startsWith('jira');
      if (isJira) this.watch.asked(call, body);
      await clock.sleep(random.int(...(isJira ? this.conduct.jiraLatency : this.conduct.platformLatency)));
      trace.call(call, body);
    };
    forge.kvs.lag = () => (this.conduct.queryLag === 0 ? 0 : random.int(0, this.conduct.queryLag));
    forge.kvs.fault = () => this.conduct.storageFault(random);
    forge.pushFault = () => {
      const minute = Math.floor(clock.now / MINUTE);
      this.pushes.set(minute, (this.pushes.get(minute) ?? 0) + 1);
      return this.conduct.pushFault(random);
    };
    forge.answers = {
      answer: (...call) => this.watch.answered(call, () => this.conduct.jira(site, ...call), trace),
    };
  }

  /** The app is installed on the site. */
  install(): void {
    this.invoke('installed', () => appLifecycle(), { lifetime: LIFETIME.trigger });
  }

  /** Somebody opens the project page. */
  view(projectId: number, accountId: string): void {
    this.ask('standing', projectId, accountId);
  }

  /** Somebody presses "refresh now". */
  refreshNow(projectId: number, accountId: string): void {
    this.ask('refresh', projectId, accountId);
  }

  private ask(functionKey: string, projectId: number, accountId: string): void {
    const event = { call: { functionKey, payload: { projectId: String(projectId) } }, context: {} };
    this.invoke(`${functionKey} ${projectId}`, () => projectResolver(event, { principal: { accountId } }), {
      accountId,
      lifetime: LIFETIME.resolver,
    });
  }

  /** Passes one of Jira's events on: late, twice, out of turn, or never. */
  hear({ eventType, payload }: SiteEvent): void {
    const { random, conduct } = this;
    if (random.chance(conduct.eventLoss)) {
      this.trace.say(`event lost: ${eventType}`);
      return;
    }
    const times = random.chance(conduct.eventDuplication) ? 2 : 1;
    for (let time = 0; time < times; time++) {
      this.later(conduct.eventDelay(random), () =>
        this.invoke(`event ${eventType}`, () => jiraEvents(payload), { lifetime: LIFETIME.trigger }),
      );
    }
  }

  /** Runs a function of the app's once, for tests that start something no door starts. */
  do(name: string, work: () => Promise<unknown>): void {
    this.invoke(name, work, {});
  }

  /**
   * Lets time pass, with the hourly trigger as long as the silence is not too long for all of them; `everyHour`: with
   * all of them.
   */
  async pass(milliseconds: number, everyHour = false): Promise<void> {
    const end = this.clock.now + milliseconds;
    let upkeeps = 0;
    for (let hour = Math.ceil(this.clock.now / HOUR) * HOUR; hour <= end; hour += HOUR) {
      const isNearEnd = end - hour < (MOST_UPKEEPS_IN_SILENCE / 2) * HOUR;
      if (!everyHour && !isNearEnd && ++upkeeps > MOST_UPKEEPS_IN_SILENCE / 2) continue;
      await this.clock.runUntil(hour);
      this.invoke('hourly upkeep', () => hourlyUpkeep(), { lifetime: LIFETIME.trigger });
    }
    await this.clock.runUntil(end);
  }

  /** Until nothing is under way and nothing is queued. Throws when that takes too long. */
  async rest(): Promise<void> {
    const isAtRest = (): boolean => this.pending === 0;
    if (!(await this.clock.runUntil(this.clock.now + LONGEST_WORK, isAtRest)) && !isAtRest()) {
      throw new Error(`not at rest after ${LONGEST_WORK / HOUR} hours: ${[...this.deliveries].join('; ')}`);
    }
  }

  /** Reads from the app's storage without time passing and without any fault. */
  async look<T>(work: () => Promise<T>): Promise<T> {
    const { before } = this.forge;
    const { fault } = this.forge.kvs;
    this.forge.before = () => undefined;
    this.forge.kvs.fault = () => null;
    const outcome = await this.forge.run(work);
    this.forge.before = before;
    this.forge.kvs.fault = fault;
    if (outcome.killed) throw new Error('never killed');
    return outcome.value;
  }

  private take(event: QueuedEvent): void {
    const { random, conduct, clock } = this;
    const times = random.chance(conduct.queueDuplication) ? 2 : 1;
    for (let time = 0; time < times; time++) {
      const late = random.chance(conduct.queueLateness) ? random.int(0, 10 * MINUTE) : random.int(0, SECOND);
      this.later(event.dueAt + late - clock.now, () => this.deliver(event));
    }
  }

  private deliver(event: QueuedEvent): void {
    const { job = '?' } = event.body as { readonly job?: string };
    this.deliveries.set(job, (this.deliveries.get(job) ?? 0) + 1);
    if (++this.total > MOST_DELIVERIES) throw new Error('The queue does not run dry');
    this.trace.say(`job ${JSON.stringify(event.body)}`);
    this.track(() => this.forge.deliver(event, refreshWorker, this.killAt(), LIFETIME.consumer));
  }

  private invoke(name: string, work: () => Promise<unknown>, options: RunOptions): void {
    this.trace.say(name);
    const killAtCall = this.killAt();
    this.track(async () => {
      const { killed } = await this.forge.run(work, {
        ...options,
        ...(killAtCall === undefined ? {} : { killAtCall }),
        name,
      });
      return killed;
    });
  }

  private killAt(): number | undefined {
    const { random, conduct } = this;
    return random.chance(conduct.kills) ? random.int(1, random.chance(0.3) ? 5 : 60) : undefined;
  }

  private later(delay: number, work: () => void): void {
    this.pending += 1;
    this.clock.set(() => {
      this.pending -= 1;
      work();
    }, delay);
  }

  private track(work: () => Promise<boolean>): void {
    this.pending += 1;
    void work()
      .then((killed) => {
        if (!killed) return;
        this.kills += 1;
        this.trace.say('killed');
      })
      .catch((error: unknown) => {
        const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
        if (!this.conduct.errorsExpected) this.crashes.push(told);
        this.trace.say(`crash: ${told}`);
      })
      .finally(() => {
        this.pending -= 1;
      });
  }
}
