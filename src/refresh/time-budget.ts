/** How long the platform lets a consumer run, as manifest.yml says of `refresh-worker`. */
const BUDGET_MILLISECONDS = 900_000;
/** A job stops itself here and queues its continuation, rather than being killed. */
const SPENT_SHARE = 0.8;

export interface TimeBudget {
  isSpent(): boolean;
}

export function startTimeBudget(): TimeBudget {
  const end = Date.now() + BUDGET_MILLISECONDS * SPENT_SHARE;
  return { isSpent: () => Date.now() >= end };
}
