import { PlatformLog } from '../../../sandbox/platform/log';
import type { Interval } from '../../../sandbox/platform/manifest';
import { Schedule } from '../../../sandbox/platform/schedule';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A trigger of each interval, and the runs of their functions. */
function aSchedule(): { readonly schedule: Schedule; readonly runs: string[] } {
  const runs: string[] = [];
  const intervals: readonly Interval[] = ['fiveMinute', 'hour', 'day', 'week'];
  const schedule = new Schedule({
    triggers: intervals.map((interval) => ({ key: `every-${interval}`, functionKey: interval, interval })),
    runner: {
      run: async ({ moduleKey, body }) => {
        runs.push(moduleKey);
        expect(body).toMatchObject({ context: { cloudId: 'cloud-1', moduleKey } });
        return { value: { statusCode: 204 }, bytes: 0 };
      },
    },
    cloudId: 'cloud-1',
    log: new PlatformLog(
      () => new Date(),
      () => undefined,
    ),
  });
  return { schedule, runs };
}

describe('a scheduled trigger', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const runsOf = (runs: readonly string[], key: string): number => runs.filter((run) => run === key).length;

  it('runs some minutes after the start and then by its interval, weekly ones too', async () => {
    const { schedule, runs } = aSchedule();
    schedule.start();
    await jest.advanceTimersByTimeAsync(5 * MINUTE - 1);
    expect(runs).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(runs).toEqual(['every-fiveMinute', 'every-hour', 'every-day', 'every-week']);
    await jest.advanceTimersByTimeAsync(7 * DAY - 1);
    expect(runsOf(runs, 'every-week')).toBe(1);
    expect(runsOf(runs, 'every-day')).toBe(7);
    expect(runsOf(runs, 'every-hour')).toBe(7 * 24);
    await jest.advanceTimersByTimeAsync(1);
    expect(runsOf(runs, 'every-week')).toBe(2);
    schedule.stop();
    await jest.advanceTimersByTimeAsync(8 * DAY);
    expect(runsOf(runs, 'every-week')).toBe(2);
  });

  it('can be run at once, by its key', async () => {
    const { schedule, runs } = aSchedule();
    await schedule.run('every-week');
    expect(runs).toEqual(['every-week']);
    await expect(schedule.run('every-year')).rejects.toThrow('no scheduled trigger "every-year"');
  });
});
