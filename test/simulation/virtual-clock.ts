import crypto from 'node:crypto';
import type { Random } from '../../sandbox/demo/random';
import type { Timers } from '../support/processes';

interface Alarm {
  readonly at: number;
  readonly ring: () => void;
  cancelled: boolean;
}

const { setImmediate: afterEverything } = globalThis;
const RealDate = globalThis.Date;

/**
 * Time that jumps from one alarm to the next. Between two alarms everything that can go on goes on, so that what
 * happens depends on the alarms' order only, and a run can be had again.
 */
export class VirtualClock implements Timers {
  /** Soonest last; of two at the same instant, the one that was set first comes first. */
  private readonly alarms: Alarm[] = [];

  constructor(public now: number) {}

  set(ring: () => void, delay: number): { cancel(): void } {
    return this.at(this.now + Math.max(0, delay), ring);
  }

  at(instant: number, ring: () => void): { cancel(): void } {
    const alarm: Alarm = { at: instant, ring, cancelled: false };
    let low = 0;
    let high = this.alarms.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.alarms[middle].at > instant) low = middle + 1;
      else high = middle;
    }
    this.alarms.splice(low, 0, alarm);
    return {
      cancel: () => {
        alarm.cancelled = true;
      },
    };
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.set(resolve, milliseconds));
  }

  /** Lets time pass until `instant`, or until `isOver` says so after an alarm. Answers whether it did. */
  async runUntil(instant: number, isOver: () => boolean = () => false): Promise<boolean> {
    await settled();
    while (!isOver()) {
      const next = this.alarms.at(-1);
      if (next === undefined || next.at > instant) {
        this.now = Math.max(this.now, instant);
        return false;
      }
      this.alarms.pop();
      if (next.cancelled) continue;
      this.now = Math.max(this.now, next.at);
      next.ring();
      await settled();
    }
    return true;
  }
}

/** All that runs has come to where it waits for an alarm: nothing here waits for anything but promises. */
function settled(): Promise<void> {
  return new Promise((resolve) => afterEverything(resolve));
}

/** Has `Date`, `Math.random` and new ids come from clock and seed; answers how to give them back. */
export function takeOver(clock: VirtualClock, random: Random): () => void {
  class VirtualDate extends RealDate {
    constructor(...given: readonly unknown[]) {
      super(...((given.length === 0 ? [clock.now] : given) as [number]));
    }

    static override now(): number {
      return clock.now;
    }
  }
  const { random: realRandom } = Math;
  const { randomUUID: realUuid } = crypto;
  const randomUUID = (): string => {
    const digits = Array.from({ length: 4 }, () => random.int(0, 0xffffffff).toString(16).padStart(8, '0')).join('');
    return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20)}`;
  };
  globalThis.Date = VirtualDate as DateConstructor;
  Math.random = () => random.next();
  // Compiled code asks the module's object each time, so that this reaches it everywhere.
  Object.assign(crypto, { randomUUID });
  return () => {
    globalThis.Date = RealDate;
    Math.random = realRandom;
    Object.assign(crypto, { randomUUID: realUuid });
  };
}
