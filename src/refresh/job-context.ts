import type { Allowance } from './allowance';
import type { TimeBudget } from './time-budget';

/** What a job may spend. */
export interface JobContext {
  readonly budget: TimeBudget;
  readonly allowance: Allowance;
}
