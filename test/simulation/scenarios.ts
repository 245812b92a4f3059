import { differential, faults } from './differential';
import { faults } from './faults';
import type { Scenario } from './run';

/** By the name that a failing seed is told with. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = { differential, faults };
