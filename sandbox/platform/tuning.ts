/** How the platform behaves where Forge makes no promise, and how much it allows. Tests turn this off or up. */
export interface PlatformTuning {
  /** Queries of the key-value store see a write so much later. */
  readonly queryDelayMilliseconds: number;
  /** Values are deleted so much after they expire. */
  readonly expiryLagMilliseconds: number;
  /** Events reach triggers about so much later. */
  readonly eventDelayMilliseconds: number;
  /** Share of events that are delivered twice. */
  readonly duplicateRate: number;
  /** First pause before the platform repeats a delivery by itself. */
  readonly retryBackoffMilliseconds: number;
  /** App processes at once; two of them are kept for invocations that people wait for. */
  readonly maximumProcesses: number;
  /** Deliveries of queued events at once. */
  readonly deliveriesAtOnce: number;
  /** Points that the app may spend in a UTC hour; `Infinity`: as many as it likes. */
  readonly jiraPointsPerHour: number;
  /** Calls of an endpoint of Jira by GET or POST in a second; half as many by PUT or DELETE. */
  readonly jiraCallsPerSecond: number;
  /** Units of 10 KB that the app may read from its storage in a minute, and as many that it may write. */
  readonly storageUnitsPerMinute: number;
  /** Of the shuffling and the accidents. */
  readonly seed: number;
}

export const DEFAULT_TUNING: PlatformTuning = {
  queryDelayMilliseconds: 300,
  expiryLagMilliseconds: 600_000,
  eventDelayMilliseconds: 200,
  duplicateRate: 0.01,
  retryBackoffMilliseconds: 1000,
  maximumProcesses: 5,
  deliveriesAtOnce: 3,
  jiraPointsPerHour: 65_000,
  jiraCallsPerSecond: 100,
  storageUnitsPerMinute: 4000,
  seed: 1,
};
