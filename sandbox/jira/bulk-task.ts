/** A bulk operation that was done. */
export interface BulkTask {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** `null`: the app. */
  readonly accountId: string | null;
  readonly issueIds: readonly string[];
}
