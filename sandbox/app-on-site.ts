import { offsetTo } from './as-of';
import { createJiraSite } from './jira';
import type { SiteData } from './jira/site-data';
import type { JiraSite } from './jira/site-port';
import { startPlatform, type ForgePlatform, type PlatformLogLine, type PlatformTuning } from './platform';
import { APP_DIRECTORY, CACHE_DIRECTORY } from './paths';
import { keepEdits } from './site-edits';

const KEPT_LOG_LINES = 500;

/** The real app bundle, installed on a simulated site. */
export interface AppOnSite {
  readonly site: JiraSite;
  readonly platform: ForgePlatform;
  /** Milliseconds by which the clock of site and app is ahead of the machine's. */
  readonly clockOffset: number;
  /** The newest lines of the platform's log, oldest first. */
  readonly log: () => readonly PlatformLogLine[];
  readonly stop: () => Promise<void>;
}

/**
 * Puts the app on a site that holds the data. The app is not installed yet: that, its first event, is the caller's.
 * `asOf` moves the clock of site and app to noon of that day; the files keep storage and edits between runs.
 */
export async function putAppOnSite(options: {
  readonly data: SiteData;
  readonly asOf: string | null;
  readonly storageFile: string | null;
  readonly editsFile: string | null;
  readonly baseUrl: string;
  readonly onProgress: (text: string) => void;
  readonly tuning?: Partial<PlatformTuning>;
}): Promise<AppOnSite> {
  const { data, asOf } = options;
  const clockOffset = asOf === null ? 0 : offsetTo(asOf, data.timeZone, new Date());
  const clock = (): Date => new Date(Date.now() + clockOffset);
  const site = createJiraSite(data, { clock, baseUrl: options.baseUrl });
  if (options.editsFile !== null) await keepEdits(site, options.editsFile);
  const log: PlatformLogLine[] = [];
  const platform = await startPlatform({
    appDirectory: APP_DIRECTORY,
    site,
    clock,
    clockOffsetMilliseconds: clockOffset,
    storageFile: options.storageFile,
    cacheDirectory: CACHE_DIRECTORY,
    log: (line) => {
      log.push(line);
      if (log.length > KEPT_LOG_LINES) log.shift();
    },
    onProgress: options.onProgress,
    ...(options.tuning === undefined ? {} : { tuning: options.tuning }),
  });
  return { site, platform, clockOffset, log: () => log, stop: () => platform.stop() };
}
