/** Who makes a request of Jira. */
export type Actor =
  | { readonly kind: 'app'; readonly scopes: readonly string[] }
  | { readonly kind: 'user'; readonly accountId: string; readonly scopes: readonly string[] | 'all' }
  | { readonly kind: 'anonymous' };

export interface SiteRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path with query, e.g. `/rest/api/3/field`. */
  readonly path: string;
  readonly body?: string;
}

export interface SiteResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text, or empty. */
  readonly body: string;
}

/** An event as Jira hands it to an app's trigger: `eventType` is the manifest's name. */
export interface SiteEvent {
  readonly eventType: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** What the simulated Forge platform and the shell know of the simulated Jira. */
export interface JiraSite {
  handle(request: SiteRequest, actor: Actor): Promise<SiteResponse>;
  /** Every change made through `handle` is announced to each listener, after it happened. */
  onEvent(listener: (event: SiteEvent) => void): void;
}
