/**
 * What the app's `export` and `standing` functions reply, as far as inspect prints it. The sandbox knows the app only
 * from outside, so these shapes are stated here and not imported.
 */
export interface ExportedSnapshot {
  readonly playbook: unknown;
  readonly issues: {
    readonly read: number;
    readonly evaluated: number;
    readonly unreadable: number;
    readonly open: number;
    readonly uncategorised: number;
  };
  readonly findings: readonly ExportedFinding[];
  readonly score: number | null;
  readonly withheld: unknown;
  readonly coverage: number | null;
  readonly applicableShare: number;
  readonly level: string | null;
  readonly nextLevel: unknown;
  readonly cappedBy: readonly string[];
  readonly fixes: unknown;
}

export interface ExportedFinding {
  readonly rule: string;
  readonly lifecycle: string;
  readonly status: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly target: number;
  readonly attainment: number | null;
  readonly weight: number;
  readonly level: string;
  readonly critical: boolean;
  readonly contribution: number | null;
  readonly loss: number | null;
  readonly toMend: number;
  readonly missing: readonly string[];
  readonly offenders: readonly { readonly key: string; readonly reason: string }[];
}

/** By issue ids. */
export interface ExportedDependency {
  readonly provider: number;
  readonly dependent: number;
  readonly kind: string;
}

export interface ExportedDependencies {
  /** Days since 1970-01-01. */
  readonly asOf: number;
  readonly cycles: readonly {
    readonly issues: readonly { readonly id: number; readonly key: string }[];
    readonly live: boolean;
    readonly dependencies: readonly ExportedDependency[];
    readonly suggestedCut: readonly ExportedDependency[];
    readonly cutIsLeast: boolean;
  }[];
  readonly forecasts: readonly {
    /** Days since 1970-01-01. */
    readonly target: number | null;
    readonly forecast: number | null;
    readonly [figure: string]: unknown;
  }[];
  readonly [figure: string]: unknown;
}

/** A part of an {@link Export} as JSON. */
export interface ExportReply {
  /** `null` when there is no snapshot yet. */
  readonly readAt: string | null;
  readonly text: string;
  readonly length: number;
  readonly revision: string;
}

export interface Export {
  readonly snapshot: ExportedSnapshot | null;
  readonly dependencies: ExportedDependencies | null;
  readonly hidden: number;
}

export interface StandingReply {
  readonly failure: { readonly cause: string; readonly remedy: string } | null;
  readonly unreadable: { readonly count: number; readonly examples: readonly unknown[] };
}

/** @throws Error with the refusal's words when the app refused */
export function valueOf<T>(reply: unknown, what: string): T {
  const { ok, value, error } = reply as { ok?: boolean; value?: T; error?: { message?: string; remedy?: string } };
  if (ok && value !== undefined) return value;
  throw new Error(`The app refused ${what}: ${error?.message ?? 'no reason given'} ${error?.remedy ?? ''}`.trim());
}
