import type { SiteRequest } from './site-port';

/** A change of the site as the request that made it: enough to make it again after a restart. */
export interface Mutation {
  readonly method: SiteRequest['method'];
  readonly path: string;
  readonly body: string | null;
  /** `null`: the app itself. */
  readonly accountId: string | null;
  /** ISO instant at which it happened. */
  readonly at: string;
}

/** What became of replayed mutations. */
export interface ReplayReport {
  readonly applied: number;
  /** Those that the site refuses now, because the data underneath is another one. */
  readonly refused: readonly { readonly mutation: Mutation; readonly status: number }[];
}
