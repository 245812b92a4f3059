/** Why the platform could not give a function's reply. */
export type FailureKind =
  | 'unknownModule'
  | 'unknownFunction'
  | 'requestTooLarge'
  | 'responseTooLarge'
  | 'rateLimited'
  | 'timedOut'
  | 'outOfMemory'
  | 'crashed'
  | 'appError'
  | 'stopped';

/** An invocation that failed. `message` is what `invoke` of `@forge/bridge` would reject with. */
export class InvocationFailure extends Error {
  constructor(
    readonly kind: FailureKind,
    reason: string,
    /** Name of the app's error, for `appError`. */
    readonly errorType?: string,
    /** Stack of the app's error, for `appError`. */
    readonly appStack?: readonly string[],
  ) {
    super(`There was an error invoking the function - ${reason}`);
  }
}

/** Pushes that descend from one first invocation, however long the chain: the platform ends endless ones. */
export interface PushChain {
  pushes: number;
}

/** One run of a function, as the gateway knows it by its token. */
export interface Invocation {
  readonly id: string;
  readonly token: string;
  readonly functionKey: string;
  readonly moduleKey: string;
  /** The user behind it; `null` for triggers, consumers and schedules. */
  readonly accountId: string | null;
  readonly chain: PushChain;
}

/** What a function is run with. */
export interface InvocationRequest {
  readonly functionKey: string;
  readonly moduleKey: string;
  readonly moduleType: string;
  /** First argument of the handler. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly accountId: string | null;
  readonly chain: PushChain;
  /** Nobody waits for it: it leaves room for those whom somebody waits for. */
  readonly background: boolean;
}

/** A line of the platform's log: what the app wrote, or what happened to it. */
export interface PlatformLogLine {
  /** ISO 8601, by the site's clock. */
  readonly time: string;
  readonly source: 'app' | 'platform';
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly functionKey?: string;
  readonly invocationId?: string;
}
