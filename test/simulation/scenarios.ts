import { differential } from './differential';
import type { Scenario } from './run';

/** By the name that a failing seed is told with. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = { differential };
