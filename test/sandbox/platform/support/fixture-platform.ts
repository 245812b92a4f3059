import path from 'node:path';
import type { ForgePlatform, PlatformLogLine, PlatformOptions, Viewer } from '../../../../sandbox/platform';
import { startPlatform } from '../../../../sandbox/platform';
import { FakeSite } from './fake-site';

export interface Fixture {
  readonly platform: ForgePlatform;
  readonly site: FakeSite;
  readonly lines: PlatformLogLine[];
  /** Calls a resolver function of the fixture app as `user-1`. */
  readonly call: (functionName: string, payload?: unknown) => Promise<unknown>;
}

export const viewer: Viewer = { accountId: 'user-1', context: { extension: { project: { id: '10001' } } } };

/** Starts a platform with the fixture app, bundled for real, without the accidents that tests ask for by themselves. */
export async function startFixture(options: Partial<PlatformOptions> = {}): Promise<Fixture> {
  const site = new FakeSite();
  const lines: PlatformLogLine[] = [];
  const platform = await startPlatform({
    appDirectory: path.join(__dirname, '..', 'fixture-app'),
    site,
    clock: () => new Date(),
    clockOffsetMilliseconds: 0,
    storageFile: null,
    cacheDirectory: path.resolve(__dirname, '../../../../.cache/platform'),
    log: (line) => lines.push(line),
    ...options,
    tuning: { eventDelayMilliseconds: 10, duplicateRate: 0, retryBackoffMilliseconds: 10, ...options.tuning },
  });
  const call = (functionName: string, payload: unknown = {}) => platform.invoke('page', functionName, payload, viewer);
  return { platform, site, lines, call };
}
