import type { JiraSite } from '../jira/site-port';
import type { Intercept } from './gateway';
import type { PlatformLogLine } from './invocation';
import type { PlatformTuning } from './tuning';

export interface PlatformOptions {
  /** Of manifest.yml. */
  readonly appDirectory: string;
  readonly site: JiraSite;
  /** The site's clock. */
  readonly clock: () => Date;
  /** The app's clock is so far from the machine's. */
  readonly clockOffsetMilliseconds: number;
  /** Where storage and queues outlive a restart; `null`: nowhere. */
  readonly storageFile: string | null;
  /** Of bundles. */
  readonly cacheDirectory: string;
  readonly log: (line: PlatformLogLine) => void;
  readonly onProgress?: (text: string) => void;
  /** Sees each call of the app first, to play faults. */
  readonly intercept?: Intercept;
  readonly tuning?: Partial<PlatformTuning>;
}

/** Who looks at a page of the app, and where. */
export interface Viewer {
  readonly accountId: string;
  /** The view context, with its `extension`. */
  readonly context: Readonly<Record<string, unknown>>;
}
