/** What a resolver function replied, as JSON. */
export type Value = Record<string, unknown>;

/** One picture: where, as whom, how wide, and what the app's reply is made to say. */
export interface Shot {
  readonly name: string;
  readonly address: string;
  /** As the shell's switch titles them; the project manager when left out. */
  readonly persona?: string;
  readonly width?: 'full' | 'wide' | 'narrow';
  /** Changes what a function of the app replies; `'never'` leaves it unanswered. */
  readonly change?:
    | undefined
    | {
        readonly functionKey:
          | 'standing'
          | 'gates'
          | 'lifecycle'
          | 'history'
          | 'changes'
          | 'waivers'
          | 'health'
          | 'playbooks'
          | 'portfolio'
          | 'savedViews'
          | 'trends'
          | 'portfolioMap'
          | 'issueMap'
          | 'issueContext';
        readonly reply: 'never' | ((value: Value) => unknown);
      };
  /** What to wait for, where the page shows something else first. */
  readonly until?: string;
}

const HOUR = 3_600_000;

/** What the app replies where Forge does not give it what it has stored. */
export const REFUSAL = {
  kind: 'storageUnavailable',
  message: "Plumbline could not read what it has stored with Atlassian's Forge.",
  remedy: 'Try again in a few minutes.',
  reference: '5d1f0c77',
};

export function refused(): unknown {
  return { ok: false, error: REFUSAL };
}

export function ok(value: Value): unknown {
  return { ok: true, value };
}

/** So many hours before an instant; negative: after it. */
export function hoursBefore(instant: unknown, hours: number): string {
  return new Date(new Date(String(instant)).getTime() - hours * HOUR).toISOString();
}
