import type { FunctionUsage } from './function-usage';
import type { Usage } from './jira-usage';
import type { KvsUsage } from './kvs/kvs-usage';
import type { QueueUsage } from './queue';

/** What the app has used since the platform's start: all that Atlassian limits or bills. */
export interface PlatformUsage {
  readonly jira: Readonly<Usage>;
  /** Keyed like `GET /rest/api/3/issue/{}`. */
  readonly jiraByEndpoint: Readonly<Record<string, Readonly<Usage>>>;
  /** Spent of the hourly quota since the last full UTC hour. */
  readonly jiraPointsThisHour: number;
  readonly kvs: Readonly<KvsUsage>;
  /** Keyed like `set`, `batch/get`, `query`. */
  readonly kvsByOperation: Readonly<Record<string, Readonly<KvsUsage>>>;
  readonly queue: Readonly<QueueUsage>;
  readonly functions: Readonly<FunctionUsage>;
  /** Keyed as in the manifest. */
  readonly functionsByKey: Readonly<Record<string, Readonly<FunctionUsage>>>;
}
